//! `toc-missing`: a draft with chapters has no table of contents.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::front::{Stage, Title};
use crate::document::tree::label::Level;
use crate::document::tree::{Block, Role};

/// With fewer chapters, the contents are seen at a glance.
const FEWEST: usize = 3;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let instrument = &document.instrument;
    // Published texts, and above all the copies of the databases, leave the contents out. A copy without its note has
    // its effective date.
    let drafted = instrument.stage == Stage::Vote
        || document.title.as_ref().is_some_and(Title::is_draft)
        || instrument.stage == Stage::Draft && document.latest_date().is_none();
    let bound = instrument.kind.is_of_congress();
    if !drafted || !bound || document.toc.is_some() || !document.has_articles() {
        return Vec::new();
    }
    let headed = || document.divisions.iter().filter(|division| division.level != Level::Heading);
    let chapters = headed().filter(|division| division.level == Level::Chapter).count();
    let Some(first) = headed().next().filter(|_| chapters >= FEWEST) else { return Vec::new() };
    let finding = Finding::at(Span::new(first.label.start, first.name.end)).arg("count", chapters.to_string());
    vec![match contents(document, first.block) {
        Some((at, contents)) => finding.edit(Span::new(at, at), contents),
        None => finding,
    }]
}

/// The contents, and where they go: behind title and note, in a text without markup.
fn contents(document: &Document, first: usize) -> Option<(usize, String)> {
    let plain = document.blocks.iter().all(Block::is_plain);
    let before = &document.blocks[first.checked_sub(1)?];
    if !plain || !matches!(before.role, Role::Title | Role::Note) {
        return None;
    }
    let lines = document.divisions.iter().filter(|division| division.level != Level::Heading);
    let entries = lines.map(|division| {
        let indent = if division.level == Level::Section { "　" } else { "" };
        format!("\n{indent}{}　{}", document.str(division.label), document.one_line(division.name))
    });
    Some((before.line.end, format!("\n\n目　　录{}\n", entries.collect::<String>())))
}
