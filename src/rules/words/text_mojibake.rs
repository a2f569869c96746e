//! `text-mojibake`: text that was decoded wrongly before it came here.
//!
//! One finding tells of all of it: a hundred would say no more. What is garbled, the source knows.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::mojibake;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let text = document.text();
    let mut stretches = mojibake::stretches(text).into_iter();
    let Some(first) = stretches.next() else { return Vec::new() };
    let finding = Finding::at(first);
    if mojibake::is_whole(text) {
        return vec![finding.variant("whole")];
    }
    vec![stretches.fold(finding, |finding, other| finding.also(other))]
}
