//! `xref-penalty-item-mismatch`: a penalty names an item or a paragraph, and says again what another one of the same
//! article says.

use std::collections::HashSet;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::breach::Breach;
use crate::document::reference::{self, Base, Law, Reference, Resolution, StepUnit};
use crate::document::tree::{Home, numeral};
use crate::document::wording::{self, Match};

/// Where so much is in common, it is said again.
const SAME: f64 = 0.5;

/// The place named has less in common than the one said again, by this much,
const BEHIND: f64 = 0.4;

/// and so has every other place, by this much.
const APART: f64 = 0.2;

/// What is said again has at least so many pairs of characters of its own,
const OWN: usize = 3;

/// or so many, where this share of it is said.
const OWN_OF_WHOLE: usize = 2;
const WHOLE: f64 = 0.85;

/// An article with more places is not compared.
const MOST: usize = 60;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let penal = |breach: &&Breach| breach.violates && !breach.conduct.is_empty();
    document.breaches().iter().filter(penal).filter_map(|breach| one(document, breach)).collect()
}

/// A reference of a penalty, and the place that it names.
struct Named<'d> {
    reference: &'d Reference,
    place: usize,
}

fn one(document: &Document, breach: &Breach) -> Option<Finding> {
    let references = breach.references(document);
    let whole = |reference: &Reference| {
        matches!(reference.law, Law::Own(_) | Law::Implied) && reference.base == Base::Law && !reference.through()
    };
    if !references.iter().all(whole) {
        return None;
    }
    let homes: Vec<Home> = references.iter().map(|reference| found(document, reference)).collect::<Option<_>>()?;
    let article = homes.first()?.article?;
    let one_article = homes.iter().all(|home| home.article == Some(article) && home.paragraph.is_some());
    if !one_article || breach.home.article == Some(article) {
        return None;
    }
    let places = places(document, article, &homes);
    let at = |home: &Home| places.iter().position(|place| same(place, home));
    let named: Vec<Named<'_>> = references
        .iter()
        .zip(&homes)
        .map(|(reference, home)| Some(Named { reference, place: at(home)? }))
        .collect::<Option<_>>()?;
    if places.len() > MOST || is_torn(document, &places) {
        return None;
    }
    let texts: Vec<String> = places.iter().map(|place| text(document, place)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    judge(document, &places, &named, &wording::matches(&restated(document, breach), &texts))
}

/// What is said again, without the references in it: 本法第二十八条第二款规定的野生动物 is no wording of the place named.
fn restated(document: &Document, breach: &Breach) -> String {
    let references = &document.references()[breach.references.end..];
    let mut out = String::new();
    let mut from = breach.conduct.start;
    for inner in references.iter().map(|reference| reference.span).take_while(|span| span.end <= breach.conduct.end) {
        out.push_str(document.str(Span::new(from, inner.start.max(from))));
        out.push('，');
        from = inner.end.max(from);
    }
    out + document.str(Span::new(from, breach.conduct.end))
}

/// The reference that another place answers better, where none of those named is the one said again.
fn judge(document: &Document, places: &[Home], named: &[Named<'_>], matches: &[Match]) -> Option<Finding> {
    let taken: HashSet<usize> = named.iter().map(|named| named.place).collect();
    let common = |at: usize| matches[at].said.max(matches[at].held);
    let mut free: Vec<usize> = (0..matches.len()).filter(|at| !taken.contains(at)).collect();
    free.sort_by(|&one, &other| common(other).total_cmp(&common(one)));
    let better = *free.first()?;
    let rival = free.get(1).map_or(0.0, |&at| common(at));
    let own = if matches[better].said >= WHOLE { OWN_OF_WHOLE } else { OWN };
    if common(better) < SAME || matches[better].own < own || common(better) - rival < APART {
        return None;
    }
    let foreign = |named: &&Named<'_>| common(better) - common(named.place) >= BEHIND;
    let mut wrong = named.iter().filter(foreign);
    let (wrong, None) = (wrong.next()?, wrong.next()) else { return None };
    let (from, to) = (places[wrong.place], places[better]);
    if leans_on(document, &from, &to) {
        return None;
    }
    let right = document.address_of(to)?;
    let paragraph = || to.paragraph.map(|at| document.paragraphs[at].span);
    let label = to.item.map_or_else(paragraph, |item| Some(document.items[item].body))?;
    let mut finding = Finding::at(wrong.reference.span).arg("right", right).label("better", label);
    if let Some((span, step)) = mended(document, wrong.reference, &from, &to) {
        finding = finding.edit(span, step);
    }
    Some(finding)
}

/// Whether a line of the copy was broken, so that paragraphs are counted that are none.
fn is_torn(document: &Document, places: &[Home]) -> bool {
    let paragraphs = places.iter().filter(|place| place.item.is_none()).filter_map(|place| place.paragraph);
    paragraphs
        .map(|at| document.str(document.paragraphs[at].span))
        .any(|text| !text.ends_with(['。', '：', '；', ':', '”']))
}

/// Whether what stands at a place goes by the words of the other one: 不得违反前款规定使用农药.
fn leans_on(document: &Document, place: &Home, other: &Home) -> bool {
    let references = document.references();
    let here = references.partition_point(|reference| reference.home.article < place.article);
    let of_article = references[here..].iter().take_while(|reference| reference.home.article == place.article);
    let inside = |home: Home| home.paragraph == place.paragraph && (place.item.is_none() || home.item == place.item);
    of_article.filter(|reference| inside(reference.home)).any(|reference| {
        let found = reference::resolve(document, reference);
        matches!(found, Resolution::Found(home) if home.article == place.article && home.paragraph == other.paragraph)
    })
}

/// The step to be written in the place of the wrong one, where it is only that step.
fn mended(document: &Document, reference: &Reference, from: &Home, to: &Home) -> Option<(Span, String)> {
    let item = from.item.is_some();
    if item != to.item.is_some() || item && from.paragraph != to.paragraph {
        return None;
    }
    let unit = if item { StepUnit::Item } else { StepUnit::Paragraph };
    let step = reference.own_steps().find(|step| step.unit == unit)?;
    let number = match to.item {
        Some(item) => document.items[item].mark?.number as usize,
        None => document.paragraph_number(to.paragraph?)?,
    };
    let written = document.str(step.span);
    let right = numeral::format(u32::try_from(number).ok()?);
    let bracketed = written.contains(['（', '(']);
    let number = if bracketed { format!("（{right}）") } else { right };
    let first = if written.starts_with('第') { "第" } else { "" };
    Some((step.span, format!("{first}{number}{}", unit.name())))
}

fn found(document: &Document, reference: &Reference) -> Option<Home> {
    let Resolution::Found(home) = reference::resolve(document, reference) else { return None };
    let below = reference.step(StepUnit::Item).is_some() || reference.step(StepUnit::Paragraph).is_some();
    (below && home.subitem.is_none()).then_some(home)
}

/// The places of an article that a penalty can mean: its items, where one of the places named is an item, else its
/// paragraphs.
fn places(document: &Document, article: usize, named: &[Home]) -> Vec<Home> {
    let paragraphs = document.articles[article].paragraphs.clone();
    let of_paragraph =
        |paragraph: usize| Home { article: Some(article), paragraph: Some(paragraph), ..Home::default() };
    let items = |paragraph: usize| {
        document.paragraphs[paragraph]
            .items
            .clone()
            .map(move |item| Home { item: Some(item), ..of_paragraph(paragraph) })
    };
    if named.iter().all(|home| home.item.is_some()) {
        return paragraphs.flat_map(items).collect();
    }
    // A paragraph named as a whole stands beside the items of others.
    paragraphs
        .flat_map(|paragraph| {
            let split = named.iter().any(|home| home.paragraph == Some(paragraph) && home.item.is_some());
            if split { items(paragraph).collect::<Vec<_>>() } else { vec![of_paragraph(paragraph)] }
        })
        .collect()
}

fn same(one: &Home, other: &Home) -> bool {
    one.paragraph == other.paragraph && one.item == other.item
}

/// What stands at a place; of a paragraph with its items.
fn text(document: &Document, place: &Home) -> String {
    let item = |item: usize| document.str(document.items[item].body);
    match (place.item, place.paragraph) {
        (Some(at), _) => item(at).to_owned(),
        (None, Some(at)) => {
            let paragraph = &document.paragraphs[at];
            let items = paragraph.items.clone().filter(|&at| !document.items[at].inline).map(item);
            std::iter::once(document.str(paragraph.span)).chain(items).collect()
        }
        (None, None) => String::new(),
    }
}
