//! `def-unused`: a term is defined and used nowhere.

use std::collections::HashSet;

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind, Scope};
use crate::document::usage::Use;

/// The longest name that is a term and not a phrase, in characters.
const MOST: usize = 12;

/// The shortest beginning or end that may stand for a term, in characters.
const PART: usize = 3;

/// How many candidates are looked at closely.
const CANDIDATES: usize = 20;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() || !document.has_articles() {
        return Vec::new();
    }
    let title = document.title.as_ref().map_or("", |title| title.name.as_str());
    // An implementing regulation explains terms of the law.
    if title.contains("实施") {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let terms = document
        .definitions()
        .iter()
        .filter(|definition| definition.kind != DefinitionKind::ShortForm && definition.scope == Scope::Whole);
    let unused = terms
        .filter(|definition| {
            let name = document.str(definition.name);
            let is_term = !name.contains(|c: char| c.is_ascii_punctuation() || "、，（）“”《》的和与或及".contains(c));
            let long = name.chars().count();
            is_term
                && (2..=MOST).contains(&long)
                && !title.contains(name)
                && seen.insert((document.text_of(definition.home), name))
                && !is_used(document, definition)
                && !has_short_form(document, definition)
        })
        .take(CANDIDATES);
    unused
        .filter(|definition| !is_used_in_part(document, definition))
        .map(|definition| Finding::at(definition.name).arg("name", document.str(definition.name)))
        .collect()
}

/// Whether the term occurs anywhere in its text but where it is defined.
fn is_used(document: &Document, definition: &Definition) -> bool {
    let text = document.text_of(definition.home);
    // A member of a list of terms goes on to speak of itself.
    let own = match definition.kind {
        DefinitionKind::Listed => document.passage_at(definition.name.start).map_or(definition.meaning, |own| own.span),
        DefinitionKind::Term | DefinitionKind::ShortForm => definition.meaning,
    };
    let used = |found: &Use| document.text_at(found.span.start) == text && !own.covers(found.span);
    document.uses().of(document.str(definition.name)).iter().any(used)
}

/// Whether the text speaks of the term in part: 二次供水 for 城市二次供水; 粮食收购、加工 for 粮食加工.
fn is_used_in_part(document: &Document, definition: &Definition) -> bool {
    let name = document.str(definition.name);
    let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
    let text = document.text();
    let (before, behind) = (&text[..definition.name.start], &text[definition.meaning.end..]);
    let occurs = |part: &str| before.contains(part) || behind.contains(part);
    if ends.len() > PART + 1 {
        return occurs(&name[ends[ends.len() - PART]..]) || occurs(&name[..ends[PART]]);
    }
    ends.len() == 4 && (occurs(&format!("、{}", &name[ends[2]..])) || occurs(&format!("{}、", &name[..ends[2]])))
}

/// Whether the term gets a short form where it is defined: it lives on in that.
fn has_short_form(document: &Document, definition: &Definition) -> bool {
    let all = document.definitions();
    let behind = all.partition_point(|other| other.span.start < definition.name.end);
    all.get(behind)
        .is_some_and(|other| other.kind == DefinitionKind::ShortForm && other.span.start < definition.word.start)
}
