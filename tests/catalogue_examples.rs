//! The examples in lints/ are tests: what stands in `bad` must be reported, at the places between 【】 and no others;
//! in `good` nothing of that lint may be reported. So the documentation cannot promise what the program does not do.

use falint::catalogue::{Catalogue, Example, FixKind, Lint};
use falint::diagnostic::Span;
use falint::fix::{Reach, mend};
use falint::lint::examples::fault;
use falint::lint::{Plan, Settings};
use falint::source::Source;

#[test]
fn every_example_says_what_its_lint_does() {
    let lints = Catalogue::builtin().lints().iter();
    let wrong = |lint: &Lint, example: &Example| {
        let fault = fault(lint, example, &Settings::default())?;
        Some(format!("{}: {fault:?} in\n{}", lint.name, example.bad_text()))
    };
    let all: Vec<String> =
        lints.flat_map(|lint| lint.examples.iter().filter_map(|example| wrong(lint, example))).collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// What `bad` becomes with the fixes of its lint, and whether that changed it.
fn fixed(lint: &Lint, example: &Example, reach: Reach) -> Option<String> {
    let text = example.bad_text();
    let plan = Plan::new(&Settings { select: example.selectors(&lint.name), ..Settings::default() });
    let mended = mend(Source::from_text(example.file_name(), &text), &plan, reach).expect("it can be written");
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
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{topic}: {error}"));
        let lints = table["lint"].as_array().expect("a list of tables");
        written.extend(lints.iter().map(|lint| format!("{topic}/{}", lint["name"].as_str().expect("a name"))));
    }
    let known = Catalogue::builtin().lints().iter().map(|lint| format!("{}/{}", lint.topic, lint.name));
    let mut known: Vec<String> = known.collect();
    written.sort();
    known.sort();
    assert_eq!(written, known);
}

#[test]
fn marks_are_taken_out() {
    let example = |bad: &str| Example { bad: bad.to_owned(), ..Example::default() };
    let marked = example("子丑\n甲【乙】丙【】\n");
    assert_eq!(marked.marks(), [Span::new(10, 13), Span::new(16, 16)]);
    let framed = example("甲【乙】");
    assert_eq!(framed.marks().iter().map(|span| span.of(&framed.bad_text()).to_owned()).collect::<Vec<_>>(), ["乙"]);
}
