//! Safe fixes keep their promise, also in texts that are full of what copies and typists leave behind: each of them alone,
//! and all of them together, leaves the tree as it was and creates no finding, and what was mended once stays as it is.
//!
//! The laws of tests/fixtures and a few small drafts are mutated by fixed chance and read as plain text and as Markdown.
//! With `FALINT_MEND_DIR` set to a folder, its texts are tried as they are instead, `FALINT_MEND_SAMPLE` of them, and
//! nothing is asserted: what does not hold is printed.

#[path = "mutated/drafts.rs"]
mod drafts;
#[path = "mutated/mutations.rs"]
mod mutations;
#[path = "mutated/promise.rs"]
mod promise;
#[path = "planted/random.rs"]
mod random;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use drafts::DRAFTS;
use falint::source::{Format, Source, Told};
use mutations::MUTATIONS;
use promise::broken;
use random::Random;

/// How often a law is tried: as it is, then mutated.
const LAW_ROUNDS: usize = 3;

/// How often a small draft is.
const DRAFT_ROUNDS: usize = 40;

/// How much of a law is mutated, in bytes: enough for all kinds of places, and little enough to be fast.
const MOST_OF_LAW: usize = 6000;

/// The first lines of a text, up to a size.
fn head(text: &str) -> String {
    let mut taken = 0;
    let fits = |line: &&str| {
        taken += line.len();
        taken <= MOST_OF_LAW
    };
    text.split_inclusive('\n').take_while(fits).collect()
}

/// A text with several mutations planted, each at several places.
fn mutated(text: &str, random: &mut Random) -> (String, Vec<&'static str>) {
    let mut text = text.to_owned();
    let mut names = Vec::new();
    for _ in 0..1 + random.below(4) {
        let Some(mutation) = random.pick(MUTATIONS) else { continue };
        for _ in 0..1 + random.below(3) {
            if let Some((span, with)) = (mutation.plant)(&text, random) {
                text.replace_range(span.range(), &with);
                names.push(mutation.name);
            }
        }
    }
    (text, names)
}

/// All texts that are tried: what they are called, and the text as it is read.
fn sources() -> Vec<(String, Source)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/laws");
    let mut grounds: Vec<(String, String, usize)> =
        DRAFTS.iter().enumerate().map(|(at, text)| (format!("draft {at}"), (*text).to_owned(), DRAFT_ROUNDS)).collect();
    for path in files(&folder) {
        let source = read(&path).expect("a fixture can be read");
        grounds.push((path.display().to_string(), head(source.text()), LAW_ROUNDS));
    }
    let mut sources = Vec::new();
    for (number, (name, text, rounds)) in grounds.into_iter().enumerate() {
        for round in 0..rounds {
            let mut random = Random::new(round, number);
            let as_it_is = || (text.clone(), Vec::new());
            let (text, planted) = if round == 0 { as_it_is() } else { mutated(&text, &mut random) };
            let format = if random.below(3) == 0 { Format::Markdown } else { Format::Plain };
            let name = format!("{name} round {round} {format:?} {planted:?}");
            sources.push((name, Source::of_format("a.txt", &text, format)));
        }
    }
    sources
}

fn read(path: &Path) -> Option<Source> {
    Source::from_bytes(path.to_str()?, std::fs::read(path).ok()?, Told::default()).ok()
}

/// All files under a folder, in order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// What does not hold of many texts, several at a time; by text, in order.
fn broken_everywhere(sources: &[(String, Source)]) -> BTreeMap<usize, Vec<String>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let numbers = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let taken = numbers.map_while(|number| Some((number, sources.get(number)?)));
        taken.map(|(number, (_, source))| (number, broken(source))).filter(|(_, found)| !found.is_empty()).collect()
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let found = threads.into_iter().flat_map(|thread| -> Vec<_> { thread.join().expect("mending does not panic") });
        found.collect()
    })
}

/// The texts of a folder, or a sample of them.
fn sample(folder: &Path, most: usize) -> Vec<(String, Source)> {
    let mut left = files(folder);
    let mut random = Random::new(0, left.len());
    let mut sample = Vec::new();
    while sample.len() < most && !left.is_empty() {
        let path = left.swap_remove(random.below(left.len()));
        sample.extend(read(&path).map(|source| (path.display().to_string(), source)));
    }
    sample
}

#[test]
fn safe_fixes_keep_their_promise() {
    let foreign = std::env::var_os("FALINT_MEND_DIR").map(PathBuf::from);
    let most = std::env::var("FALINT_MEND_SAMPLE").ok().and_then(|number| number.parse().ok()).unwrap_or(usize::MAX);
    let sources = foreign.as_deref().map_or_else(sources, |folder| sample(folder, most));
    let broken = broken_everywhere(&sources);
    let mut out = String::new();
    for (number, found) in &broken {
        for one in found {
            out.push_str(&format!("{}: {one}\n", sources[*number].0));
        }
    }
    println!("{out}{} of {} texts", broken.len(), sources.len());
    assert!(foreign.is_some() || broken.is_empty(), "{out}");
}
