//! `xref-stale`: a reference has kept the number that its target has in the law in force.

use crate::compare::Comparison;
use crate::compare::stale::{self, Evidence};
use crate::diagnostic::Finding;

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
