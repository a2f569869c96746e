//! `mixed-articles-outside-section`: some articles of a chapter stand before its first section, or some articles of a
//! text with chapters before the first one.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::label::Level;

/// Whether the next division of a division's level does not count on from it: the heading that is lost may stand before the
/// first section.
fn leaves_out_next(document: &Document, at: usize) -> bool {
    let division = &document.divisions[at];
    let next = document.divisions[at + 1..].iter().find(|next| next.level <= division.level);
    let numbers = division.numeral.zip(next.filter(|next| next.level == division.level).and_then(|next| next.numeral));
    numbers.is_some_and(|(own, next)| next.value > own.value + 1)
}

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (at, division) in document.divisions.iter().enumerate() {
        let Some(first) = document.divisions.get(at + 1).filter(|first| first.parent == Some(at)) else { continue };
        let outside = document.articles.get(division.articles.start).filter(|_| division.level != Level::Heading);
        let outside =
            outside.filter(|_| first.articles.start > division.articles.start && !leaves_out_next(document, at));
        if let Some(outside) = outside {
            let finding = Finding::at(outside.label).arg("heading", document.str(division.label));
            out.push(finding.arg("unit", first.level.unit()).label("first", first.label));
        }
    }
    // 第一条 alone stands before the chapters of rules of procedure. Where the first chapter's heading is lost, the second one's number tells it.
    let first = document.divisions.first().filter(|first| first.numeral.is_some_and(|numeral| numeral.value == 1));
    if let (Some(first), Some(outside)) = (first, document.articles.first())
        && first.level <= Level::Chapter
        && first.articles.start > 1
    {
        let finding = Finding::at(outside.label).variant("text").arg("unit", first.level.unit());
        out.push(finding.label("first", first.label));
    }
    out
}
