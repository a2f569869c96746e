//! `xref-chapter-article-mix`: a chapter, section or part that is not there, or an article that is not in the one named.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::reference::{self, Reference, Resolution, StepUnit};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    document.references().iter().filter_map(|reference| one(document, reference)).collect()
}

fn one(document: &Document, reference: &Reference) -> Option<Finding> {
    match reference::resolve(document, reference) {
        Resolution::Missing { unit, have, .. } if unit < StepUnit::Article => {
            let step = reference.own_steps().find(|step| step.unit == unit)?;
            // A number that is left out in between is told of by the chapters themselves.
            let beyond = step.ordinal.number as usize > have;
            // The parts of a code stand in files of their own.
            let beyond = beyond && (have > 0 || unit > StepUnit::Subpart);
            let finding = Finding::at(reference.span).arg("unit", unit.name()).arg("have", have.to_string());
            beyond.then(|| if have == 0 { finding.variant("none") } else { finding })
        }
        Resolution::Elsewhere { article, division } => {
            let label = document.articles[article].label;
            let finding = Finding::at(reference.span).variant("elsewhere");
            let finding = finding.arg("division", document.str(document.divisions[division].label));
            Some(finding.label("target", label))
        }
        Resolution::Missing { .. }
        | Resolution::Found(_)
        | Resolution::Division(_)
        | Resolution::Outside
        | Resolution::NothingBefore => None,
    }
}
