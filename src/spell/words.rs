//! The words of Chinese, and how frequent each is: where one may end and the next begin. Made by the training tool
//! from a list of words, used where it lies in the binary.

use super::model::Model;
use super::symbols::Symbol;
use super::table::{HIGHEST, Key, Table};

/// The longest word that is kept, in characters.
pub const LONGEST: usize = 5;

/// From this level on a character is often a word of its own: 有, 在, 经, but not 证.
const ALONE: u8 = 12;

/// The words of a list where they lie.
#[derive(Debug, Clone, Copy)]
pub struct Words<'w> {
    table: Table<'w>,
    model: Model<'w>,
}

impl<'w> Words<'w> {
    /// Words with their levels, put together by [`super::table::build`], and the model, which knows the threes of each.
    pub const fn new(bytes: &'w [u8], model: Model<'w>) -> Self {
        Self { table: Table::new(bytes), model }
    }

    /// Whether some symbols are a word. The table takes one string in five hundred for one; the model knows better.
    pub fn hold(&self, symbols: &[Symbol]) -> bool {
        self.table.knows(Key::of(symbols))
            && symbols.windows(symbols.len().clamp(1, 3)).all(|part| self.model.knows(Key::of(part)))
    }

    /// Whether a character is often a word by itself.
    pub fn stands_alone(&self, symbol: Symbol) -> bool {
        self.table.level(Key::of(&[symbol])).is_some_and(|level| level >= ALONE)
    }

    /// How frequent a character is as a word by itself, from 1; 0 where it is none.
    pub fn level(&self, symbol: Symbol) -> u8 {
        self.table.level(Key::of(&[symbol])).map_or(0, |level| level + 1)
    }

    /// Whether a word of at least so many characters begins the symbols.
    pub fn begin(&self, symbols: &[Symbol], least: usize) -> bool {
        (least..=LONGEST.min(symbols.len())).any(|len| self.hold(&symbols[..len]))
    }

    /// Whether a word of at least so many characters ends the symbols.
    pub fn end(&self, symbols: &[Symbol], least: usize) -> bool {
        (least..=LONGEST.min(symbols.len())).any(|len| self.hold(&symbols[symbols.len() - len..]))
    }

    /// How many characters the longest word has that ends the symbols; 0 where none does.
    pub fn longest_end(&self, symbols: &[Symbol]) -> usize {
        (1..=LONGEST.min(symbols.len())).rev().find(|&len| self.hold(&symbols[symbols.len() - len..])).unwrap_or(0)
    }

    /// Whether the symbol at `at` is part of a word of two characters or more.
    pub fn include(&self, symbols: &[Symbol], at: usize) -> bool {
        self.begin(&symbols[at..], 2) || self.end(&symbols[..=at], 2) || self.cover(symbols, at)
    }

    /// Whether a word lies over the seam in front of the symbol at `seam`.
    pub fn cover(&self, symbols: &[Symbol], seam: usize) -> bool {
        (seam.saturating_sub(LONGEST - 1)..seam).any(|from| {
            let longest = (from + LONGEST).min(symbols.len());
            (seam + 1..=longest).any(|to| self.hold(&symbols[from..to]))
        })
    }
}

/// The level of a word that a list gives this frequency: one for each doubling, from four on.
pub fn level_of(frequency: u32) -> u8 {
    let doublings = frequency.max(1).ilog2().saturating_sub(2);
    u8::try_from(doublings).unwrap_or(HIGHEST).min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spell::symbols::codes as symbols;

    #[test]
    fn words_are_known_where_they_begin_end_and_lie() {
        let words = crate::spell::words();
        let text = symbols("登记机关关于登记的规定");
        assert!(words.end(&text[..5], 2), "机关");
        assert!(words.begin(&text[5..], 2), "关于");
        assert!(!words.cover(&text, 5));
        assert!(words.cover(&symbols("人人有责"), 2));
    }

    #[test]
    fn frequent_characters_stand_alone() {
        let words = crate::spell::words();
        assert!("有在经对内".chars().all(|c| words.stands_alone(c as Symbol)));
        assert!(!"证码构权岗".chars().any(|c| words.stands_alone(c as Symbol)));
    }

    #[test]
    fn levels_grow_with_the_frequency() {
        assert_eq!([0, 4, 8, 20_000, u32::MAX].map(level_of), [0, 0, 1, 12, 15]);
    }
}
