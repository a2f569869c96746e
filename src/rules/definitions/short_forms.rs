//! The short forms of a document that its lints speak of.

use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind};
use crate::document::tree::front::Kind;

/// Short forms of the text; none of an amending decision, which speaks of another text's.
pub(super) fn short_forms(document: &Document) -> impl Iterator<Item = &Definition> {
    let own = !matches!(document.instrument.kind, Kind::Amendment | Kind::Repeal);
    document.definitions().iter().filter(move |definition| own && definition.kind == DefinitionKind::ShortForm)
}
