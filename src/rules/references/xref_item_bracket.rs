//! `xref-item-bracket`: 第（二）项, where the item's number stands in brackets.
//!
//! Where a text writes it both ways, the bracketed ones are told one by one. A text that has brackets throughout is told
//! once, if it is of a kind that does without them; administrative regulations, rules and interpretations keep them.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::reference::{Reference, Share, Step, StepUnit};
use crate::rules::summary::{SINGLE, told_beyond};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let (steps, throughout) = told(document);
    let most = if throughout { 1 } else { SINGLE };
    told_beyond(steps.into_iter().map(|step| one(document, step)).collect(), most)
}

/// The places that this lint tells of, in order.
pub(in crate::rules) fn places(document: &Document) -> Vec<Span> {
    told(document).0.iter().map(|step| step.span).collect()
}

/// The steps to be told of, and whether the text has them throughout.
fn told(document: &Document) -> (Vec<&Step>, bool) {
    let kind = document.instrument.kind;
    if kind.is_decision() {
        return (Vec::new(), false);
    }
    let whole = |reference: &&Reference| reference.share == Share::Whole;
    let steps = document.references().iter().filter(whole).flat_map(Reference::own_steps);
    let items = steps.filter(|step| step.unit == StepUnit::Item);
    let quoted = |step: &&Step| document.quotes().in_quotation(step.span.start);
    let (bracketed, plain): (Vec<&Step>, Vec<&Step>) =
        items.filter(|step| !quoted(step)).partition(|step| document.str(step.span).contains(['（', '(']));
    if plain.len() >= bracketed.len() {
        return (bracketed, false);
    }
    if kind.is_of_congress() { (bracketed, true) } else { (Vec::new(), true) }
}

/// Whether brackets are right in a text, as all its items have them and its kind keeps them.
pub(super) fn keeps_brackets(document: &Document) -> bool {
    let (steps, throughout) = told(document);
    document.instrument.kind.is_decision() || (steps.is_empty() && throughout)
}

/// A reference's words without brackets.
pub(super) fn unbracketed(written: &str) -> String {
    written.chars().filter(|c| !matches!(c, '（' | '(' | '）' | ')')).collect()
}

fn one(document: &Document, step: &Step) -> Finding {
    let right = unbracketed(document.str(step.span));
    let right = if right.starts_with('第') { right } else { format!("第{right}") };
    Finding::at(step.span).arg("right", right.clone()).edit(step.span, right)
}
