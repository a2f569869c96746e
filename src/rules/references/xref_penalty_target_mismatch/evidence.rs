//! What speaks for the references being off by some distance: how much better the articles at that distance match what
//! the clauses say.

use std::ops::Range;

use crate::document::Document;
use crate::document::breach::Breach;
use crate::document::reference::{self, StepUnit};
use crate::document::wording::{Sought, Wording};

/// How far off the right article is looked for.
pub(super) const DISTANCES: [isize; 6] = [1, -1, 2, -2, 3, -3];

/// A stretch must gain this much in all, after each reference has paid its toll.
const ENOUGH: f64 = 0.35;

/// What each reference pays, so that chance gains do not add up.
const TOLL: f64 = 0.08;

/// A plain case gains this much,
const PLAIN_GAIN: f64 = 0.3;

/// and the other article holds at least this share.
const PLAIN_SHARE: f64 = 0.45;

/// What says less is not compared.
const LEAST_WEIGHT: f64 = 2.3;

/// What a noun behind 规定的 counts, beside a conduct behind 违反…规定.
const NOMINAL: f64 = 0.7;

/// What it counts that a paragraph or item named is there or is not.
const STRUCTURE: f64 = 0.5;

/// A case supports others where it gains this much.
const SUPPORT: f64 = 0.15;

/// A case that nothing supports is told only where it is plainer still: no farther off,
const LONE_DISTANCE: usize = 2;

/// no more of it in the article named,
const LONE_SHARE: f64 = 0.3;

/// and it says this much.
const LONE_WEIGHT: f64 = 4.5;

/// A case is told of an article at any distance where that article holds at least this share,
const VERBATIM: f64 = 0.85;

/// the next best holds less by this much,
const ALONE: f64 = 0.35;

/// and the article named no more than this.
const FOREIGN: f64 = 0.2;

/// A reference that loses more than this at the distance is not stale.
pub(super) const CONTRADICTED: f64 = -0.2;

/// A clause and how well articles match it.
pub(super) struct Case<'d> {
    pub(super) breach: &'d Breach,
    /// The lowest article it names.
    pub(super) first: usize,
    /// Share of the conduct in the article named.
    pub(super) share: f64,
    /// How much the conduct says.
    weight: f64,
    /// By distance: the share of the conduct there, and the gain.
    pub(super) there: [Option<(f64, f64)>; DISTANCES.len()],
}

/// A stretch of cases that one distance explains.
pub(super) struct Stretch {
    pub(super) distance: usize,
    pub(super) cases: Range<usize>,
    pub(super) gain: f64,
}

pub(super) fn case<'d>(document: &Document, wording: &Wording, breach: &'d Breach) -> Option<Case<'d>> {
    let named = breach.articles(document)?;
    let host = breach.home.article?;
    if named.contains(&host) || breach.violates && named.iter().any(|&article| article > host) {
        return None;
    }
    let sought = Some(breach.conduct).filter(|conduct| !conduct.is_empty());
    let sought: Option<Sought> = sought.map(|conduct| wording.sought(document.str(conduct)));
    let sought = sought.filter(|sought| sought.weight() >= LEAST_WEIGHT);
    let built = standing(document, breach, 0);
    if sought.is_none() && built.is_none() {
        return None;
    }
    let best = |articles: &mut dyn Iterator<Item = usize>| {
        let shares = articles.map(|article| sought.as_ref().map_or(0.0, |sought| wording.share(sought, article)));
        shares.max_by(f64::total_cmp)
    };
    let share = best(&mut named.iter().copied()).unwrap_or(0.0);
    let at = |distance: isize| {
        let may = |&article: &usize| {
            article < document.articles.len()
                && article != host
                && !named.contains(&article)
                && !(breach.violates && article > host)
        };
        let moved = || named.iter().filter_map(move |article| article.checked_add_signed(distance)).filter(may);
        let there = best(&mut moved())?;
        let weight = if breach.violates { 1.0 } else { NOMINAL };
        let change = built.map_or(0.0, |here| standing(document, breach, distance).unwrap_or(0.0) - here);
        Some((there, (there - share) * weight + change * STRUCTURE))
    };
    let weight = sought.as_ref().map_or(0.0, Sought::weight);
    Some(Case { breach, first: named.iter().copied().min()?, share, weight, there: DISTANCES.map(at) })
}

