//! Holds a lint against an example of its table: what is bad must be told, at the places between 【】 and no others;
//! what is good must not.

use super::{Plan, Settings, examine, examine_beside};
use crate::catalogue::{Example, Lint};
use crate::diagnostic::{Report, Span};
use crate::source::Source;

/// What is wrong with an example, or with its lint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is told in the bad text.
    Silent,
    /// These words are told, and others are marked.
    Elsewhere {
        /// What is told.
        told: Vec<String>,
        /// What is marked.
        marked: Vec<String>,
    },
    /// These words are told in the good text.
    Good(Vec<String>),
    /// The lint panicked.
    Failed(String),
}

/// What is wrong with an example of a lint; `base` says where the lint stands.
pub fn fault(of: &Lint, example: &Example, base: &Settings) -> Option<Fault> {
    let plan = Plan::new(&Settings { select: example.selectors(&of.name), ..base.clone() });
    let bad = example.bad_text();
    let told = |text: &str| told(of, report(example, text, &plan));
    let told_of_bad = match told(&bad) {
        Ok(told) => told,
        Err(fault) => return Some(fault),
    };
    let marked = example.marks();
    let words = |spans: &[Span], text: &str| spans.iter().map(|span| span.of(text).to_owned()).collect();
    if told_of_bad.is_empty() {
        return Some(Fault::Silent);
    }
    if !marked.is_empty() && told_of_bad != marked {
        return Some(Fault::Elsewhere { told: words(&told_of_bad, &bad), marked: words(&marked, &bad) });
    }
    let good = example.good_text();
    match told(&good) {
        Ok(told) => (!told.is_empty()).then(|| Fault::Good(words(&told, &good))),
        Err(fault) => Some(fault),
    }
}

/// What is told of one of an example's texts; beside the law in force, where the example has it.
pub fn report(example: &Example, text: &str, plan: &Plan) -> Report {
    let source = Source::from_text(example.file_name(), text);
    match &example.current {
        None => examine(&source, plan).report,
        Some(current) => examine_beside(&source, &Source::from_text(example.file_name(), current), plan).report,
    }
}

fn told(of: &Lint, report: Report) -> Result<Vec<Span>, Fault> {
    match report.failures.into_iter().next() {
        Some(failure) => Err(Fault::Failed(failure.message)),
        None => {
            let told = report.diagnostics.iter().filter(|diagnostic| diagnostic.lint == of.name);
            Ok(told.map(|diagnostic| diagnostic.span).collect())
        }
    }
}
