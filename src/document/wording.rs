//! How much of a wording each article holds: shares of its pairs of characters, the rarer in this text the weightier.

use std::collections::{HashMap, HashSet};

use super::Document;
use super::tree::Article;
use super::tree::label::is_han;

/// Bits of an article's set of pairs; a power of two.
const BITS: usize = 1 << 14;

/// A pair that stands in nearly all articles still weighs something.
const LEAST_WEIGHT: f64 = 0.015;

/// The pairs of all articles of a text.
#[derive(Debug)]
pub struct Wording {
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

/// The share of the shorter wording's pairs that the other holds, from 0 to 1.
pub fn in_common(one: &str, other: &str) -> f64 {
    let set = |text: &str| pairs(text).collect::<HashSet<usize>>();
    let (one, other) = (set(one), set(other));
    let least = one.len().min(other.len());
    if least == 0 { 0.0 } else { one.intersection(&other).count() as f64 / least as f64 }
}

/// How a wording and one of several texts meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// How much of the text the wording says, from 0 to 1; what all the texts have counts for nothing.
    pub said: f64,
    /// How much of the wording the text holds, from 0 to 1, counted likewise.
    pub held: f64,
    /// How many pairs of characters both have that no other of the texts has.
    pub own: usize,
}

/// Sets a wording beside texts that stand in one list, so that it can be told which of them it says again.
pub fn matches(wording: &str, texts: &[&str]) -> Vec<Match> {
    let sets: Vec<HashSet<usize>> = texts.iter().map(|text| pairs(text).collect()).collect();
    let mut spread: HashMap<usize, usize> = HashMap::new();
    for &pair in sets.iter().flatten() {
        *spread.entry(pair).or_default() += 1;
    }
    let wording: HashSet<usize> = pairs(wording).collect();
    let weight = |pair: &usize| match spread.get(pair) {
        Some(&count) if count == texts.len() && count > 1 => 0.0,
        Some(&count) => 1.0 / count as f64,
        None => 1.0,
    };
    let sum = |pairs: &mut dyn Iterator<Item = &usize>| pairs.map(weight).sum::<f64>();
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let all = sum(&mut wording.iter());
    let meet = |set: &HashSet<usize>| {
        let common = sum(&mut set.intersection(&wording));
        let own = set.intersection(&wording).filter(|pair| spread.get(pair) == Some(&1)).count();
        Match { said: share(common, sum(&mut set.iter())), held: share(common, all), own }
    };
    sets.iter().map(meet).collect()
}

/// A wording to be looked for.
#[derive(Debug)]
pub struct Sought {
    /// Its pairs, each once, with their weights.
    weights: Vec<(usize, f64)>,
    total: f64,
}

impl Sought {
    /// How much it says: the weight of all its pairs.
    pub const fn weight(&self) -> f64 {
        self.total
    }
}

impl Wording {
    /// Reads all articles.
    pub fn of(document: &Document) -> Self {
        let mut spread = vec![0; BITS];
        let set = |article: &Article| {
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
    pub fn sought(&self, text: &str) -> Sought {
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
    pub fn share(&self, sought: &Sought, article: usize) -> f64 {
        let holds = |pair: usize| self.sets[article][pair / 64] & (1 << (pair % 64)) != 0;
        let held: f64 = sought.weights.iter().filter(|(pair, _)| holds(*pair)).map(|(_, weight)| weight).sum();
        if sought.total > 0.0 { (held / sought.total).abs() } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    #[test]
    fn the_article_that_says_it_holds_most_of_it() {
        let text = "某市条例\n第一条　禁止攀折树木。\n第二条　树木应当登记。\n第三条　攀折树木的，处以罚款。\n";
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        let wording = Wording::of(&document);
        let sought = wording.sought("攀折、攀折树木");
        assert!(wording.share(&sought, 0) > 0.99 && wording.share(&sought, 1) < 0.6);
        assert!(wording.share(&wording.sought("甲"), 0) < f64::EPSILON);
    }

    #[test]
    fn the_text_said_again_is_told_from_its_neighbours() {
        let found = matches("在河道内倾倒垃圾", &["在河道内倾倒垃圾、渣土", "在河道内修建建筑物"]);
        assert!(found[0].said > 0.5 && found[0].held > 0.99 && found[0].own >= 4, "{found:?}");
        assert!(found[1].said < f64::EPSILON && found[1].own == 0, "{found:?}");
        assert!(matches("", &["甲乙"])[0].held < f64::EPSILON);
    }

    #[test]
    fn wordings_in_common() {
        assert!((in_common("攀折树木", "攀折树木的枝条") - 1.0).abs() < f64::EPSILON);
        assert!(in_common("攀折树木", "应当登记") < f64::EPSILON);
        assert!(in_common("", "应当登记") < f64::EPSILON);
    }
}
