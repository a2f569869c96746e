//! Edits of one text, in order and apart: what becomes of the text, of its places, and of edits that follow them.
//!
//! Fixes are found in rounds, each in the text that the last one left, and written into the file as it was read: so edits
//! of a later text can be put into words of the first. Knows nothing of files.

use std::ops::Range;

use crate::diagnostic::{Edit, Span};

/// Edits of a text, in order of their places, which do not overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits(Vec<Edit>);

/// An edit as the text shows it afterwards: where its replacement stands then.
#[derive(Debug, Clone, Copy)]
struct Done<'e> {
    place: Span,
    edit: &'e Edit,
}

impl Edits {
    /// None.
    pub const NONE: Self = Self(Vec::new());

    /// Edits that do not overlap, in any order; of those at one place, the first comes first.
    pub fn new(mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| edit.span);
        debug_assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
        Self(edits)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.0.iter()
    }

    /// The text after them.
    pub fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for edit in &self.0 {
            out.push_str(&text[at..edit.span.start]);
            out.push_str(&edit.replacement);
            at = edit.span.end;
        }
        out.push_str(&text[at..]);
        out
    }

    /// Where bytes of the text, given in order, stand after the edits; what is replaced, at the start of what comes in
    /// its place.
    pub fn moved(&self, ordered: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
        let mut edits = self.0.iter().peekable();
        let (mut removed, mut added) = (0, 0);
        ordered.map(move |at| {
            while let Some(edit) = edits.next_if(|edit| edit.span.end <= at) {
                removed += edit.span.len();
                added += edit.replacement.len();
            }
            let start = edits.peek().map_or(at, |edit| edit.span.start.min(at));
            start + added - removed
        })
    }

    /// These edits and then `later`, which speak of the text after them: as edits of the text before. Edits that touch
    /// become one.
    #[must_use]
    pub fn then(&self, later: &Self) -> Self {
        let done: Vec<Done<'_>> = self.done();
        let (mut first, mut second) = (0, 0);
        // How much farther on the text between the edits stands than before, in bytes: added, and removed.
        let (mut added, mut removed) = (0, 0);
        let mut out = Vec::new();
        loop {
            let starts = [done.get(first).map(|one| one.place.start), later.0.get(second).map(|one| one.span.start)];
            let Some(start) = starts.into_iter().flatten().min() else { return Self(out) };
            let group = Group::from(start, (&done[first..], &later.0[second..]));
            let before = start + removed - added;
            let (mine, theirs) = (&done[first..][..group.mine], &later.0[second..][..group.theirs]);
            added += mine.iter().map(|one| one.place.len()).sum::<usize>();
            removed += mine.iter().map(|one| one.edit.span.len()).sum::<usize>();
            let span = Span::new(before, group.end + removed - added);
            out.push(Edit { span, replacement: joined(start..group.end, mine, theirs) });
            first += group.mine;
            second += group.theirs;
        }
    }

    fn done(&self) -> Vec<Done<'_>> {
        let mut out = Vec::with_capacity(self.0.len());
        let (mut added, mut removed) = (0, 0);
        for edit in &self.0 {
            let start = edit.span.start + added - removed;
            out.push(Done { place: Span::new(start, start + edit.replacement.len()), edit });
            added += edit.replacement.len();
            removed += edit.span.len();
        }
        out
    }
}

/// Edits of two rounds that touch one another, in the text between the rounds.
struct Group {
    end: usize,
    /// How many of the first round, and of the second.
    mine: usize,
    theirs: usize,
}

