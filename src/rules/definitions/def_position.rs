//! `def-position`: a term of the whole text is defined long after it was first used, outside the supplementary provisions.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::definition::{DefinitionKind, Scope};

/// How many articles before the definition must use the term.
const ARTICLES: usize = 5;

/// How many articles from the end still belong to the supplementary provisions.
const LAST: usize = 5;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if !document.instrument.kind.is_regulation() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for definition in document.definitions() {
        let Some(article) = definition.home.article else { continue };
        let whole = definition.kind == DefinitionKind::Term && definition.scope == Scope::Whole;
        if !whole
            || is_at_home(document, article, document.str(definition.name))
            || document.str(definition.word) == "包括"
        {
            continue;
        }
        let name = document.str(definition.name);
        if name.chars().count() < 3 {
            continue;
        }
        let text = document.text_of(definition.home);
        let mut articles: Vec<usize> = document
            .uses()
            .before(name, definition.span.start)
            .iter()
            .filter(|found| !found.inside && !document.quotes().in_title(found.span.start))
            .filter(|found| document.text_at(found.span.start) == text)
            .filter_map(|found| document.passage_at(found.span.start)?.home.article)
            .filter(|&at| at != article)
            .collect();
        articles.dedup();
        if articles.len() >= ARTICLES {
            out.push(
                Finding::at(definition.name)
                    .arg("name", name)
                    .arg("count", articles.len().to_string())
                    .label("first", document.articles[articles[0]].label),
            );
        }
    }
    out
}

/// Whether an article is a good place to define a term: in the general or the supplementary provisions, or at the head
/// of the chapter that is about it.
fn is_at_home(document: &Document, article: usize, term: &str) -> bool {
    let text = document.articles[article].text;
    let end = document.articles.partition_point(|other| other.text <= text);
    let Some(division) = document.articles[article].division else { return article + LAST >= end };
    let name = document.str(document.divisions[division].name).replace(['　', ' '], "");
    article + LAST >= end || name == "附则" || name == "总则" || name.contains(term)
}
