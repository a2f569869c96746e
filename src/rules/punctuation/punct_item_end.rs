//! `punct-item-end`: an item that is not the last ends otherwise than the others of its list, or the last one does not
//! end with a full stop.
//!
//! A list whose items all end with full stops is one of sentences, and left alone.

use crate::diagnostic::{Finding, Span};
use crate::document::{Document, Item};

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        let items = &document.items[paragraph.items.clone()];
        if items.len() < 2 || paragraph.article.is_none() {
            continue;
        }
        let goes_on = document.paragraphs.get(index + 1).is_some_and(|next| next.continues);
        list(document, items, goes_on, &mut out);
    }
    out
}

/// The mark an item ends with; `None` where it ends with none, or goes on in subitems.
fn end(document: &Document<'_>, item: &Item) -> Option<(char, Span)> {
    if !item.subitems.is_empty() {
        return None;
    }
    let text = document.str(item.body).trim_end();
    let last = text.chars().next_back()?;
    let span = Span::new(item.body.start + text.len() - last.len_utf8(), item.body.start + text.len());
    matches!(last, '；' | '。' | '，' | '、' | '：' | ';' | ',' | '.' | ':').then_some((last, span))
}

fn list(document: &Document<'_>, items: &[Item], goes_on: bool, out: &mut Vec<Finding>) {
    let (last, middle) = match items.split_last() {
        Some((last, middle)) if !goes_on => (Some(last), middle),
        Some(_) | None => (None, items),
    };
    let ends: Vec<(char, Span, bool)> = middle
        .iter()
        .filter_map(|item| end(document, item).map(|(mark, span)| (mark, span, has_sentences(document.str(item.body)))))
        .collect();
    let semicolons = ends.iter().filter(|(mark, _, _)| matches!(mark, '；' | ';')).count();
    // One item that differs from the rest; where half do, or the list is of sentences, nothing is the rule.
    let usual = semicolons * 2 > ends.len() || ends.len() == 1;
    for &(mark, span, sentences) in &ends {
        let wrong = matches!(mark, '，' | '、' | '：' | ',' | ':')
            || (matches!(mark, '。' | '.') && usual && !sentences && semicolons > 0);
        if wrong && usual {
            out.push(Finding::at(span).arg("right", "；").edit(span, "；"));
        }
    }
    if let Some((mark, span)) = last.and_then(|last| end(document, last))
        && matches!(mark, '；' | '，' | '、' | ';' | ',')
    {
        out.push(Finding::at(span).variant("last").arg("right", "。").edit(span, "。"));
    }
}

/// Whether an item holds a full stop before its end.
fn has_sentences(text: &str) -> bool {
    text.trim_end().trim_end_matches('。').contains('。')
}
