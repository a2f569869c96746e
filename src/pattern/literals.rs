//! The words of all declared lints in one automaton, so that a text is read once for all of them.
//!
//! Each pattern has a slot; what is found is kept by slot. Inside a slot the leftmost word wins, of those the longest;
//! words of different slots do not hide one another.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use crate::diagnostic::Span;

/// A word as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which of the pattern's words, from 0.
    pub word: usize,
    /// Where, in bytes of the prose.
    pub span: Span,
}

/// All words found in a text, by the slot of their pattern.
#[derive(Debug, Default)]
pub struct Hits {
    by_slot: Vec<Vec<Hit>>,
}

impl Hits {
    /// What was found for a pattern, in order, not overlapping.
    pub fn of(&self, slot: usize) -> &[Hit] {
        self.by_slot.get(slot).map_or(&[], Vec::as_slice)
    }
}

/// A slot, and the number of a word there.
type Owner = (usize, usize);

/// The automaton.
pub struct Literals {
    /// None where nothing is looked for.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// For each word, who looks for it.
    owners: Vec<Vec<Owner>>,
    slots: usize,
}

impl fmt::Debug for Literals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Literals")
            .field("words", &self.owners.len())
            .field("slots", &self.slots)
            .finish_non_exhaustive()
    }
}

impl Literals {
    /// Of the words of each slot, in order.
    pub fn new<'w>(slots: impl Iterator<Item = Vec<&'w str>>) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let (mut words, mut owners) = (Vec::new(), Vec::<Vec<Owner>>::new());
        let mut count = 0;
        for (slot, list) in slots.enumerate() {
            count = slot + 1;
            for (number, word) in list.into_iter().enumerate() {
                let at = *numbers.entry(word).or_insert_with(|| {
                    words.push(word);
                    owners.push(Vec::new());
                    words.len() - 1
                });
                owners[at].push((slot, number));
            }
        }
        #[expect(clippy::expect_used, reason = "a few thousand different words stay far below the automaton's limits")]
        let automaton =
            (!words.is_empty()).then(|| CharwiseDoubleArrayAhoCorasick::new(words).expect("a small automaton"));
        Self { automaton, owners, slots: count }
    }

    /// Reads a text.
    pub fn scan(&self, text: &str) -> Hits {
        let mut by_slot: Vec<Vec<Hit>> = vec![Vec::new(); self.slots];
        for found in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(text)) {
            let span = Span::new(found.start(), found.end());
            for &(slot, word) in &self.owners[found.value() as usize] {
                by_slot[slot].push(Hit { word, span });
            }
        }
        for hits in &mut by_slot {
            hits.sort_by_key(|hit| (hit.span.start, Reverse(hit.span.end)));
            let mut end = 0;
            hits.retain(|hit| {
                let free = hit.span.start >= end;
                if free {
                    end = hit.span.end;
                }
                free
            });
        }
        Hits { by_slot }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_do_not_hide_one_another_and_the_longest_wins_in_one() {
        let literals = Literals::new([vec!["其它", "其它化"], vec!["它化"], Vec::new()].into_iter());
        let hits = literals.scan("其它化物和其它");
        let words = |slot: usize| hits.of(slot).iter().map(|hit| (hit.word, hit.span.start)).collect::<Vec<_>>();
        assert_eq!(words(0), [(1, 0), (0, 15)]);
        assert_eq!(words(1), [(0, 3)]);
        assert!(words(2).is_empty());
    }
}
