//! A carrier: what a file was read from, and how edits of its text go back into it.
//!
//! What only the carrier knows (encodings, the parts of an archive) stays there.

use std::fmt;
use std::sync::Arc;

use super::broken::WordError;
use super::edits::Edits;
use super::encoding::Encoding;
use super::format::Format;
use super::lines::LineTable;
use super::margin::Annotations;
use super::prose::Prose;
use super::revisions::Revisions;
use crate::writing::table::Table;

/// What a reader is given.
#[derive(Debug)]
pub(super) enum Content {
    /// A file's bytes, and the encoding that the user says they are in.
    Bytes(Vec<u8>, Option<Encoding>),
    /// Text that somebody has decoded, such as an editor.
    Text(Arc<str>),
}

/// Why something cannot be written into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It holds a character that the file's encoding does not have.
    #[error("a character cannot be written as {}", .0.name())]
    Unencodable(Encoding),
    /// A Word file is changed by tracked changes alone.
    #[error("a Word file is changed by tracked changes alone")]
    Tracked,
    /// A change that could not be rejected again: of a tab, over the edge of a link, of what somebody else has changed.
    #[error("a change cannot be tracked")]
    Untrackable,
    /// The file is text, in which nothing can stand beside the text.
    #[error("there is no place for comments in text")]
    NoMargin,
    /// The text is a page that stands in the file as it is.
    #[error("the text is a page embedded in the file")]
    Embedded,
    /// The file itself is damaged, or would be.
    #[error(transparent)]
    Word(#[from] WordError),
}

/// A text after edits, and its carrier.
pub(super) type Edited = (Arc<str>, Arc<dyn Carrier>);

/// Which part of a file a paragraph is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The text.
    Body,
    /// The notes at the foot of pages.
    Footnotes,
}

/// What there is to say of a Word file besides what its text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// It holds so many tracked changes, and was read in one of its states.
    Revised(usize, Revisions),
    /// It is signed; what is written of it is not.
    Signed,
    /// It asks programs not to change it.
    Protected,
    /// Its text is a page that stands in it: no comment can be put there.
    Embedded,
}

/// A paragraph as a file counts its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// From 1.
    pub number: usize,
    /// Where it starts, in bytes of the text.
    pub start: usize,
    /// What it is counted in.
    pub section: Section,
}

/// A file as it was read.
pub(super) trait Carrier: fmt::Debug + Send + Sync {
    /// The file's bytes after edits of its text. Those that no edit touches are the file's own.
    ///
    /// # Errors
    /// Where an edit cannot be written as it should be.
    fn write(&self, text: &str, edits: &Edits) -> Result<Vec<u8>, Refusal>;

    /// The text as it would be read after edits.
    ///
    /// # Errors
    /// Where an edit cannot be written as it should be.
    fn edited(&self, text: &str, edits: &Edits) -> Result<Edited, Refusal>;

    /// The encoding of the text.
    fn encoding(&self) -> Encoding;

    /// The drafting text, if the file is of that format.
    fn prose(&self, format: Format, text: &Arc<str>, lines: &LineTable) -> Prose {
        format.prose(text, lines)
    }

    /// The tables of a file of that format, cell by cell.
    fn tables(&self, format: Format, text: &str) -> Vec<Table> {
        format.tables(text)
    }

    /// The paragraph that a byte of the text stands in, where the file counts them.
    fn paragraph(&self, _at: usize) -> Option<Paragraph> {
        None
    }

    /// What there is to say of the file besides what its text says.
    fn notices(&self) -> Vec<Notice> {
        Vec::new()
    }

    /// The file's bytes with comments and tracked changes in it.
    ///
    /// # Errors
    /// Where there is no place for them.
    fn annotated(&self, _told: &Annotations<'_>) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::NoMargin)
    }
}
