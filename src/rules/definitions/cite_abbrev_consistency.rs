//! `cite-abbrev-consistency`: a law gets a short form, and is then called by another: with 《》 where the bracket had
//! none, without where it had, or by its full title again.

use super::short_forms::short_forms;
use super::standing::stands_alone;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::definition::{Definition, Scope};
use crate::document::usage::bare;
use crate::lexicon::{citations, titles};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let titles = short_forms(document)
        .filter(|definition| definition.scope == Scope::Whole && document.str(definition.full).starts_with('《'));
    titles.flat_map(|definition| of_law(document, definition)).collect()
}

/// Whether a title is one of a law, not of an agreement or a list.
fn is_law(title: &str) -> bool {
    let Some(title) = title.strip_prefix('《').and_then(|rest| rest.strip_suffix('》')) else { return false };
    let name =
        title.strip_suffix(['）', ')']).and_then(|rest| Some(&rest[..rest.rfind(['（', '('])?])).unwrap_or(title);
    titles::KINDS_OF_CITED.iter().any(|kind| name.ends_with(kind))
}

fn of_law(document: &Document, definition: &Definition) -> Vec<Finding> {
    let name = document.str(definition.name);
    let short = bare(name);
    let marked = name != short;
    let text = document.text_of(definition.home);
    let here = |at: usize| {
        !document.quotes().in_quotation(at) && document.text_at(at) == text && document.passage_at(at).is_some()
    };
    let mut other = Vec::new();
    // A list or a plan may be spoken of without being named; 规定 is a word like any other.
    if is_law(document.str(definition.full)) && (short.chars().count() > 2 || short.ends_with('法')) {
        for found in document.uses().behind(short, definition.span.end) {
            let Some(outer) = marks_around(document, found.span) else { continue };
            let in_marks = outer != found.span;
            let alone = short.chars().count() > 2 || stands_alone(document.text(), outer);
            if in_marks != marked && alone && !found.inside && here(found.span.start) {
                other.push(outer);
            }
        }
    }
    let full = document.uses().behind(document.str(definition.full), definition.span.end);
    let full: Vec<Span> = full
        .iter()
        .filter_map(|found| marks_around(document, found.span).filter(|outer| *outer != found.span))
        .filter(|span| here(span.start) && !document.definitions().iter().any(|other| other.full.covers(*span)))
        .collect();
    let variant = if marked { "unmarked" } else { "marked" };
    let mut out = Vec::new();
    out.extend(told(definition, &other, name).map(|finding| finding.variant(variant)));
    out.extend(told(definition, &full, name));
    out
}

/// A use with the title marks right around it, itself where there are none; `None` for a part of a longer name.
fn marks_around(document: &Document, span: Span) -> Option<Span> {
    let (before, behind) = (&document.text()[..span.start], &document.text()[span.end..]);
    match (before.ends_with('《'), behind.starts_with('》')) {
        (true, true) => Some(Span::new(span.start - '《'.len_utf8(), span.end + '》'.len_utf8())),
        (false, false) => {
            let longer =
                citations::LONGER_NAMES.iter().any(|next| behind.starts_with(next)) && !behind.starts_with("规定");
            (!longer && !document.quotes().in_title(span.start) && !before.ends_with("共和国")).then_some(span)
        }
        (true, false) | (false, true) => None,
    }
}

/// One finding for all uses of one kind, at the first.
fn told(definition: &Definition, uses: &[Span], name: &str) -> Option<Finding> {
    let (first, rest) = uses.split_first()?;
    let mut finding = Finding::at(*first).arg("name", name).label("definition", definition.span).edit(*first, name);
    for other in rest {
        finding = finding.also(*other).edit(*other, name);
    }
    Some(finding)
}
