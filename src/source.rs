//! A draft file: its bytes decoded, its line table, and the drafting text freed of markup.
//!
//! Three kinds of position meet here and nowhere else: bytes of the *decoded text* (what diagnostics and every output
//! speak of), bytes of the *prose* (the drafting text that the parser and the rules read: in Markdown without its
//! markup, in plain text the decoded text itself), and lines with columns (for renderers). Knows nothing of law.

mod carrier;
mod dated;
pub mod edits;
mod encoded;
pub mod encoding;
pub mod foreign;
mod format;
mod html;
pub mod lines;
pub mod markdown;
pub mod prose;
mod sniff;
mod traces;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Span;
pub use carrier::Refusal;
use carrier::{Carrier, Content};
use edits::Edits;
use encoded::Encoded;
pub use encoding::{DecodeError, Encoding};
pub use foreign::Foreign;
pub use format::{Format, FormatChoice};
pub use lines::{LineColumn, LineTable, Position, PositionEncoding};
pub use prose::{LineStyle, Paragraphs, ProseLine};
use prose::{Prose, Seal};
pub use traces::{Trace, TraceKind};

/// A draft as it was read from a file.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as given on the command line or found under it.
    pub name: String,
    /// What the file is.
    pub format: Format,
    text: Arc<str>,
    lines: LineTable,
    prose: Prose,
    traces: Arc<[Trace]>,
    carrier: Arc<dyn Carrier>,
}

/// Why a file cannot be read as a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Its bytes are in no encoding we read, or not in the one that is told.
    #[error(transparent)]
    Encoding(#[from] DecodeError),
    /// It is no text.
    #[error("no text: {}", .0.title().en)]
    Foreign(Foreign),
}

/// What a user says of a file, besides its name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told {
    /// The encoding its text is in; where nothing is said, its bytes tell.
    pub encoding: Option<Encoding>,
    /// What its text is.
    pub format: FormatChoice,
}

impl Told {
    /// That it is plain text, whatever marks are in it.
    pub const PLAIN: Self = Self { encoding: None, format: FormatChoice::Is(Format::Plain) };
}

impl From<Option<Encoding>> for Told {
    fn from(encoding: Option<Encoding>) -> Self {
        Self { encoding, ..Self::default() }
    }
}

impl Source {
    /// Reads a file: as what its content is, unless `told` says otherwise.
    ///
    /// # Errors
    /// Where it is no text, or in no encoding we read, or not in the one that is told.
    pub fn from_bytes(name: &str, bytes: impl Into<Vec<u8>>, told: impl Into<Told>) -> Result<Self, Unreadable> {
        let (bytes, Told { encoding, format }) = (bytes.into(), told.into());
        if let Some(foreign) = Foreign::of(name, &bytes) {
            return Err(Unreadable::Foreign(foreign));
        }
        let (text, carrier) = Encoded::read(Content::Bytes(bytes, encoding))?;
        Ok(Self::of(name, format, text, carrier))
    }

    /// A source from text that is decoded already.
    pub fn from_text(name: &str, text: &str) -> Self {
        Self::of_format(name, text, FormatChoice::Auto)
    }

    /// As [`Self::from_text`], in a format that the user names.
    pub fn of_format(name: &str, text: &str, format: impl Into<FormatChoice>) -> Self {
        #[expect(clippy::expect_used, reason = "text is what it is given")]
        let (text, carrier) = Encoded::read(Content::Text(text.into())).expect("there is nothing to decode");
        Self::of(name, format.into(), text, carrier)
    }

    fn of(name: &str, format: FormatChoice, text: Arc<str>, carrier: Encoded) -> Self {
        let format = match format {
            FormatChoice::Auto => sniff::format(name, &text),
            FormatChoice::Is(format) => format,
        };
        let lines = LineTable::new(&text);
        let (prose, traces) = traces::take(format.prose(&text, &lines), &text);
        let carrier = Arc::new(carrier);
        Self { name: name.to_owned(), format, text, lines, prose, traces: traces.into(), carrier }
    }

