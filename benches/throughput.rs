//! How many bytes a second are linted: `cargo bench --bench throughput`.
//!
//! The texts are the drafts of examples/, or those of the folder that FALINT_BENCH_TEXTS names.

use std::path::PathBuf;
use std::{env, fs};

use divan::Bencher;
use divan::counter::BytesCount;
use falint::diagnostic::Severity;
use falint::document::{Document, Hints};
use falint::lint::{Settings, lint};
use falint::source::{Source, walk};
use falint::spell::{ADVICE, model, slips};

fn main() {
    divan::main();
}

/// The texts, and how long they are together.
fn texts() -> (Vec<Source>, BytesCount) {
    let folder = env::var_os("FALINT_BENCH_TEXTS").map_or_else(|| PathBuf::from("examples"), PathBuf::from);
    let files = walk::files(&[folder], &walk::WalkOptions::default()).files;
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).expect("a file that the walk has found");
        Source::from_bytes(&path.to_string_lossy(), &bytes, None).expect("a draft")
    };
    let texts: Vec<Source> = files.into_iter().map(read).collect();
    let len = texts.iter().map(|source| source.text().len()).sum::<usize>();
    (texts, BytesCount::new(len))
}

fn bench_lint(bencher: Bencher<'_, '_>, settings: &Settings) {
    let (texts, len) = texts();
    bencher
        .counter(len)
        .bench_local(|| texts.iter().map(|source| lint(source, settings).diagnostics.len()).sum::<usize>());
}

/// All lints as `falint check` runs them.
#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    bench_lint(bencher, &Settings { min_severity: Some(Severity::Warning), ..Settings::default() });
}

/// The same without the character model.
#[divan::bench]
fn check_without_model(bencher: Bencher<'_, '_>) {
    let ignore = vec!["typo-unlikely".to_owned()];
    bench_lint(bencher, &Settings { min_severity: Some(Severity::Warning), ignore, ..Settings::default() });
}

/// The character model alone.
#[divan::bench]
fn spell(bencher: Bencher<'_, '_>) {
    let (texts, len) = texts();
    let documents: Vec<Document<'_>> = texts.iter().map(|source| Document::parse(source, &Hints::default())).collect();
    let stretches: Vec<_> = documents.iter().map(Document::running_text).collect();
    bencher.counter(len).bench_local(|| {
        let found = documents.iter().zip(&stretches);
        found
            .map(|(document, stretches)| slips::find(&model(), document.text(), stretches, ADVICE).len())
            .sum::<usize>()
    });
}
