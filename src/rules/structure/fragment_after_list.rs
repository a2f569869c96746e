//! `fragment-after-list`: the end of the list's sentence as a paragraph of its own.

use super::lists::{SHOWN, applies};
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::line::{is_comma, is_stop};
use crate::document::tree::numeral;
use crate::lexicon::penalties;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if !applies(document) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (at, paragraph) in document.paragraphs.iter().enumerate().skip(1) {
        let before = &document.paragraphs[at - 1];
        let Some(last) = document.items[before.items.clone()].last() else { continue };
        let text = document.str(paragraph.span);
        let ended = document.str(last.body).ends_with(is_stop);
        if ended && before.article == paragraph.article && is_fragment(text) {
            let stop = |&(at, c): &(usize, char)| at > 0 && (is_comma(c) || is_stop(c)) && !text[..at].ends_with('的');
            let cap = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
            let end = text.char_indices().find(stop).map_or(cap, |(at, _)| at.min(cap));
            out.push(Finding::at(Span::new(paragraph.span.start, paragraph.span.start + end)));
        }
    }
    out
}

/// A sentence without a subject that tells what happens to those whom the list names.
fn is_fragment(text: &str) -> bool {
    let clause = text.split(|c| is_comma(c) || is_stop(c)).next().unwrap_or(text);
    let sanction = |within: &str| penalties::SANCTIONS.iter().any(|word| within.contains(word));
    let conditional = clause.ends_with('的');
    let verb = penalties::SANCTIONING.iter().any(|verb| text.starts_with(verb));
    let fine = text.strip_prefix('处').is_some_and(|rest| numeral::prefix_len(rest) > 0);
    text.strip_prefix('的').is_some_and(|rest| rest.starts_with(is_comma))
        || !conditional && (text.starts_with('由') && sanction(text) || (verb || fine) && sanction(clause))
}
