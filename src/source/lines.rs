//! The line table: the one place that turns bytes into lines and columns.
//!
//! A line ends at LF, CRLF or CR and at nothing else; Word text holds VT, LS and the like, which are characters of a
//! line. The table keeps no text, so whoever asks hands over the text it was made from. It never panics: an offset past
//! the end counts as the end, one inside a character as that character's start.

use crate::diagnostic::Span;

/// A place in a text, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode code points.
    pub column: usize,
}

/// What the columns of a line are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PositionEncoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16.
    Utf16,
    /// Unicode code points.
    CodePoint,
}

impl PositionEncoding {
    const fn of(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::CodePoint => 1,
        }
    }

    fn count(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::CodePoint => text.chars().count(),
        }
    }
}

/// A place in a text, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// From 0.
    pub line: usize,
    /// From 0, in the encoding asked for.
    pub column: usize,
}

/// A place within a long line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    /// Bytes from the start of the text.
    at: usize,
    /// Code points from the start of the line.
    chars: usize,
    /// Units of UTF-16 from the start of the line.
    units: usize,
}

/// Where the lines of a text start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineTable {
    /// Byte offsets, ascending, the first 0; a line end at the end of the text starts no line.
    starts: Vec<usize>,
    /// Within long lines, every so often a place and its columns: those of a line of megabytes are counted from the
    /// nearest.
    marks: Vec<Mark>,
}

/// A line longer than this, in bytes, has marks, this far apart.
const STRIDE: usize = 4096;

/// The marks of long lines.
fn marks(text: &str, starts: &[usize]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (line, &start) in starts.iter().enumerate() {
        let end = starts.get(line + 1).copied().unwrap_or(text.len());
        let mut last = Mark { at: start, chars: 0, units: 0 };
        while end - last.at > STRIDE {
            let mut to = last.at + STRIDE;
            while !text.is_char_boundary(to) {
                to -= 1;
            }
            let part = &text[last.at..to];
            let (chars, units) = (PositionEncoding::CodePoint.count(part), PositionEncoding::Utf16.count(part));
            last = Mark { at: to, chars: last.chars + chars, units: last.units + units };
            marks.push(last);
        }
    }
    marks
}

