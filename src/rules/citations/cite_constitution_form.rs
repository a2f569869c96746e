//! `cite-constitution-form`: the constitution is cited without 《》 and without 中华人民共和国.

use crate::diagnostic::{Finding, told_per};
use crate::document::Document;
use crate::document::citation::{Citation, Use};
use crate::lexicon::citations;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let cited = document.citations().iter().filter(|citation| {
        let before = &document.text()[..citation.span.start];
        citations::CONSTITUTION.contains(&document.str(citation.name))
            && citation.short.is_none()
            && (citation.used == Use::Basis || citations::CITING_CONSTITUTION.iter().any(|verb| before.ends_with(verb)))
    });
    told_per(cited.map(|citation| ((), Finding::at(citation.span).edit(citation.span, plain(document, citation)))))
}

/// The name without marks, parted from titles right before and behind it.
fn plain(document: &Document, citation: &Citation) -> String {
    let (before, after) = (&document.text()[..citation.span.start], &document.text()[citation.span.end..]);
    let part = |needed: bool| if needed { "、" } else { "" };
    format!("{}宪法{}", part(before.ends_with('》')), part(after.starts_with('《')))
}
