//! The model: how often sequences of up to [`ORDER`] symbols occur in published law, and which characters stand before
//! and behind each other. One file, made by the training tool, used where it lies in the binary.

use super::symbols::Symbol;
use super::table::{self, HIGHEST, Key, LEVELS_A_BIT, Table};

/// The longest sequence that is counted.
pub const ORDER: usize = 5;

/// The first and the last character that have lists of neighbours.
const FIRST: Symbol = 0x4E00;
const LAST: Symbol = 0x9FFF;
const CHARACTERS: usize = (LAST - FIRST) as usize + 1;

/// How many neighbours a list holds, the commonest.
const NEIGHBOURS: usize = 128;

/// Bytes of a list's place in the directory.
const PLACE: usize = 4;
const DIRECTORY: usize = (CHARACTERS + 1) * PLACE;

/// What a symbol that is wholly unknown costs, what one alone does besides its count, and what each step to a shorter
/// context does, in bits.
const UNKNOWN: f32 = -17.0;
const ALONE: f32 = -4.0;
const STEP: f32 = -1.3;

/// What counts how often sequences occur in published law.
pub trait Counts {
    /// The level of a sequence; −1 where it is unknown.
    fn level(&self, sequence: Key) -> i8;
}

/// A model where it lies.
#[derive(Debug, Clone, Copy)]
pub struct Model<'m> {
    table: Table<'m>,
    behind: Neighbours<'m>,
    before: Neighbours<'m>,
}

/// Lists of neighbours: a directory of places, then the lists.
#[derive(Debug, Clone, Copy)]
struct Neighbours<'m> {
    bytes: &'m [u8],
}

impl<'m> Neighbours<'m> {
    fn of(self, symbol: Symbol) -> impl Iterator<Item = Symbol> + 'm {
        let place = |at: usize| {
            let bytes = self.bytes.get(at * PLACE..(at + 1) * PLACE).and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, |bytes| DIRECTORY + u32::from_le_bytes(bytes) as usize * 2)
        };
        let list = match symbol.checked_sub(FIRST).map(usize::from).filter(|&at| at < CHARACTERS) {
            Some(at) => self.bytes.get(place(at)..place(at + 1)).unwrap_or_default(),
            None => &[],
        };
        list.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
    }

    fn count(self, symbol: Symbol) -> usize {
        self.of(symbol).size_hint().0
    }
}

impl<'m> Model<'m> {
    /// A model made by [`Parts::bytes`]: two lengths in bytes, then the table and the two lists.
    pub fn new(bytes: &'m [u8]) -> Self {
        let (head, rest) = bytes.split_at_checked(8).unwrap_or_default();
        let len = |at: usize| head.get(at..at + 4).and_then(|len| len.try_into().ok()).map_or(0, u32::from_le_bytes);
        let (table, rest) = rest.split_at_checked(len(0) as usize).unwrap_or_default();
        let (behind, before) = rest.split_at_checked(len(4) as usize).unwrap_or_default();
        Self { table: Table::new(table), behind: Neighbours { bytes: behind }, before: Neighbours { bytes: before } }
    }

    /// The level of a sequence's count; none where the sequence is unknown.
    pub fn level(&self, sequence: Key) -> Option<u8> {
        self.table.level(sequence)
    }

    /// Whether a sequence is known.
    pub fn knows(&self, sequence: Key) -> bool {
        self.table.knows(sequence)
    }

    /// How likely the symbol at `at` is behind those before it, as the logarithm to base 2: the longest known sequence
    /// that ends there, by how often its beginning occurs; each shorter one costs a step.
    pub fn likelihood(&self, symbols: &[Symbol], at: usize) -> f32 {
        let longest = ORDER.min(at + 1);
        let mut steps = 0.0;
        for len in (1..=longest).rev() {
            let from = at + 1 - len;
            if let Some(level) = self.level(Key::of(&symbols[from..=at])) {
                let (of, alone) = match len {
                    1 => (HIGHEST, ALONE),
                    _ => (self.level(Key::of(&symbols[from..at])).unwrap_or(level), 0.0),
                };
                return (f32::from(level) - f32::from(of)).min(0.0) / LEVELS_A_BIT as f32 + steps + alone;
            }
            steps += STEP;
        }
        UNKNOWN
    }

