//! `layout-invisible-char`: characters with nothing to see, and no-break spaces and line separators in running text; told
//! once a character.
//!
//! No-break spaces in headings and behind article numbers are blanks like others, and belong to the gap lints. Selectors
//! of the shape of an ideograph are left alone: names need them.

use std::collections::BTreeSet;

use super::traces;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::TraceKind;
use crate::document::tree::invisible::is_ideographic_selector;
use crate::document::tree::landmark::Sought;

const NO_BREAK: Sought<1> = Sought::new(['\u{A0}']);

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let characters = document.traces.iter().filter_map(|trace| match trace.kind {
        TraceKind::Invisible(c) => Some(c).filter(|&c| !is_ideographic_selector(c)),
        TraceKind::Page(_) | TraceKind::Overprint | TraceKind::Wrap | TraceKind::PageBreak => None,
    });
    let characters: BTreeSet<char> = characters.collect();
    let left = characters.into_iter().filter_map(|c| {
        let told = traces::told(document, |trace| trace.kind == TraceKind::Invisible(c))?;
        Some(told.arg("code", code(c)))
    });
    let mut out: Vec<Finding> = left.collect();
    let separators = document.marks(document.extent(), |c| matches!(c, '\u{2028}' | '\u{2029}'));
    out.extend(blanks(separators));
    let no_breaks = document.passages().iter().flat_map(|passage| document.landmarks(passage.span, &NO_BREAK));
    out.extend(blanks(no_breaks));
    out
}

/// One finding for all places of one of the blanks, each to be deleted; those that stand side by side are one place.
fn blanks(found: impl Iterator<Item = (usize, char)>) -> Option<Finding> {
    let mut places: Vec<Span> = Vec::new();
    let mut first = None;
    for (at, c) in found {
        first.get_or_insert(c);
        let end = at + c.len_utf8();
        match places.last_mut() {
            Some(last) if last.end == at => last.end = end,
            Some(_) | None => places.push(Span::new(at, end)),
        }
    }
    let (&place, rest) = places.split_first()?;
    let finding = Finding::at(place).arg("code", code(first?)).edit(place, "");
    Some(rest.iter().fold(finding, |all, &place| all.also(place).edit(place, "")))
}

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
