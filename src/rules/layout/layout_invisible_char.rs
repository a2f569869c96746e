//! `layout-invisible-char`: characters that do not print: zero-width marks, soft hyphens, control characters, and
//! no-break spaces in running text; told once a character.
//!
//! No-break spaces in headings and behind article numbers are blanks like others, and belong to the gap lints.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::landmark::Sought;

const NO_BREAK: Sought<1> = Sought::new(['\u{A0}']);

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut found: BTreeMap<char, Vec<Span>> = BTreeMap::new();
    for (at, c) in document.marks(document.extent(), is_invisible) {
        add(&mut found, c, at);
    }
    for passage in document.passages() {
        for (at, c) in document.landmarks(passage.span, &NO_BREAK) {
            add(&mut found, c, at);
        }
    }
    let mut out = Vec::new();
    for (c, spans) in found {
        let Some((&first, rest)) = spans.split_first() else { continue };
        let code = format!("U+{:04X}", u32::from(c));
        let finding = Finding::at(first).arg("code", code).arg("count", spans.len().to_string()).edit(first, "");
        out.push(rest.iter().fold(finding, |all, &span| all.also(span).edit(span, "")));
    }
    out
}

/// Takes note of one; those that stand side by side are one place.
fn add(found: &mut BTreeMap<char, Vec<Span>>, c: char, at: usize) {
    let spans = found.entry(c).or_default();
    let end = at + c.len_utf8();
    match spans.last_mut() {
        Some(last) if last.end == at => last.end = end,
        Some(_) | None => spans.push(Span::new(at, end)),
    }
}

const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}'
        | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{2028}' | '\u{2029}')
}
