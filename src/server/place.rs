//! Bytes of a draft to positions of an editor and back: the one place of the server that knows the encoding in which the
//! editor counts columns.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::diagnostic::Span;
use crate::source::{LineColumn, PositionEncoding, Source};

/// What to count columns in: of those that the editor knows, the one that costs least.
pub(super) fn encoding(offered: &[PositionEncodingKind]) -> PositionEncoding {
    let kinds = [
        (PositionEncodingKind::UTF8, PositionEncoding::Utf8),
        (PositionEncodingKind::UTF32, PositionEncoding::CodePoint),
    ];
    let known = kinds.into_iter().find(|(kind, _)| offered.contains(kind));
    known.map_or(PositionEncoding::Utf16, |(_, encoding)| encoding)
}

/// What the protocol calls an encoding.
pub(super) const fn kind(encoding: PositionEncoding) -> PositionEncodingKind {
    match encoding {
        PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
        PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
        PositionEncoding::CodePoint => PositionEncodingKind::UTF32,
    }
}

/// The places of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places<'s> {
    pub source: &'s Source,
    pub encoding: PositionEncoding,
}

impl Places<'_> {
    /// The position of a byte.
    pub(super) fn position(self, offset: usize) -> Position {
        let place = self.source.lines().place(self.source.text(), offset, self.encoding);
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position { line: number(place.line), character: number(place.column) }
    }

    /// The range of a span of the decoded text.
    pub(super) fn range(self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The byte at a position.
    pub(super) fn offset(self, position: Position) -> usize {
        offset(self.source.lines(), self.source.text(), position, self.encoding)
    }

    /// The span of a range, from its earlier end to its later one.
    pub(super) fn span(self, range: Range) -> Span {
        let (a, b) = (self.offset(range.start), self.offset(range.end));
        Span::new(a.min(b), a.max(b))
    }
}

/// The byte at a position of a text.
pub(super) fn offset(
    lines: &crate::source::LineTable,
    text: &str,
    position: Position,
    encoding: PositionEncoding,
) -> usize {
    let place = LineColumn { line: position.line as usize, column: position.character as usize };
    lines.offset(text, place, encoding)
}
