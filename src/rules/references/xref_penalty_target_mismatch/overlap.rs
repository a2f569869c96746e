//! How much of a wording each article holds: shares of its pairs of characters, the rarer in this text the weightier.

use crate::document::Document;
use crate::document::label::is_han;

/// Bits of an article's set of pairs; a power of two.
const BITS: usize = 1 << 14;

/// A pair that stands in nearly all articles still weighs something.
const LEAST_WEIGHT: f64 = 0.015;

/// The pairs of all articles of a text.
pub(super) struct Wording {
    /// For each article a bit for each pair.
    sets: Vec<Vec<u64>>,
    /// In how many articles a pair stands.
    spread: Vec<u32>,
}

/// The pairs of a text, each as a bit.
fn pairs(text: &str) -> impl Iterator<Item = usize> {
    let mut previous = None;
    text.chars().filter_map(move |c| {
        let pair = previous.map(|before| bit(before, c));
        previous = is_han(c).then_some(c);
        pair.filter(|_| previous.is_some())
    })
}

fn bit(first: char, second: char) -> usize {
    let mixed = u32::from(first).wrapping_mul(0x9e37_79b1) ^ u32::from(second).wrapping_mul(0x85eb_ca6b);
    (mixed ^ (mixed >> 15)) as usize & (BITS - 1)
}

/// A wording to be looked for.
pub(super) struct Sought {
    /// Its pairs, each once, with their weights.
    weights: Vec<(usize, f64)>,
    total: f64,
}

impl Sought {
    /// How much it says: the weight of all its pairs.
    pub(super) const fn weight(&self) -> f64 {
        self.total
    }
}

impl Wording {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut spread = vec![0; BITS];
        let set = |article: &crate::document::Article| {
            let mut set = vec![0_u64; BITS / 64];
            for pair in pairs(document.str(article.span)) {
                let (word, mask) = (pair / 64, 1 << (pair % 64));
                if set[word] & mask == 0 {
                    set[word] |= mask;
                    spread[pair] += 1;
                }
            }
            set
        };
        let sets = document.articles.iter().map(set).collect();
        Self { sets, spread }
    }

    /// Weighs a wording.
    pub(super) fn sought(&self, text: &str) -> Sought {
        let mut all: Vec<usize> = pairs(text).collect();
        all.sort_unstable();
        all.dedup();
        let articles = self.sets.len() as f64;
        // A pair that stands in one article weighs 1.
        let most = ((articles + 1.0) / 1.5).ln();
        let weight =
            |pair: usize| (((articles + 1.0) / (f64::from(self.spread[pair]) + 0.5)).ln() / most).max(LEAST_WEIGHT);
        let weights: Vec<(usize, f64)> = all.into_iter().map(|pair| (pair, weight(pair))).collect();
        let total = weights.iter().map(|(_, weight)| weight).sum();
        Sought { weights, total }
    }

    /// The share of a wording that an article holds, from 0 to 1.
    pub(super) fn share(&self, sought: &Sought, article: usize) -> f64 {
        let holds = |pair: usize| self.sets[article][pair / 64] & (1 << (pair % 64)) != 0;
        let held: f64 = sought.weights.iter().filter(|(pair, _)| holds(*pair)).map(|(_, weight)| weight).sum();
        if sought.total > 0.0 { (held / sought.total).abs() } else { 0.0 }
    }
}
