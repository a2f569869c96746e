//! What the text at hand does itself: how often its characters, and its sequences of two and three, occur in it.

use super::symbols::Symbol;
use super::table::Key;

/// Slots for each symbol of the text, and how many there are at most.
const ROOM: usize = 16;
const MOST: usize = 1 << 24;

/// The longest sequence that is counted.
const LONGEST: usize = 3;

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

    /// Counts a stretch.
    pub fn count(&mut self, symbols: &[Symbol]) {
        for from in 0..symbols.len() {
            let mut key = Key::default();
            for &symbol in &symbols[from..(from + LONGEST).min(symbols.len())] {
                key = key.and(symbol);
                let slot = self.slot(key);
                self.counts[slot] = self.counts[slot].saturating_add(1);
            }
        }
    }

    /// How often a sequence of up to three symbols occurs, up to 255.
    pub fn of(&self, symbols: &[Symbol]) -> u8 {
        self.counts[self.slot(Key::of(symbols))]
    }

    const fn slot(&self, key: Key) -> usize {
        key.mixed() as usize & (self.counts.len() - 1)
    }
}
