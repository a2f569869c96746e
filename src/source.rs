//! A draft file: its bytes decoded, its line table, and the drafting text freed of markup.
//!
//! Three kinds of position meet here and nowhere else: bytes of the *decoded text* (what diagnostics and every output
//! speak of), bytes of the *prose* (the drafting text that the parser and the rules read: in Markdown without its
//! markup, in plain text the decoded text itself), and lines with columns (for renderers). Knows nothing of law.

pub mod encoding;
pub mod lines;
pub mod markdown;
pub mod walk;

use std::sync::Arc;

use crate::diagnostic::Span;
pub use encoding::{DecodeError, Encoding};
pub use lines::{LineColumn, LineTable, Position, PositionEncoding};

/// How a file's text is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Every line stands for itself.
    Plain,
    /// Markdown.
    Markdown,
}

impl Format {
    /// By the file's ending: `.md` and `.markdown` are Markdown, all else plain text.
    pub fn of_name(name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown") {
            Self::Markdown
        } else {
            Self::Plain
        }
    }
}

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

/// A stretch of prose that stands in the decoded text as it is, line ends aside: `len` bytes.
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

/// The drafting text of a file, freed of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The text; lines end with `\n`, but in plain text as the file has it.
    pub text: Arc<str>,
    /// Its lines, in order, blank ones included.
    pub lines: Vec<ProseLine>,
    /// Where it stands in the decoded text, in order, without overlap.
    pub segments: Vec<Segment>,
    /// HTML comments, with their place in the decoded text, in order.
    pub comments: Vec<Span>,
}

/// A decoded draft.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as given on the command line or found under it.
    pub name: String,
    /// What the bytes were.
    pub encoding: Encoding,
    /// How the text is marked up.
    pub format: Format,
    text: Arc<str>,
    lines: LineTable,
    /// The drafting text, its marks removed.
    drafting: Arc<str>,
    /// `None` where the prose is the text itself.
    prose: Option<Prose>,
    plain_lines: Vec<ProseLine>,
}

impl Source {
    /// Decodes `bytes` and reads the markup that `name`'s ending promises.
    ///
    /// # Errors
    /// Where the bytes are in no encoding we read, or not in the one that `label` names; the error holds the byte.
    pub fn from_bytes(name: &str, bytes: &[u8], label: Option<Encoding>) -> Result<Self, DecodeError> {
        let (text, encoding) = encoding::decode(bytes, label)?;
        Ok(Self::build(name, text.into(), encoding, Format::of_name(name)))
    }

    /// As [`Self::from_bytes`], for who has no more use for the bytes: of UTF-8 no second copy is made.
    ///
    /// # Errors
    /// As there.
    pub fn from_vec(name: &str, bytes: Vec<u8>, label: Option<Encoding>) -> Result<Self, DecodeError> {
        let (text, encoding) = encoding::decode_owned(bytes, label)?;
        Ok(Self::build(name, text.into(), encoding, Format::of_name(name)))
    }

    /// A source from text that is decoded already.
    pub fn from_text(name: &str, text: &str) -> Self {
        Self::build(name, text.into(), Encoding::Utf8, Format::of_name(name))
    }

    /// As [`Self::from_text`], in a format that the name does not tell.
    pub fn of_format(name: &str, text: &str, format: Format) -> Self {
        Self::build(name, text.into(), Encoding::Utf8, format)
    }

    fn build(name: &str, text: Arc<str>, encoding: Encoding, format: Format) -> Self {
        let lines = LineTable::new(&text);
        let (prose, plain_lines) = match format {
            Format::Markdown => (Some(markdown::prose(&text)), Vec::new()),
            Format::Plain => {
                (None, lines.spans(&text).map(|span| ProseLine { span, style: LineStyle::Plain }).collect())
            }
        };
        let drafting = Arc::clone(prose.as_ref().map_or(&text, |prose| &prose.text));
        Self { name: name.to_owned(), encoding, format, text, lines, drafting, prose, plain_lines }
    }

