//! How alike two stretches of law are, by the pairs of characters that they share, weighed by how rare those are.
//!
//! Punctuation and blanks count for nothing, and what a reference names is left out: its number changes where nothing
//! else does.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Span;
use crate::document::Document;

/// The characters of a stretch of text without marks, blanks and references, in runs that hang together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Letters(Vec<Vec<char>>);

impl Letters {
    /// Those of spans of a document's text, in order.
    pub(super) fn of(document: &Document, spans: impl IntoIterator<Item = Span>) -> Self {
        let references = document.references();
        let mut runs = Vec::new();
        for span in spans {
            let mut run = Vec::new();
            let mut next = references.partition_point(|reference| reference.span.end <= span.start);
            for (at, c) in document.str(span).char_indices() {
                let at = span.start + at;
                while references.get(next).is_some_and(|reference| reference.span.end <= at) {
                    next += 1;
                }
                if references.get(next).is_some_and(|reference| reference.span.contains(at)) {
                    if !run.is_empty() {
                        runs.push(std::mem::take(&mut run));
                    }
                } else if c.is_alphanumeric() {
                    run.push(c);
                }
            }
            runs.push(run);
        }
        runs.retain(|run| !run.is_empty());
        Self(runs)
    }

    fn pairs(&self) -> impl Iterator<Item = Pair> {
        self.0.iter().flat_map(|run| run.windows(2).map(|pair| (pair[0], pair[1])))
    }
}

type Pair = (char, char);

/// How often each pair stands in a text, by the pair's number, with what that comes to.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag {
    counts: Vec<(usize, f64)>,
    /// The sum of its pairs' weights.
    pub(super) weight: f64,
    norm: f64,
}

/// How rare the pairs of characters of two texts are among their articles.
#[derive(Debug)]
pub(super) struct Rarity {
    numbers: HashMap<Pair, usize>,
    weights: Vec<f64>,
}

impl Rarity {
    /// Counted over the articles of both texts.
    pub(super) fn among<'l>(articles: impl Iterator<Item = &'l Letters>) -> Self {
        let mut numbers = HashMap::new();
        let mut holders: Vec<f64> = Vec::new();
        let mut last: Vec<usize> = Vec::new();
        let mut count = 0;
        for letters in articles {
            count += 1;
            for pair in letters.pairs() {
                let number = *numbers.entry(pair).or_insert(holders.len());
                if number == holders.len() {
                    holders.push(0.0);
                    last.push(0);
                }
                if last[number] < count {
                    last[number] = count;
                    holders[number] += 1.0;
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "no text has 2^52 articles")]
        let all = count as f64 + 1.0;
        let weights = holders.into_iter().map(|holders| (all / (holders + 0.5)).ln()).collect();
        Self { numbers, weights }
    }

    /// All pairs of some texts, one as rare as the other.
    pub(super) fn even<'l>(texts: impl Iterator<Item = &'l Letters>) -> Self {
        let mut even = Self::among(texts);
        even.weights.fill(1.0);
        even
    }

    /// Which share of a bag another one holds; none where they share too few pairs to tell: 规定 stands everywhere.
    pub(super) fn share(&self, of: &Bag, within: &Bag) -> f64 {
        const FEW: usize = 3;
        let held = |number: usize| {
            let at = within.counts.binary_search_by_key(&number, |&(other, _)| other);
            at.map_or(0.0, |at| within.counts[at].1)
        };
        let both = of.counts.iter().map(|&(number, count)| (count.min(held(number)), self.weights[number]));
        let both: Vec<(f64, f64)> = both.filter(|&(count, _)| count > 0.0).collect();
        let shared: f64 = both.iter().map(|(count, weight)| count * weight).sum();
        if both.len() >= FEW { shared / of.weight } else { 0.0 }
    }

    fn weight(&self, pair: Pair) -> f64 {
        self.numbers.get(&pair).map_or(0.0, |&number| self.weights[number])
    }

    /// The pairs of a text, counted.
    pub(super) fn bag(&self, letters: &Letters) -> Bag {
        let mut numbers: Vec<usize> = letters.pairs().filter_map(|pair| self.numbers.get(&pair).copied()).collect();
        numbers.sort_unstable();
        let mut bag = Bag::default();
        for number in numbers {
            match bag.counts.last_mut() {
                Some((last, count)) if *last == number => *count += 1.0,
                Some(_) | None => bag.counts.push((number, 1.0)),
            }
        }
        bag.weight = bag.counts.iter().map(|&(number, count)| count * self.weights[number]).sum();
        bag.norm = bag.counts.iter().map(|&(number, count)| (count * self.weights[number]).powi(2)).sum::<f64>().sqrt();
        bag
    }

    /// How alike two bags are: 1 where they hold the same, 0 where they share nothing.
    pub(super) fn cosine(&self, one: &Bag, other: &Bag) -> f64 {
        let (mut at, mut sum) = (0, 0.0);
        for &(number, count) in &one.counts {
            while other.counts.get(at).is_some_and(|&(other, _)| other < number) {
                at += 1;
            }
            if let Some(&(_, others)) = other.counts.get(at).filter(|&&(other, _)| other == number) {
                sum += count * others * self.weights[number].powi(2);
            }
        }
        if sum > 0.0 { sum / (one.norm * other.norm) } else { 0.0 }
    }
}

