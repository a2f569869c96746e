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
pub const GLANCE: usize = 2 * 17 + 5;

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
        let keys = [
            Key::of(&w[4..6]),
            Key::of(&w[5..7]),
            Key::of(&w[3..6]),
            Key::of(&w[4..7]),
            Key::of(&w[5..8]),
            Key::of(&[w[3], w[4], ANY, w[6]]),
            Key::of(&[w[4], ANY, w[6], w[7]]),
            Key::of(&[w[3], w[4], ANY, w[6], w[7]]),
            Key::of(&[w[3], w[4], ANY, w[5]]),
            Key::of(&[w[4], ANY, w[5], w[6]]),
            Key::of(&[w[3], w[4], ANY, w[5], w[6]]),
            Key::of(&[w[4], w[6]]),
            Key::of(&[w[3], w[4], w[6]]),
            Key::of(&[w[4], w[6], w[7]]),
            Key::of(&[w[4], w[6], w[5]]),
            Key::of(&[w[6], w[5], w[7]]),
            Key::of(&[w[3], w[4], w[6], w[7]]),
        ];
        let mut glance = [0.0; GLANCE];
        for (at, key) in keys.into_iter().enumerate() {
            [glance[2 * at], glance[2 * at + 1]] = of_level(self.counts.level(key));
        }
        let own = [
            times(self.own.of(&w[4..6]).saturating_sub(1)),
            times(self.own.of(&w[5..7]).saturating_sub(1)),
            times(self.own.of(&w[4..7]).saturating_sub(1)),
            4 * u8::from(w[5] == w[4] || w[5] == w[6]),
            4 * u8::from(is_han(w[5])),
        ];
        for (at, own) in own.into_iter().enumerate() {
            glance[34 + at] = f32::from(own) * 0.25;
        }
        glance
    }

    fn numbers(&self, w: &Window, x: &Window, s: &Window) -> [u8; NUMBERS] {
        let mut numbers = [0; NUMBERS];
        let mut filled = 0;
        let mut put = |number: u8| {
            numbers[filled] = number;
            filled += 1;
        };
        let own = |symbols: &[Symbol]| self.own.of(symbols);
        for (from, len) in [(5, 1), (3, 2), (4, 2), (5, 2), (6, 2), (3, 3), (4, 3), (5, 3)] {
            put(times(own(&w[from..from + len]).saturating_sub(1)));
        }
        for (from, len) in [(4, 2), (3, 3), (4, 3)] {
            put(times(own(&x[from..from + len])));
        }
        for (from, len) in [(4, 2), (5, 2), (6, 2), (4, 3), (5, 3)] {
            put(times(own(&s[from..from + len])));
        }
        let open = |window: &Window, place: usize, from: usize| {
            let mut four: [Symbol; 4] = std::array::from_fn(|at| window[from + at]);
            four[place - from] = ANY;
            own(&four)
        };
        for place in [4, 5, 6] {
            put(times(open(w, place, place - 2).saturating_sub(1)));
            put(times(open(w, place, place - 1).saturating_sub(1)));
        }
        for seam in [5, 6] {
            put(times(own(&[w[seam - 2], w[seam - 1], ANY, w[seam]])));
            put(times(own(&[w[seam - 1], ANY, w[seam], w[seam + 1]])));
        }
        // Words of two characters or more.
        for from in 3..=7 {
            put(self.longest(w, |len| from..from + len));
        }
        for end in 4..=8_usize {
            put(self.longest(w, |len| end.saturating_sub(len)..end));
        }
        for seam in [4, 5, 6, 7] {
            put(u8::from(self.words.cover(&w[..], seam)));
        }
        put(u8::from(self.words.cover(&x[..], 5)));
        put(u8::from(self.words.hold(&s[5..7])) * 2);
        put(u8::from(self.words.cover(&s[..], 5) || self.words.cover(&s[..], 7)));
        for seam in [4, 5, 6, 7] {
            put(4 * u8::from(self.rare.cover(w, seam)));
        }
        for at in [4, 5, 6] {
            put(self.words.level(w[at]));
        }
        for (one, other) in [(5, 4), (5, 6), (4, 6)] {
            put(4 * u8::from(w[one] == w[other]));
        }
        put(4 * u8::from(w[5..7] == w[3..5] || w[4..6] == w[2..4] || w[5..7] == w[7..9] || w[4..6] == w[6..8]));
        numbers
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
