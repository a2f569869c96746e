//! `punct-item-end`: an item that is not the last ends otherwise than the others of its list, or the last one does not
//! end with a full stop.
//!
//! A list whose items all end with full stops is one of sentences, and left alone. So are an item that further items
//! were run into, and one whose sentence goes on in the next line.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_blank;
use crate::document::tree::{Item, numeral};
use crate::lexicon::structure;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        let items = &document.items[paragraph.items.clone()];
        if items.len() < 2 || paragraph.article.is_none() {
            continue;
        }
        let goes_on = document.paragraphs.get(index + 1).is_some_and(|next| next.continues);
        // A line that was broken, or the lines that an item's colon leads to.
        let next = document.paragraphs.get(index + 1).filter(|next| next.article == paragraph.article);
        list(document, items, goes_on, next.map(|next| document.str(next.span)), &mut out);
    }
    out
}

/// The mark an item ends with; `None` where it ends with none, or goes on in subitems or
/// further lines.
fn end(document: &Document, item: &Item) -> Option<(char, Span)> {
    let text = document.str(item.body).trim_end();
    if !item.subitems.is_empty() || !item.rests.is_empty() || holds_items(text) {
        return None;
    }
    let last = text.chars().next_back()?;
    // 应当提交以下材料： leads to a list of its own.
    if matches!(last, '：' | ':') && structure::LIST_LEADS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let span = Span::new(item.body.start + text.len() - last.len_utf8(), item.body.start + text.len());
    matches!(last, '；' | '。' | '，' | '、' | '：' | ';' | ',' | '.' | ':').then_some((last, span))
}

fn list(document: &Document, items: &[Item], goes_on: bool, next: Option<&str>, out: &mut Vec<Finding>) {
    let (last, middle) = match items.split_last() {
        Some((last, middle)) if !goes_on => (Some(last), middle),
        // The list goes on behind lines that its last item leads to.
        Some((_, middle)) => (None, middle),
        None => (None, items),
    };
    let ends: Vec<(char, Span, bool)> = middle
        .iter()
        .filter_map(|item| end(document, item).map(|(mark, span)| (mark, span, has_sentences(document.str(item.body)))))
        .collect();
    let semicolons = ends.iter().filter(|(mark, _, _)| matches!(mark, '；' | ';')).count();
    // One item that differs from the rest; where half do, or the list is of sentences, nothing is the rule.
    let usual = semicolons * 2 >= ends.len() || ends.len() == 1;
    for &(mark, span, sentences) in &ends {
        let wrong = matches!(mark, '，' | '、' | '：' | ',' | ':')
            || (matches!(mark, '。' | '.') && usual && !sentences && semicolons > 0);
        if wrong && usual {
            out.push(Finding::at(span).arg("right", "；").edit(span, "；"));
        }
    }
    if let Some((mark, span)) = last.and_then(|last| end(document, last))
        && (matches!(mark, '；' | ';') || next.is_none() && matches!(mark, '，' | '、' | ','))
    {
        // `其他情形的。`, `丙；` behind the list is an item that lost its number: then the semicolon is right.
        let lost = next
            .map(str::trim_end)
            .is_some_and(|next| next.ends_with("的。") || next.ends_with(['；', ';']) || next.contains("其他"));
        if !lost {
            out.push(Finding::at(span).variant("last").arg("right", "。").edit(span, "。"));
        }
    }
}

/// Whether further items were run into the line of an item: `（一）甲；（二）乙。`
fn holds_items(text: &str) -> bool {
    let run_in = |(at, mark): (usize, &str)| {
        let rest = text[at + mark.len()..].trim_start_matches(is_blank);
        let inner = rest.strip_prefix(['（', '(']).and_then(|rest| rest.split(['）', ')']).next());
        inner.is_some_and(|inner| !inner.is_empty() && inner.chars().all(numeral::is_numeral))
    };
    text.match_indices(['；', ';', '。']).any(run_in)
}

/// Whether an item holds a full stop before its end.
fn has_sentences(text: &str) -> bool {
    text.trim_end().trim_end_matches('。').contains('。')
}