/// Of the references that name a second or later paragraph or an item, the share that finds it at a distance.
fn standing(document: &Document, breach: &Breach, distance: isize) -> Option<f64> {
    let mut telling = 0;
    let mut found = 0;
    for reference in breach.references(document) {
        let number = |unit: StepUnit| reference.step(unit).map(|step| step.ordinal.number);
        let (paragraph, item) = (number(StepUnit::Paragraph), number(StepUnit::Item));
        if item.is_none() && paragraph.is_none_or(|number| number < 2) {
            continue;
        }
        telling += 1;
        let article = reference::article_of(document, reference).and_then(|at| at.checked_add_signed(distance));
        found += usize::from(article.is_some_and(|article| reference::has(document, article, paragraph, item)));
    }
    (telling > 0).then(|| f64::from(found as u32) / f64::from(telling))
}

/// The article, at whatever distance, that a penalty says again nearly word for word where the one it names has next to
/// nothing of it, and the share of the conduct that it holds.
pub(super) fn elsewhere(document: &Document, wording: &Wording, case: &Case<'_>) -> Option<(usize, f64)> {
    let host = case.breach.home.article?;
    if !case.breach.violates || case.share > FOREIGN || case.weight < LONE_WEIGHT {
        return None;
    }
    let sought = wording.sought(document.str(case.breach.conduct));
    let mut shares: Vec<(usize, f64)> =
        (0..host).map(|article| (article, wording.share(&sought, article))).filter(|(_, share)| *share > 0.0).collect();
    shares.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let rival = shares.get(1).map_or(0.0, |&(_, share)| share);
    shares.first().copied().filter(|&(_, share)| share >= VERBATIM && share - rival >= ALONE)
}

/// The stretch that gains most at a distance, with a plain case in it.
pub(super) fn stretch(cases: &[Case<'_>], distance: usize) -> Option<Stretch> {
    let mut best: Option<Stretch> = None;
    let (mut start, mut sum, mut plain) = (0, 0.0, false);
    for (at, case) in cases.iter().enumerate() {
        let Some((_, gain)) = case.there[distance] else { continue };
        if sum <= 0.0 {
            (start, sum, plain) = (at, 0.0, false);
        }
        sum += gain - TOLL;
        plain |= is_plain(case, distance);
        let enough = plain && sum >= ENOUGH && holds_alone(&cases[start..=at], distance);
        if enough && best.as_ref().is_none_or(|best| sum > best.gain) {
            best = Some(Stretch { distance, cases: start..at + 1, gain: sum });
        }
    }
    best
}

/// Whether a case gains enough at the distance to support others.
pub(super) fn supports(case: &Case<'_>, distance: usize) -> bool {
    case.there[distance].is_some_and(|(_, gain)| gain >= SUPPORT)
}

/// Whether several cases of a stretch speak for the distance, or one that needs no support.
fn holds_alone(cases: &[Case<'_>], distance: usize) -> bool {
    let lone = |case: &&Case<'_>| {
        is_plain(case, distance)
            && DISTANCES[distance].unsigned_abs() <= LONE_DISTANCE
            && case.share < LONE_SHARE
            && case.weight >= LONE_WEIGHT
    };
    cases.iter().filter(|case| supports(case, distance)).count() > 1 || cases.iter().any(|case| lone(&case))
}

/// Whether a case tells by itself that the article at the distance is meant.
pub(super) fn is_plain(case: &Case<'_>, distance: usize) -> bool {
    let Some((share, gain)) = case.there[distance] else { return false };
    let rival = |(at, there): (usize, &Option<(f64, f64)>)| there.filter(|_| at != distance).map(|(share, _)| share);
    let best = case.there.iter().enumerate().filter_map(rival).fold(0.0, f64::max);
    case.breach.violates && gain >= PLAIN_GAIN && share >= PLAIN_SHARE && share >= best - 0.05
}
