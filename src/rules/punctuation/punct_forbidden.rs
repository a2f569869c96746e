//! `punct-forbidden`: a question mark, an exclamation mark, an ellipsis or a dash in a provision.
//!
//! What is quoted keeps its marks; texts that ask and answer, or call upon their readers, are none of provisions.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::ArticleForm;
use crate::rules::summary::told_once;

/// The marks, the variant that speaks of them, and what may come in their place.
const MARKS: [(&str, &str, Option<&str>); 5] = [
    ("？", "stop", Some("。")),
    ("！", "stop", Some("。")),
    ("…", "ellipsis", None),
    ("......", "ellipsis", None),
    ("——", "dash", None),
];

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if !document.instrument.kind.is_regulation() {
        return Vec::new();
    }
    let quotes = document.quotes();
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        let plain = passage.home.article.is_some_and(|at| document.articles[at].form == ArticleForm::Article);
        let marked =
            || document.marks(passage.span, |c| MARKS.iter().any(|(mark, ..)| mark.starts_with(c))).next().is_some();
        if !plain || !marked() || text.contains("宣誓：") || is_formula(text) {
            continue;
        }
        let mut read = 0;
        for (at, _) in text.char_indices() {
            let Some(&(mark, variant, right)) =
                MARKS.iter().find(|(mark, ..)| at >= read && text[at..].starts_with(mark))
            else {
                continue;
            };
            let tail = &text[at..];
            let end = at + tail.len() - tail.trim_start_matches(mark.chars().next().unwrap_or('…')).len();
            read = end;
            let span = Span::new(passage.span.start + at, passage.span.start + end);
            if quotes.mention(span.start) {
                continue;
            }
            let finding = Finding::at(span).variant(variant);
            out.push(match right {
                Some(right) => finding.edit(span, right),
                None => finding,
            });
        }
    }
    told_once(out)
}

/// A formula, a blank to be filled in: 1，2，…，n.
fn is_formula(text: &str) -> bool {
    text.contains(['=', '＝', '×', '∑', '+', '＋'])
}
