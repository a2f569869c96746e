//! The model as it would be without one title: what is learnt from a law must not know that law.

use std::collections::{HashMap, HashSet};

use falint::spell::model::{Counts, Model};
use falint::spell::symbols::Symbol;
use falint::spell::table::Key;

use crate::train::{self, TITLES};

/// The highest level that one title less can change.
const CHANGED: i8 = 3;

/// A model without a title.
#[derive(Debug)]
pub struct LeftOut<'m> {
    model: Model<'m>,
    /// The levels that change.
    levels: HashMap<Key, i8>,
}

impl<'m> LeftOut<'m> {
    /// The model without the title that has these rows of symbols; `words` are known all the same.
    pub fn new(model: Model<'m>, rows: &[Vec<Symbol>], words: &HashSet<Key>) -> Self {
        let mut levels = HashMap::new();
        for row in rows {
            train::sequences(row, |which, key| {
                let level = Counts::level(&model, key);
                if (0..=CHANGED).contains(&level) {
                    levels.entry(key).or_insert_with(|| without(level, TITLES[which], words.contains(&key)));
                }
            });
        }
        Self { model, levels }
    }
}

impl Counts for LeftOut<'_> {
    fn level(&self, sequence: Key) -> i8 {
        self.levels.get(&sequence).copied().unwrap_or_else(|| Counts::level(&self.model, sequence))
    }
}

/// The level of one title less, where so many titles make a sequence known. Up to three titles have levels of their own.
const fn without(level: i8, least: u32, is_word: bool) -> i8 {
    match (level, least) {
        (0, _) if is_word => 0,
        (0, _) | (1, 2..) | (2, 3..) => -1,
        _ => level - 1,
    }
}
