//! Titles of laws and other documents in 《》.

use super::Document;
use crate::diagnostic::Span;

/// A title in 《》.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citation {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub name: Span,
}

/// All titles, in order.
pub(super) fn read(document: &Document<'_>) -> Vec<Citation> {
    let inner = |span: Span| Span::new(span.start + '《'.len_utf8(), span.end - '》'.len_utf8());
    document.quotes().titles.iter().map(|&span| Citation { span, name: inner(span) }).collect()
}
