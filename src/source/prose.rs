//! The drafting text of a file, freed of its markup, and the map from it to the text that is shown.
//!
//! Whatever reads a format makes one of these; parser and rules read it, and know of the format only how it sets its
//! paragraphs.

use std::sync::Arc;

use super::lines::LineTable;
use crate::diagnostic::Span;

/// What the markup says of a line of prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineStyle {
    /// An ordinary line.
    Plain,
    /// A heading, of level 1 to 6.
    Heading(u8),
    /// A cell row of a table.
    Table,
}

/// One line of the prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProseLine {
    /// Bytes of the prose, without the line end.
    pub span: Span,
    /// What the markup says of it.
    pub style: LineStyle,
}

/// How a file sets its paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paragraphs {
    /// A line each, with the blanks that indent it.
    Lines,
    /// Blank lines part them, and indents mean nothing.
    Blocks,
}

/// A stretch of prose that stands in the decoded text as it is, line ends aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where it starts in the prose, in bytes.
    pub prose: usize,
    /// Where it starts in the decoded text, in bytes.
    pub text: usize,
    /// Its length in the prose, in bytes.
    pub len: usize,
    /// Its length in the decoded text: `len` but for an entity such as `&nbsp;` or a CRLF, which go in one piece.
    pub text_len: usize,
}

/// What a stretch of the text that stays as it is may have said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// Whatever there is to say: a title in the file's front matter.
    Told,
    /// Nothing: code, a formula.
    Silent,
    /// What stands there, but not how it is written: a number that a program counts.
    Automatic,
}

/// A stretch that is read, but that no edit changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed {
    /// In bytes of the decoded text.
    pub span: Span,
    /// What may be said of it.
    pub seal: Seal,
}

/// Where prose stands in the decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Map {
    /// It is the decoded text.
    Same,
    /// In these stretches, in order, without overlap.
    Segments(Vec<Segment>),
}

/// The drafting text of a file, freed of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The text; lines end with `\n`, but as the file has it where it is the decoded text.
    pub text: Arc<str>,
    /// Its lines, in order, blank ones included.
    pub lines: Vec<ProseLine>,
    /// Where it stands in the decoded text.
    pub map: Map,
    /// How the file sets paragraphs.
    pub paragraphs: Paragraphs,
    /// Comments that a reader of the draft does not see, with their place in the decoded text, in order.
    pub comments: Vec<Span>,
    /// What is read but never rewritten, in order, apart.
    pub sealed: Vec<Sealed>,
}

impl Prose {
    /// Text that has no markup.
    pub fn plain(text: &Arc<str>, lines: &LineTable) -> Self {
        let line = |span| ProseLine { span, style: LineStyle::Plain };
        Self {
            text: Arc::clone(text),
            lines: lines.spans(text).map(line).collect(),
            map: Map::Same,
            paragraphs: Paragraphs::Lines,
            comments: Vec::new(),
            sealed: Vec::new(),
        }
    }

    /// Where a span of the prose stands in the decoded text: from its first byte to its last, markup between them
    /// included, markup around them not. An empty span stays empty, before the byte it is at, or at the end of the last.
    pub fn to_text(&self, span: Span) -> Span {
        let segments = match &self.map {
            Map::Same => return span,
            Map::Segments(segments) => segments.as_slice(),
        };
        let start = self.byte_span(segments, span.start);
        if span.is_empty() {
            let at = if span.start < self.text.len() { start.start } else { start.end };
            return Span::new(at, at);
        }
        Span::new(start.start, self.byte_span(segments, span.end - 1).end.max(start.start))
    }

    /// What is sealed of a stretch of the decoded text, its edges aside.
    pub fn sealed_in(&self, span: Span) -> impl Iterator<Item = &Sealed> {
        let first = self.sealed.partition_point(|sealed| sealed.span.end <= span.start);
        self.sealed[first..].iter().take_while(move |sealed| sealed.span.start < span.end)
    }

    /// The bytes of the decoded text that the byte of prose at `at` stands for; past the end those of the last.
    fn byte_span(&self, segments: &[Segment], at: usize) -> Span {
        let at = at.min(self.text.len().saturating_sub(1));
        let index = segments.partition_point(|segment| segment.prose <= at).saturating_sub(1);
        let Some(segment) = segments.get(index) else {
            return Span::new(0, 0);
        };
        if segment.len != segment.text_len {
            return Span::new(segment.text, segment.text + segment.text_len);
        }
        let start = segment.text + at.saturating_sub(segment.prose);
        Span::new(start, start + 1)
    }
}
