//! `abbr-duplicate`: a short form is introduced twice.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind};

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let mut seen: Vec<&Definition> = Vec::new();
    let mut out = Vec::new();
    let text = |definition: &Definition| document.text_of(definition.home);
    let short = document.definitions().iter().filter(|definition| definition.kind == DefinitionKind::ShortForm);
    for definition in short {
        let name = document.str(definition.name);
        match seen.iter().find(|earlier| document.str(earlier.name) == name && text(earlier) == text(definition)) {
            Some(first) => out.push(
                Finding::at(definition.span).arg("name", name).label("first", first.span).edit(definition.span, ""),
            ),
            None => seen.push(definition),
        }
    }
    out
}
