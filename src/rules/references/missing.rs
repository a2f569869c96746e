//! `xref-article-missing`, `xref-paragraph-missing`, `xref-item-missing`: what a reference names is not there.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::reference::{self, Reference, Resolution, Share, Step, StepUnit};
use crate::document::tree::Home;

pub(in crate::rules) fn articles(document: &Document) -> Vec<Finding> {
    missing(document, &[StepUnit::Article])
}

pub(in crate::rules) fn paragraphs(document: &Document) -> Vec<Finding> {
    missing(document, &[StepUnit::Paragraph])
}

pub(in crate::rules) fn items(document: &Document) -> Vec<Finding> {
    missing(document, &[StepUnit::Item, StepUnit::Subitem])
}

fn missing(document: &Document, units: &[StepUnit]) -> Vec<Finding> {
    let mut told = false;
    let mut out = Vec::new();
    for reference in document.references() {
        let finding = one(document, reference, units);
        // Of a run that shares its unit, 第四、五项, the first is enough.
        let goes_on = told && reference.share == Share::Later;
        told = goes_on || finding.is_some();
        out.extend(finding.filter(|_| !goes_on));
    }
    out
}

fn one(document: &Document, reference: &Reference, units: &[StepUnit]) -> Option<Finding> {
    let Resolution::Missing { unit, have, article } = reference::resolve(document, reference) else { return None };
    // A step taken over from the reference before is told there.
    let inherited = |step: &Step| step.unit == unit && !reference.span.covers(step.span);
    if !units.contains(&unit) || reference.steps.iter().any(inherited) {
        return None;
    }
    let finding = Finding::at(reference.span).arg("have", have.to_string());
    let Some(article) = article else {
        let last = document.articles.iter().map(|article| article.ordinal).max()?;
        return Some(finding.arg("last", last.label("条")));
    };
    let home = Home { article: Some(article), ..Home::default() };
    let target = document.address_of(home).unwrap_or_default();
    let finding = finding.arg("target", target).label("target", document.articles[article].label);
    Some(if have == 0 { finding.variant("none") } else { finding })
}
