//! The short forms of a document that its lints speak of.

use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind};

/// Short forms of the text; none of an amending decision, which speaks of another text's.
pub(in crate::rules) fn short_forms(document: &Document) -> impl Iterator<Item = &Definition> {
    let own = !document.instrument.kind.is_decision();
    document.definitions().iter().filter(move |definition| own && definition.kind == DefinitionKind::ShortForm)
}

/// Whether a name is made for the text: no part of what stands before its bracket, nor one word for several things,
/// 管理、养护（以下统称管护）.
pub(in crate::rules) fn is_coined(document: &Document, definition: &Definition) -> bool {
    !definition.full.is_empty()
        && !document.str(definition.full).contains(document.str(definition.name))
        && !document.str(definition.word).contains("统称")
}
