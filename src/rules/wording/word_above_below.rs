//! `word-above-below`: 以上（含五千平方米）, where 以上 includes the number anyway.
//!
//! A bracket that parts two grades which meet in one article, or stands beside another that says 不含, tells something.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::landmark::Words;
use crate::document::tree::{Passage, numeral};
use crate::rules::summary::told_once;

/// The longest bracket that says no more than the number, in characters.
const LONGEST: usize = 12;

/// How the bracket begins.
const INCLUDING: Words<2> = Words::new(["（含", "(含"]);

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for passage in document.passages() {
        for (at, _) in document.words(passage.span, &INCLUDING) {
            if let Some(bracket) = bracket(document, passage, at).filter(|&bracket| !parts(document, passage, bracket))
            {
                out.push(Finding::at(bracket).edit(bracket, ""));
            }
        }
    }
    told_once(out)
}

/// The bracket at byte `at`, where it stands behind 以上, 以下 or 以内 and holds nothing but 含 and the number.
fn bracket(document: &Document, passage: &Passage, at: usize) -> Option<Span> {
    let before = &document.text()[passage.span.start..at];
    before.strip_suffix(['上', '下', '内']).filter(|rest| rest.ends_with('以'))?;
    let text = &document.text()[at..passage.span.end];
    let len = text.find(['）', ')'])?;
    let inner = text[..len].trim_start_matches(['（', '(']).strip_prefix('含')?;
    let number = inner.starts_with(numeral::is_numeral) && !inner.contains(['，', '、', '；']);
    let closing = text[len..].chars().next().map_or(0, char::len_utf8);
    let plain = (inner.is_empty() || inner == "本数" || number) && inner.chars().count() < LONGEST;
    plain.then(|| Span::new(at, at + len + closing))
}

/// Whether the bracket parts two grades: its article has the same number again, or a bracket with 不含.
fn parts(document: &Document, passage: &Passage, bracket: Span) -> bool {
    let article = passage.home.article.map_or(passage.span, |at| document.articles[at].span);
    let text = document.str(article);
    let before = &document.text()[passage.span.start..bracket.start];
    let amount = &before[..before.len() - "以上".len()];
    let unit = amount.trim_end_matches(|c| !numeral::is_numeral(c) && !matches!(c, '万' | '亿')).len();
    let start = amount[..unit].trim_end_matches(|c| numeral::is_numeral(c) || matches!(c, '万' | '亿' | '.')).len();
    let number = &amount[start..];
    let elsewhere = text.matches(number).count() - document.str(bracket).matches(number).count();
    text.contains("（不含") || text.contains("(不含") || !number.is_empty() && elsewhere > 1
}
