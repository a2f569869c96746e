//! `abbr-full-after-definition`: the full expression is used again although a short form was introduced for it.

use super::short_forms::short_forms;
use super::standing::stands_alone;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::definition::Scope;
use crate::document::usage::Use;

/// The shortest expression worth a short form, in characters.
const LEAST: usize = 5;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for definition in short_forms(document).filter(|definition| definition.scope == Scope::Whole) {
        let (full, name) = (document.str(definition.full), document.str(definition.name));
        // Titles of laws belong to `cite-abbrev-consistency`.
        if full.chars().count() < LEAST || full.starts_with('《') {
            continue;
        }
        let text = document.text_of(definition.home);
        let again = |found: &&Use| {
            let at = found.span.start;
            let quotes = document.quotes();
            !found.inside
                && stands_alone(document.text(), found.span)
                && !quotes.mention(at)
                && document.text_at(at) == text
                && document.passage_at(at).is_some_and(|passage| passage.home.article != definition.home.article)
        };
        let uses: Vec<&Use> = document.uses().behind(full, definition.span.end).iter().filter(again).collect();
        let Some((first, rest)) = uses.split_first() else { continue };
        let mut finding =
            Finding::at(first.span).arg("name", name).label("definition", definition.span).edit(first.span, name);
        for other in rest {
            finding = finding.also(other.span).edit(other.span, name);
        }
        out.push(finding);
    }
    out
}
