//! How much of what goes wrong in a draft falint sees: one defect at a time is planted into laws that it has nothing
//! to say of, and must be told of where it stands.
//!
//! The defects are those of real drafting work, the places are chosen by fixed chance, and each class has a least
//! share that must be found. `cargo test --test planted -- --nocapture` prints the table. With `FALINT_PLANT_DIR` set
//! to a folder of laws, a sample of them is planted instead, and nothing is asserted: that is how to measure texts
//! that nobody has looked at. `FALINT_PLANT_CLASS` then names the classes to plant, by a part of their names.

#[path = "planted/bed.rs"]
mod bed;
#[path = "planted/citations.rs"]
mod citations;
#[path = "planted/copies.rs"]
mod copies;
#[path = "planted/dates.rs"]
mod dates;
#[path = "planted/draft.rs"]
mod draft;
#[path = "planted/marks.rs"]
mod marks;
#[path = "planted/numbering.rs"]
mod numbering;
#[path = "planted/penalties.rs"]
mod penalties;
#[path = "planted/random.rs"]
mod random;
#[path = "planted/references.rs"]
mod references;
#[path = "planted/rendering.rs"]
mod rendering;
#[path = "planted/terms.rs"]
mod terms;
#[path = "planted/text.rs"]
mod text;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use bed::{Bed, CLASSES, Tally, files, load, sow_everywhere};
use draft::Draft;
use random::Random;
use rendering::as_it_is;

/// Below this share more misses are shown.
const WELL: f64 = 0.97;

/// How many files of a foreign folder are planted.
const SAMPLE: usize = 200;

/// The laws to plant into: the fixtures, or a sample of a foreign folder.
fn drafts(foreign: Option<&Path>) -> Vec<Draft> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/laws");
    let paths = files(foreign.unwrap_or(&own));
    let Some(_) = foreign else { return paths.iter().filter_map(|path| load(path)).collect() };
    let mut left: Vec<PathBuf> = paths;
    let mut random = Random::new(CLASSES.len(), left.len());
    let mut sample = Vec::new();
    while sample.len() < SAMPLE && !left.is_empty() {
        let path = left.swap_remove(random.below(left.len()));
        sample.extend(load(&path));
    }
    sample
}

/// Up to `most` of many, spread over all of them.
fn spread(all: &[String], most: usize) -> impl Iterator<Item = &String> {
    all.iter().step_by(all.len().div_ceil(most).max(1))
}

fn table(tallies: &[Tally]) -> String {
    let mut out = String::from("planted  found  recall  astray  class\n");
    for (class, tally) in CLASSES.iter().zip(tallies) {
        let row = (tally.planted, tally.found, tally.recall(), tally.astray, class.name);
        writeln!(out, "{:>7}  {:>5}  {:>6.3}  {:>6}  {}", row.0, row.1, row.2, row.3, row.4)
            .expect("writing to a string");
    }
    let sum = |part: fn(&Tally) -> usize| tallies.iter().map(part).sum::<usize>();
    let (planted, astray) = (sum(|tally| tally.planted), sum(|tally| tally.astray));
    let share = astray as f64 * 100.0 / planted.max(1) as f64;
    writeln!(out, "{planted:>7}  {:>5}  findings elsewhere: {astray} ({share:.1} %)", sum(|tally| tally.found))
        .expect("writing to a string");
    for (class, tally) in CLASSES.iter().zip(tallies) {
        let most = if tally.recall() < WELL { 6 } else { 3 };
        let misses = spread(&tally.misses, most).map(|miss| ("missed", miss));
        let strays = spread(&tally.strays, 2).map(|stray| ("astray", stray));
        for (what, sample) in misses.chain(strays) {
            writeln!(out, "{}: {what}: {sample}", class.name).expect("writing to a string");
        }
    }
    out
}

#[test]
fn planted_defects_are_found() {
    let foreign = std::env::var_os("FALINT_PLANT_DIR").map(PathBuf::from);
    let drafts = drafts(foreign.as_deref());
    assert!(foreign.is_some() || drafts.len() >= 10, "the fixtures are laws");
    let only = foreign.as_ref().and_then(|_| std::env::var("FALINT_PLANT_CLASS").ok()).unwrap_or_default();
    let tallies = sow_everywhere(&drafts, as_it_is, &only);
    let table = table(&tallies);
    println!("{table}");
    if foreign.is_some() {
        return;
    }
    for (class, tally) in CLASSES.iter().zip(&tallies) {
        assert!(tally.planted >= 10, "{}: planted {} times only", class.name, tally.planted);
    }
    let weak: Vec<&str> = CLASSES
        .iter()
        .zip(&tallies)
        .filter(|(class, tally)| tally.recall() < class.least)
        .map(|(class, _)| class.name)
        .collect();
    assert!(weak.is_empty(), "found too rarely: {}\n{table}", weak.join(", "));
}

/// What is told of the fixtures as they are, each of it right: lint and file, once for all places.
const TOLD: [&str; 9] = [
    "punct-bracket-mismatch 东莞市零散工业废水管理条例.md",
    "term-outdated-agency 郑州市建设工程施工安全管理条例.md",
    "typo-variant-form 山东省实施《反不正当竞争法》办法.md",
    "word-qita 东莞市零散工业废水管理条例.md",
    "word-qita 石柱土家族自治县西沱国家历史文化名镇保护条例.txt",
    "word-zhang 山东省实施《反不正当竞争法》办法.md",
    "xref-item-bracket 石柱土家族自治县西沱国家历史文化名镇保护条例.txt",
    "xref-merged-ordinals 石柱土家族自治县西沱国家历史文化名镇保护条例.txt",
    "xref-merged-ordinals 郑州市建设工程施工安全管理条例.md",
];

#[test]
fn the_fixtures_are_clean() {
    if std::env::var_os("FALINT_PLANT_DIR").is_some() {
        return;
    }
    let mut said: Vec<String> = Vec::new();
    for bed in drafts(None).into_iter().map(|draft| Bed::new(draft, as_it_is)) {
        said.extend(bed.told.iter().map(|(lint, _)| format!("{lint} {}", bed.draft.name)));
    }
    said.sort();
    said.dedup();
    assert_eq!(said, TOLD);
}
