//! `xref-range-reversed`: 第九条至第七条. `xref-list-order`: 第二十条、第十五条, or one of them twice.
//!
//! An order that comes several times in a text is meant, as 第二百三十四条、第二百三十二条 of the criminal law is: the
//! lesser crime before the greater.

use std::cmp;
use std::collections::HashMap;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::reference::{self, Join, Law, Reference, Share};
use crate::document::tree::label::Ordinal;

pub(in crate::rules) fn ranges(document: &Document) -> Vec<Finding> {
    let reversed =
        |pair: &&[Reference]| pair[1].through() && compare(&pair[0], &pair[1]).is_some_and(cmp::Ordering::is_ge);
    let pairs = document.references().windows(2).filter(reversed);
    pairs.filter(|pair| !document.quotes().mention(pair[1].span.start)).map(|pair| Finding::at(both(pair))).collect()
}

pub(in crate::rules) fn lists(document: &Document) -> Vec<Finding> {
    let wrong: Vec<(&[Reference], &[Reference])> = reference::lists(document.references())
        .filter_map(|list| Some((list, first_wrong(list)?)))
        .filter(|(_, pair)| !document.quotes().mention(pair[1].span.start))
        .collect();
    let mut times: HashMap<Vec<Ordinal>, usize> = HashMap::new();
    for (_, pair) in &wrong {
        *times.entry(ordinals(pair)).or_default() += 1;
    }
    wrong.into_iter().filter_map(|(list, pair)| one(document, list, pair, times[&ordinals(pair)])).collect()
}

fn both(pair: &[Reference]) -> Span {
    Span::new(pair[0].span.start, pair[1].span.end)
}

/// How a reference stands to one that goes on from it; `None` where they do not name the same units.
fn compare(first: &Reference, next: &Reference) -> Option<cmp::Ordering> {
    let alike = first.base == next.base
        && first.steps.len() == next.steps.len()
        && !first.steps.is_empty()
        && first.steps.iter().zip(&next.steps).all(|(a, b)| a.unit == b.unit);
    alike.then(|| first.steps.iter().map(|step| step.ordinal).cmp(next.steps.iter().map(|step| step.ordinal)))
}

fn ordinals(pair: &[Reference]) -> Vec<Ordinal> {
    pair.iter().flat_map(|reference| &reference.steps).map(|step| step.ordinal).collect()
}

/// The first two of a list that do not rise.
fn first_wrong(list: &[Reference]) -> Option<&[Reference]> {
    let wrong = |pair: &&[Reference]| {
        pair[1].join == Some(Join::And) && compare(&pair[0], &pair[1]).is_some_and(cmp::Ordering::is_ge)
    };
    list.windows(2).find(wrong)
}

fn one(document: &Document, list: &[Reference], pair: &[Reference], times: usize) -> Option<Finding> {
    if compare(&pair[0], &pair[1]) == Some(cmp::Ordering::Equal) {
        return Some(Finding::at(both(pair)).variant("twice"));
    }
    let foreign = matches!(pair[1].law, Law::Other(_) | Law::Unclear);
    if foreign || times > 1 {
        return None;
    }
    let finding = Finding::at(both(pair));
    Some(sorted(document, list).into_iter().fold(finding, |finding, (span, text)| finding.edit(span, text)))
}

/// What to write where, for the list to be in order; nothing where it is no plain list.
fn sorted<'d>(document: &'d Document, list: &[Reference]) -> Vec<(Span, &'d str)> {
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
