//! `abbr-before-definition`: a short form is used in an article before the one that introduces it.

use std::collections::HashSet;

use super::short_forms::{is_coined, short_forms};
use super::standing::stands_alone;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::definition::Scope;
use crate::document::usage::{Use, bare};
use crate::lexicon::{definitions, preambles};

/// The shortest name that is no ordinary word, in characters.
const LEAST: usize = 3;

/// The shortest name that is no ordinary word because it is made up of what it stands for, 辅警.
const LEAST_COINED: usize = 2;

/// Characters that make another word of a name before them: 出让方案, 地震作业队.
const GOES_ON: [char; 7] = ['案', '队', '化', '员', '性', '率', '证'];

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    let title = document.title.as_ref().map_or("", |title| title.name.as_str());
    let mut seen = HashSet::new();
    for definition in short_forms(document).filter(|definition| definition.scope == Scope::Whole) {
        let name = bare(document.str(definition.name));
        let text = document.text_of(definition.home);
        let definition_marked = document.str(definition.name) != name;
        // A second bracket is a fault of its own.
        if title.contains(name)
            || !seen.insert((text, name))
            || name.chars().count() < if is_coined(document, definition) { LEAST_COINED } else { LEAST }
            || definitions::ORDINARY.contains(&name)
        {
            continue;
        }
        let in_marks = |found: &Use| {
            definition_marked && document.quotes().titles.binary_search(&marked(document, found.span)).is_ok()
        };
        let used = |found: &&Use| {
            let at = found.span.start;
            let quotes = document.quotes();
            !found.inside
                && (in_marks(found) || !quotes.in_title(at))
                && !quotes.in_quotation(at)
                && document.text_at(at) == text
                && document.passage_at(at).is_some_and(|passage| !passage.span.covers(definition.span))
                && stands_alone(document.text(), found.span)
                && !document.text()[found.span.end..].starts_with(GOES_ON)
                && !in_purpose(document, at)
        };
        let earlier: Vec<&Use> = document.uses().before(name, definition.span.start).iter().filter(used).collect();
        let Some((first, rest)) = earlier.split_first() else { continue };
        let whole = if in_marks(first) { marked(document, first.span) } else { first.span };
        let mut finding = Finding::at(whole).arg("name", name).label("definition", definition.span);
        for other in rest.iter().take(5) {
            finding = finding.also(other.span);
        }
        out.push(finding);
    }
    out
}

/// A name with one character of three bytes on each side, where 《 and 》 would be.
fn marked(document: &Document, name: Span) -> Span {
    let mark = '《'.len_utf8();
    Span::new(name.start.saturating_sub(mark), (name.end + mark).min(document.text().len()))
}

/// Whether a place stands in the first article of its text, where that says what the text is for.
fn in_purpose(document: &Document, at: usize) -> bool {
    document.passage_at(at).is_some_and(|passage| {
        let first = passage.home.article.is_some_and(|article| document.articles[article].ordinal.number == 1);
        first && preambles::PURPOSE.iter().any(|word| document.str(passage.span).contains(word))
    })
}
