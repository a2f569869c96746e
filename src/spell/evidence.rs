//! The kinds of slip; what speaks for and against one, and how much each sign weighs.

use super::model::Model;
use super::symbols::Symbol;
use super::table::Key;

/// What happened to the text; what mends it is the reverse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlipKind {
    /// One character stands for another.
    Replaced,
    /// Two neighbours stand the wrong way round.
    Swapped,
    /// A character is too many.
    Inserted,
    /// A character is missing.
    Lost,
}

impl SlipKind {
    /// All of them, in the order of their weights.
    pub const ALL: [Self; 4] = [Self::Replaced, Self::Swapped, Self::Inserted, Self::Lost];
}

/// How many signs are weighed.
pub const SIGNS: usize = 25;

/// What is known of an edit. Levels are those of [`super::table`]; −1 is unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// How much likelier the text becomes, in bits.
    pub gain: f32,
    /// The best known sequence of four over the edit.
    pub four: i8,
    /// The best known sequence of five over the edit.
    pub five: i8,
    /// The best known sequence of three that holds a character that comes in.
    pub three: i8,
    /// Whether the character that comes in is alike to the one that goes.
    pub alike: bool,
    /// As written, the pair of the first edited character and the one before.
    pub left: i8,
    /// As written, the pair of the last edited character and the next.
    pub right: i8,
    /// As written, the pair that changes places.
    pub inner: i8,
    /// The first edited character.
    pub character: i8,
    /// As written, the sequence of three that ends with the first edited character.
    pub before: i8,
    /// As written, the sequence of three that begins with the last edited character.
    pub behind: i8,
    /// As mended, the pair of the first character that comes in and the one before.
    pub mended_left: i8,
    /// As mended, the pair of the last character that comes in and the next, or of the two that meet.
    pub mended_right: i8,
    /// Whether more than one place is strange.
    pub wide: bool,
    /// How often else the text has a pair with an edited character.
    pub own_pair: u8,
    /// How often else the text has the first edited character.
    pub own_character: u8,
    /// How often the text has a sequence of three that the edit makes.
    pub own_mended: u8,
}

/// The level of a sequence; −1 where it is unknown.
pub fn level(model: &Model<'_>, symbols: &[Symbol]) -> i8 {
    model.level(Key::of(symbols)).and_then(|level| i8::try_from(level).ok()).unwrap_or(-1)
}

impl Evidence {
    /// As numbers, to be weighed.
    pub fn signs(&self) -> [f32; SIGNS] {
        let flag = |flag: bool| f32::from(u8::from(flag));
        let known = |level: i8| flag(level >= 0);
        let level = |level: i8| f32::from(level.max(0));
        // One for each doubling, up to four.
        let times = |count: u8| f32::from((8 - count.saturating_add(1).leading_zeros() as u8).min(5) - 1);
        [
            self.gain,
            known(self.four),
            level(self.four),
            known(self.five),
            level(self.five),
            flag(self.alike),
            known(self.left),
            level(self.left),
            known(self.right),
            level(self.right),
            known(self.inner),
            level(self.character),
            known(self.before),
            known(self.behind),
            flag(self.wide),
            times(self.own_pair),
            times(self.own_character),
            times(self.own_mended),
            known(self.mended_left),
            level(self.mended_left),
            known(self.mended_right),
            level(self.mended_right),
            known(self.three),
            level(self.three),
            flag(self.alike && self.four >= 0),
        ]
    }

    /// The logarithm of the odds that the edit mends a slip, were there as many slips of each kind as places that look
    /// like one.
    pub fn odds(&self, kind: SlipKind) -> f32 {
        let Weights { start, signs } = &WEIGHTS[kind as usize];
        self.signs().iter().zip(signs).fold(*start, |sum, (sign, weight)| sum + sign * weight)
    }

    /// How much must be gained, in bits, for odds as high, with all else as it is.
    pub fn gain_for(&self, kind: SlipKind, odds: f32) -> f32 {
        let of_a_bit = WEIGHTS[kind as usize].signs[0];
        self.gain + (odds - self.odds(kind)) / of_a_bit
    }
}

/// What the signs of one kind of slip weigh.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// Before any sign.
    pub start: f32,
    /// Of each sign.
    pub signs: [f32; SIGNS],
}

/// For each kind of slip; see lints/data/model/README.md.
pub const WEIGHTS: [Weights; 4] = [
    // Replaced
    Weights {
        start: -5.25,
        signs: [
            0.25, -2.52, 0.02, -0.74, 0.15, -0.41, -1.89, 0.01, -1.95, -0.05, 0.00, 0.16, 0.43, 0.74, 1.39, -0.79,
            -0.37, 0.67, -0.25, 0.10, 0.20, 0.12, -0.58, 0.04, 2.31,
        ],
    },
    // Swapped
    Weights {
        start: -2.30,
        signs: [
            0.30, -0.52, 0.75, -0.88, -0.10, 0.00, -0.68, 0.07, -1.01, 0.10, -2.79, 0.06, 0.13, -0.26, 0.58, -0.82,
            0.29, 0.00, -0.30, 0.19, -1.35, 0.18, -2.30, 0.01, 0.00,
        ],
    },
    // Inserted
    Weights {
        start: -3.86,
        signs: [
            0.14, -0.42, 0.05, -0.83, 0.14, 0.00, -1.26, -0.07, -1.24, -0.07, 0.00, 0.25, 0.92, 1.00, 1.63, -0.22,
            -0.15, 0.15, 0.00, 0.00, -0.20, 0.13, -3.86, 0.12, 0.00,
        ],
    },
    // Lost
    Weights {
        start: -0.75,
        signs: [
            0.20, -0.75, 0.31, -1.44, 0.27, 0.00, -1.50, 0.27, 0.00, 0.00, 0.00, 0.00, -1.51, 0.49, -0.32, -0.28, 0.00,
            0.91, 0.03, -0.13, -0.75, -0.00, -0.75, 0.06, 0.00,
        ],
    },
];
