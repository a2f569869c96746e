//! Which articles of the draft continue which of the law.

use std::collections::BTreeSet;

use super::affinity::{Bag, Letters, Likeness, Rarity, most};
use super::alignment::Alignment;
use super::units::{Measure, Units};
use crate::document::Document;
use crate::document::reference;

const MEASURE: Measure = Measure { kept: 0.2, moved: 0.4, left: 0.14 };

/// How alike a paragraph must be to one of another article for a link between the two articles.
const PARAGRAPH: f64 = 0.5;
/// Which share of its article it must be, by weight…
const PART: f64 = 0.15;
/// …and how much it must weigh: a formula has gone nowhere.
const LEAST: f64 = 25.0;

/// How much it counts that two articles cite the same articles…
const CITED: f64 = 0.2;
/// …from which share of what they cite on it speaks for them, below it against them.
const EVEN: f64 = 0.3;

/// An article's letters and those of its paragraphs, items included.
fn read(document: &Document) -> (Vec<Letters>, Vec<Letters>) {
    let mut articles: Vec<Vec<_>> = vec![Vec::new(); document.articles.len()];
    let mut paragraphs: Vec<Vec<_>> = vec![Vec::new(); document.paragraphs.len()];
    for passage in document.passages() {
        if let Some(article) = passage.home.article {
            articles[article].push(passage.span);
        }
        if let Some(paragraph) = passage.home.paragraph {
            paragraphs[paragraph].push(passage.span);
        }
    }
    let letters = |spans: Vec<Vec<_>>| spans.into_iter().map(|spans| Letters::of(document, spans)).collect();
    (letters(articles), letters(paragraphs))
}

/// Aligns the articles of two texts; tells how rare the pairs of their characters are, and the letters of their paragraphs.
pub(super) fn align(current: &Document, draft: &Document) -> (Alignment, Rarity, [Vec<Letters>; 2]) {
    let (old, old_paragraphs) = read(current);
    let (new, new_paragraphs) = read(draft);
    let rarity = Rarity::among(old.iter().chain(&new));
    let bags = |units: &[Letters]| units.iter().map(|unit| rarity.bag(unit)).collect::<Vec<Bag>>();
    let (old_bags, new_bags) = (bags(&old), bags(&new));
    let plain = Likeness::between(&rarity, &old_bags, &new_bags);
    let mut first = Units::new(&old, &new, &rarity);
    first.pair(&plain, MEASURE);
    let links = first.links().collect::<Vec<_>>();
    let likeness = with_citations(&plain, current, draft, &links);
    let mut units = Units::new(&old, &new, &rarity);
    units.pair(&likeness, MEASURE);
    for (old, new) in moved_paragraphs(
        &rarity,
        &Paragraphs::of(current, bags(&old_paragraphs), &old_bags),
        &Paragraphs::of(draft, bags(&new_paragraphs), &new_bags),
    ) {
        units.link(old, new);
    }
    units.follow_stretches();
    let mut alignment = Alignment::empty(old.len(), new.len());
    for (old, new) in units.links() {
        alignment.link(old, new);
    }
    (alignment, rarity, [old_paragraphs, new_paragraphs])
}

/// The same with what both cite: penalties that all read alike are told apart by the articles whose breach they punish.
fn with_citations(plain: &Likeness, current: &Document, draft: &Document, links: &[(usize, usize)]) -> Likeness {
    let mut becomes = vec![Vec::new(); current.articles.len()];
    for &(old, new) in links {
        becomes[old].push(new);
    }
    let old_cited: Vec<BTreeSet<usize>> = cited(current)
        .into_iter()
        .map(|cited| cited.into_iter().flat_map(|old| becomes[old].clone()).collect())
        .collect();
    let new_cited = cited(draft);
    plain.changed(|old, new, alike| {
        let (olds, news) = (&old_cited[old], &new_cited[new]);
        if olds.is_empty() || news.is_empty() || alike <= EVEN / 3.0 {
            return alike;
        }
        #[expect(clippy::cast_precision_loss, reason = "no article cites 2^52 others")]
        let shared = olds.intersection(news).count() as f64 / olds.union(news).count() as f64;
        alike + CITED * (shared - EVEN)
    })
}

/// For each article, those of its text that it cites by number.
fn cited(document: &Document) -> Vec<BTreeSet<usize>> {
    let mut cited = vec![BTreeSet::new(); document.articles.len()];
    for reference in document.references() {
        if let (Some(home), Some(target)) = (reference.home.article, reference::article_of(document, reference)) {
            cited[home].insert(target);
        }
    }
    cited
}

/// The paragraphs of a text that stand in articles.
struct Paragraphs {
    bags: Vec<Bag>,
    articles: Vec<Option<usize>>,
    /// Which share of its article each is, by weight.
    parts: Vec<f64>,
}

impl Paragraphs {
    fn of(document: &Document, bags: Vec<Bag>, articles: &[Bag]) -> Self {
        let homes: Vec<Option<usize>> = document.paragraphs.iter().map(|paragraph| paragraph.article).collect();
        let part = |(bag, home): (&Bag, &Option<usize>)| {
            let whole = home.map_or(0.0, |article| articles[article].weight);
            if whole > 0.0 { bag.weight / whole } else { 0.0 }
        };
        let parts = bags.iter().zip(&homes).map(part).collect();
        Self { bags, articles: homes, parts }
    }
}

/// The articles that are linked by paragraphs which are each other's best in both texts.
fn moved_paragraphs(rarity: &Rarity, old: &Paragraphs, new: &Paragraphs) -> Vec<(usize, usize)> {
    let likeness = Likeness::between(rarity, &old.bags, &new.bags);
    let link = |to: usize| {
        let (from, alike) = most(likeness.column(to).iter().copied())?;
        let back = most(likeness.row(from).iter().copied())?.0;
        let is_clear = alike > PARAGRAPH && back == to && new.parts[to] > PART && old.bags[from].weight > LEAST;
        old.articles[from].zip(new.articles[to]).filter(|_| is_clear)
    };
    (0..new.bags.len()).filter_map(link).collect()
}
