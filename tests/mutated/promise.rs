//! What is promised of safe fixes, and whether they keep it in a text.

use std::collections::BTreeMap;
use std::sync::Arc;

use falint::diagnostic::{Applicability, Diagnostic, Fix, Severity, Span};
use falint::document::Document;
use falint::document::tree::Hints;
use falint::fix::{Reach, mend};
use falint::lint::{Plan, Settings, lint};
use falint::source::Source;
use falint::source::edits::Edits;

/// How many fixes of one lint are tried alone in a text.
const MOST_OF_LINT: usize = 4;

/// What references depend on: of each division its number, of each article what is in it.
pub fn shape(source: &Source) -> Vec<String> {
    let document = Document::parse(source, &Hints::default());
    let divisions = document
        .divisions
        .iter()
        .map(|one| format!("{:?} {:?} {:?}", one.level, one.numeral.map(|numeral| numeral.value), one.articles));
    let articles = document
        .articles
        .iter()
        .map(|one| format!("{} {:?} {:?} {:?} {:?}", one.text, one.form, one.ordinal, one.division, one.paragraphs));
    let paragraphs = document.paragraphs.iter().map(|one| format!("{:?} {:?}", one.article, one.items));
    let items = document
        .items
        .iter()
        .map(|one| format!("{} {:?} {:?}", one.paragraph, one.mark.map(|mark| mark.number), one.subitems));
    let subitems = document.subitems.iter().map(|one| format!("{} {}", one.item, one.mark.number));
    divisions.chain(articles).chain(paragraphs).chain(items).chain(subitems).collect()
}

/// What is said of a text.
fn told(source: &Source) -> Vec<Diagnostic> {
    lint(source, &Settings { min_severity: Some(Severity::Advice), ..Settings::default() }).diagnostics
}

/// What is said after edits and was not before: neither of the same place, nor of the same words.
fn created(before: &[Diagnostic], source: &Source, edits: &Edits, after: &Source) -> Vec<String> {
    let mut places: Vec<usize> = before.iter().flat_map(|one| [one.span.start, one.span.end]).collect();
    places.sort_unstable();
    places.dedup();
    let moved: BTreeMap<usize, usize> = places.iter().copied().zip(edits.moved(places.iter().copied())).collect();
    let mut known: Vec<(&Arc<str>, Span, &str)> = before
        .iter()
        .map(|one| {
            let place = Span::new(moved[&one.span.start], moved[&one.span.end].max(moved[&one.span.start]));
            (&one.lint, place, one.span.of(source.text()))
        })
        .collect();
    let mut out = Vec::new();
    for one in told(after) {
        let quoted = one.span.of(after.text());
        let touches = |place: Span| place.start <= one.span.end && one.span.start <= place.end;
        let same = known.iter().position(|(lint, place, _)| **lint == one.lint && touches(*place));
        let same = same.or_else(|| known.iter().position(|(lint, _, quote)| **lint == one.lint && *quote == quoted));
        match same {
            Some(at) => drop(known.swap_remove(at)),
            // It is mended next.
            None if one.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe) => {}
            None => out.push(format!("{} {quoted:?} in {:?}", one.lint, around(after.text(), one.span))),
        }
    }
    out
}

/// A place with what stands around it.
fn around(text: &str, span: Span) -> String {
    let before: Vec<char> = text[..span.start].chars().rev().take(12).collect();
    let behind: String = text[span.end..].chars().take(12).collect();
    format!("{}【{}】{behind}", before.into_iter().rev().collect::<String>(), span.of(text))
}

/// What a fix does, to be shown.
fn shown(text: &str, fix: &Fix) -> String {
    let edits = fix.edits.iter().take(3).map(|edit| format!("{} → {:?}", around(text, edit.span), edit.replacement));
    edits.collect::<Vec<_>>().join(" | ")
}

/// What of the promise does not hold in a text: of each safe fix alone, and of all together.
pub fn broken(source: &Source) -> Vec<String> {
    let before = told(source);
    let tree = shape(source);
    let mut out = Vec::new();
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &before {
        let Some(fix) = one.fix.as_ref().filter(|fix| fix.applicability == Applicability::Safe) else { continue };
        let count = tried.entry(&one.lint).or_default();
        *count += 1;
        if *count > MOST_OF_LINT {
            continue;
        }
        let edits = Edits::new(fix.edits.clone());
        let Ok(after) = source.edited(&edits) else { continue };
        // `mend` leaves what would change the tree to a person.
        if shape(&after) != tree {
            continue;
        }
        let mut say = |what: String| out.push(format!("{} {what}\n    by {}", one.lint, shown(source.text(), fix)));
        for new in created(&before, source, &edits, &after) {
            say(format!("creates {new}"));
        }
    }
    out.extend(broken_together(source, &before, &tree));
    out
}

fn broken_together(source: &Source, before: &[Diagnostic], tree: &[String]) -> Vec<String> {
    let plan = Plan::new(&Settings { min_severity: Some(Severity::Advice), ..Settings::default() });
    let mended = match mend(source.clone(), &plan, Reach::Safe) {
        Ok(mended) => mended,
        Err(refusal) => return vec![format!("all are refused: {refusal:?}")],
    };
    let mut out = Vec::new();
    if !mended.at_odds.is_empty() {
        out.push(format!("all are at odds: {:?}", mended.at_odds));
    }
    if shape(&mended.source) != tree {
        out.push("all change the tree".to_owned());
    }
    for new in created(before, source, &mended.edits, &mended.source) {
        out.push(format!("all create {new}"));
    }
    if let Ok(again) = mend(mended.source.clone(), &plan, Reach::Safe)
        && again.source.text() != mended.source.text()
    {
        let edits = again.edits.iter().take(3).map(|edit| around(mended.source.text(), edit.span));
        out.push(format!("all again change {:?}", edits.collect::<Vec<_>>()));
    }
    out
}
