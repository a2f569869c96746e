//! `cite-nested-bookmark`: a title inside a title in other marks than 〈〉.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let inner = document.citations().iter().flat_map(|citation| citation.inner.iter().copied());
    inner.filter_map(|name| mended(document, name)).collect()
}

/// What is wrong with the marks around the name of a title inside a title.
pub(in crate::rules) fn mended(document: &Document, name: Span) -> Option<Finding> {
    let text = document.text();
    let open = text[..name.start].chars().next_back()?;
    let close = text[name.end..].chars().next()?;
    let before = Span::new(name.start - open.len_utf8(), name.start);
    let behind = Span::new(name.end, name.end + close.len_utf8());
    let wrong: Vec<_> =
        [(open, before, '〈'), (close, behind, '〉')].into_iter().filter(|&(is, _, right)| is != right).collect();
    let finding = Finding::at(Span::new(before.start, behind.end));
    (!wrong.is_empty()).then(|| wrong.into_iter().fold(finding, |finding, (_, mark, right)| finding.edit(mark, right)))
}
