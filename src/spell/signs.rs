//! The signs of a place: all that is known about one symbol of a text and its neighbours, as small whole numbers.
//!
//! The same signs are learnt from by the training tool and weighed by [`super::network`]; what they mean is for the
//! network to find out. Levels are those of [`super::table`], −1 where a sequence is unknown.

use super::alike;
use super::model::Counts;
use super::own::Own;
use super::rare::Rare;
use super::symbols::{ANY, Symbol, character, is_han};
use super::table::Key;
use super::words::Words;

/// Symbols on each side of a place that are looked at.
pub const REACH: usize = 5;

/// A place with its neighbours.
type Window = [Symbol; 2 * REACH + 1];

/// Sequences of the text as written, each by its first symbol in the window and its length.
const WRITTEN: [(usize, usize); 24] = [
    (4, 1),
    (5, 1),
    (6, 1),
    (2, 2),
    (3, 2),
    (4, 2),
    (5, 2),
    (6, 2),
    (7, 2),
    (2, 3),
    (3, 3),
    (4, 3),
    (5, 3),
    (6, 3),
    (1, 4),
    (2, 4),
    (3, 4),
    (4, 4),
    (5, 4),
    (1, 5),
    (2, 5),
    (3, 5),
    (4, 5),
    (5, 5),
];

/// The same without the symbol at the place.
const WITHOUT: [(usize, usize); 10] = [(4, 2), (3, 3), (4, 3), (2, 4), (3, 4), (4, 4), (1, 5), (2, 5), (3, 5), (4, 5)];

/// The same with the symbol at the place and the next changing places.
const SWAPPED: [(usize, usize); 15] = [
    (4, 2),
    (5, 2),
    (6, 2),
    (3, 3),
    (4, 3),
    (5, 3),
    (6, 3),
    (2, 4),
    (3, 4),
    (4, 4),
    (5, 4),
    (2, 5),
    (3, 5),
    (4, 5),
    (5, 5),
];

/// Sequences with any symbol for one, by their first symbol and their length, of a window where that one is at
/// [`REACH`].
const OPEN: [(usize, usize); 3] = [(3, 4), (4, 4), (3, 5)];

/// Where a symbol is left open: the one before, the one at the place, the next; then between those.
const OPENINGS: usize = 5;

/// Signs of a character alike to the one at the place, the best.
const ALIKE: usize = 3;

/// How many levels there are.
pub const LEVELS: usize = WRITTEN.len() + WITHOUT.len() + SWAPPED.len() + OPENINGS * OPEN.len() + ALIKE;

/// How many numbers of other kinds.
pub const NUMBERS: usize = 54;

/// How many symbols are shown to the network: those nearest to the place.
pub const SHOWN: usize = 9;

/// How many signs are read at a glance.
pub const GLANCE: usize = 2 * GLANCE_LEVELS + 5;

/// Of these, how many are levels, of which each has two.
const GLANCE_LEVELS: usize = 17;

/// The signs of one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Of sequences.
    pub levels: [i8; LEVELS],
    /// How often the text itself has what is written and what could be meant; words that begin and end; what is
    /// doubled.
    pub numbers: [u8; NUMBERS],
    /// The symbols around the place.
    pub shown: [Symbol; SHOWN],
}

/// How many numbers the signs are for the network, besides the symbols that are shown.
pub const PLAIN: usize = 2 * LEVELS + NUMBERS;

impl Signs {
    /// For each level whether the sequence is known and how well, then the numbers; all of them small.
    pub fn plain(&self) -> [f32; PLAIN] {
        let mut plain = [0.0; PLAIN];
        for (at, &level) in self.levels.iter().enumerate() {
            [plain[2 * at], plain[2 * at + 1]] = of_level(level);
        }
        for (plain, &number) in plain[2 * LEVELS..].iter_mut().zip(&self.numbers) {
            *plain = f32::from(number) * 0.25;
        }
        plain
    }
}

/// Whether a sequence is known, and how well.
fn of_level(level: i8) -> [f32; 2] {
    [f32::from(u8::from(level >= 0)), f32::from(level.max(0)) * 0.125]
}

/// What the signs are read from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'s, C> {
    /// Counts of published law.
    pub counts: &'s C,
    /// The words of Chinese.
    pub words: Words<'s>,
    /// The rare ones.
    pub rare: Rare<'s>,
    /// Counts of the text itself.
    pub own: &'s Own,
}

