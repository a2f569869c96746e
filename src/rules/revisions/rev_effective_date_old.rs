//! `rev-effective-date-old`: a revision takes effect on the day on which the law in force did.

use super::revision::is_revision;
use crate::compare::Comparison;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::date::{EffectiveClause, effective_clauses};

pub(in crate::rules) fn find(comparison: &Comparison<'_>) -> Vec<Finding> {
    let Comparison { current, draft, .. } = *comparison;
    // What is amended article by article (修正) keeps its day; what is revised as a whole (修订) has a new one.
    if !is_revision(draft) {
        return Vec::new();
    }
    let dated = |document| own(document).filter_map(|clause| Some((clause.date?, clause)));
    let old = dated(current).last();
    let kept = dated(draft).filter(|(date, _)| old.is_some_and(|(old, _)| old == *date));
    kept.map(|(_, clause)| Finding::at(clause.day)).collect()
}

/// The clauses on when a text itself takes effect.
fn own(document: &Document) -> impl Iterator<Item = &EffectiveClause> {
    effective_clauses(document).iter().filter(|clause| clause.own())
}
