//! `rev-removed-but-referenced`: the draft has left out a short form or an article of the law, and goes on using it.

use std::collections::HashSet;

use crate::compare::{Comparison, stale};
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::definition::Scope;
use crate::rules::definitions::short_forms::{is_coined, short_forms};

pub(in crate::rules) fn find(comparison: &Comparison<'_>) -> Vec<Finding> {
    let mut findings = short_forms_dropped(comparison);
    let number = |article: usize| comparison.current.articles[article].ordinal.label("条");
    let orphan = |orphan: stale::Orphan| Finding::at(orphan.span).variant("article").arg("old", number(orphan.deleted));
    findings.extend(stale::orphans(comparison).into_iter().map(orphan));
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// Short forms that the law introduces and the draft uses without doing so.
fn short_forms_dropped(comparison: &Comparison<'_>) -> Vec<Finding> {
    let Comparison { current, draft, .. } = *comparison;
    let defined: HashSet<&str> = draft.definitions().iter().map(|definition| draft.str(definition.name)).collect();
    let mut seen = HashSet::new();
    let mut findings = Vec::new();
    for definition in short_forms(current).filter(|definition| definition.scope == Scope::Whole) {
        let name = current.str(definition.name);
        // What is an ordinary word needs no introduction.
        if !is_coined(current, definition) || defined.contains(name) || !seen.insert(name) {
            continue;
        }
        if let Some((first, rest)) = uses(draft, name).split_first() {
            let finding = Finding::at(*first).arg("full", current.str(definition.full));
            findings.push(rest.iter().fold(finding, |finding, &place| finding.also(place)));
        }
    }
    findings
}

/// Where a text uses a name that was made for the law: inside a longer one, too, 勤务辅警.
fn uses(document: &Document, name: &str) -> Vec<Span> {
    let quotes = document.quotes();
    let in_passage = |span: Span| {
        let found = document.str(span).match_indices(name).map(move |(at, _)| span.start + at);
        found.map(|at| Span::new(at, at + name.len()))
    };
    let found = document.passages().iter().flat_map(|passage| in_passage(passage.span));
    found.filter(|found| !quotes.mention(found.start)).collect()
}
