//! Where a comment stands: from which character to which, or at a paragraph that shows none.

use super::Page;
use crate::diagnostic::Span;
use crate::source::carrier::Section;
use crate::source::word::view::Piece;

/// A place in an atom, in bytes of what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// The place of its piece in the page's list.
    pub(super) piece: usize,
    pub(super) offset: usize,
}

/// What a comment hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// From before the one spot to behind the other.
    Words(Spot, Spot),
    /// A paragraph without words, by its place in the body.
    Paragraph(usize),
}

/// So many characters at most are marked where a finding speaks of the number before them.
const OPENING: usize = 12;

/// What a comment on a stretch of the text hangs on: its words; where it has none, those beside it.
pub(super) fn anchor(page: &Page<'_>, span: Span) -> Anchor {
    let words = within(page, span).or_else(|| within(page, beside(page, span)));
    let stand = page.layout.stand(span.start).filter(|stand| stand.section == Section::Body);
    words.unwrap_or_else(|| Anchor::Paragraph(stand.map_or(0, |stand| stand.paragraph.saturating_sub(1))))
}

/// The words in a stretch of the text. Where paragraphs of cells or boxes follow one another, those of the first.
fn within(page: &Page<'_>, span: Span) -> Option<Anchor> {
    let pieces = page.pieces_in(span);
    let first = page.pieces.partition_point(|piece| piece.span.end <= span.start);
    let own = page.layout.stand(pieces.first()?.span.start)?;
    let is_apart = |piece: &Piece| {
        let stand = page.layout.stand(piece.span.start);
        let paragraph = stand.and_then(|stand| page.body.paragraphs.get(stand.paragraph - 1));
        paragraph.is_some_and(|paragraph| paragraph.is_apart)
    };
    let is_own = |piece: &Piece| page.layout.stand(piece.span.start) == Some(own);
    let crosses = pieces.iter().any(|piece| !is_own(piece)) && pieces.iter().any(is_apart);
    let count = if crosses { pieces.iter().take_while(|piece| is_own(piece)).count() } else { pieces.len() };
    let (start, end) = (pieces.first()?, pieces.get(count.checked_sub(1)?)?);
    let from = Spot { piece: first, offset: span.start.saturating_sub(start.span.start) };
    let to = Spot { piece: first + count - 1, offset: span.end.min(end.span.end) - end.span.start };
    Some(Anchor::Words(from, to))
}

/// A character beside a place between two, or the first words of a line whose number a stretch stands in.
fn beside(page: &Page<'_>, span: Span) -> Span {
    let Some(line) = page.layout.line(span.start) else { return span };
    let next = page.pieces.partition_point(|piece| piece.span.start < span.end);
    let behind = page.pieces.get(next).filter(|piece| piece.span.start < line.end);
    let words = page.text.get(span.start..line.end).unwrap_or_default();
    match (behind, words.chars().next()) {
        (Some(piece), _) if !span.is_empty() || piece.span.start > span.start => opening(page, piece.span.start, line),
        (_, Some(c)) => Span::new(span.start, span.start + c.len_utf8()),
        (_, None) => {
            let before = page.text.get(line.start..span.start.min(line.end)).unwrap_or_default();
            let end = line.start + before.len();
            Span::new(end - before.chars().next_back().map_or(0, char::len_utf8), end)
        }
    }
}

/// The first words of a line from a place on.
fn opening(page: &Page<'_>, from: usize, line: Span) -> Span {
    let rest = page.text.get(from..line.end).unwrap_or_default();
    let is_word = |c: char| !matches!(c, '，' | '。' | '；' | '：' | '、');
    let words = rest.char_indices().take(OPENING).take_while(|&(_, c)| is_word(c));
    let end = words.last().map(|(at, c)| at + c.len_utf8());
    let len = end.or_else(|| rest.chars().next().map(char::len_utf8)).unwrap_or_default();
    Span::new(from, from + len)
}
