//! `xref-range-reversed`: 第九条至第七条. `xref-list-order`: 第二十条、第十五条, or one of them twice.

use std::cmp::Ordering;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::reference::{self, Join, Reference, Share};

pub(in crate::rules) fn ranges(document: &Document<'_>) -> Vec<Finding> {
    let reversed = |pair: &&[Reference]| pair[1].through() && compare(&pair[0], &pair[1]).is_some_and(Ordering::is_ge);
    let pairs = document.references().windows(2).filter(reversed);
    pairs.filter(|pair| !is_quoted(document, &pair[1])).map(|pair| Finding::at(both(pair))).collect()
}

pub(in crate::rules) fn lists(document: &Document<'_>) -> Vec<Finding> {
    reference::lists(document.references()).filter_map(|list| one(document, list)).collect()
}

fn both(pair: &[Reference]) -> Span {
    Span::new(pair[0].span.start, pair[1].span.end)
}

fn is_quoted(document: &Document<'_>, reference: &Reference) -> bool {
    document.quotes().in_quotation(reference.span.start) || document.quotes().in_title(reference.span.start)
}

/// How a reference stands to one that goes on from it; `None` where they do not name the same units.
fn compare(first: &Reference, next: &Reference) -> Option<Ordering> {
    let alike = first.base == next.base
        && first.steps.len() == next.steps.len()
        && !first.steps.is_empty()
        && first.steps.iter().zip(&next.steps).all(|(a, b)| a.unit == b.unit);
    alike.then(|| first.steps.iter().map(|step| step.ordinal).cmp(next.steps.iter().map(|step| step.ordinal)))
}

/// The first fault of a list.
fn one(document: &Document<'_>, list: &[Reference]) -> Option<Finding> {
    let wrong = |pair: &&[Reference]| {
        pair[1].join == Some(Join::And) && compare(&pair[0], &pair[1]).is_some_and(Ordering::is_ge)
    };
    let pair = list.windows(2).find(wrong)?;
    if is_quoted(document, &pair[1]) {
        return None;
    }
    if compare(&pair[0], &pair[1]) == Some(Ordering::Equal) {
        return Some(Finding::at(both(pair)).variant("twice"));
    }
    let finding = Finding::at(both(pair));
    Some(sorted(document, list).into_iter().fold(finding, |finding, (span, text)| finding.edit(span, text)))
}

/// What to write where, for the list to be in order; nothing where it is no plain list.
fn sorted<'d>(document: &'d Document<'_>, list: &[Reference]) -> Vec<(Span, &'d str)> {
    let plain = |reference: &Reference| {
        reference.share == Share::Whole
            && !reference.through()
            && reference.own_steps().count() == reference.steps.len()
    };
    let first_of = |reference: &Reference| reference.own_steps().next().map(|step| step.unit);
    if !list.iter().all(|reference| plain(reference) && first_of(reference) == first_of(&list[0])) {
        return Vec::new();
    }
    let place = |reference: &Reference| {
        reference.own_steps().next().map_or(reference.span, |step| Span::new(step.span.start, reference.span.end))
    };
    let mut order: Vec<&Reference> = list.iter().collect();
    order.sort_by_key(|reference| reference.steps.iter().map(|step| step.ordinal).collect::<Vec<_>>());
    let edits = list.iter().zip(order).filter(|(reference, right)| reference.span != right.span);
    edits.map(|(reference, right)| (place(reference), document.str(place(right)))).collect()
}
