//! A draft file: its bytes decoded, its line table, and the drafting text freed of markup.
//!
//! Three kinds of position meet here and nowhere else: bytes of the *decoded text* (what diagnostics and every output
//! speak of), bytes of the *prose* (the drafting text that the parser and the rules read: in Markdown without its
//! markup, in plain text the decoded text itself), and lines with columns (for renderers). Knows nothing of law.

mod broken;
mod carrier;
mod dated;
pub mod edits;
mod encoded;
pub mod encoding;
pub mod foreign;
mod format;
mod html;
pub mod lines;
mod margin;
pub mod markdown;
pub mod prose;
mod revisions;
mod sniff;
mod traces;
mod word;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Span;
use crate::writing::table::Table;
pub use broken::{Part, WordError};
use carrier::{Carrier, Content};
pub use carrier::{Notice, Paragraph, Refusal, Section};
use edits::Edits;
use encoded::Encoded;
pub use encoding::{DecodeError, Encoding};
pub use foreign::Foreign;
pub use format::{Format, FormatChoice};
pub use lines::{LineColumn, LineTable, Position, PositionEncoding};
pub use margin::{Annotations, Comment};
pub use prose::{LineStyle, Paragraphs, ProseLine};
use prose::{Prose, Seal};
pub use revisions::Revisions;
pub use traces::{Trace, TraceKind};
use word::Word;
#[cfg(test)]
pub(crate) use word::unzipped;
pub use word::zipped;

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
    /// It is a Word file, or should be, that cannot be read.
    #[error(transparent)]
    Word(#[from] WordError),
}

/// What a user says of a file, besides its name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told {
    /// The encoding its text is in; where nothing is said, its bytes tell.
    pub encoding: Option<Encoding>,
    /// What its text is.
    pub format: FormatChoice,
    /// Which state of tracked changes is read.
    pub revisions: Revisions,
}

impl Told {
    /// That it is plain text, whatever marks are in it.
    pub const PLAIN: Self =
        Self { encoding: None, format: FormatChoice::Is(Format::Plain), revisions: Revisions::Accept };
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
        let (bytes, Told { encoding, format, revisions }) = (bytes.into(), told.into());
        let foreign = Foreign::of(name, &bytes);
        if Foreign::may_be_word(foreign, &bytes) {
            match Word::read(&bytes, revisions) {
                Ok((text, carrier)) => return Ok(Self::of(name, Format::Word, text, Arc::new(carrier))),
                // Of a zip that does not look like Word's, what it is says more.
                Err(_) if foreign != Some(Foreign::Word) => {}
                Err(error) => return Err(error.into()),
            }
        }
        if let Some(foreign) = foreign {
            return Err(Unreadable::Foreign(foreign));
        }
        let promised = Format::of_ending(name) == Some(Format::Word);
        if format == FormatChoice::Is(Format::Word) || format == FormatChoice::Auto && promised {
            return Err(WordError::NotWord.into());
        }
        let (text, carrier) = Encoded::read(Content::Bytes(bytes, encoding))?;
        Ok(Self::of(name, Self::format_of(name, format, &text), text, Arc::new(carrier)))
    }

    /// A source from text that is decoded already.
    pub fn from_text(name: &str, text: &str) -> Self {
        Self::of_format(name, text, FormatChoice::Auto)
    }

    /// As [`Self::from_text`], in a format that the user names.
    pub fn of_format(name: &str, text: &str, format: impl Into<FormatChoice>) -> Self {
        #[expect(clippy::expect_used, reason = "text is what it is given")]
        let (text, carrier) = Encoded::read(Content::Text(text.into())).expect("there is nothing to decode");
        Self::of(name, Self::format_of(name, format.into(), &text), text, Arc::new(carrier))
    }

    fn format_of(name: &str, format: FormatChoice, text: &str) -> Format {
        match format {
            FormatChoice::Auto => sniff::format(name, text),
            FormatChoice::Is(format) => format,
        }
    }

    fn of(name: &str, format: Format, text: Arc<str>, carrier: Arc<dyn Carrier>) -> Self {
        let lines = LineTable::new(&text);
        let (prose, traces) = traces::take(carrier.prose(format, &text, &lines), &text);
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
        let (text, carrier) = self.carrier.edited(&self.text, edits)?;
        Ok(Self::of(&self.name, self.format, text, carrier))
    }

    /// The file's bytes with comments and tracked changes in it, which only a Word file can hold.
    ///
    /// # Errors
    /// Where there is no place for them.
    pub fn annotated(&self, told: &Annotations<'_>) -> Result<Vec<u8>, Refusal> {
        self.carrier.annotated(told)
    }

    /// What there is to say of the file besides what its text says.
    pub fn notices(&self) -> Vec<Notice> {
        self.carrier.notices()
    }

    /// The tables of the file, cell by cell.
    pub fn tables(&self) -> Vec<Table> {
        self.carrier.tables(self.format, &self.text)
    }

    /// The paragraph that a byte of the text stands in, in a file that counts its own.
    pub fn paragraph(&self, offset: usize) -> Option<Paragraph> {
        self.carrier.paragraph(offset)
    }

    /// Where a reader finds a byte of the text: its line and column; in a file that counts paragraphs, its paragraph and the
    /// column in that.
    pub fn position(&self, offset: usize) -> Position {
        match self.paragraph(offset) {
            None => self.lines.position(&self.text, offset),
            Some(paragraph) => {
                let before = self.text.get(paragraph.start..offset.min(self.text.len())).unwrap_or_default();
                Position { line: paragraph.number, column: before.chars().count() + 1 }
            }
        }
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

    /// Words as the file writes them: with its line ends, and without what its markup would be taken for; `None` where it
    /// cannot hold them.
    pub fn written(&self, words: &str) -> Option<String> {
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
        self.place_in_text(place).filter(|_| is_same)
    }

    /// The same of an edit of the decoded text.
    pub fn place_in_text(&self, place: Span) -> Option<Span> {
        // The end of a paragraph is no character of a Word file.
        let is_structure = self.format == Format::Word && place.of(&self.text).contains('\n');
        (!is_structure && self.prose.sealed_in(place).next().is_none()).then_some(place)
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

    /// Whether a span of the prose lies in what a program has counted: how it is written is nobody's doing.
    pub fn is_automatic(&self, span: Span) -> bool {
        if self.format != Format::Word {
            return false;
        }
        let place = self.to_text(span);
        let before = self.prose.sealed.partition_point(|sealed| sealed.span.start <= place.start);
        self.prose.sealed[..before].last().is_some_and(|sealed| {
            sealed.seal == Seal::Automatic && place.start < sealed.span.end && place.end <= sealed.span.end
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
