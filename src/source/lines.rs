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

/// Where the lines of a text start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineTable {
    /// Byte offsets, ascending, the first 0; a line end at the end of the text starts no line.
    starts: Vec<usize>,
    /// Within long lines, every so often a byte offset and the column there, from 0: columns of a line of megabytes are
    /// counted from the nearest.
    marks: Vec<(usize, usize)>,
}

/// A line longer than this, in bytes, has marks, this far apart.
const STRIDE: usize = 4096;

/// The marks of long lines.
fn marks(text: &str, starts: &[usize]) -> Vec<(usize, usize)> {
    let mut marks = Vec::new();
    for (line, &start) in starts.iter().enumerate() {
        let end = starts.get(line + 1).copied().unwrap_or(text.len());
        let (mut from, mut column) = (start, 0);
        while end - from > STRIDE {
            let mut to = from + STRIDE;
            while !text.is_char_boundary(to) {
                to -= 1;
            }
            column += text[from..to].chars().count();
            marks.push((to, column));
            from = to;
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
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        if offset == text.len() && text.ends_with(['\n', '\r']) {
            return Position { line: self.len() + 1, column: 1 };
        }
        let line = self.line(offset);
        let mark = self.marks.partition_point(|&(at, _)| at <= offset).checked_sub(1).map(|mark| self.marks[mark]);
        let (from, column) = mark.filter(|&(at, _)| at >= self.starts[line]).unwrap_or((self.starts[line], 0));
        let before = text.get(from..offset).unwrap_or_default();
        Position { line: line + 1, column: column + before.chars().count() + 1 }
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
