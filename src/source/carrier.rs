//! A carrier: what a file was read from, and how edits of its text go back into it.
//!
//! What only the carrier knows (encodings, the parts of an archive) stays there.

use std::fmt;
use std::sync::Arc;

use super::edits::Edits;
use super::encoding::Encoding;

/// What a reader is given.
#[derive(Debug)]
pub(super) enum Content {
    /// A file's bytes, and the encoding that the user says they are in.
    Bytes(Vec<u8>, Option<Encoding>),
    /// Text that somebody has decoded, such as an editor.
    Text(Arc<str>),
}

/// Why edits cannot be written into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// They hold a character that the file's encoding does not have.
    #[error("a character cannot be written as {}", .0.name())]
    Unencodable(Encoding),
}

/// A file as it was read.
pub(super) trait Carrier: fmt::Debug + Send + Sync {
    /// The file's bytes after edits of its text. Those that no edit touches are the file's own.
    ///
    /// # Errors
    /// Where an edit cannot be written as it should be.
    fn write(&self, text: &str, edits: &Edits) -> Result<Vec<u8>, Refusal>;

    /// The encoding of the text.
    fn encoding(&self) -> Encoding;
}
