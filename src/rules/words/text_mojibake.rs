//! `text-mojibake`: text that was decoded wrongly before it came here.
//!
//! One finding tells of all of it: a hundred would say no more.

use crate::diagnostic::Finding;
use crate::document::Document;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some((&first, rest)) = document.garbled().split_first() else { return Vec::new() };
    let finding = Finding::at(first);
    if document.is_garbled() {
        return vec![finding.variant("whole")];
    }
    vec![rest.iter().fold(finding, |finding, &other| finding.also(other))]
}
