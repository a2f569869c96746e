//! `effective-date-placeholder`: the day of taking effect is not filled in.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::date::{self, EffectiveDay};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    date::effective_clauses(document)
        .iter()
        .filter(|clause| clause.state == EffectiveDay::Blank)
        .map(|clause| Finding::at(clause.day))
        .collect()
}
