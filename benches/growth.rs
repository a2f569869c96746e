//! What grows faster than the text: `cargo bench --bench growth [-- WORD…]`.
//!
//! Gives hostile texts of growing size to every stage, renderer and fixer, and tells where four times the text took far
//! more than four times as long; where linting did, each lint by itself. Prints nothing else. Words leave out shapes whose
//! names hold none of them.

#![allow(clippy::print_stdout, reason = "it is there to tell")]

#[path = "../tests/stress/shapes.rs"]
mod shapes;

use std::env;
use std::hint::black_box;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use falint::catalogue::Catalogue;
use falint::document::Document;
use falint::document::tree::Hints;
use falint::fix::{Reach, mend};
use falint::lint::{Plan, Settings, examine};
use falint::render::{Colour, OutputFormat, Style, renderer};
use falint::source::Source;
use shapes::{SHAPES, Shape};

/// The first size is this part of the full one.
const PART: usize = 64;

/// How much longer four times the text may take: noise and caches included.
const MOST_GROWTH: f64 = 6.5;

/// A text is made longer until it takes so long, or has its full size.
const ENOUGH: Duration = Duration::from_millis(60);

/// What takes less tells nothing.
const LEAST: Duration = Duration::from_millis(10);

fn main() {
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let wanted = |shape: &&Shape| words.is_empty() || words.iter().any(|word| shape.name.contains(word.as_str()));
    for shape in SHAPES.iter().filter(wanted) {
        let grown: Vec<String> = stages().into_iter().filter(|task| grows(shape, task)).map(|task| task.name).collect();
        // Where the document itself grows, so does every lint.
        if grown.iter().any(|name| name == LINT) && !grown.iter().any(|name| name == DOCUMENT) {
            for lint in lints() {
                grows(shape, &lint);
            }
        }
    }
}

const DOCUMENT: &str = "document";
const LINT: &str = "lint";

/// Something to time: made ready from a text, then run.
struct Task {
    name: String,
    run: Box<dyn Fn(&Source) -> Duration>,
}

fn task(name: &str, run: impl Fn(&Source) -> Duration + 'static) -> Task {
    Task { name: name.to_owned(), run: Box::new(run) }
}

/// How long this thread has worked, where the system tells; else how late it is.
fn clock() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = told.as_deref().and_then(|told| told.split(' ').next()?.parse().ok());
    worked.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

static START: OnceLock<Instant> = OnceLock::new();

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = clock();
    black_box(work());
    clock().saturating_sub(start)
}

fn stages() -> Vec<Task> {
    let mut tasks = vec![
        task("source", |source| timed(|| Source::from_text(&source.name, source.text()))),
        task(DOCUMENT, |source| timed(|| Document::parse(source, &Hints::default()))),
        task(LINT, |source| {
            let plan = Plan::default();
            timed(|| examine(source, &plan))
        }),
    ];
    for &format in OutputFormat::ALL {
        tasks.push(task(format.name(), move |source| {
            let report = examine(source, &Plan::default()).report;
            let style = Style { colour: Colour::Always, ..Style::default() };
            timed(|| renderer(format, style).file(source, &report))
        }));
    }
    for (name, reach) in [("fix, safe", Reach::Safe), ("fix, unsafe", Reach::Unsafe)] {
        let plan = Plan::default();
        tasks.push(task(name, move |source| timed(|| mend(source.clone(), &plan, reach))));
    }
    tasks
}

fn lints() -> Vec<Task> {
    let one = |name: &str| {
        let plan = Plan::new(&Settings { select: vec![name.to_owned()], ..Settings::default() });
        task(name, move |source| timed(|| examine(source, &plan)))
    };
    Catalogue::builtin().lints().iter().map(|lint| one(&lint.name)).collect()
}

/// Tells where a task takes far longer on more of a shape; whether it does.
fn grows(shape: &Shape, task: &Task) -> bool {
    let took = |count: usize| (task.run)(&Source::from_text(shape.file, &shape.text(count)));
    let mut count = (shape.full / PART).max(1);
    let mut before = took(count);
    while count < shape.full {
        let (small, now) = (count, took(4 * count));
        count *= 4;
        if now >= ENOUGH || count >= shape.full {
            let before = before.min(took(small));
            let growth = now.as_secs_f64() / before.as_secs_f64().max(1e-6);
            let (ms, then) = (now.as_secs_f64() * 1e3, before.as_secs_f64() * 1e3);
            if now > LEAST && growth > MOST_GROWTH {
                println!(
                    "{:36} {:34} {then:8.1} ms → {ms:8.1} ms: {growth:5.1} times, {count} of {}",
                    shape.name, task.name, shape.full
                );
                return true;
            }
            return false;
        }
        before = now;
    }
    false
}