    /// The file's bytes after edits of its text; without any, those that were read.
    ///
    /// # Errors
    /// Where an edit cannot be written.
    pub fn write(&self, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        self.carrier.write(&self.text, edits)
    }

    /// The file as it would be read after edits of its text.
    ///
    /// # Errors
    /// Where an edit cannot be written.
    pub fn edited(&self, edits: &Edits) -> Result<Self, Refusal> {
        let bytes = self.write(edits)?;
        #[expect(clippy::expect_used, reason = "a carrier writes what it reads")]
        let (text, carrier) =
            Encoded::read(Content::Bytes(bytes, Some(self.encoding()))).expect("what was written can be read");
        Ok(Self::of(&self.name, self.format.into(), text, carrier))
    }

    /// The day that the file carries beside its text: in its front matter, or at the end of its name.
    pub fn dated(&self) -> Option<Date> {
        dated::day(&self.name, &self.text, self.format)
    }

    /// The encoding of the file's text.
    pub fn encoding(&self) -> Encoding {
        self.carrier.encoding()
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
        &self.prose.text
    }

    /// As [`Self::prose`], to be kept beside the source.
    pub fn shared_prose(&self) -> Arc<str> {
        Arc::clone(&self.prose.text)
    }

    /// The lines of the drafting text.
    pub fn prose_lines(&self) -> &[ProseLine] {
        &self.prose.lines
    }

    /// What a copy left behind in the file and is no part of the drafting text, in order.
    pub fn traces(&self) -> Arc<[Trace]> {
        Arc::clone(&self.traces)
    }

    /// Comments that a reader of the draft does not see, in bytes of the decoded text.
    pub fn comments(&self) -> &[Span] {
        &self.prose.comments
    }

    /// Where a span of the prose stands in the decoded text: from its first character to its last, markup between
    /// them included, markup around them not.
    pub fn to_text(&self, span: Span) -> Span {
        self.prose.to_text(span)
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

    /// Words as the file writes them: with its line ends, and without what its markup would be taken for.
    pub fn written(&self, words: &str) -> String {
        self.format.written(words, self.line_end())
    }

    /// How the file sets its paragraphs.
    pub const fn paragraphs(&self) -> Paragraphs {
        self.prose.paragraphs
    }

    /// Where an edit of the prose may be written, in bytes of the decoded text: `None` where the file has something else
    /// there than the prose says, such as markup inside the span, or where what stands there is not to be changed.
    pub fn place_of_edit(&self, span: Span) -> Option<Span> {
        let place = self.to_text(span);
        let is_same = place.len() == span.len() && self.text.get(place.range()) == self.prose().get(span.range());
        (is_same && self.prose.sealed_in(place).next().is_none()).then_some(place)
    }

    /// Whether a span of the prose lies in what nothing is said of, such as code.
    pub fn is_silent(&self, span: Span) -> bool {
        if self.prose.sealed.is_empty() {
            return false;
        }
        let place = self.to_text(span);
        self.prose.sealed_in(place).any(|sealed| {
            sealed.seal == Seal::Silent && sealed.span.start <= place.start && place.end <= sealed.span.end
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_its_own_prose() {
        let source = Source::of_format("甲.txt", "**第一条**\r\n\r\n<!-- 乙 -->", Format::Plain);
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
        assert_eq!(source.place_of_edit(Span::new(0, 9)), Some(Span::new(2, 11)));
        assert_eq!(source.place_of_edit(Span::new(0, 12)), None);
        assert_eq!(source.place_of_edit(Span::new(18, 20)), None);
        assert_eq!(source.place_of_edit(Span::new(0, 0)), Some(Span::new(2, 2)));
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
        let source = Source::from_bytes("甲.txt", bytes.clone(), None).expect("can be read");
        assert_eq!((source.text(), source.encoding(), source.format), ("第一条", Encoding::Gb18030, Format::Plain));
        assert!(Source::from_bytes("甲.txt", bytes, Some(Encoding::Utf8)).is_err());
    }
}
