//! How many bytes a second are linted: `cargo bench --bench throughput`.
//!
//! The texts are the drafts of examples/, or those of the folder that FALINT_BENCH_TEXTS names.

use std::path::PathBuf;
use std::{env, fs};

use divan::Bencher;
use divan::counter::BytesCount;
use falint::catalogue::{Catalogue, Lint};
use falint::diagnostic::Severity;
use falint::document::Document;
use falint::document::tree::Hints;
use falint::lint::{Plan, Settings, examine};
use falint::pattern::Pattern;
use falint::render::{OutputFormat, Style, renderer};
use falint::source::Source;
use falint::spell::{self, slips};
use walkdir::{DirEntry, WalkDir};

fn main() {
    divan::main();
}

/// The texts, and how long they are together.
fn texts() -> (Vec<Source>, BytesCount) {
    let folder = env::var_os("FALINT_BENCH_TEXTS").map_or_else(|| PathBuf::from("examples"), PathBuf::from);
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let is_draft = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "txt" || ending == "md");
    let files = entries.map(DirEntry::into_path).filter(is_draft);
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).expect("a file that the walk has found");
        Source::from_bytes(&path.to_string_lossy(), bytes, None).expect("a draft")
    };
    let texts: Vec<Source> = files.map(read).collect();
    let len = texts.iter().map(|source| source.text().len()).sum::<usize>();
    (texts, BytesCount::new(len))
}

fn bench_lint(bencher: Bencher<'_, '_>, settings: &Settings) {
    let (texts, len) = texts();
    let plan = Plan::new(settings);
    let found = |source: &Source| examine(source, &plan).report.diagnostics.len();
    bencher.counter(len).bench_local(|| texts.iter().map(found).sum::<usize>());
}

/// All lints as `falint check` runs them.
#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    bench_lint(bencher, &Settings { min_severity: Some(Severity::Warning), ..Settings::default() });
}

/// Bytes to text and prose, with its lines and markup.
#[divan::bench]
fn decode(bencher: Bencher<'_, '_>) {
    let (texts, len) = texts();
    bencher.counter(len).bench_local(|| {
        let read = |source: &Source| Source::from_bytes(&source.name, source.text().as_bytes(), None);
        texts.iter().filter(|source| read(source).is_ok()).count()
    });
}

/// Text to tree.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let (texts, len) = texts();
    bencher.counter(len).bench_local(|| {
        texts.iter().map(|source| Document::parse(source, &Hints::default()).blocks.len()).sum::<usize>()
    });
}

/// The lints that are patterns, or those that are code, with the parsing that they ask for.
#[divan::bench(args = ["patterns", "rules"])]
fn lints(bencher: Bencher<'_, '_>, kind: &str) {
    let of_kind = |lint: &&Lint| lint.patterns.iter().any(Pattern::is_rule) == (kind == "rules");
    let select = Catalogue::builtin().lints().iter().filter(of_kind).map(|lint| lint.name.to_string()).collect();
    bench_lint(bencher, &Settings { select, ignore: vec!["typo-unlikely".to_owned()], ..Settings::default() });
}

/// Reports to text.
#[divan::bench(args = OutputFormat::ALL.iter().map(|format| format.name()))]
fn render(bencher: Bencher<'_, '_>, format: &str) {
    let (texts, len) = texts();
    let plan = Plan::default();
    let reports: Vec<_> = texts.iter().map(|source| examine(source, &plan).report).collect();
    let mut renderer = renderer(OutputFormat::from_name(format).expect("its own name"), Style::default());
    bencher.counter(len).bench_local(|| {
        let all = texts.iter().zip(&reports);
        all.map(|(source, report)| {
            let chunk = renderer.file(source, report);
            renderer.join(chunk).len()
        })
        .sum::<usize>()
    });
}

/// All lints without the character model.
#[divan::bench]
fn check_without_model(bencher: Bencher<'_, '_>) {
    let ignore = vec!["typo-unlikely".to_owned()];
    bench_lint(bencher, &Settings { min_severity: Some(Severity::Warning), ignore, ..Settings::default() });
}

/// The character model alone.
#[divan::bench]
fn spell(bencher: Bencher<'_, '_>) {
    let (texts, len) = texts();
    let documents: Vec<Document> = texts.iter().map(|source| Document::parse(source, &Hints::default())).collect();
    let stretches: Vec<_> = documents.iter().map(|document| document.running_text()).collect();
    // Half an alarm a text.
    let limit = spell::learnt().network.map_or(0.0, |network| network.limit(50));
    bencher.counter(len).bench_local(|| {
        let found = documents.iter().zip(&stretches);
        found
            .map(|(document, stretches)| slips::find(&spell::learnt(), document.text(), stretches, limit).len())
            .sum::<usize>()
    });
}
