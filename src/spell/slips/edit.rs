//! The edits that are tried where a text is strange.

use crate::spell::alike;
use crate::spell::evidence::SlipKind;
use crate::spell::model::Model;
use crate::spell::own::Own;
use crate::spell::symbols::{Symbol, character, is_han};
use crate::spell::table::Key;

/// Characters that count.
const NUMERALS: &str = "一二三四五六七八九十百千万亿两半";

/// Stretches of time.
const TIMES: &str = "年月旬周日天时分秒";

/// A change of a row of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edit {
    pub kind: SlipKind,
    /// The first symbol that goes; the one that a lost character stood before.
    pub at: usize,
    /// How many symbols go.
    pub takes: usize,
    /// What comes in, and how much of it counts.
    put: ([Symbol; 2], usize),
}

impl Edit {
    /// What comes in.
    pub(super) fn right(&self) -> &[Symbol] {
        &self.put.0[..self.put.1]
    }

    /// Whether one character comes in for another that is alike to it.
    pub(super) fn is_between_alike(&self, codes: &[Symbol]) -> bool {
        self.kind == SlipKind::Replaced && alike::are_alike(character(codes[self.at]), character(self.put.0[0]))
    }
}

/// The edits that could mend the strange places from `from` up to `to`.
pub(super) fn all(model: &Model<'_>, own: &Own, codes: &[Symbol], from: usize, to: usize) -> Vec<Edit> {
    let mut tried = Tried { model, own, codes, edits: Vec::new() };
    // Where two places are strange it is the character between them.
    let (first, last) = if to - from > 1 { (from + 1, to - 1) } else { (from, to) };
    for at in (first.max(1)..=last).filter(|&at| at + 1 < codes.len()) {
        if is_han(codes[at]) {
            tried.edits.push(Edit { kind: SlipKind::Inserted, at, takes: 1, put: ([0; 2], 0) });
            tried.fitting(at, 1);
            tried.alike(at);
        }
    }
    for at in from.saturating_sub(1).max(1)..=to {
        if let Some(&[left, right, _]) = codes.get(at..at + 3)
            && left != right
            && is_han(left)
            && is_han(right)
        {
            tried.edits.push(Edit { kind: SlipKind::Swapped, at, takes: 2, put: ([right, left], 2) });
        }
    }
    if to - from <= 2 {
        for at in from + 1..=to {
            tried.fitting(at, 0);
        }
    }
    tried.edits
}

struct Tried<'t> {
    model: &'t Model<'t>,
    own: &'t Own,
    codes: &'t [Symbol],
    edits: Vec<Edit>,
}

impl Tried<'_> {
    fn put(&mut self, at: usize, takes: usize, c: Symbol) {
        // Which number or which time is meant, no model can tell.
        if takes == 1
            && [NUMERALS, TIMES].iter().any(|of| of.contains(character(c)) && of.contains(character(self.codes[at])))
        {
            return;
        }
        let kind = if takes == 1 { SlipKind::Replaced } else { SlipKind::Lost };
        self.edits.push(Edit { kind, at, takes, put: ([c, 0], 1) });
    }

    /// Whether a sequence is known that stands around `at`, where `c` comes in for so many: some before, some behind.
    fn knows(&self, at: usize, takes: usize, c: Symbol, before: usize, behind: usize) -> bool {
        let Some(from) = at.checked_sub(before) else { return false };
        let Some(after) = self.codes.get(at + takes..at + takes + behind) else { return false };
        let key = self.codes[from..at].iter().chain([&c]).chain(after).fold(Key::default(), |key, &c| key.and(c));
        self.model.knows(key)
    }

    /// Whether `c` is known with both neighbours and one more.
    fn makes_four(&self, at: usize, takes: usize, c: Symbol) -> bool {
        self.knows(at, takes, c, 2, 1) || self.knows(at, takes, c, 1, 2)
    }

    /// The characters that fit in at `at`, in place of so many.
    fn fitting(&mut self, at: usize, takes: usize) {
        let (model, left, right) = (self.model, self.codes[at - 1], self.codes[at + takes]);
        let before = Key::default().and(left);
        for c in model.between(left, right) {
            // Few of many come further than this.
            let is_known = model.knows(before.and(c).and(right));
            if is_known && (takes == 0 || c != self.codes[at]) && is_han(c) && self.makes_four(at, takes, c) {
                self.put(at, takes, c);
            }
        }
    }

    /// The characters alike to the one at `at` that do not fit as well, but are known with two neighbours, or that the
    /// text itself has there elsewhere.
    fn alike(&mut self, at: usize) {
        let (before, next) = (Key::default().and(self.codes[at - 1]), self.codes[at + 1]);
        let all = alike::alike_to(character(self.codes[at])).filter_map(|c| Symbol::try_from(u32::from(c)).ok());
        // No sequence is known whose pairs are not. All pairs first, so that the model is asked for many at once.
        let pairs = |c: Symbol| (self.model.knows(before.and(c)), self.model.knows(Key::of(&[c, next])));
        let all: Vec<(Symbol, (bool, bool))> = all.map(|c| (c, pairs(c))).collect();
        for (c, (left, right)) in all {
            let three = left && self.knows(at, 1, c, 1, 1);
            let known = three || left && self.knows(at, 1, c, 2, 0) || right && self.knows(at, 1, c, 0, 2);
            let recurs = || self.own.of(&[self.codes[at - 1], c, self.codes[at + 1]]) > 1;
            if (known || recurs()) && !(three && self.makes_four(at, 1, c)) {
                self.put(at, 1, c);
            }
        }
    }
}
