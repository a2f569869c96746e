//! `def-duplicate`: a term is defined twice.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind};

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let mut seen: Vec<&Definition> = Vec::new();
    let mut out = Vec::new();
    let text = |definition: &Definition| document.text_of(definition.home);
    let terms = document
        .definitions()
        .iter()
        .filter(|definition| definition.kind == DefinitionKind::Term && !definition.limited);
    for definition in terms {
        let name = document.str(definition.name);
        match seen.iter().find(|earlier| document.str(earlier.name) == name && text(earlier) == text(definition)) {
            Some(first) => {
                let same = document.str(first.meaning) == document.str(definition.meaning);
                let finding = Finding::at(definition.name).arg("name", name).label("first", first.name);
                out.push(if same { finding.variant("same") } else { finding });
            }
            None => seen.push(definition),
        }
    }
    out
}
