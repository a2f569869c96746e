//! What the text at hand does itself: how often its characters, and its sequences of two and three, occur in it.

use super::symbols::{ANY, Symbol, Symbols};
use super::table::Key;
use crate::diagnostic::Span;

/// Slots for each symbol of the text, and how many there are at most.
const ROOM: usize = 16;
const MOST: usize = 1 << 24;

/// Counts by hash: now and then two sequences share one, and both seem to be more frequent than they are.
#[derive(Debug)]
pub struct Own {
    counts: Vec<u8>,
}

impl Own {
    /// Counts for a text of about so many symbols.
    pub fn with_room_for(symbols: usize) -> Self {
        Self { counts: vec![0; (symbols.max(64) * ROOM).next_power_of_two().min(MOST)] }
    }

    /// Counts some stretches of a text.
    pub fn of_text(text: &str, stretches: &[Span]) -> Self {
        // A Chinese character takes three bytes.
        let mut own = Self::with_room_for(stretches.iter().map(|stretch| stretch.len() / 3 + 2).sum());
        let (mut symbols, mut threes) = (Symbols::default(), Vec::new());
        for stretch in stretches {
            symbols.read(stretch.of(text));
            own.count(&symbols.codes, &mut threes);
        }
        own
    }

    /// Counts a stretch, and tells its sequences of three, in order.
    pub fn count(&mut self, symbols: &[Symbol], threes: &mut Vec<Key>) {
        threes.clear();
        for window in symbols.windows(4) {
            self.open(window).into_iter().for_each(|key| self.add(key));
        }
        for window in symbols.windows(3) {
            let &[first, second, third] = window else { continue };
            let one = Key::default().and(first);
            let two = one.and(second);
            let key = two.and(third);
            self.add(one);
            self.add(two);
            self.add(key);
            threes.push(key);
        }
        if let [.., before, last] = symbols {
            self.add(Key::of(&[*before, *last]));
            self.add(Key::of(&[*before]));
            self.add(Key::of(&[*last]));
        }
    }

    /// The sequences of four with one of the two in the middle left open.
    fn open(&self, four: &[Symbol]) -> [Key; 2] {
        let &[a, b, c, d] = four else { return [Key::default(); 2] };
        [Key::of(&[a, b, ANY, d]), Key::of(&[a, ANY, c, d])]
    }

    /// Takes back the counts of a stretch. A count that is full stays so.
    pub fn uncount(&mut self, symbols: &[Symbol]) {
        let open = symbols.windows(4).flat_map(|four| self.open(four));
        let keys: Vec<Key> = (1..=3).flat_map(|len| symbols.windows(len)).map(Key::of).chain(open).collect();
        for key in keys {
            let slot = self.slot(key);
            if self.counts[slot] < u8::MAX {
                self.counts[slot] = self.counts[slot].saturating_sub(1);
            }
        }
    }

    fn add(&mut self, key: Key) {
        let slot = self.slot(key);
        self.counts[slot] = self.counts[slot].saturating_add(1);
    }

    /// How often a sequence of up to three symbols occurs, up to 255.
    pub fn of(&self, symbols: &[Symbol]) -> u8 {
        self.counts[self.slot(Key::of(symbols))]
    }

    const fn slot(&self, key: Key) -> usize {
        key.mixed() as usize & (self.counts.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_up_to_three_and_shows_the_threes() {
        let text = [1, 2, 3, 2, 3].map(|symbol: Symbol| symbol);
        let mut own = Own::with_room_for(text.len());
        let mut threes = Vec::new();
        own.count(&text, &mut threes);
        assert_eq!([own.of(&[2]), own.of(&[2, 3]), own.of(&[2, 3, 2]), own.of(&[9])], [2, 2, 1, 0]);
        assert_eq!(threes, [Key::of(&[1, 2, 3]), Key::of(&[2, 3, 2]), Key::of(&[3, 2, 3])]);
    }

    #[test]
    fn counts_do_not_overflow() {
        let mut own = Own::with_room_for(1);
        own.count(&[7; 1000], &mut Vec::new());
        assert_eq!(own.of(&[7, 7]), 255);
    }
}
