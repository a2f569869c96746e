//! `xref-stale`: a reference has kept the number that its target has in the law in force.

use crate::compare::stale::{self, Evidence};
use crate::compare::{Comparison, elsewhere as others};
use crate::diagnostic::Finding;
use crate::document::Document;

pub(in crate::rules) fn find(comparison: &Comparison<'_>) -> Vec<Finding> {
    let finding = |stale: stale::Stale| {
        let finding = Finding::at(stale.span).arg("expected", stale.expected);
        let label = stale.target.article.map(|article| comparison.draft.articles[article].label);
        let finding = label.into_iter().fold(finding, |finding, label| finding.label("now", label));
        match stale.evidence {
            Evidence::Kept => finding,
            Evidence::Rewritten => finding.variant("rewritten"),
        }
    };
    stale::references(comparison).into_iter().map(finding).collect()
}

/// What another text says of the law by the numbers of the law in force.
pub(in crate::rules) fn elsewhere(comparison: &Comparison<'_>, other: &Document) -> Vec<Finding> {
    let outdated = others::references(comparison, other).outdated.into_iter();
    let finding =
        |outdated: others::Outdated| Finding::at(outdated.span).variant("elsewhere").arg("expected", outdated.expected);
    outdated.map(finding).collect()
}
