//! `penalty-fine-no-bound`, `penalty-range-too-wide`, `penalty-fine-form`: how a fine tells its amount.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::penalty::{Bounds, Fine, Penalty};
use crate::lexicon::penalties;
use crate::options::Options;

/// The usual form is so many times as common as the one told.
const USUAL: usize = 3;

/// The fines of running text, with their penalties.
fn fines(document: &Document) -> impl Iterator<Item = (&Penalty, Fine)> {
    let own = |penalty: &&Penalty| !document.quotes().in_quotation(penalty.word.start);
    document.penalties().iter().filter(own).filter_map(|penalty| Some((penalty, penalty.fine?)))
}

/// A fine from its verb to 罚款.
const fn whole(penalty: &Penalty, fine: &Fine) -> Span {
    Span::new(fine.verb.start, penalty.word.end)
}

pub(in crate::rules) fn no_bound(document: &Document) -> Vec<Finding> {
    let kind = document.instrument.kind;
    if kind.is_decision() {
        return Vec::new();
    }
    let tell = |(penalty, fine): (&Penalty, Fine)| match fine.bounds {
        Bounds::AtLeast if !is_told(document, penalty) => Some(Finding::at(whole(penalty, &fine))),
        Bounds::Unsaid if !kind.may_fine_without_bound() && !fine_is_told_elsewhere(document, penalty) => {
            Some(Finding::at(whole(penalty, &fine)).variant("none"))
        }
        Bounds::Range(Some(low), Some(high)) if low.unit == high.unit && low.value >= high.value => {
            Some(Finding::at(fine.amount).variant("reversed"))
        }
        Bounds::AtLeast | Bounds::Unsaid | Bounds::Range(..) | Bounds::UpTo | Bounds::Fixed => None,
    };
    fines(document).filter_map(tell).collect()
}

/// Whether what follows in the sentence gives the upper bound.
fn is_told(document: &Document, penalty: &Penalty) -> bool {
    let rest = document.str(Span::new(penalty.word.end, penalty.sentence.end));
    // 对个人处五百元以上罚款，对单位处一万元以下罚款: the bound of another fine.
    let own = rest.split('处').next().unwrap_or(rest);
    let bounded = penalties::BOUNDED_BEHIND.iter().any(|word| own.contains(word));
    // What is said of fines already imposed: 处一万元以上罚款的，可以要求听证; or of what a heavy fine is.
    let sentence = document.str(penalty.sentence);
    let spoken_of = !rest.is_empty() && !rest.starts_with(['，', '（', '(', ','])
        || penalties::AMOUNT_DEFINED.iter().any(|word| sentence.contains(word));
    bounded || spoken_of || penalty.is_referred(document)
}

/// Whether the sentence leaves the fine to another place of the text: 依照本条第一款处以罚款.
fn leaves_to_another_place(document: &Document, penalty: &Penalty) -> bool {
    let references = document.references();
    let from = references.partition_point(|reference| reference.span.start < penalty.sentence.start);
    references[from..].iter().take_while(|reference| reference.span.end <= penalty.word.start).any(|reference| {
        let before = document.str(Span::new(penalty.sentence.start, reference.span.start));
        penalties::LEAVING_TO.iter().any(|word| before.ends_with(word))
    })
}

/// Whether the article tells the amount in another place, or leaves it to other law.
fn fine_is_told_elsewhere(document: &Document, penalty: &Penalty) -> bool {
    let Some(article) = penalty.home.article else { return true };
    let span = document.articles[article].span;
    let before = document.str(Span::new(span.start, penalty.word.start));
    let behind = document.str(Span::new(penalty.word.end, span.end));
    let amount = |text: &str| penalties::AMOUNTS.iter().any(|word| text.contains(word));
    leaves_to_another_place(document, penalty)
        || amount(behind)
        || amount(document.str(Span::new(penalty.sentence.start, penalty.word.start)))
        || before.contains("标准")
        || before.contains("按照下列")
        || penalty.is_referred(document)
        || penalties::ELSEWHERE.iter().any(|word| {
            let sentence = document.str(Span::new(penalty.sentence.start, penalty.word.start));
            sentence.contains(word) && !sentence.contains("违反")
        })
}

pub(in crate::rules) fn too_wide(document: &Document, options: &Options) -> Vec<Finding> {
    let most = options.number("times") as f64;
    if !document.instrument.kind.is_local() {
        return Vec::new();
    }
    let tell = |(penalty, fine): (&Penalty, Fine)| {
        let Bounds::Range(Some(low), Some(high)) = fine.bounds else { return None };
        let times = high.value / low.value;
        let wide = low.unit == high.unit && low.value > 0.0 && times > most && !penalty.is_referred(document);
        wide.then(|| Finding::at(fine.amount).arg("times", format!("{times:.0}")))
    };
    fines(document).filter_map(tell).collect()
}

pub(in crate::rules) fn form(document: &Document, options: &Options) -> Vec<Finding> {
    let mut with = Vec::new();
    let mut without = Vec::new();
    for (penalty, fine) in fines(document) {
        if matches!(fine.bounds, Bounds::Range(..) | Bounds::UpTo) && !penalty.is_referred(document) {
            let place = Span::new(fine.amount.start, penalty.word.end);
            let list = if fine.particle.is_empty() { &mut without } else { &mut with };
            list.push((place, fine.particle));
        }
    }
    let bare = with.len() * USUAL <= without.len();
    match options.word("form") {
        Some("罚款") => told(&with, "罚款", "的罚款", "").map(|one| one.variant("preferred")),
        Some(_) => told(&without, "的罚款", "罚款", "的").map(|one| one.variant("preferred")),
        None if bare => told(&with, "罚款", "的罚款", ""),
        None if without.len() * USUAL <= with.len() => told(&without, "的罚款", "罚款", "的"),
        None => None,
    }
    .into_iter()
    .collect()
}

/// The rarer form once, with its other places.
fn told(places: &[(Span, Span)], usual: &str, rarer: &str, particle: &str) -> Option<Finding> {
    let (&(first, _), others) = places.split_first()?;
    let finding = Finding::at(first).arg("usual", usual).arg("rarer", rarer);
    let labelled = others.iter().fold(finding, |finding, &(place, _)| finding.also(place));
    Some(places.iter().fold(labelled, |finding, &(_, at)| finding.edit(at, particle)))
}