impl LineTable {
    /// The table of `text`. An empty text has one empty line; a line end at the very end has no empty line after it.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        starts.extend(
            memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
                .map(|at| at + 1)
                .filter(|&start| start < bytes.len()),
        );
        let marks = marks(text, &starts);
        Self { starts, marks }
    }

    /// How many lines there are, at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a table is never empty")]
    pub const fn len(&self) -> usize {
        self.starts.len()
    }

    /// Every line without its line end.
    pub fn spans<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Span> + 'a {
        (0..self.len()).map(move |line| self.span(text, line))
    }

    /// The line `line0`, from 0, without its line end; empty and at the end of the text where there is no such line.
    pub fn span(&self, text: &str, line0: usize) -> Span {
        let Some(&start) = self.starts.get(line0) else {
            return Span::new(text.len(), text.len());
        };
        let end = self.starts.get(line0 + 1).map_or(text.len(), |&next| next.min(text.len()));
        let line = text.get(start..end).unwrap_or_default();
        let body = match line.strip_suffix('\n') {
            Some(body) => body.strip_suffix('\r').unwrap_or(body),
            None => line.strip_suffix('\r').unwrap_or(line),
        };
        Span::new(start.min(end), start.min(end) + body.len())
    }

    /// The line, from 0, that the byte at `offset` belongs to; a line end belongs to the line it ends.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Line and column of `offset`. After a line end at the very end of the text that is column 1 of the line that
    /// would follow, as editors show it.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let place = self.place(text, offset, PositionEncoding::CodePoint);
        Position { line: place.line + 1, column: place.column + 1 }
    }

    /// As [`Self::position`], counted from 0 and in another encoding.
    pub fn place(&self, text: &str, offset: usize, encoding: PositionEncoding) -> LineColumn {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        if offset == text.len() && text.ends_with(['\n', '\r']) {
            return LineColumn { line: self.len(), column: 0 };
        }
        let line = self.line(offset);
        let from = self.mark_before(line, |mark| mark.at <= offset);
        let before = text.get(from.at..offset).unwrap_or_default();
        LineColumn { line, column: self.column(line, from, encoding) + encoding.count(before) }
    }

    /// The byte offset of a place. A line or a column past the end counts as the end, a column inside a character as
    /// that character's start.
    pub fn offset(&self, text: &str, place: LineColumn, encoding: PositionEncoding) -> usize {
        let span = self.span(text, place.line);
        if place.line >= self.len() {
            return span.end;
        }
        let from = self.mark_before(place.line, |mark| self.column(place.line, mark, encoding) <= place.column);
        let mut column = self.column(place.line, from, encoding);
        let rest = text.get(from.at..span.end).unwrap_or_default();
        let past = rest.char_indices().find(|&(_, c)| {
            column += encoding.of(c);
            column > place.column
        });
        past.map_or(span.end.max(from.at), |(at, _)| from.at + at)
    }

    /// The last mark of a line that is early enough; the line's start where none is.
    fn mark_before(&self, line: usize, early: impl Fn(Mark) -> bool) -> Mark {
        let start = self.starts.get(line).copied().unwrap_or_default();
        let end = self.starts.get(line + 1).copied().unwrap_or(usize::MAX);
        let marks = &self.marks;
        let own = marks.partition_point(|mark| mark.at < start)..marks.partition_point(|mark| mark.at < end);
        let own = &marks[own];
        let before = own.partition_point(|&mark| early(mark)).checked_sub(1).and_then(|last| own.get(last));
        before.copied().unwrap_or(Mark { at: start, chars: 0, units: 0 })
    }

    fn column(&self, line: usize, mark: Mark, encoding: PositionEncoding) -> usize {
        match encoding {
            PositionEncoding::Utf8 => mark.at - self.starts.get(line).copied().unwrap_or(mark.at),
            PositionEncoding::Utf16 => mark.units,
            PositionEncoding::CodePoint => mark.chars,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        LineTable::new(text).spans(text).map(|span| span.of(text)).collect()
    }

    #[test]
    fn columns_of_long_lines_are_counted_from_marks() {
        let text = format!("甲\n{}\n乙", "条a𠮷".repeat(5000));
        let table = LineTable::new(&text);
        for offset in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
            let line = table.line(offset);
            let column = text[table.starts[line]..offset].chars().count() + 1;
            assert_eq!(table.position(&text, offset), Position { line: line + 1, column });
        }
    }

    #[test]
    fn lines_end_at_lf_crlf_and_cr() {
        assert_eq!(lines("第一条\n第二条\r\n第三条\r第四条"), ["第一条", "第二条", "第三条", "第四条"]);
        assert_eq!(lines("甲\n\r乙\r\r\n丙"), ["甲", "", "乙", "", "丙"]);
        assert_eq!(lines("甲\u{B}乙\u{2028}丙\u{85}丁"), ["甲\u{B}乙\u{2028}丙\u{85}丁"]);
    }

    #[test]
    fn the_last_line_end_starts_no_line() {
        assert_eq!(lines(""), [""]);
        assert_eq!(lines("\n"), [""]);
        assert_eq!(lines("甲\n"), ["甲"]);
        assert_eq!(lines("甲\r\n"), ["甲"]);
        assert_eq!(lines("甲\n\n"), ["甲", ""]);
    }

    #[test]
    fn columns_count_code_points() {
        let text = "第一条\n𠮷a日\r\n末";
        let table = LineTable::new(text);
        let at = |needle| table.position(text, text.find(needle).expect("is there"));
        assert_eq!(at("条"), Position { line: 1, column: 3 });
        assert_eq!(at("日"), Position { line: 2, column: 3 });
        assert_eq!(at("\r"), Position { line: 2, column: 4 });
        assert_eq!(at("末"), Position { line: 3, column: 1 });
        assert_eq!(table.line(9), 0);
        assert_eq!(table.line(10), 1);
    }

    #[test]
    fn places_are_counted_in_each_unit_and_lead_back() {
        let text = format!("第一条\r\n𠮷a日\r{}\n", "条a𠮷".repeat(2000));
        let table = LineTable::new(&text);
        let column = |encoding| table.place(&text, text.find('日').expect("is there"), encoding).column;
        assert_eq!(
            [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::CodePoint].map(column),
            [5, 3, 2]
        );
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::CodePoint] {
            for offset in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                let ends_line = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                let place = table.place(&text, offset, encoding);
                assert_eq!(table.offset(&text, place, encoding), offset - usize::from(ends_line), "{place:?}");
            }
        }
    }

    #[test]
    fn odd_places_are_clamped_and_floored() {
        let text = "第𠮷条\n末";
        let table = LineTable::new(text);
        let at = |line, column, encoding| table.offset(text, LineColumn { line, column }, encoding);
        assert_eq!(
            (
                at(0, 2, PositionEncoding::Utf16),
                at(0, 5, PositionEncoding::Utf8),
                at(0, 9, PositionEncoding::CodePoint)
            ),
            (3, 3, 10)
        );
        assert_eq!(
            (at(1, 9, PositionEncoding::Utf16), at(2, 0, PositionEncoding::Utf16), at(9, 9, PositionEncoding::Utf8)),
            (14, 14, 14)
        );
        assert_eq!(LineTable::new("").offset("", LineColumn { line: 0, column: 3 }, PositionEncoding::Utf16), 0);
    }

    #[test]
    fn odd_offsets_are_clamped_and_floored() {
        let text = "第一条";
        let table = LineTable::new(text);
        assert_eq!(table.position(text, 4), Position { line: 1, column: 2 });
        assert_eq!(table.position(text, 99), Position { line: 1, column: 4 });
        assert_eq!(table.position("", 7), Position { line: 1, column: 1 });
        assert_eq!(table.span(text, 7), Span::new(9, 9));
        assert_eq!(table.line(usize::MAX), 0);
        // Not the text it was made from: wrong, but no panic.
        let other = LineTable::new("a\nb\nc");
        assert_eq!(other.span("", 2), Span::new(0, 0));
        assert_eq!(other.position("条例", 9).line, 3);
    }

    #[test]
    fn the_end_of_a_text_with_a_last_line_end_is_on_the_next_line() {
        let text = "甲\n";
        assert_eq!(LineTable::new(text).position(text, 4), Position { line: 2, column: 1 });
        assert_eq!(LineTable::new(text).position(text, 3), Position { line: 1, column: 2 });
    }
}