    /// The same file with another text.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self::build(&self.name, text.into(), self.encoding, self.format)
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line table of the decoded text.
    pub const fn lines(&self) -> &LineTable {
        &self.lines
    }

    /// The drafting text.
    pub fn prose(&self) -> &str {
        &self.drafting
    }

    /// As [`Self::prose`], to be kept beside the source.
    pub fn shared_prose(&self) -> Arc<str> {
        Arc::clone(&self.drafting)
    }

    /// The lines of the drafting text.
    pub fn prose_lines(&self) -> &[ProseLine] {
        self.prose.as_ref().map_or(&self.plain_lines, |prose| &prose.lines)
    }

    /// HTML comments, in bytes of the decoded text.
    pub fn comments(&self) -> &[Span] {
        self.prose.as_ref().map_or(&[], |prose| &prose.comments)
    }

    /// Where a span of the prose stands in the decoded text: from its first character to its last, markup between
    /// them included, markup around them not.
    pub fn to_text(&self, span: Span) -> Span {
        self.prose.as_ref().map_or(span, |prose| prose.to_text(span))
    }

    /// What its lines end with, as the first of them does.
    pub fn line_end(&self) -> &'static str {
        let behind = &self.text[self.lines.span(&self.text, 0).end..];
        if behind.starts_with("\r\n") {
            "\r\n"
        } else if behind.starts_with('\r') {
            "\r"
        } else {
            "\n"
        }
    }

    /// Where an edit of the prose may be written: `None` where markup stands inside the span.
    pub fn to_text_unbroken(&self, span: Span) -> Option<Span> {
        let place = self.to_text(span);
        (place.len() == span.len() && self.text.get(place.range()) == self.prose().get(span.range())).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_its_own_prose() {
        let source = Source::from_text("甲.txt", "**第一条**\r\n\r\n<!-- 乙 -->");
        assert_eq!(source.prose(), source.text());
        let lines: Vec<&str> = source.prose_lines().iter().map(|line| line.span.of(source.prose())).collect();
        assert_eq!(lines, ["**第一条**", "", "<!-- 乙 -->"]);
        assert_eq!(source.to_text(Span::new(2, 5)), Span::new(2, 5));
        assert!(source.comments().is_empty());
    }

    #[test]
    fn edits_of_markdown_are_written_where_no_markup_stands_between() {
        let source = Source::from_text("甲.MD", "**第一条**　为了&nbsp;\n");
        assert_eq!(source.prose(), "第一条　为了\u{a0}\n");
        assert_eq!(source.to_text_unbroken(Span::new(0, 9)), Some(Span::new(2, 11)));
        assert_eq!(source.to_text_unbroken(Span::new(0, 12)), None);
        assert_eq!(source.to_text_unbroken(Span::new(18, 20)), None);
        assert_eq!(source.to_text_unbroken(Span::new(0, 0)), Some(Span::new(2, 2)));
    }

    #[test]
    fn lines_end_as_the_first_does() {
        for (text, end) in [("甲", "\n"), ("甲\n乙\r\n", "\n"), ("甲\r\n乙\n", "\r\n"), ("甲\r乙", "\r")] {
            assert_eq!(Source::from_text("甲.txt", text).line_end(), end);
        }
    }

    #[test]
    fn bytes_are_decoded_and_the_encoding_remembered() {
        let bytes = encoding::encode("第一条", Encoding::Gb18030).expect("can be written");
        let source = Source::from_bytes("甲.txt", &bytes, None).expect("can be read");
        assert_eq!((source.text(), source.encoding, source.format), ("第一条", Encoding::Gb18030, Format::Plain));
        assert!(Source::from_bytes("甲.txt", &bytes, Some(Encoding::Utf8)).is_err());
        let owned = Source::from_vec("甲.txt", bytes, None).expect("can be read");
        assert_eq!((owned.text(), owned.encoding), ("第一条", Encoding::Gb18030));
    }
}
