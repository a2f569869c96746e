//! `punct-colon-after-list-lead`: 有下列情形之一的，由…处罚。 with the items behind it and no colon.
//!
//! A lead that does not speak of the list belongs to `list-lead-in-missing`, one without any mark to
//! `punct-missing-final`.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::rules::structure::lists;
use crate::rules::summary::told_once;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if !lists::applies(document) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (_, paragraph, item) in lists::lists(document) {
        let text = document.str(paragraph.span);
        let Some(last) = text.chars().next_back() else { continue };
        let stop = matches!(last, '。' | '；' | '，' | '、' | ';' | ',' | '.');
        // Two stops in a row belong to `punct-double`.
        let doubled = text[..text.len() - last.len_utf8()].ends_with(['：', '。', '；', '，', '、', ':']);
        if stop && !doubled && !item.inline && paragraph.items.len() > 1 && lists::leads(text) {
            let span = Span::new(paragraph.span.end - last.len_utf8(), paragraph.span.end);
            out.push(Finding::at(span).edit(span, "："));
        }
    }
    told_once(out)
}
