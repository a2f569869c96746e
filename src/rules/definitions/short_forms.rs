//! The short forms of a document that its lints speak of.

use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind};

/// Short forms of the text; none of an amending decision, which speaks of another text's.
pub(super) fn short_forms(document: &Document) -> impl Iterator<Item = &Definition> {
    let own = !document.instrument.kind.is_decision();
    document.definitions().iter().filter(move |definition| own && definition.kind == DefinitionKind::ShortForm)
}
