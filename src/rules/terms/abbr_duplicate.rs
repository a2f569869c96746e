//! `abbr-duplicate`: a short form is introduced twice.

use std::collections::HashMap;

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind};

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let mut seen: HashMap<(usize, &str), &Definition> = HashMap::new();
    let mut out = Vec::new();
    let short = document.definitions().iter().filter(|definition| definition.kind == DefinitionKind::ShortForm);
    for definition in short {
        let name = document.str(definition.name);
        let first = *seen.entry((document.text_of(definition.home), name)).or_insert(definition);
        if !std::ptr::eq(first, definition) {
            let finding = Finding::at(definition.span).arg("name", name).label("first", first.span);
            out.push(finding.edit(definition.span, ""));
        }
    }
    out
}
