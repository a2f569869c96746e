//! `text-repeated`: the file holds a text twice, as when a draft was pasted a second time.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::label;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(title) = &document.title else { return Vec::new() };
    let own = label::without_blanks(document.str(title.span));
    let again = document.further_titles.iter().filter(|&&span| label::without_blanks(document.str(span)) == own);
    again.map(|&span| Finding::at(span).label("first", title.span)).collect()
}