/// Below this, two units have nothing to do with each other.
const FLOOR: f64 = 0.08;

/// A pair that so many units of a text hold tells none of them from the others.
const COMMON: usize = 400;

/// How alike the units of two texts are; pairs of units that have nothing to do with each other are left out.
#[derive(Debug, Clone, Default)]
pub(super) struct Likeness {
    /// For each old unit, the new ones with how alike they are, in order.
    rows: Vec<Vec<(usize, f64)>>,
    /// The same for each new one.
    columns: Vec<Vec<(usize, f64)>>,
}

impl Likeness {
    /// That of two lists of bags.
    pub(super) fn between(rarity: &Rarity, old: &[Bag], new: &[Bag]) -> Self {
        let mut holders: Vec<Vec<(usize, f64)>> = vec![Vec::new(); rarity.weights.len()];
        for (unit, bag) in new.iter().enumerate() {
            for &(number, count) in &bag.counts {
                holders[number].push((unit, count));
            }
        }
        let mut sums = vec![0.0; new.len()];
        let mut touched = Vec::new();
        let row = |bag: &Bag| {
            for &(number, count) in &bag.counts {
                if holders[number].len() > COMMON {
                    continue;
                }
                let weight = rarity.weights[number].powi(2) * count;
                for &(unit, others) in &holders[number] {
                    if sums[unit] == 0.0 {
                        touched.push(unit);
                    }
                    sums[unit] += weight * others;
                }
            }
            touched.sort_unstable();
            touched.dedup();
            let taken =
                touched.drain(..).map(|unit| (unit, std::mem::take(&mut sums[unit]) / (bag.norm * new[unit].norm)));
            taken.filter(|&(_, alike)| alike >= FLOOR).collect()
        };
        Self::of_rows(old.iter().map(row).collect(), new.len())
    }

    fn of_rows(rows: Vec<Vec<(usize, f64)>>, new: usize) -> Self {
        let mut columns = vec![Vec::new(); new];
        for (old, row) in rows.iter().enumerate() {
            for &(new, alike) in row {
                columns[new].push((old, alike));
            }
        }
        Self { rows, columns }
    }

    /// The same, each value changed.
    pub(super) fn changed(&self, change: impl Fn(usize, usize, f64) -> f64) -> Self {
        let row = |(old, row): (usize, &Vec<(usize, f64)>)| {
            row.iter().map(|&(new, alike)| (new, change(old, new, alike))).collect()
        };
        Self::of_rows(self.rows.iter().enumerate().map(row).collect(), self.columns.len())
    }

    /// How alike two units are.
    pub(super) fn of(&self, old: usize, new: usize) -> f64 {
        let row = &self.rows[old];
        row.binary_search_by_key(&new, |&(unit, _)| unit).map_or(0.0, |at| row[at].1)
    }

    /// The new units that have something to do with an old one, in order.
    pub(super) fn row(&self, old: usize) -> &[(usize, f64)] {
        &self.rows[old]
    }

    /// The old units that have something to do with a new one, in order.
    pub(super) fn column(&self, new: usize) -> &[(usize, f64)] {
        &self.columns[new]
    }
}

/// Of units with how alike they are, the one that is most; of several, the first.
pub(super) fn most(units: impl Iterator<Item = (usize, f64)>) -> Option<(usize, f64)> {
    units.fold(None, |best, unit| match best {
        Some((_, alike)) if alike >= unit.1 => best,
        Some(_) | None => Some(unit),
    })
}

