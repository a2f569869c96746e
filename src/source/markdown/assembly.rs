//! Puts pieces of drafting text together into lines of prose, and remembers where each came from.
//!
//! Pieces come in order of their place in the file. Line breaks are not handed in: they are found in the file between
//! the pieces, so a line of prose is what one line of the file says. A line that no piece touched and no markup accounts
//! for is kept as it is: a parser's opinion must not cost the draft a sentence.

use crate::diagnostic::Span;
use crate::source::prose::{LineStyle, Map, Paragraphs, Prose, ProseLine, Seal, Sealed, Segment};

use super::is_address;

/// Prose in the making.
#[derive(Debug)]
pub(super) struct Assembly<'a> {
    /// The style of the lines that start from now on.
    pub(super) style: LineStyle,
    text: &'a str,
    /// Bytes that are markup though the parser was told otherwise, in order, and how many are behind us.
    removed: &'a [Span],
    removed_seen: usize,
    /// What is no text though the parser knows nothing of it, in order.
    hidden: &'a [Span],
    /// Markup that may hold what looks like drafting text, in order, and how many are behind us.
    dropped: Vec<Span>,
    dropped_seen: usize,
    /// Everything before is dealt with.
    at: usize,
    /// Where the file's current line starts, and whether any of it was kept or consciously left out.
    line_start: usize,
    line_used: bool,
    /// Where the last piece ends.
    piece_end: usize,
    /// The line of prose in the making: its segments count from its start.
    line: String,
    line_segments: Vec<Segment>,
    /// Whether the last of them stands for something else and takes nothing in.
    line_sealed: bool,
    line_style: LineStyle,
    /// The line end of a blank line that comes before the next line, if there is one.
    blank: Option<Span>,
    /// The text of the prose.
    out: String,
    lines: Vec<ProseLine>,
    segments: Vec<Segment>,
    comments: Vec<Span>,
    sealed: Vec<Sealed>,
}

impl<'a> Assembly<'a> {
    /// Prose of `text` from the byte `start`, the start of a line.
    pub(super) fn new(text: &'a str, start: usize, removed: &'a [Span], hidden: &'a [Span]) -> Self {
        Self {
            style: LineStyle::Plain,
            text,
            removed,
            removed_seen: 0,
            hidden,
            dropped: Vec::new(),
            dropped_seen: 0,
            at: start,
            line_start: start,
            line_used: false,
            piece_end: start,
            line: String::new(),
            line_segments: Vec::new(),
            line_sealed: false,
            line_style: LineStyle::Plain,
            blank: None,
            out: String::with_capacity(text.len()),
            lines: Vec::new(),
            segments: Vec::new(),
            comments: Vec::new(),
            sealed: Vec::new(),
        }
    }

    /// Keeps a stretch within one line as it is.
    pub(super) fn keep(&mut self, span: Span) {
        let mut start = span.start.max(self.at);
        while let Some(&gap) = self.removed.get(self.removed_seen).filter(|gap| gap.start < span.end) {
            if gap.start > start {
                self.push_kept(Span::new(start, gap.start));
            }
            start = start.max(gap.end);
            self.removed_seen += 1;
        }
        if start < span.end {
            self.push_kept(Span::new(start, span.end));
        }
    }

