//! Whether a text is the draft of a revision as a whole, 修订草案, which is not the same as an amendment, 修正.

use crate::document::Document;

/// What the bracket behind the title says of a revision.
const REVISED: &str = "修订";

pub(super) fn is_revision(document: &Document) -> bool {
    document.title.as_ref().is_some_and(|title| title.tail.contains(REVISED) && title.is_draft())
}