    /// The commonest characters behind `left`, or those before `right`, whichever are fewer: what is known on both
    /// sides is among them.
    pub fn between(&self, left: Symbol, right: Symbol) -> impl Iterator<Item = Symbol> + 'm {
        let (lists, of) = if self.behind.count(left).wrapping_sub(1) < self.before.count(right).wrapping_sub(1) {
            (self.behind, left)
        } else {
            (self.before, right)
        };
        lists.of(of)
    }
}

impl Counts for Model<'_> {
    fn level(&self, sequence: Key) -> i8 {
        self.table.level(sequence).map_or(-1, |level| level as i8)
    }
}

/// What a model is made of. For the training tool.
#[derive(Debug, Default)]
pub struct Parts {
    /// Sequences with their levels, in an order that is always the same.
    pub entries: Vec<(Key, u8)>,
    /// Pairs of characters, the commoner first.
    pub pairs: Vec<(Symbol, Symbol)>,
}

impl Parts {
    /// The model as a file; none where the table cannot be made.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let table = table::build(&self.entries)?;
        let behind = lists(self.pairs.iter().copied());
        let before = lists(self.pairs.iter().map(|&(left, right)| (right, left)));
        let mut bytes = Vec::new();
        for len in [table.len(), behind.len()] {
            bytes.extend(u32::try_from(len).ok()?.to_le_bytes());
        }
        Some([bytes, table, behind, before].concat())
    }
}

/// For each character its neighbours, in the order in which they come.
fn lists(pairs: impl Iterator<Item = (Symbol, Symbol)>) -> Vec<u8> {
    let mut lists = vec![Vec::new(); CHARACTERS];
    for (of, neighbour) in pairs {
        if let Some(list) = of.checked_sub(FIRST).and_then(|at| lists.get_mut(usize::from(at)))
            && list.len() < NEIGHBOURS
        {
            list.push(neighbour);
        }
    }
    let mut directory = Vec::with_capacity(DIRECTORY);
    let mut place = 0_u32;
    for list in &lists {
        directory.extend(place.to_le_bytes());
        place += u32::try_from(list.len()).unwrap_or(0);
    }
    directory.extend(place.to_le_bytes());
    directory.extend(lists.into_iter().flatten().flat_map(Symbol::to_le_bytes));
    directory
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spell::symbols::codes as symbols;

    #[test]
    fn a_model_says_what_it_was_made_of() {
        let law = symbols("法律责任");
        let entries = (1..=3).flat_map(|len| law.windows(len).map(|window| (Key::of(window), 9))).collect();
        let bytes = Parts { entries, pairs: vec![(law[1], law[2]), (law[2], law[3])] }.bytes().expect("there is room");
        let model = Model::new(&bytes);
        assert_eq!(model.level(Key::of(&law[1..3])), Some(9));
        assert_eq!(model.between(law[1], law[3]).collect::<Vec<_>>(), [law[2]]);
        assert_eq!(model.between('，' as Symbol, '。' as Symbol).count(), 0);
        assert!(model.likelihood(&law, 2) > model.likelihood(&symbols("法法"), 2));
    }

    #[test]
    fn bytes_that_are_no_model_know_nothing() {
        for bytes in [&[][..], &[1, 2, 3], &[255; 64]] {
            let model = Model::new(bytes);
            assert!(!model.knows(Key::of(&[1])));
            assert_eq!(model.between('法' as Symbol, '律' as Symbol).count(), 0);
        }
    }

    #[test]
    fn the_models_own_file_fits() {
        let bytes = include_bytes!("../../lints/data/model/model.bin");
        assert!(bytes.len() <= 10_000_000, "{} bytes", bytes.len());
        let written = symbols("应当依法追究刑事责任");
        let swapped = symbols("应当依法究追刑事责任");
        let model = Model::new(bytes);
        let sum = |symbols: &[Symbol]| (0..symbols.len()).map(|at| model.likelihood(symbols, at)).sum::<f32>();
        assert!(sum(&written) > sum(&swapped) + 20.0);
    }
}
