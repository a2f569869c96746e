//! How many references that an insertion or a deletion left behind are told of: an article is put into a law, or taken
//! out of it, the articles behind it are numbered anew, and the references are left alone, as happens in drafts.
//!
//! `cargo test --test stale -- --nocapture` prints the figures. With `FALINT_PLANT_DIR` set to a folder of laws, those
//! are planted instead, of which `FALINT_PLANT_HALF` (0 or 1) takes one half by title, and nothing is asserted.

#[path = "planted/random.rs"]
mod random;

use std::path::{Path, PathBuf};

use falint::diagnostic::{Severity, Span};
use falint::document::Document;
use falint::document::reference::{self, StepUnit};
use falint::document::tree::label::Ordinal;
use falint::document::tree::{ArticleForm, Hints};
use falint::lint::{Settings, lint};
use falint::source::{Format, Source};
use random::Random;

const LINT: &str = "xref-penalty-target-mismatch";

/// What is put in: about nothing that the laws are about.
const INSERTED: &str = "　市人民政府应当每五年组织一次风筝传统技艺普查，建立风筝传承人名册，并向社会公布。";

/// The least share of stale references that must be told of.
const RECALL: f64 = 0.6;

/// How often each fixture is planted.
const ROUNDS: usize = 6;

/// An edit of a text: what is replaced, and what comes in its place.
type Change = (Span, String);

#[derive(Debug, Default)]
struct Tally {
    laws: usize,
    told_laws: usize,
    stale: usize,
    told: usize,
    penalties: usize,
    told_penalties: usize,
}

/// A law whose articles count up from 第一条.
fn is_ground(document: &Document) -> bool {
    let articles = &document.articles;
    let counted = articles.iter().zip(1..).all(|(article, number)| article.ordinal == Ordinal::plain(number));
    articles.len() >= 10
        && counted
        && articles.iter().all(|article| article.form == ArticleForm::Article)
        && document.breaches().iter().any(|breach| breach.violates)
}

/// The changes that put an article before the one at `at`, or take that one out, and number the rest anew.
fn changes(document: &Document, at: usize, insert: bool) -> Vec<Change> {
    let articles = &document.articles;
    let mut out = Vec::new();
    let start = articles[at].label.start;
    if insert {
        out.push((Span::new(start, start), format!("{}{INSERTED}\n", articles[at].ordinal.label("条"))));
    } else {
        out.push((Span::new(start, articles[at + 1].label.start), String::new()));
    }
    let renumbered = articles.iter().skip(if insert { at } else { at + 1 });
    out.extend(renumbered.map(|article| {
        let number = if insert { article.ordinal.number + 1 } else { article.ordinal.number - 1 };
        (article.label, Ordinal::plain(number).label("条"))
    }));
    out
}

fn apply(text: &str, changes: &[Change]) -> String {
    let mut out = String::new();
    let mut done = 0;
    for (span, with) in changes {
        out.push_str(&text[done..span.start]);
        out.push_str(with);
        done = span.end;
    }
    out + &text[done..]
}

/// Where a byte is after the changes.
fn moved(offset: usize, changes: &[Change]) -> usize {
    let before = changes.iter().take_while(|(span, _)| span.end <= offset);
    before.fold(offset, |at, (span, with)| at + with.len() - span.len())
}

fn told(text: &str) -> Vec<Span> {
    // As advice it may also tell of what only may be another article.
    let min_severity = Some(Severity::Warning);
    let settings = Settings { select: vec![LINT.to_owned()], min_severity, ..Settings::default() };
    let report = lint(&Source::of_format("law.txt", text, Format::Plain), &settings);
    let labels = |diagnostic: &falint::diagnostic::Diagnostic| {
        diagnostic.labels.iter().map(|label| label.span).chain([diagnostic.span]).collect::<Vec<_>>()
    };
    report.diagnostics.iter().flat_map(labels).collect()
}

/// Plants one change into a law.
fn plant(text: &str, random: &mut Random, insert: bool, tally: &mut Tally) {
    let source = Source::of_format("law.txt", text, Format::Plain);
    let document = Document::parse(&source, &Hints::default());
    if !is_ground(&document) {
        return;
    }
    let first_penalty =
        document.breaches().iter().filter(|breach| breach.violates).filter_map(|b| b.home.article).min();
    let places: Vec<usize> = (1..first_penalty.unwrap_or(2).max(3) - 1).collect();
    let Some(&at) = random.pick(&places) else { return };
    // References from or to an article that is taken out go with it, or are told as missing.
    let touched = |reference: &reference::Reference| {
        !insert && (reference.home.article == Some(at) || reference::article_of(&document, reference) == Some(at))
    };
    if !insert && document.references().iter().any(touched) {
        return;
    }
    let changes = changes(&document, at, insert);
    let planted = apply(text, &changes);
    let spans = told(&planted);
    let stale = document.references().iter().filter(|reference| {
        reference.step(StepUnit::Article).is_some_and(|step| reference.span.covers(step.span))
            && reference::article_of(&document, reference).is_some_and(|article| article >= at)
    });
    let mut any = false;
    tally.laws += 1;
    for reference in stale {
        let start = moved(reference.span.start, &changes);
        let found = spans.iter().any(|span| span.start <= start && start < span.end);
        let behind = document.breaches().iter().find(|breach| breach.references(&document).contains(reference));
        let penalty = behind.is_some_and(|breach| breach.violates);
        any |= found;
        tally.stale += 1;
        tally.told += usize::from(found);
        tally.penalties += usize::from(penalty);
        tally.told_penalties += usize::from(found && penalty);
    }
    tally.told_laws += usize::from(any);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Two versions of one law fall into the same half.
fn half(path: &Path) -> usize {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let title = name.split(['(', '（']).next().unwrap_or_default();
    title.chars().map(|c| c as usize).sum::<usize>() % 2
}

#[test]
fn stale_references_are_told() {
    let foreign = std::env::var_os("FALINT_PLANT_DIR").map(PathBuf::from);
    let part: Option<usize> = std::env::var("FALINT_PLANT_HALF").ok().and_then(|half| half.parse().ok());
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/laws");
    let (mut inserted, mut deleted) = (Tally::default(), Tally::default());
    let (mut laws, mut untouched) = (0, Vec::new());
    for (number, path) in files(foreign.as_deref().unwrap_or(&own)).into_iter().enumerate() {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let Ok(source) = Source::from_bytes("law.txt", bytes, None) else { continue };
        if part.is_some_and(|part| half(&path) != part) {
            continue;
        }
        laws += 1;
        if !told(source.text()).is_empty() {
            untouched.push(path.display().to_string());
        }
        for round in 0..if foreign.is_some() { 1 } else { ROUNDS } {
            plant(source.text(), &mut Random::new(round, number), true, &mut inserted);
            plant(source.text(), &mut Random::new(round + ROUNDS, number), false, &mut deleted);
        }
    }
    println!("untouched: {} of {laws}: {untouched:#?}\ninserted: {inserted:?}\ndeleted: {deleted:?}", untouched.len());
    if foreign.is_none() {
        assert!(untouched.is_empty(), "{untouched:?}");
        for tally in [inserted, deleted] {
            assert!(tally.stale >= 30, "{tally:?}");
            assert!(tally.told as f64 >= RECALL * tally.stale as f64, "{tally:?}");
        }
    }
}
