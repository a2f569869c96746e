//! What mends a slip: of the edits of its kind at its place the one that makes the text likeliest.

use crate::spell::alike;
use crate::spell::kind::SlipKind;
use crate::spell::model::{Model, ORDER};
use crate::spell::own::Own;
use crate::spell::symbols::{Symbol, character, is_han};
use crate::spell::table::Key;

/// Characters that count.
const NUMERALS: &str = "一二三四五六七八九十百千万亿两半";

/// Stretches of time.
const TIMES: &str = "年月旬周日天时分秒";

/// What a character that is alike to the one written is worth, in bits.
const ALIKE: f32 = 4.0;

/// What it is worth that the text itself writes so elsewhere, in bits.
const ELSEWHERE: f32 = 4.0;

/// An edit that gains less, in bits, mends nothing.
const LEAST_GAIN: f32 = 3.0;

/// A change of a row of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edit {
    /// The first symbol that goes; the one that a lost character stood before.
    pub at: usize,
    /// How many symbols go.
    pub takes: usize,
    /// What comes in, and how much of it counts.
    put: ([Symbol; 2], usize),
}

impl Edit {
    /// The edit that changes nothing, at `at`, where at most one symbol stands.
    pub(super) fn as_written(at: usize, takes: usize, codes: &[Symbol]) -> Self {
        Self { at, takes, put: ([codes[at], 0], takes) }
    }

    /// What comes in.
    pub(super) fn right(&self) -> &[Symbol] {
        &self.put.0[..self.put.1]
    }

    /// Writes the text around the edit as it makes it, and says where in it the edit begins.
    pub(super) fn apply(&self, codes: &[Symbol], mended: &mut Vec<Symbol>) -> usize {
        let from = self.at.saturating_sub(ORDER - 1);
        let to = (self.at + self.takes + ORDER - 1).min(codes.len());
        mended.clear();
        mended.extend(codes[from..self.at].iter().chain(self.right()).chain(&codes[self.at + self.takes..to]));
        self.at - from
    }
}

/// What an edit is found with.
#[derive(Debug)]
pub(super) struct Mender<'m> {
    pub model: Model<'m>,
    pub own: &'m Own,
    /// The text around an edit as the edit makes it.
    pub mended: Vec<Symbol>,
}

impl Mender<'_> {
    /// The edit that mends a slip of a kind at `at`, which has a neighbour on each side; none where nothing does.
    pub(super) fn edit(&mut self, codes: &[Symbol], kind: SlipKind, at: usize) -> Option<Edit> {
        match kind {
            SlipKind::Inserted => Some(Edit { at, takes: 1, put: ([0; 2], 0) }),
            SlipKind::Swapped => {
                let (left, right) = (codes[at], *codes.get(at + 1).filter(|&&next| is_han(next))?);
                Some(Edit { at, takes: 2, put: ([right, left], 2) })
            }
            SlipKind::Replaced => self.character(codes, at, 1),
            SlipKind::Lost => self.character(codes, at, 0),
        }
    }

    /// The character that fits best at `at`, in place of so many.
    fn character(&mut self, codes: &[Symbol], at: usize, takes: usize) -> Option<Edit> {
        let written = &codes[at.saturating_sub(ORDER - 1)..(at + takes + ORDER - 1).min(codes.len())];
        let lead = at - at.saturating_sub(ORDER - 1);
        // One character more costs about as much as one of the others.
        let spared = if takes == 0 { -self.likelihood(written, lead) / written.len().max(1) as f32 } else { 0.0 };
        let mut best = (self.likelihood(written, lead) - spared + LEAST_GAIN, None);
        for (c, is_alike) in self.fitting(codes, at, takes) {
            let edit = Edit { at, takes, put: ([c, 0], 1) };
            let mut mended = std::mem::take(&mut self.mended);
            let lead = edit.apply(codes, &mut mended);
            let mut value = self.likelihood(&mended, lead);
            if is_alike {
                value += ALIKE;
            }
            if self.own.of(&mended[lead - 1..(lead + 2).min(mended.len())]) > 0 {
                value += ELSEWHERE;
            }
            self.mended = mended;
            if value > best.0 {
                best = (value, Some(edit));
            }
        }
        best.1
    }

    /// How likely a row is from one of its places on.
    fn likelihood(&self, row: &[Symbol], from: usize) -> f32 {
        (from..row.len()).map(|at| self.model.likelihood(row, at)).sum()
    }

    /// The characters that may have stood at `at`, in place of so many, and whether each is alike to what is written.
    fn fitting(&self, codes: &[Symbol], at: usize, takes: usize) -> Vec<(Symbol, bool)> {
        let (left, right) = (codes[at - 1], codes[at + takes]);
        let before = Key::default().and(left);
        let known = |c: Symbol| self.model.knows(before.and(c)) || self.model.knows(Key::of(&[c, right]));
        let written = if takes == 1 { character(codes[at]) } else { '\0' };
        let alike = alike::alike_to(written).filter_map(|c| Symbol::try_from(u32::from(c)).ok());
        let mut fitting: Vec<(Symbol, bool)> = alike.filter(|&c| known(c)).map(|c| (c, true)).collect();
        let between = self.model.between(left, right).filter(|&c| self.model.knows(before.and(c).and(right)));
        fitting.extend(between.map(|c| (c, alike::are_alike(written, character(c)))));
        // Which number or which time is meant, no model can tell.
        let same = |c: Symbol| [NUMERALS, TIMES].iter().any(|of| of.contains(character(c)) && of.contains(written));
        fitting.retain(|&(c, _)| is_han(c) && (takes == 0 || c != codes[at] && !same(c)));
        fitting
    }
}
