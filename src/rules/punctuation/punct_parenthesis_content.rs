//! `punct-parenthesis-content`: a rule in brackets, or 下同 in place of a definition.
//!
//! Short forms, 县（市、区）, dates and numbers are what brackets are for.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::line::len_at;
use crate::lexicon::{definitions, punctuation};
use crate::rules::summary::told_once;

/// From how many characters on a bracket with several clauses is a sentence.
const LONG: usize = 16;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if !document.instrument.kind.is_regulation() {
        return Vec::new();
    }
    let quotes = document.quotes();
    let mut out = Vec::new();
    for passage in document.passages().iter().filter(|passage| passage.home.article.is_some()) {
        let text = document.str(passage.span);
        let mut from = 0;
        while let Some(open) = text[from..].find(['（', '(']).map(|at| from + at) {
            let inner = open + len_at(text, open);
            let Some(close) = text[inner..].find(['（', '(', '）', ')', '。']).map(|at| inner + at) else { break };
            from = close;
            if !text[close..].starts_with(['）', ')']) {
                continue;
            }
            let span = Span::new(passage.span.start + open, passage.span.start + close + len_at(text, close));
            if let Some(variant) = judge(&text[inner..close])
                && !quotes.mention(span.start)
            {
                out.push(Finding::at(span).variant(variant));
            }
        }
    }
    told_once(out)
}

fn judge(inner: &str) -> Option<&'static str> {
    if definitions::CALLING.iter().any(|word| inner.contains(word)) {
        return None;
    }
    let long = inner.chars().count() > LONG;
    let clauses = long
        && (inner.contains(['，', '；', ',', ';'])
            || punctuation::CONDITIONS_IN_BRACKETS.iter().any(|word| inner.contains(word)));
    if clauses || punctuation::RULES_IN_BRACKETS.iter().any(|word| inner.contains(word)) {
        Some("rule")
    } else {
        inner.ends_with("下同").then_some("same")
    }
}
