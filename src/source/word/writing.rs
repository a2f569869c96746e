//! What is written into a Word file: comments at the words that they speak of, changes as tracked changes. All other bytes of
//! the text stay as they are.

mod anchor;
mod changes;
mod comments;
mod splice;

use super::body::Body;
use super::view::{Layout, Piece, View};
use super::xml;
use crate::diagnostic::Span;
use crate::source::broken::{Part, WordError};
use crate::source::carrier::Refusal;
use crate::source::margin::Annotations;
pub(super) use comments::part as comments_part;
use splice::Splices;

/// A text in its part, to be written into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'p> {
    /// The part.
    pub(super) bytes: &'p [u8],
    pub(super) body: &'p Body,
    pub(super) text: &'p str,
    pub(super) layout: &'p Layout,
    pub(super) pieces: &'p [Piece],
}

impl<'p> Page<'p> {
    pub(super) fn new(bytes: &'p [u8], body: &'p Body, view: &'p View) -> Self {
        Self { bytes, body, text: &view.text, layout: &view.layout, pieces: &view.pieces }
    }

    /// The part with comments and changes in it, and the numbers of the comments, in their order.
    ///
    /// # Errors
    /// Where a change cannot be written as one that can be rejected.
    pub(super) fn annotated(&self, told: &Annotations<'_>, taken: u32) -> Result<(Vec<u8>, Vec<u32>), Refusal> {
        if self.body.prefix.is_empty() {
            return Err(Refusal::Word(WordError::Xml(Part::Document, 0)));
        }
        let mut splices = Splices::new(*self, told, taken);
        for edit in told.changes.iter() {
            let change = changes::change(self, edit).ok_or(Refusal::Untrackable)?;
            splices.change(&change);
        }
        let numbers = told.comments.iter().map(|comment| splices.comment(&anchor::anchor(self, comment.span)));
        let numbers = numbers.collect();
        Ok((splices.written(), numbers))
    }

    /// The pieces that show something of a stretch of the text.
    fn pieces_in(&self, span: Span) -> &'p [Piece] {
        let first = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        let last = self.pieces.partition_point(|piece| piece.span.start < span.end);
        self.pieces.get(first..last).unwrap_or_default()
    }
}

/// The largest number that tells an annotation or a mark apart in a part.
pub(super) fn last_id(bytes: &[u8]) -> u32 {
    let marks = ["id=\"", "id='"].map(str::as_bytes);
    let found = marks.iter().flat_map(|mark| memchr::memmem::find_iter(bytes, mark).map(|at| at + mark.len()));
    let number = |at: usize| {
        let digits = bytes[at..].iter().take(10).take_while(|byte| byte.is_ascii_digit());
        digits.fold(0_u64, |number, digit| number * 10 + u64::from(digit - b'0'))
    };
    // Readers count in 31 bits; what is larger is none of theirs.
    let seen = found.map(number).filter(|&number| number < 1 << 30).filter_map(|number| u32::try_from(number).ok());
    seen.max().unwrap_or_default()
}

/// The attributes of an annotation, as its element has them.
fn attributes(prefix: &str, number: u32, told: &Annotations<'_>) -> String {
    let (author, date) = (xml::escaped(told.author), xml::escaped(told.date));
    format!("{prefix}id=\"{number}\" {prefix}author=\"{author}\" {prefix}date=\"{date}\"")
}
