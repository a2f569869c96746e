//! Which characters around an edit are shown with it: whole words, as far as the model can tell where words meet.

use std::ops::Range;

use crate::spell::model::{Counts, Model};
use crate::spell::symbols::{Symbol, is_han};
use crate::spell::table::Key;

/// How many characters are shown on each side, at most.
const MOST: usize = 3;

/// The characters of a row to be shown with what an edit made of it, at `edit`: at least so many, if there are.
pub(super) fn around(model: &Model<'_>, row: &[Symbol], edit: Range<usize>, least: usize) -> Range<usize> {
    let before = row[..edit.start].iter().rev().take(MOST).take_while(|&&symbol| is_han(symbol)).count();
    let behind = row[edit.end..].iter().take(MOST).take_while(|&&symbol| is_han(symbol)).count();
    let least = least.min(before + edit.len() + behind);
    let mut best = (i32::MAX, edit.clone());
    for start in edit.start - before..=edit.start {
        for end in edit.end..=edit.end + behind {
            let bonds = bond(model, row, start) + bond(model, row, end);
            // Of equals, the shortest.
            if end - start >= least && (bonds, end - start) < (best.0, best.1.len()) {
                best = (bonds, start..end);
            }
        }
    }
    best.1
}

/// How closely the symbols before and behind a place belong together: how often they meet, for how often they occur.
fn bond(model: &Model<'_>, row: &[Symbol], at: usize) -> i32 {
    let Some(&[left, right]) = at.checked_sub(1).and_then(|before| row.get(before..=at)) else { return i32::MIN / 4 };
    if !is_han(left) || !is_han(right) {
        return i32::MIN / 4;
    }
    let level = |symbols: &[Symbol]| i32::from(Counts::level(model, Key::of(symbols)));
    2 * level(&[left, right]) - level(&[left]) - level(&[right])
}
