//! `abbr-unused`: a short form is introduced and not used behind its bracket.

use super::short_forms::short_forms;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::definition::Definition;
use crate::document::usage::bare;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let unused = short_forms(document).filter(|definition| {
        let name = bare(document.str(definition.name));
        // A sentence, 统称为…, also says what something is called elsewhere.
        // 县（市）主管部门, A、B: written apart later on.
        definition.bracketed
            && !name.contains(['、', '（', '(', '/', '或', '和', '及', '“'])
            && name.chars().count() > 1
            && !is_used(document, definition, name)
    });
    unused
        .map(|definition| {
            let name = document.str(definition.name);
            Finding::at(definition.span).arg("name", name).edit(definition.span, "")
        })
        .collect()
}

/// Whether the name occurs behind its bracket, other than as a part of what it stands for.
fn is_used(document: &Document, definition: &Definition, name: &str) -> bool {
    let text = document.text_at(definition.span.start);
    let full = document.uses().of(document.str(definition.full));
    document.uses().behind(name, definition.span.end).iter().any(|found| {
        let before = full.partition_point(|whole| whole.span.start <= found.span.start);
        let part = full[..before].last().is_some_and(|whole| whole.span.covers(found.span));
        !part && document.text_at(found.span.start) == text
    })
}
