//! What grows faster than the text: `cargo bench --bench growth [-- WORD…]`.
//!
//! Takes hostile texts at a size and at four times that size, and times every stage, lint, renderer and fixer by
//! itself. Prints what took more than its share, none when all is well. Words leave out shapes whose names hold none
//! of them.

#[path = "../tests/stress/shapes.rs"]
mod shapes;

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

use falint::catalogue::Catalogue;
use falint::document::{Document, Hints};
use falint::fix::{Reach, mend};
use falint::lint::{Settings, lint};
use falint::render::{Colour, OutputFormat, Style, renderer};
use falint::source::Source;
use shapes::{SHAPES, Shape};

/// The smaller size is this part of the full one.
const PART: usize = 32;

/// How much longer four times the text may take: noise and caches included.
const MOST_GROWTH: f64 = 7.0;

/// What takes less at the larger size tells nothing.
const LEAST: Duration = Duration::from_millis(8);

fn main() {
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let wanted = |shape: &&Shape| words.is_empty() || words.iter().any(|word| shape.name.contains(word.as_str()));
    for shape in SHAPES.iter().filter(wanted) {
        let count = (shape.full / PART).max(1);
        let texts = [count, 4 * count].map(|count| shape.text(count));
        for task in tasks() {
            compare(shape, &texts, &task);
        }
    }
}

/// Something to time: made ready from a text, then run.
struct Task {
    name: String,
    run: Box<dyn Fn(&Source) -> Duration>,
}

fn task(name: &str, run: impl Fn(&Source) -> Duration + 'static) -> Task {
    Task { name: name.to_owned(), run: Box::new(run) }
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let made = black_box(work());
    let took = start.elapsed();
    drop(made);
    took
}

fn tasks() -> Vec<Task> {
    let mut tasks = vec![
        task("source", |source| timed(|| Source::from_text(&source.name, source.text()))),
        task("document", |source| timed(|| Document::parse(source, &Hints::default()))),
        task("lint", |source| timed(|| lint(source, &Settings::default()))),
        task("fix, safe", |source| timed(|| mend(source.clone(), &Settings::default(), Reach::Safe))),
        task("fix, unsafe", |source| timed(|| mend(source.clone(), &Settings::default(), Reach::Unsafe))),
    ];
    for format in OutputFormat::ALL {
        tasks.push(task(format.name(), move |source| {
            let report = lint(source, &Settings::default());
            let style = Style { colour: Colour::Always, ..Style::default() };
            timed(|| renderer(format, style).file(source, &report))
        }));
    }
    for one in Catalogue::builtin().lints() {
        let settings = Settings { select: vec![one.name.to_string()], ..Settings::default() };
        tasks.push(task(&one.name, move |source| {
            let parse = timed(|| Document::parse(source, &Hints::default()));
            timed(|| lint(source, &settings)).saturating_sub(parse)
        }));
    }
    tasks
}

fn compare(shape: &Shape, texts: &[String; 2], task: &Task) {
    let [small, large] = texts.each_ref().map(|text| Source::from_text(shape.file, text));
    let slow = (task.run)(&large);
    if slow < LEAST {
        return;
    }
    let quick = (0..3).map(|_| (task.run)(&small)).min().unwrap_or_default();
    let slow = slow.min((task.run)(&large));
    let growth = slow.as_secs_f64() / quick.as_secs_f64().max(1e-6);
    if slow >= LEAST && growth > MOST_GROWTH {
        println!(
            "{:40} {:32} {:6.1} kB {:8.1} ms, {:6.1} kB {:8.1} ms: {growth:.1} times",
            shape.name,
            task.name,
            texts[0].len() as f64 / 1e3,
            quick.as_secs_f64() * 1e3,
            texts[1].len() as f64 / 1e3,
            slow.as_secs_f64() * 1e3,
        );
    }
}
