//! `punct-semicolon-single-sentence`: a semicolon inside an item whose list parts its items with semicolons.
//!
//! Clauses inside an item are rightly parted so; rows of phrases are not.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::rules::summary::told_once;

/// Up to how many characters a part is a phrase.
const PHRASE: usize = 14;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for paragraph in document.paragraphs.iter().filter(|paragraph| paragraph.article.is_some()) {
        let items = &document.items[paragraph.items.clone()];
        for item in items.iter().take(items.len().saturating_sub(1)) {
            let text = document.str(item.body);
            let Some(inner) = text.strip_suffix('；').filter(|inner| inner.contains('；')) else { continue };
            let phrases = inner.split('；').all(|part| part.chars().count() <= PHRASE && !part.contains('，'));
            if !phrases || inner.contains(['。', '“', '：']) || item.inline || !item.subitems.is_empty() {
                continue;
            }
            if let Some(at) = outside_brackets(inner) {
                out.push(Finding::at(Span::new(item.body.start + at, item.body.start + at + '；'.len_utf8())));
            }
        }
    }
    told_once(out)
}

/// The first ； that no bracket holds.
fn outside_brackets(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    text.char_indices().find_map(|(at, c)| {
        depth += match c {
            '（' | '(' => 1,
            '）' | ')' => -1,
            _ => 0,
        };
        (c == '；' && depth <= 0).then_some(at)
    })
}
