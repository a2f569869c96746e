//! `abbr-duplicate`: a short form is introduced twice.

use std::collections::HashMap;

use super::short_forms::short_forms;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::definition::{Definition, Scope};
use crate::document::usage::bare;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut seen: HashMap<(usize, &str), &Definition> = HashMap::new();
    let mut out = Vec::new();
    for definition in short_forms(document).filter(|definition| definition.scope == Scope::Whole) {
        let name = bare(document.str(definition.name));
        let first = *seen.entry((document.text_of(definition.home), name)).or_insert(definition);
        if !std::ptr::eq(first, definition) {
            let finding = Finding::at(definition.span).arg("name", name).label("first", first.span);
            out.push(finding.edit(definition.span, ""));
        }
    }
    out
}
