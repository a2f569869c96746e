//! The examples in lints/ are tests: what stands in `bad` must be reported, at the places between 【】 and no others;
//! in `good` nothing of that lint may be reported. So the documentation cannot promise what the program does not do.

use falint::catalogue::{self, Catalogue, Example, FixKind, Lint};
use falint::diagnostic::Span;
use falint::fix::{Reach, mend};
use falint::lint::{Settings, lint};
use falint::source::Source;

/// The places that 【】 stand around in the marked text, which `text` holds without them.
fn marks(marked: &str, text: &str) -> Vec<Span> {
    let frame = text.find(&marked.trim_end_matches('\n').replace(['【', '】'], "")).expect("the text is in its frame");
    let (mut at, mut start, mut spans) = (frame, frame, Vec::new());
    for c in marked.chars() {
        match c {
            '【' => start = at,
            '】' => spans.push(Span::new(start, at)),
            _ => at += c.len_utf8(),
        }
    }
    spans
}

/// Where a lint reports something in a text of an example.
fn found(lint_name: &str, example: &Example, text: &str) -> Vec<Span> {
    let settings = Settings { select: example.selectors(lint_name), ..Settings::default() };
    let report = lint(&Source::from_text(example.file_name(), text), &settings);
    assert_eq!(report.failures, [], "{lint_name}: {text}");
    let told = report.diagnostics.iter().filter(|diagnostic| *diagnostic.lint == *lint_name);
    told.map(|diagnostic| diagnostic.span).collect()
}

/// What is wrong with an example.
fn faults(lint: &Lint, example: &Example) -> Vec<String> {
    let text = example.bad_text();
    let expected = if example.unmarked { Vec::new() } else { marks(&example.bad, &text) };
    let show = |spans: &[Span], text: &str| {
        spans.iter().map(|span| format!("【{}】@{}", span.of(text), span.start)).collect::<Vec<_>>()
    };
    let mut faults = Vec::new();
    let said = found(&lint.name, example, &text);
    if said.is_empty() || (!expected.is_empty() && said != expected) {
        faults.push(format!(
            "{}: bad: {:?} instead of {:?} in\n{text}",
            lint.name,
            show(&said, &text),
            show(&expected, &text)
        ));
    }
    let good = example.good_text();
    let said = found(&lint.name, example, &good);
    if !said.is_empty() {
        faults.push(format!("{}: good: {:?} in\n{good}", lint.name, show(&said, &good)));
    }
    faults
}

#[test]
fn every_example_says_what_its_lint_does() {
    let lints = Catalogue::builtin().lints().iter();
    let all: Vec<String> =
        lints.flat_map(|lint| lint.examples.iter().flat_map(|example| faults(lint, example))).collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// What `bad` becomes with the fixes of its lint, and whether that changed it.
fn fixed(lint: &Lint, example: &Example, reach: Reach) -> Option<String> {
    let text = example.bad_text();
    let settings = Settings { select: example.selectors(&lint.name), ..Settings::default() };
    let mended = mend(Source::from_text(example.file_name(), &text), &settings, reach);
    (mended.source.text() != text).then(|| mended.source.text().to_owned())
}

#[test]
fn a_fix_makes_the_bad_example_the_good_one() {
    let mut faults = Vec::new();
    for lint in Catalogue::builtin().lints() {
        let mut changed = [false, false];
        for example in &lint.examples {
            for (reach, changed) in [Reach::Safe, Reach::Unsafe].into_iter().zip(&mut changed) {
                let Some(fixed) = fixed(lint, example, reach) else { continue };
                *changed = true;
                if fixed != example.good_text() {
                    faults.push(format!("{} ({reach:?}):\n{fixed}instead of\n{}", lint.name, example.good_text()));
                }
            }
        }
        let promised = match lint.fix {
            FixKind::Safe => [true, true],
            FixKind::Unsafe => [false, true],
            FixKind::None => [false, false],
        };
        if changed != promised {
            faults.push(format!("{}: fix = {}, but {changed:?} (safe, unsafe)", lint.name, lint.fix.name()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_tables_as_written_are_the_catalogue() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lints");
    let mut written: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).expect("lints/") {
        let path = entry.expect("a readable folder").path();
        let Some(topic) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".toml")) else { continue };
        let text = std::fs::read_to_string(&path).expect("a readable table");
        let lints = catalogue::read(topic, &text).unwrap_or_else(|error| panic!("{error}"));
        written.extend(lints.iter().map(|lint| format!("{}/{}", lint.topic, lint.name)));
    }
    let known = Catalogue::builtin().lints().iter().map(|lint| format!("{}/{}", lint.topic, lint.name));
    let mut known: Vec<String> = known.collect();
    written.sort();
    known.sort();
    assert_eq!(written, known);
}

#[test]
fn marks_are_taken_out() {
    assert_eq!(marks("甲【乙】丙【】", "子丑甲乙丙"), [Span::new(9, 12), Span::new(15, 15)]);
}
