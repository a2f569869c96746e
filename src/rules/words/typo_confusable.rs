//! `typo-confusable`, the evidence in the document itself.

use crate::diagnostic::Finding;
use crate::document::Document;

pub(in crate::rules) fn find(_document: &Document<'_>) -> Vec<Finding> {
    Vec::new()
}