impl<C: Counts> Sources<'_, C> {
    /// The signs of the symbol at `at`.
    pub fn signs(&self, codes: &[Symbol], at: usize) -> Signs {
        let written: Window = std::array::from_fn(|place| get(codes, (at + place).checked_sub(REACH)));
        let without: Window = std::array::from_fn(|place| match place {
            0..REACH => written[place],
            _ => get(codes, Some(at + place + 1 - REACH)),
        });
        let mut swapped = written;
        swapped.swap(REACH, REACH + 1);
        let mut levels = Levels { counts: self.counts, all: [-1; LEVELS], filled: 0 };
        levels.of(&written, &WRITTEN);
        levels.of(&without, &WITHOUT);
        levels.of(&swapped, &SWAPPED);
        for shift in [-1, 0, 1] {
            let mut open = shifted(codes, at, shift);
            open[REACH] = ANY;
            levels.of(&open, &OPEN);
        }
        for shift in [0, 1] {
            // Before the one at `shift`: those behind it move on.
            let base = shifted(codes, at, shift);
            let open: Window = std::array::from_fn(|place| match place {
                0..REACH => base[place],
                REACH => ANY,
                _ => base[place - 1],
            });
            levels.of(&open, &OPEN);
        }
        levels.alike(&written);
        Signs {
            levels: levels.all,
            numbers: self.numbers(&written, &without, &swapped),
            shown: std::array::from_fn(|place| written[place + REACH - SHOWN / 2]),
        }
    }

    /// The few signs of the symbol at `at` by which most places are passed over, as they are weighed.
    pub fn glance(&self, codes: &[Symbol], at: usize) -> [f32; GLANCE] {
        let w = shifted(codes, at, 0);
        let [a, b, c, d, e] = [w[3], w[4], w[5], w[6], w[7]];
        let keys = [
            // As written.
            Key::of(&[b, c]),
            Key::of(&[c, d]),
            Key::of(&[a, b, c]),
            Key::of(&[b, c, d]),
            Key::of(&[c, d, e]),
            // With another symbol in its place, or one before it.
            Key::of(&[a, b, ANY, d]),
            Key::of(&[b, ANY, d, e]),
            Key::of(&[a, b, ANY, d, e]),
            Key::of(&[a, b, ANY, c]),
            Key::of(&[b, ANY, c, d]),
            Key::of(&[a, b, ANY, c, d]),
            // Without it.
            Key::of(&[b, d]),
            Key::of(&[a, b, d]),
            Key::of(&[b, d, e]),
            // Behind the next one.
            Key::of(&[b, d, c]),
            Key::of(&[d, c, e]),
            Key::of(&[a, b, d, e]),
        ];
        let mut glance = [0.0; GLANCE];
        for (at, key) in keys.into_iter().enumerate() {
            [glance[2 * at], glance[2 * at + 1]] = of_level(self.counts.level(key));
        }
        let own = [
            times(self.own.of(&[b, c]).saturating_sub(1)),
            times(self.own.of(&[c, d]).saturating_sub(1)),
            times(self.own.of(&[b, c, d]).saturating_sub(1)),
            4 * u8::from(c == b || c == d),
            4 * u8::from(is_han(c)),
        ];
        for (at, own) in own.into_iter().enumerate() {
            glance[2 * GLANCE_LEVELS + at] = f32::from(own) * 0.25;
        }
        glance
    }

    /// The numbers of a place as written, without the symbol there, and with it and the next changing places.
    fn numbers(&self, written: &Window, without: &Window, swapped: &Window) -> [u8; NUMBERS] {
        let mut numbers = Numbers { all: [0; NUMBERS], filled: 0 };
        self.of_text(&mut numbers, written, without, swapped);
        self.of_words(&mut numbers, written, without, swapped);
        for (one, other) in [(5, 4), (5, 6), (4, 6)] {
            numbers.put_flag(written[one] == written[other]);
        }
        let same = |one: usize, other: usize| written[one..one + 2] == written[other..other + 2];
        numbers.put_flag(same(5, 3) || same(4, 2) || same(5, 7) || same(4, 6));
        numbers.all
    }

    /// How often the text itself has the sequences around the place; what is written counts itself.
    fn of_text(&self, numbers: &mut Numbers, written: &Window, without: &Window, swapped: &Window) {
        let own = |symbols: &[Symbol]| self.own.of(symbols);
        for (from, len) in [(5, 1), (3, 2), (4, 2), (5, 2), (6, 2), (3, 3), (4, 3), (5, 3)] {
            numbers.put(times(own(&written[from..from + len]).saturating_sub(1)));
        }
        for (from, len) in [(4, 2), (3, 3), (4, 3)] {
            numbers.put(times(own(&without[from..from + len])));
        }
        for (from, len) in [(4, 2), (5, 2), (6, 2), (4, 3), (5, 3)] {
            numbers.put(times(own(&swapped[from..from + len])));
        }
        for place in [4, 5, 6] {
            let [a, b, _, d, e] = [place - 2, place - 1, place, place + 1, place + 2].map(|at| written[at]);
            numbers.put(times(own(&[a, b, ANY, d]).saturating_sub(1)));
            numbers.put(times(own(&[b, ANY, d, e]).saturating_sub(1)));
        }
        for seam in [5, 6] {
            let [a, b, c, d] = [seam - 2, seam - 1, seam, seam + 1].map(|at| written[at]);
            numbers.put(times(own(&[a, b, ANY, c])));
            numbers.put(times(own(&[b, ANY, c, d])));
        }
    }

    /// The words of two characters or more that begin, end and lie over the seams around the place; how often the
    /// characters there are words by themselves.
    fn of_words(&self, numbers: &mut Numbers, written: &Window, without: &Window, swapped: &Window) {
        for from in 3..=7 {
            numbers.put(self.longest(written, |len| from..from + len));
        }
        for end in 4..=8_usize {
            numbers.put(self.longest(written, |len| end.saturating_sub(len)..end));
        }
        for seam in [4, 5, 6, 7] {
            numbers.put(u8::from(self.words.cover(written, seam)));
        }
        numbers.put(u8::from(self.words.cover(without, 5)));
        numbers.put(u8::from(self.words.hold(&swapped[5..7])) * 2);
        numbers.put(u8::from(self.words.cover(swapped, 5) || self.words.cover(swapped, 7)));
        for seam in [4, 5, 6, 7] {
            numbers.put_flag(self.rare.cover(written, seam));
        }
        for at in [4, 5, 6] {
            numbers.put(self.words.level(written[at]));
        }
    }

    /// The length of the longest word of at least two characters at one of the places that `range` gives by length.
    fn longest(&self, window: &Window, range: impl Fn(usize) -> std::ops::Range<usize>) -> u8 {
        let held = |len: &usize| {
            let range = range(*len);
            range.len() == *len && window.get(range).is_some_and(|symbols| self.words.hold(symbols))
        };
        (2..=4).rev().find(held).unwrap_or(0) as u8
    }
}