impl Group {
    /// The group that starts at `start`, of the edits that are left of both rounds.
    fn from(start: usize, (done, later): (&[Done<'_>], &[Edit])) -> Self {
        let mut group = Self { end: start, mine: 0, theirs: 0 };
        loop {
            let mine = done.get(group.mine).map(|one| one.place).filter(|place| place.start <= group.end);
            let theirs = later.get(group.theirs).map(|one| one.span).filter(|span| span.start <= group.end);
            match (mine, theirs) {
                (Some(place), _) => {
                    group.mine += 1;
                    group.end = group.end.max(place.end);
                }
                (None, Some(span)) => {
                    group.theirs += 1;
                    group.end = group.end.max(span.end);
                }
                (None, None) => return group,
            }
        }
    }
}

/// What stands in a stretch after both rounds, all of which one of them has written.
fn joined(stretch: Range<usize>, mine: &[Done<'_>], theirs: &[Edit]) -> String {
    let mut out = String::new();
    let mut mine = mine.iter().copied().peekable();
    let mut keep = |from: usize, to: usize, out: &mut String| {
        while let Some(Done { place, edit }) = mine.peek().copied() {
            let (start, end) = (place.start.max(from), place.end.min(to));
            if start < end {
                out.push_str(&edit.replacement[start - place.start..end - place.start]);
            }
            if place.end > to {
                return;
            }
            mine.next();
        }
    };
    let mut at = stretch.start;
    for edit in theirs {
        keep(at, edit.span.start, &mut out);
        out.push_str(&edit.replacement);
        at = edit.span.end;
    }
    keep(at, stretch.end, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edits(of: &[(usize, usize, &str)]) -> Edits {
        let edit = |&(start, end, new): &(usize, usize, &str)| Edit {
            span: Span::new(start, end),
            replacement: new.to_owned(),
        };
        Edits::new(of.iter().map(edit).collect())
    }

    #[test]
    fn two_rounds_are_one() {
        let check =
            |first: &[(usize, usize, &str)], later: &[(usize, usize, &str)], expect: &[(usize, usize, &str)]| {
                assert_eq!(edits(first).then(&edits(later)), edits(expect));
            };
        check(&[(1, 3, "a")], &[], &[(1, 3, "a")]);
        check(&[], &[(1, 3, "a")], &[(1, 3, "a")]);
        // Apart: the later place is counted back.
        check(&[(1, 3, "a")], &[(4, 5, "b")], &[(1, 3, "a"), (5, 6, "b")]);
        check(&[(5, 6, "abc")], &[(0, 1, "")], &[(0, 1, ""), (5, 6, "abc")]);
        // In what the first has written, over its edge, and over all of it.
        check(&[(1, 3, "abc")], &[(2, 3, "x")], &[(1, 3, "axc")]);
        check(&[(1, 3, "abc")], &[(3, 6, "x")], &[(1, 5, "abx")]);
        check(&[(1, 3, "a"), (5, 6, "b")], &[(0, 7, "x")], &[(0, 8, "x")]);
        // At the edge: the order is that of the rounds' texts.
        check(&[(2, 2, "a")], &[(2, 2, "b")], &[(2, 2, "ba")]);
        check(&[(2, 2, "a")], &[(3, 3, "b")], &[(2, 2, "ab")]);
        check(&[(2, 4, "")], &[(2, 2, "b")], &[(2, 4, "b")]);
    }

    #[test]
    fn places_move_with_what_stands_before_them() {
        let edits = edits(&[(2, 4, "abc"), (6, 6, "d")]);
        let moved: Vec<usize> = edits.moved([0, 2, 3, 4, 5, 6, 7].into_iter()).collect();
        assert_eq!(moved, [0, 2, 2, 5, 6, 8, 9]);
    }

    /// Edits of a text of `len` bytes, from cuts that part it.
    fn of_text(len: usize, cuts: &[(usize, String)]) -> Edits {
        let mut places: Vec<usize> = cuts.iter().map(|(at, _)| at % (len + 1)).collect();
        places.sort_unstable();
        let pairs = places.chunks_exact(2).zip(cuts);
        let edit = |(pair, (_, new)): (&[usize], &(usize, String))| Edit {
            span: Span::new(pair[0], pair[1]),
            replacement: new.clone(),
        };
        Edits::new(pairs.map(edit).collect())
    }

    proptest! {
        #[test]
        fn rounds_come_to_the_same_one_by_one_and_together(
            rounds in prop::collection::vec(prop::collection::vec((0_usize..40, "[x-z]{0,3}"), 0..9), 1..5),
        ) {
            let original = "0123456789abcdefghij";
            let (mut text, mut all) = (original.to_owned(), Edits::default());
            for cuts in &rounds {
                let edits = of_text(text.len(), cuts);
                text = edits.apply(&text);
                all = all.then(&edits);
                prop_assert_eq!(&all.apply(original), &text);
            }
        }
    }
}
