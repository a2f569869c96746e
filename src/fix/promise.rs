//! What safe fixes promise: the tree of a draft stays as it is, and nothing new is to be said of it.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::{Applicability, Diagnostic, Report, Span};
use crate::document::Document;
use crate::document::tree::label::{Level, Ordinal};
use crate::document::tree::{ArticleForm, Division};
use crate::source::edits::Edits;

/// What references depend on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shape {
    divisions: Vec<(Level, Option<u32>)>,
    articles: Vec<(Ordinal, ArticleForm, Option<usize>, Range<usize>)>,
    paragraphs: Vec<(Option<usize>, Range<usize>)>,
    items: Vec<(Option<u32>, Range<usize>)>,
    subitems: Vec<u32>,
}

impl Shape {
    pub(super) fn of(document: &Document) -> Self {
        let numeral = |division: &Division| division.numeral.map(|numeral| numeral.value);
        Self {
            divisions: document.divisions.iter().map(|division| (division.level, numeral(division))).collect(),
            articles: document
                .articles
                .iter()
                .map(|article| (article.ordinal, article.form, article.division, article.paragraphs.clone()))
                .collect(),
            paragraphs: document.paragraphs.iter().map(|one| (one.article, one.items.clone())).collect(),
            items: document
                .items
                .iter()
                .map(|item| (item.mark.map(|mark| mark.number), item.subitems.clone()))
                .collect(),
            subitems: document.subitems.iter().map(|subitem| subitem.mark.number).collect(),
        }
    }
}

/// Whether edits of a text make something be said of it that was not said before: neither of that place nor of those
/// words. What has a safe fix of its own is mended in the next round.
pub(super) fn create_findings(edits: &Edits, (text, before): (&str, &Report), (later, after): (&str, &Report)) -> bool {
    let mut words: HashMap<(&str, &str), usize> = HashMap::new();
    for one in &before.diagnostics {
        *words.entry((&*one.lint, one.span.of(text))).or_default() += 1;
    }
    let mut new: Vec<&Diagnostic> = Vec::new();
    for one in &after.diagnostics {
        match words.get_mut(&(&*one.lint, one.span.of(later))).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None if is_mended(one) => {}
            None => new.push(one),
        }
    }
    if new.is_empty() {
        return false;
    }
    let mut order: Vec<&Diagnostic> = before.diagnostics.iter().collect();
    order.sort_by_key(|one| one.span.start);
    let starts = edits.moved(order.iter().map(|one| one.span.start));
    let moved: Vec<(&str, usize, usize)> =
        order.iter().zip(starts).map(|(one, start)| (&*one.lint, start, start + one.span.len())).collect();
    let touches = |span: Span, start: usize, end: usize| start <= span.end && span.start <= end;
    let was_said =
        |one: &Diagnostic| moved.iter().any(|&(lint, start, end)| lint == &*one.lint && touches(one.span, start, end));
    new.into_iter().any(|one| !was_said(one))
}

fn is_mended(one: &Diagnostic) -> bool {
    one.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}