    /// Puts `replacement` in the place of `span`, which goes in one piece. A line end in it counts as a space.
    pub(super) fn replace(&mut self, span: Span, replacement: &str) {
        if span.start < self.at || replacement.is_empty() {
            return;
        }
        self.reach(span.start);
        self.start_line();
        let prose = self.line.len();
        self.line.extend(replacement.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        let len = self.line.len() - prose;
        self.line_segments.push(Segment { prose, text: span.start, len, text_len: span.len() });
        self.line_sealed = true;
        self.at = span.end;
        self.piece_end = span.end;
    }

    /// Puts a tab between two cells in the place of `span`.
    pub(super) fn separate(&mut self, span: Span) {
        self.reach(span.start);
        if self.line_segments.is_empty() {
            self.drop(span);
        } else {
            self.replace(span, "\t");
        }
    }

    /// Ends the line at `span`, which is markup.
    pub(super) fn break_line(&mut self, span: Span) {
        if span.start < self.at {
            return;
        }
        self.reach(span.start);
        self.line_used = true;
        if !self.line_segments.is_empty() {
            self.end_line(Some(span));
        }
        self.at = span.end;
        self.piece_end = span.end;
    }

    /// The line in the making.
    pub(super) fn line(&self) -> &str {
        &self.line
    }

    /// Goes on with the line behind `span`, which holds a line end, with `joint` in its place.
    pub(super) fn join(&mut self, span: Span, joint: &str) {
        if span.start < self.at {
            return;
        }
        self.reach(span.start);
        self.replace(span, joint);
        self.at = span.end;
        self.piece_end = span.end;
    }

    /// Puts a heading before all else: `title`, which stands before the byte `end`, from where the text is read.
    pub(super) fn prepend(&mut self, title: Span, end: usize) {
        self.seal(title, Seal::Told);
        self.at = title.start;
        self.style = LineStyle::Heading(1);
        self.keep(title);
        self.style = LineStyle::Plain;
        self.break_line(Span::new(title.end, end));
        self.line_start = end;
        self.line_used = false;
    }

    /// Says that a stretch, whatever is read of it, stays as it is.
    pub(super) fn seal(&mut self, span: Span, seal: Seal) {
        if self.sealed.last().is_none_or(|last| last.span.end <= span.start) {
            self.sealed.push(Sealed { span, seal });
        }
    }

    /// Leaves out a comment, and remembers it.
    pub(super) fn comment(&mut self, span: Span) {
        self.comments.push(span);
        self.drop(span);
    }

    /// Leaves out markup.
    pub(super) fn drop(&mut self, span: Span) {
        self.dropped.push(span);
    }

    /// Leaves out what stands between the last piece and the byte `end`.
    pub(super) fn drop_rest(&mut self, end: usize) {
        if self.at < end {
            self.dropped.push(Span::new(self.at, end));
        }
    }

    /// The prose, when no piece is left.
    pub(super) fn finish(mut self) -> Prose {
        self.reach(self.text.len());
        self.end_file_line(None);
        Prose {
            text: self.out.into(),
            lines: self.lines,
            map: Map::Segments(self.segments),
            paragraphs: Paragraphs::Blocks,
            comments: self.comments,
            sealed: self.sealed,
        }
    }

    fn push_kept(&mut self, span: Span) {
        self.reach(span.start);
        self.start_line();
        let next = Segment { prose: self.line.len(), text: span.start, len: span.len(), text_len: span.len() };
        if std::mem::take(&mut self.line_sealed) {
            self.line_segments.push(next);
        } else {
            push_segment(&mut self.line_segments, next);
        }
        self.line.push_str(span.of(self.text));
        self.at = span.end;
        self.piece_end = span.end;
    }

    fn start_line(&mut self) {
        self.line_used = true;
        if self.line_segments.is_empty() {
            self.line_style = self.style;
        }
    }

    /// Deals with the line ends up to the byte `to`.
    fn reach(&mut self, to: usize) {
        let bytes = self.text.as_bytes();
        while self.at < to {
            let Some(found) = memchr::memchr2(b'\n', b'\r', &bytes[self.at..to]) else {
                break;
            };
            let start = self.at + found;
            let is_crlf = bytes[start] == b'\r' && bytes.get(start + 1) == Some(&b'\n');
            let end = start + 1 + usize::from(is_crlf);
            self.end_file_line(Some(Span::new(start, end)));
            self.at = end;
            self.line_start = end;
            self.line_used = false;
        }
        self.at = self.at.max(to);
    }

    /// Ends the file's current line; `None` where the file ends without a line end.
    fn end_file_line(&mut self, line_end: Option<Span>) {
        let start = if self.line_used { self.piece_end } else { self.line_start };
        let end = line_end.map_or(self.text.len(), |line_end| line_end.start);
        let rest = Span::new(start.min(end), end);
        if let Some(kept) = self.forgotten(rest) {
            self.at = kept.start;
            self.keep(kept);
        } else if !self.line_used {
            if rest.of(self.text).bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>')) {
                self.blank = self.blank.or(line_end);
            }
            return;
        }
        self.end_line(line_end);
    }

