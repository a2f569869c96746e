//! `penalty-order-correct-first`: a fine without an order to put things right, or before it.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::lexicon::penalties;
use crate::rules::summary;

/// More than these are told at once.
const MOST: usize = 1;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if !document.instrument.kind.is_local() {
        return Vec::new();
    }
    let (mut without, mut late) = (Vec::new(), Vec::new());
    let mut read = None;
    for penalty in document.penalties() {
        let (Some(fine), Some(article)) = (penalty.fine, penalty.home.article) else { continue };
        if read == Some(article) {
            continue;
        }
        read = Some(article);
        let start = document.articles[article].span.start;
        let before = document.str(Span::new(start, fine.verb.start));
        let behind = document.str(Span::new(penalty.word.end, penalty.sentence.end));
        let place = Span::new(fine.verb.start, penalty.word.end);
        if penalties::ORDERS.iter().any(|word| before.contains(word)) || penalty.is_referred(document) {
            continue;
        }
        let after = penalties::LATE_ORDERS;
        if after.iter().any(|word| behind.starts_with(word)) {
            late.push(Finding::at(place).variant("late"));
        } else if !penalties::ORDERS.iter().any(|word| behind.contains(word)) && before.contains("违反") {
            without.push(Finding::at(place));
        }
    }
    let mut out = summary::told_beyond(without, MOST);
    out.extend(late);
    out
}
