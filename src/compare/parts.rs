//! Which paragraphs and items of linked articles continue each other.

use super::affinity::{Bag, Letters, Likeness, Rarity};
use super::alignment::Alignment;
use super::units::{Measure, Units};
use crate::document::Document;
use crate::document::tree::Role;

/// Inside linked articles little is needed: something of it is there.
const MEASURE: Measure = Measure { kept: 0.12, moved: 0.3, left: 0.08 };

/// Aligns the parts of each group of linked units: `inside` tells the parts of old and of new units, `letters` those of each
/// part.
fn align(
    groups: Vec<(Vec<usize>, Vec<usize>)>,
    inside: [&dyn Fn(usize) -> std::ops::Range<usize>; 2],
    letters: [&[Letters]; 2],
    rarity: &Rarity,
) -> Alignment {
    let [old_letters, new_letters] = letters;
    let mut alignment = Alignment::empty(old_letters.len(), new_letters.len());
    for (olds, news) in groups {
        let olds: Vec<usize> = olds.into_iter().flat_map(inside[0]).collect();
        let news: Vec<usize> = news.into_iter().flat_map(inside[1]).collect();
        if let ([old], [new]) = (olds.as_slice(), news.as_slice()) {
            alignment.link(*old, *new);
            continue;
        }
        let old: Vec<Letters> = olds.iter().map(|&part| old_letters[part].clone()).collect();
        let new: Vec<Letters> = news.iter().map(|&part| new_letters[part].clone()).collect();
        let bags = |parts: &[Letters]| parts.iter().map(|part| rarity.bag(part)).collect::<Vec<Bag>>();
        let likeness = Likeness::between(rarity, &bags(&old), &bags(&new));
        let mut units = Units::new(&old, &new, rarity);
        units.pair(&likeness, MEASURE);
        units.follow_stretches();
        for (old, new) in units.links() {
            alignment.link(olds[old], news[new]);
        }
    }
    alignment
}

/// Aligns the paragraphs of linked articles.
pub(super) fn paragraphs(
    [current, draft]: [&Document; 2],
    articles: &Alignment,
    letters: &[Vec<Letters>; 2],
    rarity: &Rarity,
) -> Alignment {
    let inside = |document: &'_ Document, article: usize| document.articles[article].paragraphs.clone();
    align(
        articles.groups(),
        [&|article| inside(current, article), &|article| inside(draft, article)],
        [&letters[0], &letters[1]],
        rarity,
    )
}

/// Aligns the items of linked paragraphs.
pub(super) fn items([current, draft]: [&Document; 2], paragraphs: &Alignment, rarity: &Rarity) -> Alignment {
    let inside = |document: &'_ Document, paragraph: usize| document.paragraphs[paragraph].items.clone();
    let letters = |document: &Document| {
        let mut spans = vec![Vec::new(); document.items.len()];
        for passage in document.passages() {
            let Some(item) = passage.home.item else { continue };
            // An item inside its paragraph's line is no passage of its own.
            if !matches!(document.blocks[passage.block].role, Role::Paragraph(_)) {
                spans[item].push(passage.span);
            }
        }
        for (item, spans) in document.items.iter().zip(&mut spans).filter(|(_, spans)| spans.is_empty()) {
            spans.push(item.body);
        }
        spans.into_iter().map(|spans| Letters::of(document, spans)).collect::<Vec<_>>()
    };
    let (old, new) = (letters(current), letters(draft));
    align(
        paragraphs.groups(),
        [&|paragraph| inside(current, paragraph), &|paragraph| inside(draft, paragraph)],
        [&old, &new],
        rarity,
    )
}
