//! `layout-fullwidth-alnum`: full-width digits and letters; told once.
//!
//! Names in 《》 and the wording of another text are left as they are, as are Ｘ that hold a place.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let quotes = document.quotes();
    let amends = document.instrument.kind.is_decision();
    let mut found: Vec<(Span, String)> = Vec::new();
    for block in document.blocks.iter().filter(|block| block.role != Role::Quoted) {
        let named = |at: usize| {
            let title = quotes.in_title(at) && block.role != Role::Title;
            title || amends && quotes.in_quotation(at)
        };
        let runs = runs(document, block.span);
        found.extend(runs.into_iter().filter(|(span, _)| !named(span.start)));
    }
    let Some((first, right)) = found.first() else { return Vec::new() };
    let finding = Finding::at(*first).arg("right", right.as_str());
    let finding = found[1..].iter().fold(finding, |all, (span, _)| all.also(*span));
    vec![found.iter().fold(finding, |all, (span, right)| all.edit(*span, right.as_str()))]
}

/// The runs of full-width digits and letters in a text, with what they should be. A full-width stop between two
/// digits is a decimal point.
fn runs(document: &Document, place: Span) -> Vec<(Span, String)> {
    let text = &document.text()[..place.end];
    let mut out: Vec<(Span, String)> = Vec::new();
    for (start, c) in document.marks(place, |c| c == '．' || half(c).is_some()) {
        let goes_on = out.last().is_some_and(|(span, _)| span.end == start);
        let point = c == '．'
            && goes_on
            && out.last().is_some_and(|(_, right)| right.ends_with(|c: char| c.is_ascii_digit()))
            && text[start + c.len_utf8()..].starts_with(|c: char| matches!(c, '０'..='９'));
        let Some(right) = half(c).or(point.then_some('.')) else { continue };
        match out.last_mut() {
            Some((span, written)) if goes_on => {
                span.end = start + c.len_utf8();
                written.push(right);
            }
            Some(_) | None => out.push((Span::new(start, start + c.len_utf8()), right.to_string())),
        }
    }
    out.retain(|(_, right)| right.len() < 2 || !right.chars().all(|c| matches!(c, 'X' | 'x')));
    out
}

/// The half-width form of a full-width digit or letter.
fn half(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}
