//! What is written beside the text of a file: comments, and changes that its reader accepts or rejects.

use super::edits::Edits;
use crate::diagnostic::Span;

/// A comment on a stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// What it speaks of, in bytes of the text.
    pub span: Span,
    /// What it says.
    pub words: String,
}

/// What is written into a file, by whom and when.
#[derive(Debug, Clone, Copy)]
pub struct Annotations<'n> {
    /// In order of position.
    pub comments: &'n [Comment],
    /// To be accepted or rejected by whoever reads the file.
    pub changes: &'n Edits,
    /// Who it is that says so.
    pub author: &'n str,
    /// `2026-01-01T00:00:00Z`.
    pub date: &'n str,
}
