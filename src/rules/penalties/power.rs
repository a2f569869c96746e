//! `penalty-beyond-local-power`, `penalty-rule-beyond-power`, `penalty-compulsion-beyond-power`, `penalty-criminal-set`:
//! a text lays down on its own what only a higher one may.

use crate::diagnostic::{Finding, told_per};
use crate::document::Document;
use crate::document::penalty::{Measure, Penalty};
use crate::document::tree::front::Kind;
use crate::lexicon::{makers, places};

/// The least number of articles a text has that lays down anything.
const LEAST_ARTICLES: usize = 2;

pub(in crate::rules) fn of_regulation(document: &Document) -> Vec<Finding> {
    match document.instrument.kind {
        Kind::LocalRegulation => {
            told(document, |measure| matches!(measure, Measure::Detention | Measure::BusinessLicence))
        }
        Kind::Law
        | Kind::AdminRegulation
        | Kind::LocalRule
        | Kind::NormativeDocument
        | Kind::Amendment
        | Kind::Repeal => Vec::new(),
    }
}

pub(in crate::rules) fn of_rule(document: &Document) -> Vec<Finding> {
    match document.instrument.kind {
        Kind::LocalRule => told(document, is_heavy),
        Kind::NormativeDocument if is_regulating(document) => {
            let of_document = |measure: Measure| is_light(measure) || is_heavy(measure);
            told(document, of_document).into_iter().map(|finding| finding.variant("document")).collect()
        }
        Kind::NormativeDocument
        | Kind::Law
        | Kind::AdminRegulation
        | Kind::LocalRegulation
        | Kind::Amendment
        | Kind::Repeal => Vec::new(),
    }
}

pub(in crate::rules) fn of_force(document: &Document) -> Vec<Finding> {
    match document.instrument.kind {
        Kind::LocalRegulation => told(document, |measure| matches!(measure, Measure::Demolition | Measure::Freezing)),
        Kind::LocalRule => told(document, is_force),
        Kind::NormativeDocument if is_regulating(document) => told(document, is_force),
        Kind::NormativeDocument | Kind::Law | Kind::AdminRegulation | Kind::Amendment | Kind::Repeal => Vec::new(),
    }
}

pub(in crate::rules) fn of_crime(document: &Document) -> Vec<Finding> {
    match document.instrument.kind {
        Kind::AdminRegulation | Kind::LocalRegulation | Kind::LocalRule => {
            told(document, |measure| measure == Measure::Crime)
        }
        Kind::NormativeDocument if is_regulating(document) => told(document, |measure| measure == Measure::Crime),
        Kind::NormativeDocument | Kind::Law | Kind::Amendment | Kind::Repeal => Vec::new(),
    }
}

const fn is_light(measure: Measure) -> bool {
    matches!(measure, Measure::Warning | Measure::Criticism | Measure::Fine)
}

const fn is_heavy(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Confiscation | Measure::Closure | Measure::Revocation | Measure::BusinessLicence | Measure::Detention
    )
}

const fn is_force(measure: Measure) -> bool {
    matches!(measure, Measure::Demolition | Measure::Freezing | Measure::Seizure)
}

/// Whether a document below rules is written like one: with articles, and not by a court or a congress.
fn is_regulating(document: &Document) -> bool {
    let title = document.title.as_ref().map_or("", |title| title.name.as_str());
    let other = makers::NOT_REGULATING;
    document.has_articles() && !other.iter().any(|word| title.contains(word)) && document.instrument.self_name.is_some()
}

/// The measures among those, each sentence once.
fn told(document: &Document, beyond: impl Fn(Measure) -> bool) -> Vec<Finding> {
    let title = document.title.as_ref().map_or("", |title| title.name.as_str());
    if places::AUTONOMOUS.iter().any(|place| title.contains(place))
        || title.starts_with("国务院")
        || title.contains("程序规定")
        || document.articles.len() < LEAST_ARTICLES
    {
        return Vec::new();
    }
    let quotes = document.quotes();
    let own = |penalty: &&Penalty| {
        beyond(penalty.measure)
            && penalty.home.article.is_some()
            && !quotes.in_quotation(penalty.word.start)
            && !penalty.is_referred(document)
    };
    let findings = document.penalties().iter().filter(own);
    told_per(findings.map(|penalty| (penalty.measure, Finding::at(penalty.word))))
}
