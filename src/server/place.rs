//! Bytes of a draft to positions of an editor and back: the one place of the server that knows the unit in which the
//! editor counts columns.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::diagnostic::Span;
use crate::source::{Place, Source, Unit};

/// The unit to count columns in: of those that the editor knows, the one that costs least.
pub(super) fn unit(offered: &[PositionEncodingKind]) -> Unit {
    let kinds = [(PositionEncodingKind::UTF8, Unit::Utf8), (PositionEncodingKind::UTF32, Unit::CodePoint)];
    let known = kinds.into_iter().find(|(kind, _)| offered.contains(kind));
    known.map_or(Unit::Utf16, |(_, unit)| unit)
}

/// What the protocol calls a unit.
pub(super) const fn kind(unit: Unit) -> PositionEncodingKind {
    match unit {
        Unit::Utf8 => PositionEncodingKind::UTF8,
        Unit::Utf16 => PositionEncodingKind::UTF16,
        Unit::CodePoint => PositionEncodingKind::UTF32,
    }
}

/// The places of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places<'s> {
    pub source: &'s Source,
    pub unit: Unit,
}

impl Places<'_> {
    /// The position of a byte.
    pub(super) fn position(self, offset: usize) -> Position {
        let place = self.source.lines().place(self.source.text(), offset, self.unit);
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position { line: number(place.line), character: number(place.column) }
    }

    /// The range of a span of the decoded text.
    pub(super) fn range(self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The byte at a position.
    pub(super) fn offset(self, position: Position) -> usize {
        offset(self.source.lines(), self.source.text(), position, self.unit)
    }

    /// The span of a range, from its earlier end to its later one.
    pub(super) fn span(self, range: Range) -> Span {
        let (a, b) = (self.offset(range.start), self.offset(range.end));
        Span::new(a.min(b), a.max(b))
    }
}

/// The byte at a position of a text.
pub(super) fn offset(lines: &crate::source::LineTable, text: &str, position: Position, unit: Unit) -> usize {
    let place = Place { line: position.line as usize, column: position.character as usize };
    lines.offset(text, place, unit)
}