    /// The drafting text of a line, or of its rest, that the parser said nothing of, such as the definition of a link
    /// that is none.
    fn forgotten(&mut self, line: Span) -> Option<Span> {
        while self.dropped.get(self.dropped_seen).is_some_and(|dropped| dropped.end <= line.start) {
            self.dropped_seen += 1;
        }
        if self.dropped.get(self.dropped_seen).is_some_and(|dropped| dropped.start < line.end) {
            return None;
        }
        let body = line.of(self.text).trim_start_matches([' ', '\t', '>']);
        let start = line.end - body.len();
        let before = self.hidden.partition_point(|hidden| hidden.start <= start);
        if before.checked_sub(1).and_then(|last| self.hidden.get(last)).is_some_and(|hidden| hidden.end >= line.end) {
            return None;
        }
        let target =
            body.strip_prefix('[').and_then(|rest| rest.split_once("]:")).map(|(_, target)| target.trim_start());
        let wanted = match target.and_then(|target| target.split_whitespace().next()) {
            Some(target) => !is_address(target),
            None => !body.is_ascii(),
        };
        wanted.then(|| Span::new(start, line.end))
    }

    /// Writes the line to the prose, without the spaces around it.
    fn end_line(&mut self, line_end: Option<Span>) {
        let mut start = self.line.len() - self.line.trim_start_matches([' ', '\t']).len();
        let end = self.line.trim_end_matches([' ', '\t']).len();
        if let Some((level, width)) = self.forgotten_heading(start, end) {
            self.line_style = LineStyle::Heading(level);
            start += width;
        }
        if start < end {
            self.write_blank();
            self.write_line(start, end);
            self.write_line_end(line_end);
        } else {
            self.blank = self.blank.or(line_end);
        }
        self.line.clear();
        self.line_segments.clear();
        self.line_sealed = false;
    }

    /// `#第一章` is a heading to its author, though Markdown wants a space; so is one in HTML or in an indented draft.
    /// Gives the level and the width of the marks.
    fn forgotten_heading(&self, start: usize, end: usize) -> Option<(u8, usize)> {
        let line = self.line.get(start..end)?;
        let body = line.trim_start_matches('#');
        let level = u8::try_from(line.len() - body.len()).ok().filter(|level| (1..=6).contains(level))?;
        let is_title = |c: char| matches!(c, ' ' | '\t' | '\u{3000}') || (!c.is_ascii() && c.is_alphabetic());
        let source = self.line_segments.iter().find(|segment| segment.prose + segment.len > start)?;
        let is_escaped = self.text[..source.text].ends_with('\\');
        if self.line_style != LineStyle::Plain || is_escaped || !body.starts_with(is_title) {
            return None;
        }
        Some((level, line.len() - body.trim_start_matches([' ', '\t', '\u{3000}']).len()))
    }

    fn write_blank(&mut self) {
        let Some(line_end) = self.blank.take() else {
            return;
        };
        if !self.lines.is_empty() {
            let at = self.out.len();
            self.lines.push(ProseLine { span: Span::new(at, at), style: LineStyle::Plain });
            self.write_line_end(Some(line_end));
        }
    }

    fn write_line(&mut self, start: usize, end: usize) {
        let at = self.out.len();
        self.out.push_str(&self.line[start..end]);
        self.lines.push(ProseLine { span: Span::new(at, self.out.len()), style: self.line_style });
        for segment in &self.line_segments {
            let cut_start = start.saturating_sub(segment.prose).min(segment.len);
            let cut_end = (segment.prose + segment.len).saturating_sub(end).min(segment.len);
            if cut_start + cut_end >= segment.len {
                continue;
            }
            let whole = segment.len != segment.text_len;
            let (cut_before, cut_around) = if whole { (0, 0) } else { (cut_start, cut_start + cut_end) };
            let next = Segment {
                prose: at + segment.prose + cut_start - start,
                text: segment.text + cut_before,
                len: segment.len - cut_start - cut_end,
                text_len: segment.text_len - cut_around,
            };
            // Within a line whatever can be one stretch is one already.
            if next.prose == at {
                push_segment(&mut self.segments, next);
            } else {
                self.segments.push(next);
            }
        }
    }

