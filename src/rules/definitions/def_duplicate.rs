//! `def-duplicate`: a term is defined twice.

use std::collections::HashMap;

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind, Scope};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut seen: HashMap<(usize, &str), &Definition> = HashMap::new();
    let mut out = Vec::new();
    let terms = document
        .definitions()
        .iter()
        .filter(|definition| definition.kind != DefinitionKind::ShortForm && definition.scope == Scope::Whole);
    for definition in terms {
        let name = document.str(definition.name);
        let first = *seen.entry((document.text_of(definition.home), name)).or_insert(definition);
        // 是指…, and behind it 包括…: one definition in two sentences.
        let goes_on =
            first.home.article == definition.home.article && document.str(first.word) != document.str(definition.word);
        if !std::ptr::eq(first, definition) && !goes_on {
            let same = document.str(first.meaning) == document.str(definition.meaning);
            let finding = Finding::at(definition.name).arg("name", name).label("first", first.name);
            out.push(if same { finding.variant("same") } else { finding });
        }
    }
    out
}
