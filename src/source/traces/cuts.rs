//! Takes stretches out of the prose: its text, its lines and its map without them.

use super::{Trace, TraceKind};
use crate::diagnostic::Span;
use crate::source::prose::{Map, Prose, ProseLine, Segment};

/// A stretch of the prose to be taken out. Spans are bytes of the prose.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    /// What it is.
    pub(super) kind: TraceKind,
    /// What is taken out.
    pub(super) span: Span,
    /// What a reader is shown.
    pub(super) shown: Span,
    /// What has to go from the file.
    pub(super) removal: Span,
    /// Whether a space takes its place, as between words of Latin letters.
    pub(super) spaced: bool,
}

impl Cut {
    /// A stretch that is shown and goes as a whole.
    pub(super) const fn of(kind: TraceKind, span: Span) -> Self {
        Self { kind, span, shown: span, removal: span, spaced: false }
    }
}

/// Takes out what `find` finds, in order and without overlap, and adds it to the traces.
pub(super) fn apply(prose: Prose, text: &str, find: impl FnOnce(&Prose) -> Vec<Cut>, traces: &mut Vec<Trace>) -> Prose {
    let mut cuts = find(&prose);
    cuts.retain(|cut| prose.sealed_in(prose.to_text(cut.removal)).next().is_none());
    if cuts.is_empty() {
        return prose;
    }
    let moved = Moved::by(&cuts);
    for trace in traces.iter_mut() {
        trace.at = moved.place(trace.at);
    }
    traces.extend(cuts.iter().map(|cut| Trace {
        kind: cut.kind,
        at: moved.place(cut.span.start),
        span: prose.to_text(cut.shown),
        removal: prose.to_text(cut.removal),
    }));
    debug_assert!(traces.iter().all(|trace| trace.removal.end <= text.len()));
    without(&prose, &cuts, &moved)
}

/// How places move when stretches are taken out.
struct Moved {
    /// Each stretch, with how many bytes fewer stand before its start and before its end.
    cuts: Vec<(Span, usize, usize)>,
}

impl Moved {
    fn by(cuts: &[Cut]) -> Self {
        let mut gone = 0;
        let cuts = cuts.iter().map(|cut| {
            let before = gone;
            gone += cut.span.len() - usize::from(cut.spaced);
            (cut.span, before, gone)
        });
        Self { cuts: cuts.collect() }
    }

    /// Where a byte of the old prose stands in the new; one that is gone, where it was.
    fn place(&self, at: usize) -> usize {
        let before = self.cuts.partition_point(|(span, ..)| span.start < at);
        match self.cuts[..before].last() {
            Some(&(span, _, gone)) if span.end <= at => at - gone,
            Some(&(span, gone, _)) => span.start - gone,
            None => at,
        }
    }
}

/// The prose without the stretches.
fn without(prose: &Prose, cuts: &[Cut], moved: &Moved) -> Prose {
    let mut text = String::with_capacity(prose.text.len());
    let mut segments = Vec::new();
    let mut kept = Kept { prose, next: 0 };
    let mut from = 0;
    for cut in cuts {
        kept.add(Span::new(from, cut.span.start), text.len(), &mut segments);
        text.push_str(&prose.text[from..cut.span.start]);
        if cut.spaced {
            let place = prose.to_text(cut.span);
            segments.push(Segment { prose: text.len(), text: place.start, len: 1, text_len: place.len() });
            text.push(' ');
        }
        from = cut.span.end;
    }
    kept.add(Span::new(from, prose.text.len()), text.len(), &mut segments);
    text.push_str(&prose.text[from..]);
    Prose {
        text: text.into(),
        lines: lines(prose, cuts, moved),
        map: Map::Segments(segments),
        paragraphs: prose.paragraphs,
        comments: prose.comments.clone(),
        sealed: prose.sealed.clone(),
    }
}

