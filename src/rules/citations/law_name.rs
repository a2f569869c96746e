//! `cite-full-name-required`, `cite-prc-prefix-wrong`: 中华人民共和国 before the name of a law is missing, or too much.

use std::collections::HashSet;

use super::judged::binds;
use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;
use crate::document::citation::{Citation, Use, short_names};
use crate::document::tree::front::Kind;
use crate::laws::{self, Law, PREFIX, Rank};
use crate::rules::summary::told_once;

/// A law that is cited under a name not its own.
struct Misnamed<'d> {
    citation: &'d Citation,
    law: Law,
}

pub(in crate::rules) fn full_name(document: &Document) -> Vec<Finding> {
    // Interpretations and decisions name the law they are about once, and go on with its short form.
    if document.instrument.kind == Kind::NormativeDocument {
        return Vec::new();
    }
    let found = misnamed(document).into_iter().filter(|found| found.law.prefixed && found.law.rank == Rank::Law);
    told(found, "full")
}

pub(in crate::rules) fn prefix(document: &Document) -> Vec<Finding> {
    let (lacking, surplus): (Vec<_>, Vec<_>) = misnamed(document)
        .into_iter()
        .filter(|found| !(found.law.prefixed && found.law.rank == Rank::Law))
        .partition(|found| found.law.prefixed);
    let mut out = told(lacking.into_iter(), "full");
    out.extend(told(surplus.into_iter(), "surplus"));
    out
}

fn told<'d>(found: impl Iterator<Item = Misnamed<'d>>, variant: &'static str) -> Vec<Finding> {
    let findings = found.map(|Misnamed { citation, law }| {
        let start = citation.name.start;
        let finding = Finding::at(citation.name).arg("name", law.full_name());
        let finding = if law.prefixed {
            finding.edit(Span::new(start, start), PREFIX)
        } else {
            finding.variant(variant).edit(Span::new(start, start + PREFIX.len()), "")
        };
        (law.name, finding)
    });
    told_once(told_per(findings))
}

/// Citations of laws in force by a name that lacks 中华人民共和国 or has it without right, where the text has neither
/// given the law a short form nor cited it by its full name before.
fn misnamed<'d>(document: &'d Document) -> Vec<Misnamed<'d>> {
    if !binds(document) {
        return Vec::new();
    }
    let mut named: HashSet<&str> = short_names(document);
    let mut out = Vec::new();
    for citation in document.citations() {
        let text = document.str(citation.name);
        let (key, prefixed) = laws::split_prefix(text);
        if citation.used == Use::ShortForm || citation.used == Use::Past || named.contains(key) {
            continue;
        }
        let Some(law) = laws::find(text).filter(|law| law.name == key && law.ended.is_none()) else { continue };
        if law.prefixed == prefixed {
            named.insert(key);
        } else if citation.short.is_none() {
            out.push(Misnamed { citation, law });
        }
    }
    out
}
