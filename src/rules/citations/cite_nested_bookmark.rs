//! `cite-nested-bookmark`: a title inside a title in other marks than 〈〉.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let text = document.text();
    let inner = document.citations().iter().flat_map(|citation| citation.inner.iter().copied());
    let found = inner.filter_map(|name| {
        let open = text[..name.start].chars().next_back()?;
        let close = text[name.end..].chars().next()?;
        if (open, close) == ('〈', '〉') {
            return None;
        }
        let before = Span::new(name.start - open.len_utf8(), name.start);
        let behind = Span::new(name.end, name.end + close.len_utf8());
        Some(Finding::at(Span::new(before.start, behind.end)).edit(before, "〈").edit(behind, "〉"))
    });
    found.collect()
}
