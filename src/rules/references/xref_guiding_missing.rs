//! `xref-guiding-missing`: 违反第二条或者… without 规定.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::breach::Breach;
use crate::document::reference::Reference;
use crate::lexicon::references;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let violating = document.breaches().iter().filter(|breach| breach.violates);
    violating.filter_map(|breach| one(document, breach)).collect()
}

fn one(document: &Document, breach: &Breach) -> Option<Finding> {
    let last = breach.references(document).last()?;
    let passage = document.passage_at(last.span.start)?;
    let behind = document.str(Span::new(last.span.end, passage.span.end));
    let goes_on = references::BEHIND_VIOLATED.iter().any(|word| behind.starts_with(word));
    // 第二条或者第三条的 is a list that ends in another law's articles.
    let next = document.references().get(breach.references.end);
    let joins = |next: &Reference| {
        passage.span.covers(next.span) && !document.str(Span::new(last.span.end, next.span.start)).contains('的')
    };
    let listed = next.is_some_and(joins);
    let end = Span::new(last.span.end, last.span.end);
    (goes_on && !listed && !document.quotes().mention(last.span.start))
        .then(|| Finding::at(last.span).edit(end, "规定"))
}