/// So many characters in a row are no chance.
const STRETCH: usize = 4;

/// A stretch that so many units hold is a formula.
const FORMULA: usize = 64;

/// Where the stretches of units stand, to find what a text has taken from which of them.
#[derive(Debug)]
pub(super) struct Stretches(HashMap<[char; STRETCH], Vec<usize>>);

fn stretch(window: &[char]) -> [char; STRETCH] {
    std::array::from_fn(|at| window[at])
}

impl Stretches {
    /// Those of units, by their positions.
    pub(super) fn of(units: &[Letters]) -> Self {
        let mut all: HashMap<[char; STRETCH], Vec<usize>> = HashMap::new();
        for (unit, letters) in units.iter().enumerate() {
            for window in letters.0.iter().flat_map(|run| run.windows(STRETCH)) {
                let holders = all.entry(stretch(window)).or_default();
                if holders.last() != Some(&unit) {
                    holders.push(unit);
                }
            }
        }
        Self(all)
    }

    /// Which share of a text, by weight, stands in each unit, in stretches; in order of the units.
    pub(super) fn shares(&self, letters: &Letters, rarity: &Rarity) -> BTreeMap<usize, f64> {
        let mut found: BTreeMap<usize, f64> = BTreeMap::new();
        let mut all = 0.0;
        for run in &letters.0 {
            let weights: Vec<f64> = run.windows(2).map(|pair| rarity.weight((pair[0], pair[1]))).collect();
            all += weights.iter().sum::<f64>();
            // Up to which pair of the run each unit has been given what it shares.
            let mut given: BTreeMap<usize, usize> = BTreeMap::new();
            for (at, window) in run.windows(STRETCH).enumerate() {
                let holders = self.0.get(&stretch(window)).filter(|holders| holders.len() <= FORMULA);
                for &unit in holders.into_iter().flatten() {
                    let given = given.entry(unit).or_default();
                    let (from, to) = ((*given).max(at), at + STRETCH - 1);
                    *found.entry(unit).or_default() += weights[from..to].iter().sum::<f64>();
                    *given = to;
                }
            }
        }
        for share in found.values_mut() {
            *share /= all;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    fn letters(text: &str) -> Letters {
        Letters(vec![text.chars().collect()])
    }

    #[test]
    fn references_and_marks_are_left_out() {
        let source = Source::from_text(
            "a.txt",
            "某市养犬条例\n第一条　违反本条例第二条、第三条规定的，处罚。\n第二条　甲。\n第三条　乙。\n",
        );
        let document = Document::parse(&source, &Hints::default());
        let text = |letters: Letters| letters.0.iter().map(|run| run.iter().collect::<String>()).collect::<Vec<_>>();
        let span = document.paragraphs[0].span;
        assert_eq!(text(Letters::of(&document, [span])), ["违反", "规定的处罚"]);
    }

    #[test]
    fn the_same_is_wholly_alike() {
        let units = [letters("养犬应当登记"), letters("养犬应当免疫"), letters("罚款由公安机关作出")];
        let rarity = Rarity::among(units.iter());
        let bags: Vec<Bag> = units.iter().map(|unit| rarity.bag(unit)).collect();
        let likeness = Likeness::between(&rarity, &bags, &bags);
        assert!((likeness.of(0, 0) - 1.0).abs() < 1e-9 && likeness.of(0, 2) == 0.0);
        assert!(likeness.of(0, 1) > 0.1 && (likeness.of(0, 1) - rarity.cosine(&bags[0], &bags[1])).abs() < 1e-9);
        assert_eq!(most(likeness.row(1).iter().copied()).map(|(unit, _)| unit), Some(1));
    }

    #[test]
    fn shares_are_what_stands_there_in_stretches() {
        let units = [letters("饲养烈性犬的处罚款并没收犬只"), letters("拒绝阻碍执法的予以警告")];
        let rarity = Rarity::among(units.iter());
        let stretches = Stretches::of(&units);
        let shares = stretches.shares(&letters("饲养烈性犬的予以警告"), &rarity);
        assert!(shares[&0] > 0.4 && shares[&0] < 0.7 && shares[&1] > 0.2, "{shares:?}");
        assert_eq!(stretches.shares(&units[0], &rarity).keys().copied().collect::<Vec<_>>(), [0]);
    }
}