    fn write_line_end(&mut self, line_end: Option<Span>) {
        if let Some(line_end) = line_end {
            let prose = self.out.len();
            self.out.push('\n');
            let segment = Segment { prose, text: line_end.start, len: 1, text_len: line_end.len() };
            push_segment(&mut self.segments, segment);
        }
    }
}

/// Adds a segment, to the last one where both are one stretch.
fn push_segment(segments: &mut Vec<Segment>, next: Segment) {
    match segments.last_mut() {
        Some(last)
            if last.len == last.text_len
                && next.len == next.text_len
                && last.prose + last.len == next.prose
                && last.text + last.text_len == next.text =>
        {
            last.len += next.len;
            last.text_len += next.text_len;
        }
        _ => segments.push(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(text: &str, steps: impl FnOnce(&mut Assembly<'_>)) -> Prose {
        let mut assembly = Assembly::new(text, 0, &[], &[]);
        steps(&mut assembly);
        assembly.finish()
    }

    fn segments(prose: &Prose) -> &[Segment] {
        let Map::Segments(segments) = &prose.map else { panic!("Markdown has a map") };
        segments
    }

    fn span(text: &str, needle: &str) -> Span {
        let start = text.find(needle).expect("is there");
        Span::new(start, start + needle.len())
    }

    #[test]
    fn forgotten_lines_are_kept_and_dropped_ones_are_not() {
        let text = "甲\n乙\n丙\n\nascii\n丁\n";
        let found = build(text, |assembly| {
            assembly.keep(span(text, "甲"));
            assembly.drop(span(text, "乙"));
        });
        assert_eq!(&*found.text, "甲\n丙\n\n丁\n");
    }

    #[test]
    fn the_rest_of_a_line_is_not_forgotten() {
        let text = "甲乙\n丙丁";
        let found = build(text, |assembly| {
            assembly.keep(span(text, "甲"));
            assembly.keep(span(text, "丙"));
        });
        assert_eq!(&*found.text, text);
    }

    #[test]
    fn pieces_out_of_order_do_no_harm() {
        let text = "甲乙丙";
        let found = build(text, |assembly| {
            assembly.keep(span(text, "乙"));
            assembly.keep(span(text, "甲乙丙"));
            assembly.replace(span(text, "甲"), "丁");
            assembly.break_line(span(text, "乙"));
        });
        assert_eq!(&*found.text, "乙丙");
    }

    #[test]
    fn neighbours_are_one_segment_and_replacements_stand_alone() {
        let text = "甲乙|丙\n丁";
        let found = build(text, |assembly| {
            assembly.keep(span(text, "甲"));
            assembly.keep(span(text, "乙"));
            assembly.replace(span(text, "|"), "\t");
            assembly.keep(span(text, "丙"));
            assembly.keep(span(text, "丁"));
        });
        assert_eq!(&*found.text, "甲乙\t丙\n丁");
        let starts: Vec<(usize, usize)> = segments(&found).iter().map(|segment| (segment.prose, segment.len)).collect();
        assert_eq!(starts, [(0, 6), (6, 1), (7, 7)]);
    }

    #[test]
    fn cells_are_parted_but_not_from_nothing() {
        let text = "|甲|乙";
        let found = build(text, |assembly| {
            assembly.separate(Span::new(0, 1));
            assembly.keep(span(text, "甲"));
            assembly.separate(Span::new(4, 5));
            assembly.keep(span(text, "乙"));
        });
        assert_eq!(&*found.text, "甲\t乙");
    }
}
