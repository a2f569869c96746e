//! `xref-level-order`: 第九条第二项第一款, where the paragraph should stand before the item.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::reference::{Reference, Step};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    document.references().iter().filter_map(|reference| one(document, reference)).collect()
}

fn one(document: &Document, reference: &Reference) -> Option<Finding> {
    let steps: Vec<&Step> = reference.own_steps().collect();
    if steps.is_sorted_by_key(|step| step.span.start) {
        return None;
    }
    let start = steps.iter().map(|step| step.span.start).min()?;
    let end = steps.iter().map(|step| step.span.end).max()?;
    let right: String = steps.iter().map(|step| document.str(step.span)).collect();
    Some(Finding::at(reference.span).arg("right", right.clone()).edit(Span::new(start, end), right))
}