/// The lines that are left: one whose end is taken out goes on with the next.
fn lines(prose: &Prose, cuts: &[Cut], moved: &Moved) -> Vec<ProseLine> {
    let mut lines: Vec<ProseLine> = Vec::with_capacity(prose.lines.len());
    let mut cuts = cuts.iter().peekable();
    let mut goes_on = false;
    for (number, line) in prose.lines.iter().enumerate() {
        let span = Span::new(moved.place(line.span.start), moved.place(line.span.end));
        match lines.last_mut() {
            Some(last) if goes_on => {
                // Of a line of which nothing is left, such as a page's number, the style is not kept either.
                let style = if last.span.is_empty() { line.style } else { last.style };
                *last = ProseLine { span: Span::new(last.span.start, span.end), style };
            }
            Some(_) | None => lines.push(ProseLine { span, style: line.style }),
        }
        let next = prose.lines.get(number + 1).map_or(usize::MAX, |next| next.span.start);
        while cuts.next_if(|cut| cut.span.end < next).is_some() {}
        goes_on = cuts.peek().is_some_and(|cut| cut.span.start <= line.span.end && next <= cut.span.end);
    }
    lines
}

/// Walks over the map of the prose.
struct Kept<'p> {
    prose: &'p Prose,
    /// The first segment that may still be needed.
    next: usize,
}

impl Kept<'_> {
    /// Adds the segments of a stretch that is kept and stands at byte `at` of the new prose.
    fn add(&mut self, span: Span, at: usize, out: &mut Vec<Segment>) {
        if span.is_empty() {
            return;
        }
        let Map::Segments(segments) = &self.prose.map else {
            out.push(Segment { prose: at, text: span.start, len: span.len(), text_len: span.len() });
            return;
        };
        self.next += segments[self.next..].partition_point(|segment| segment.prose + segment.len <= span.start);
        for segment in segments[self.next..].iter().take_while(|segment| segment.prose < span.end) {
            let start = span.start.max(segment.prose);
            let end = span.end.min(segment.prose + segment.len);
            let whole = segment.len != segment.text_len;
            let (text, text_len) = if whole {
                (segment.text, segment.text_len)
            } else {
                (segment.text + start - segment.prose, end - start)
            };
            out.push(Segment { prose: at + start - span.start, text, len: end - start, text_len });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::LineTable;
    use crate::source::prose::LineStyle;

    fn cut(text: &str, words: &[(&str, bool)]) -> Prose {
        let whole: std::sync::Arc<str> = text.into();
        let prose = Prose::plain(&whole, &LineTable::new(text));
        let find = |_: &Prose| {
            let place = |word: &str| text.find(word).map_or(0..0, |at| at..at + word.len());
            let cut = |&(word, spaced): &(&str, bool)| {
                let place = place(word);
                Cut { spaced, ..Cut::of(TraceKind::Wrap, Span::new(place.start, place.end)) }
            };
            words.iter().map(cut).collect()
        };
        apply(prose, text, find, &mut Vec::new())
    }

    #[test]
    fn text_lines_and_map_agree() {
        let text = "甲乙\n丙丁\n— 3 —\nGB\nT\n戊\n";
        let found = cut(text, &[("乙\n", false), ("— 3 —\n", false), ("\nT", true)]);
        assert_eq!(&*found.text, "甲丙丁\nGB \n戊\n");
        let lines: Vec<&str> = found.lines.iter().map(|line| line.span.of(&found.text)).collect();
        assert_eq!(lines, ["甲丙丁", "GB ", "戊"]);
        assert!(found.lines.iter().all(|line| line.style == LineStyle::Plain));
        for word in ["甲", "丙丁", "GB", "戊"] {
            let at = found.text.find(word).expect("it is left");
            assert_eq!(found.to_text(Span::new(at, at + word.len())).of(text), word);
        }
        assert_eq!(found.to_text(Span::new(0, 6)).of(text), "甲乙\n丙");
    }
}
