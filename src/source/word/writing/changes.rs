//! A change of the text as one of the file: which characters of which runs go, and what comes where.

use super::Page;
use super::anchor::Spot;
use crate::diagnostic::{Edit, Span};
use crate::source::word::body::AtomKind;
use crate::source::word::view::Piece;

/// A change as the file will have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// The stretches that go: the piece, and bytes of what its atom shows.
    pub(super) deleted: Vec<(usize, Span)>,
    /// What comes, and behind which spot.
    pub(super) inserted: Option<(Spot, String)>,
}

/// The change that an edit of the text is; `None` where it cannot be written as one that can be rejected.
pub(super) fn change(page: &Page<'_>, edit: &Edit) -> Option<Change> {
    let (span, new) = smallest(page.text, edit);
    if new.contains(['\n', '\r', '\t']) {
        return None;
    }
    let is_free = |piece: usize| {
        let atom = page.pieces.get(piece).and_then(|piece| page.body.atoms.get(piece.atom));
        atom.is_some_and(|atom| atom.kind == AtomKind::Text && !page.body.is_revised(atom.run))
    };
    let first = page.pieces.partition_point(|piece| piece.span.end <= span.start);
    let part = |piece: &Piece| {
        let (start, end) = (span.start.max(piece.span.start), span.end.min(piece.span.end));
        Span::new(start - piece.span.start, end - piece.span.start)
    };
    let pieces = if span.is_empty() { &[] } else { page.pieces_in(span) };
    let deleted: Vec<(usize, Span)> = pieces.iter().enumerate().map(|(at, piece)| (first + at, part(piece))).collect();
    let covered: usize = deleted.iter().map(|(_, part)| part.len()).sum();
    if covered != span.len() || !deleted.iter().all(|(piece, _)| is_free(*piece)) {
        return None;
    }
    if new.is_empty() {
        return Some(Change { deleted, inserted: None });
    }
    let spot = match deleted.last() {
        Some((piece, part)) => Spot { piece: *piece, offset: part.end },
        None => place(page, span.start, is_free)?,
    };
    Some(Change { deleted, inserted: Some((spot, new.to_owned())) })
}

/// Where something is put in: behind the character before a place, or before the one behind it.
fn place(page: &Page<'_>, at: usize, is_free: impl Fn(usize) -> bool) -> Option<Spot> {
    let line = page.layout.line(at)?;
    let behind = page.pieces.partition_point(|piece| piece.span.end < at);
    let touching = page.pieces.iter().enumerate().skip(behind).take_while(|(_, piece)| piece.span.start <= at);
    let mut own = touching.filter(|(_, piece)| line.start <= piece.span.start && piece.span.end <= line.end);
    let (piece, found) = own.find(|(index, _)| is_free(*index))?;
    Some(Spot { piece, offset: at - found.span.start })
}

/// An edit without what it leaves as it is at its ends.
fn smallest<'e>(text: &str, edit: &'e Edit) -> (Span, &'e str) {
    let (old, new) = (edit.span.of(text), edit.replacement.as_str());
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let before: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (&old[before..], &new[before..]);
    let behind: usize = old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let span = Span::new(edit.span.start + before, edit.span.end - behind);
    (span, &new[..new.len() - behind])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_is_no_part_of_a_change() {
        let check = |old: &str, new: &str, expect: (usize, usize, &str)| {
            let edit = Edit { span: Span::new(0, old.len()), replacement: new.to_owned() };
            let (span, new) = smallest(old, &edit);
            assert_eq!((span.start, span.end, new), expect);
        };
        check("(市)", "（市）", (0, 5, "（市）"));
        check("，，", "，", (3, 6, ""));
        check("第三条", "第四条", (3, 6, "四"));
        check("甲乙", "甲丙乙", (3, 3, "丙"));
        check("甲", "甲", (3, 3, ""));
    }
}
