//! `xref-qiankuan-invalid`: 前款, 前条, 前项 with nothing before it.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::reference::{self, Resolution};
use crate::rules::summary::told_once;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let dangling = |found: &&reference::Reference| reference::resolve(document, found) == Resolution::NothingBefore;
    let found = document.references().iter().filter(dangling).map(|found| Finding::at(found.span));
    told_once(found.collect())
}
