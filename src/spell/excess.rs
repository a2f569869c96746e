//! What the network says of characters that may be too many, wherever they stand: it is asked about one place, and
//! not only about those that are new to published law.

use std::ops::Range;

use super::Learnt;
use super::kind::SlipKind;
use super::own::Own;
use super::signs::Sources;
use super::symbols::{Symbol, is_han};
use crate::diagnostic::Span;

/// The network, and the counts of the text at hand.
#[derive(Debug)]
pub struct Excess<'l> {
    learnt: Learnt<'l>,
    own: Own,
}

impl<'l> Excess<'l> {
    /// Counts a text that has these stretches.
    pub fn of(learnt: Learnt<'l>, text: &str, stretches: &[Span]) -> Self {
        Self { learnt, own: Own::of_text(text, stretches) }
    }

    /// The highest odds that one of some places is too many; none where the network thinks otherwise of all of them.
    pub fn odds(&self, codes: &[Symbol], places: Range<usize>) -> Option<f32> {
        let Learnt { model, words, rare, network } = &self.learnt;
        let sources = Sources { counts: model, words: *words, rare: *rare, own: &self.own };
        let verdict = |at: usize| {
            let signs = sources.signs(codes, at);
            network.map(|network| network.judge(&signs.plain(), &signs.shown, is_han(codes[at])))
        };
        let verdicts = places.filter(|&at| at > 0 && at + 1 < codes.len()).filter_map(verdict);
        verdicts.filter(|verdict| verdict.kind == SlipKind::Inserted).map(|verdict| verdict.odds).max_by(f32::total_cmp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spell::symbols::codes;

    #[test]
    fn a_word_written_twice_is_told_from_two_that_meet() {
        let odds = |text: &str, places: Range<usize>| {
            let excess = Excess::of(crate::spell::learnt(), text, &[Span::new(0, text.len())]);
            excess.odds(&codes(text), places)
        };
        let twice = odds("应当依照有关法律、行政行政法规的规定执行。", 9..13).expect("too much");
        assert!(twice > 0.0, "{twice}");
        assert!(odds("违反本条例规定规定的条件的，", 4..8).is_none_or(|odds| odds < twice));
    }
}
