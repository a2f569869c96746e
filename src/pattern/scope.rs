//! Where a declared lint looks.

use crate::catalogue::Scope;
use crate::diagnostic::Span;
use crate::document::Document;

/// Whether a place lies where the lint looks. What is quoted or named in 《》 is another text's wording.
pub(super) fn holds(scope: Scope, document: &Document<'_>, span: Span) -> bool {
    let quotes = document.quotes();
    match scope {
        Scope::Body => {
            document.passage_at(span.start).is_some_and(|passage| passage.span.covers(span))
                && !quotes.in_quotation(span.start)
                && !quotes.in_title(span.start)
        }
        Scope::Everywhere => {
            // 将“末按”修改为“未按”: the form is spoken of.
            let text = document.text();
            let named = text[..span.start].ends_with('“') && text[span.end..].starts_with('”');
            !named && !quotes.in_title(span.start)
        }
    }
}
