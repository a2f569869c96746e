//! `xref-penalty-target-mismatch`: what a penalty says was done is not what the article it names is about, but what an
//! article a step or two away is about: articles were added or deleted and the references left alone.
//!
//! For each distance, each reference gains what the article at that distance matches better than the one named. The
//! stretch of references, in order of the articles named, that gains most in sum is told, if it gains enough and at
//! least one reference in it is plain by itself.

mod evidence;

use std::collections::HashSet;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::reference;
use crate::document::tree::numeral;
use crate::document::wording::Wording;
use evidence::{CONTRADICTED, Case, DISTANCES, Stretch};

/// Of so many penalties each is compared with all articles; no text has more that restate another article's words.
const MOST_LONE: usize = 200;

/// No text has more articles.
const MOST_ARTICLES: usize = 4000;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let many = document.articles.len() > MOST_ARTICLES;
    if many || !document.breaches().iter().any(|breach| breach.violates && !breach.conduct.is_empty()) {
        return Vec::new();
    }
    let wording = Wording::of(document);
    let mut cases: Vec<Case<'_>> =
        document.breaches().iter().filter_map(|breach| evidence::case(document, &wording, breach)).collect();
    cases.sort_by_key(|case| case.first);
    let stretches = (0..DISTANCES.len()).filter_map(|distance| evidence::stretch(&cases, distance));
    let best = stretches.max_by(|a, b| a.gain.total_cmp(&b.gain));
    let moved = best.and_then(|stretch| tell(document, &cases, &stretch));
    match moved {
        Some(finding) => vec![finding],
        None => {
            let named = answered(document);
            let cases = cases.iter().take(MOST_LONE);
            cases.filter_map(|case| lone(document, &wording, case, &named)).collect()
        }
    }
}

/// The articles that lay down penalties, and those that penalties name.
fn answered(document: &Document) -> HashSet<usize> {
    let penal = document.breaches().iter().filter(|breach| breach.violates);
    penal
        .flat_map(|breach| breach.articles(document).unwrap_or_default().into_iter().chain(breach.home.article))
        .collect()
}

/// A penalty that says again word for word what an article far from the one it names says, 第三条 for 第六条; that article
/// is one that no penalty names.
fn lone(document: &Document, wording: &Wording, case: &Case<'_>, answered: &HashSet<usize>) -> Option<Finding> {
    let (better, share) = evidence::elsewhere(document, wording, case)?;
    if answered.contains(&better) || leads_to(document, better, case.first) {
        return None;
    }
    let span = case.breach.references(document).first()?.span;
    Some(mismatch(document, span, case, (better, share)).variant("far"))
}

/// What is said of a case that another article answers better, with the share of the conduct that it holds.
fn mismatch(document: &Document, span: Span, case: &Case<'_>, (better, share): (usize, f64)) -> Finding {
    let label = |article: usize| document.articles[article].ordinal.label("条");
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    Finding::at(span)
        .arg("target", label(case.first))
        .arg("better", label(better))
        .arg("have", percent(case.share))
        .arg("would", percent(share))
        .label("better", document.articles[better].label)
}

/// Whether an article goes by what another one says: 应当按照第十五条规定的要求保洁.
fn leads_to(document: &Document, article: usize, other: usize) -> bool {
    let references = document.references();
    let from = references.partition_point(|reference| reference.home.article < Some(article));
    let of_article = references[from..].iter().take_while(|reference| reference.home.article == Some(article));
    of_article.filter_map(|reference| reference::article_of(document, reference)).any(|named| named == other)
}

fn tell(document: &Document, cases: &[Case<'_>], stretch: &Stretch) -> Option<Finding> {
    let supporting = || cases[stretch.cases.clone()].iter().filter(|case| evidence::supports(case, stretch.distance));
    let lowest = supporting().next()?.first;
    let plain: Vec<&Case<'_>> = supporting().filter(|case| evidence::is_plain(case, stretch.distance)).collect();
    let (main, others) = plain.split_first()?;
    let distance = DISTANCES[stretch.distance];
    let (share, _) = main.there[stretch.distance]?;
    let span = main.breach.references(document).first()?.span;
    let better = main.first.checked_add_signed(distance)?;
    let from = document.articles.get(lowest)?.ordinal.label("条");
    if leads_to(document, better, main.first) {
        return None;
    }
    let count = u32::try_from(distance.unsigned_abs()).unwrap_or(0);
    let mut finding = mismatch(document, span, main, (better, share))
        .arg("from", from)
        .arg("by", numeral::format(count))
        .arg("count", count.to_string());
    for case in others {
        let spans = case.breach.references(document).iter().map(|reference| reference.span);
        finding = spans.fold(finding, |finding, span| finding.label("moved", span));
    }
    if supporting().count() == 1 {
        return Some(finding);
    }
    for span in in_range(document, cases, stretch, lowest) {
        if span != finding.span && !finding.labels.iter().any(|&(_, told)| told == span) {
            finding = finding.label("check", span);
        }
    }
    Some(finding.variant("shifted"))
}

/// All references to articles in the stretch that nothing speaks for.
fn in_range(document: &Document, cases: &[Case<'_>], stretch: &Stretch, lowest: usize) -> Vec<Span> {
    // Behind the last case the shift goes on, unless a later case speaks against it.
    let end = cases.get(stretch.cases.end).map_or(document.articles.len(), |case| case.first);
    let against = |case: &&Case<'_>| case.there[stretch.distance].is_some_and(|(_, gain)| gain < CONTRADICTED);
    let contradicted: HashSet<Span> = cases
        .iter()
        .filter(against)
        .flat_map(|case| case.breach.references(document).iter().map(|reference| reference.span))
        .collect();
    // The change lies between the last case that speaks against the distance and the first that speaks for it.
    let before = cases.iter().filter(against).map(|case| case.first).filter(|&first| first < lowest).max();
    let start = before.map_or(lowest, |before| before + 1);
    let concerned = |reference: &&reference::Reference| {
        let article = reference::article_of(document, reference);
        article.is_some_and(|article| (start..end).contains(&article) && reference.home.article != Some(article))
            && !contradicted.contains(&reference.span)
    };
    document.references().iter().filter(concerned).map(|reference| reference.span).collect()
}
