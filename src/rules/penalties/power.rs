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
    let title = document.title.as_ref().map_or("", |title| title.name.as_str());
    // What implements a law by its title details the penalties of that law.
    let told = document.instrument.kind == Kind::LocalRegulation && !title.contains("实施");
    if told { beyond(document, Measure::is_penalty) } else { Vec::new() }
}

pub(in crate::rules) fn of_rule(document: &Document) -> Vec<Finding> {
    if document.instrument.kind == Kind::LocalRule {
        return beyond(document, Measure::is_penalty);
    }
    if !is_regulating(document) {
        return Vec::new();
    }
    beyond(document, Measure::is_penalty).into_iter().map(|finding| finding.variant("document")).collect()
}

pub(in crate::rules) fn of_force(document: &Document) -> Vec<Finding> {
    let told = document.instrument.kind.is_local() || is_regulating(document);
    if told { beyond(document, Measure::is_force) } else { Vec::new() }
}

pub(in crate::rules) fn of_crime(document: &Document) -> Vec<Finding> {
    let told = document.instrument.kind.is_below_law() || is_regulating(document);
    if told { beyond(document, |measure| measure == Measure::Crime) } else { Vec::new() }
}

/// Whether a document below rules is written like one: with articles, and not by a court or a congress.
fn is_regulating(document: &Document) -> bool {
    let title = document.title.as_ref().map_or("", |title| title.name.as_str());
    let other = makers::NOT_REGULATING;
    document.instrument.kind == Kind::NormativeDocument
        && document.has_articles()
        && !other.iter().any(|word| title.contains(word))
        && document.instrument.self_name.is_some()
}

/// The measures among those that a text of the kind may not lay down, each sentence once.
fn beyond(document: &Document, among: impl Fn(Measure) -> bool) -> Vec<Finding> {
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
        among(penalty.measure)
            && !penalty.measure.may_be_laid_down_by(document.instrument.kind)
            && penalty.home.article.is_some()
            && !quotes.in_quotation(penalty.word.start)
            && !penalty.is_referred(document)
    };
    let findings = document.penalties().iter().filter(own);
    told_per(findings.map(|penalty| (penalty.measure, Finding::at(penalty.word))))
}
