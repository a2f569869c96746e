//! `xref-bare-article`: 第二十条 without 本条例 before it.
//!
//! Only where it is plain that this text's own article is meant: nothing in the article speaks of another law. A text
//! that leaves its name out throughout is told once.

use std::collections::HashSet;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::front::Kind;
use crate::document::reference::{Base, Law, Reference, Unit};
use crate::rules::summary::told_once;

/// Up to how many are told one by one, where most have the name.
const SINGLE: usize = 8;

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let Some(own) = document.instrument.self_name else { return Vec::new() };
    match document.instrument.kind {
        Kind::Law | Kind::AdminRegulation | Kind::LocalRegulation | Kind::LocalRule => {}
        Kind::NormativeDocument | Kind::Amendment | Kind::Repeal => return Vec::new(),
    }
    let references = document.references();
    let foreign: HashSet<Option<usize>> = references
        .iter()
        .filter(|reference| matches!(reference.law, Law::Other(_) | Law::Unclear))
        .map(|reference| reference.home.article)
        .collect();
    let named = references.iter().filter(|reference| matches!(reference.law, Law::Own(_))).count();
    let bare = references.iter().filter(|reference| is_bare(reference) && !foreign.contains(&reference.home.article));
    let found: Vec<Finding> = bare.map(|reference| one(reference, own)).collect();
    let most = if named >= found.len() { SINGLE } else { 0 };
    told_once(found, most)
}

fn is_bare(reference: &Reference) -> bool {
    let article = reference.own_steps().next().is_some_and(|step| step.unit == Unit::Article);
    article && reference.law == Law::Implied && reference.base == Base::Law && reference.join.is_none()
}

fn one(reference: &Reference, own: &str) -> Finding {
    let start = Span::new(reference.span.start, reference.span.start);
    Finding::at(reference.span).arg("own", own).edit(start, own)
}