/// The symbol at a place; none outside.
fn get(codes: &[Symbol], at: Option<usize>) -> Symbol {
    at.and_then(|at| codes.get(at)).copied().unwrap_or(0)
}

/// The window around the place so many further on.
fn shifted(codes: &[Symbol], at: usize, by: isize) -> Window {
    std::array::from_fn(|place| get(codes, (at + place).checked_add_signed(by).and_then(|at| at.checked_sub(REACH))))
}

/// One for each doubling, up to four.
fn times(count: u8) -> u8 {
    (8 - count.saturating_add(1).leading_zeros() as u8).min(5) - 1
}

/// Numbers that are put one behind the other.
struct Numbers {
    all: [u8; NUMBERS],
    filled: usize,
}

impl Numbers {
    fn put(&mut self, number: u8) {
        self.all[self.filled] = number;
        self.filled += 1;
    }

    /// Weighs as much as the largest count.
    fn put_flag(&mut self, flag: bool) {
        self.put(4 * u8::from(flag));
    }
}

/// Levels that are put one behind the other.
struct Levels<'l, C> {
    counts: &'l C,
    all: [i8; LEVELS],
    filled: usize,
}

impl<C: Counts> Levels<'_, C> {
    fn put(&mut self, level: i8) {
        self.all[self.filled] = level;
        self.filled += 1;
    }

    fn of(&mut self, window: &Window, sequences: &[(usize, usize)]) {
        for &(from, len) in sequences {
            self.put(self.counts.level(Key::of(&window[from..from + len])));
        }
    }

    /// The best character alike to the one at the place.
    fn alike(&mut self, window: &Window) {
        let mut best = [-1; ALIKE];
        if is_han(window[REACH]) {
            let mut mended = *window;
            for c in alike::alike_to(character(window[REACH])) {
                mended[REACH] = c as Symbol;
                let level = |from: usize, len: usize| self.counts.level(Key::of(&mended[from..from + len]));
                let (left, right) = (level(4, 2), level(5, 2));
                if left < 0 && right < 0 {
                    continue;
                }
                let three = level(4, 3).max(level(3, 3)).max(level(5, 3));
                if three < 0 {
                    continue;
                }
                let four = level(2, 4).max(level(3, 4)).max(level(4, 4)).max(level(5, 4));
                let this = [four, level(4, 3), three];
                best = best.max(this);
            }
        }
        best.into_iter().for_each(|level| self.put(level));
    }
}
