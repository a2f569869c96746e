//! `cite-article-drift`: an article is cited that the law does not have.

use std::collections::HashMap;

use super::judged::day;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::citation::{Use, cited_in};
use crate::document::reference::StepUnit;
use crate::document::tree::label::Ordinal;
use crate::laws;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.citations().is_empty() {
        return Vec::new();
    }
    let day = day(document);
    let mut known: HashMap<&str, Option<(u32, String)>> = HashMap::new();
    let mut out = Vec::new();
    for reference in document.references() {
        let Some(step) = reference.step(StepUnit::Article).filter(|step| reference.span.covers(step.span)) else {
            continue;
        };
        let Some(citation) = cited_in(document, reference).filter(|citation| citation.used != Use::Past) else {
            continue;
        };
        let last = known.entry(document.str(citation.name)).or_insert_with_key(|name| {
            let law = laws::find(name).filter(|law| law.ended_by(day).is_none())?;
            Some((law.last_article(day)?, law.full_name()))
        });
        if let Some((last, name)) = last
            && step.ordinal.number > *last
        {
            let finding = Finding::at(step.span).arg("law", name.clone()).label("law", citation.span);
            out.push(finding.arg("last", Ordinal::plain(*last).label("条")));
        }
    }
    out
}
