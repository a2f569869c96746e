//! `chapter-title-missing`: a part, chapter or section has a number and no name.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::label::Level;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let nameless =
        document.divisions.iter().filter(|division| division.level != Level::Heading && division.name.is_empty());
    nameless.map(|division| Finding::at(division.label)).collect()
}
