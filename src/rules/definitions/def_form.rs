//! `def-form`: a definition is not written 是指.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind, Scope};

/// How often a comma must stand before the verb elsewhere, for its lack to be a slip.
const USUAL: usize = 3;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let terms = || {
        document
            .definitions()
            .iter()
            .filter(|definition| definition.kind == DefinitionKind::Term && definition.scope == Scope::Whole)
    };
    let says = |definition: &&Definition| document.str(definition.word) == "是指";
    let has_comma =
        |definition: &&Definition| document.text()[..definition.word.start].ends_with(['，', ',', '）', ')']);
    let with = terms().filter(says).filter(has_comma).count();
    let without = terms().filter(says).filter(|definition| !has_comma(definition)).count();
    let usual = with >= USUAL && with >= 3 * without;
    for definition in document.definitions() {
        let word = document.str(definition.word);
        let own = definition.kind == DefinitionKind::Term && definition.scope == Scope::Whole;
        if matches!(word, "系指" | "指的是") && definition.kind != DefinitionKind::ShortForm {
            out.push(Finding::at(definition.word).edit(definition.word, "是指"));
        } else if usual && own && says(&definition) && !has_comma(&definition) {
            let finding = Finding::at(definition.word).variant("comma").arg("name", document.str(definition.name));
            out.push(finding.edit(definition.word, "，是指"));
        }
    }
    out
}
