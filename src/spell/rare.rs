//! The rare words of Chinese, of two to four characters: what is new to published law may be one of them.
//!
//! A table of 16 bits a word. Nothing is known of a word but that it is one: the bits of its level hold more of its
//! hash, so that one string in eight thousand is taken for a word.

use super::symbols::Symbol;
use super::table::{Key, Table};

/// The shortest and the longest word that is kept, in characters.
pub const SHORTEST: usize = 2;
/// See [`SHORTEST`].
pub const LONGEST: usize = 4;

/// The rare words where they lie.
#[derive(Debug, Clone, Copy)]
pub struct Rare<'r> {
    table: Table<'r>,
}

impl<'r> Rare<'r> {
    /// Words put together by [`super::table::build`], each with its [`check`] for a level.
    pub const fn new(bytes: &'r [u8]) -> Self {
        Self { table: Table::new(bytes) }
    }

    /// Whether a rare word lies over the seam in front of the symbol at `seam`.
    pub fn cover(&self, symbols: &[Symbol], seam: usize) -> bool {
        (seam.saturating_sub(LONGEST - 1)..seam).any(|from| {
            let longest = (from + LONGEST).min(symbols.len());
            (seam + 1..=longest).any(|to| self.hold(Key::of(&symbols[from..to])))
        })
    }

    fn hold(&self, word: Key) -> bool {
        self.table.level(word) == Some(check(word))
    }
}

/// What stands in the place of a word's level.
pub const fn check(word: Key) -> u8 {
    (word.mixed() >> 16 & 0xf) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spell::symbols::codes;

    #[test]
    fn rare_words_are_known_where_they_lie() {
        let rare = crate::spell::learnt().rare;
        let text = codes("河道的岁修费用");
        assert!(rare.cover(&text, 5), "岁修");
        assert!(!rare.cover(&text, 4), "的岁");
    }

    #[test]
    fn hardly_any_string_is_taken_for_a_word() {
        let rare = crate::spell::learnt().rare;
        let mistaken = (0..30_000).filter(|&number| rare.hold(Key::of(&[7, number]))).count();
        assert!(mistaken < 20, "{mistaken} of 30000");
    }
}
