//! `layout-comment-residue`: what drafters leave for later: 【待定】, （备选方案一）, ××部门, TODO, [[…]]; the same words
//! once.
//!
//! Forms, annexes and quotations hold such marks for their readers to fill in, and rules of numbering show them.

mod placeholder;

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;
use crate::document::tree::landmark::Words;
use crate::document::tree::{ArticleForm, Passage};
use crate::lexicon::{layout, titles};
use placeholder::placeholders;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let speech = document
        .title
        .as_ref()
        .is_some_and(|title| titles::PAPERS_ABOUT_DRAFTS.iter().any(|ending| title.name.ends_with(ending)));
    if speech {
        return Vec::new();
    }
    let mut places: Vec<Span> = Vec::new();
    for passage in document.passages() {
        let remarks = if may_hold_remarks(document, passage) { Remarks::Left } else { Remarks::Printed };
        let place = passage.span;
        let mut found =
            [brackets(document, place, remarks), words(document, place), placeholders(document, place)].concat();
        found.sort();
        let mut end = 0;
        for span in found {
            let shown = document.quotes().mention(span.start) || document.quotes().in_quotation(span.start);
            if span.start >= end && !shown && !in_entry(document, place) {
                places.push(span);
                end = span.end;
            }
        }
        places.extend(alternative(document, passage));
    }
    // 第三条（备选方案一）: where other articles have their 条旨.
    for gist in document.articles.iter().filter_map(|article| article.gist) {
        places.extend(brackets(document, gist, Remarks::Left));
    }
    places.sort();
    told_per(places.into_iter().map(|span| (document.str(span), Finding::at(span))))
}

/// Whether a passage is an entry in the books, whose accounts any bank fills in: （贷）××科目.
fn in_entry(document: &Document, place: Span) -> bool {
    layout::ENTRIES.iter().any(|side| document.str(place).contains(side))
}

/// What a remark （注：…） is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Remarks {
    /// Left behind by who drafted the text.
    Left,
    /// Part of the text, as below a table.
    Printed,
}

/// Whether a remark in a passage can be nothing but a drafter's: it stands in an article, and another one follows.
fn may_hold_remarks(document: &Document, passage: &Passage) -> bool {
    let Some(article) = passage.home.article else { return false };
    let text = document.articles[article].text;
    let followed = document.articles.get(article + 1).is_some_and(|next| next.text == text);
    followed && document.articles[article].form == ArticleForm::Article
}

/// （待定）, 【待补充】, （备选方案一）, （注：…）, [[…]].
fn brackets(document: &Document, place: Span, remarks: Remarks) -> Vec<Span> {
    /// No such bracket is longer, in characters.
    const LONGEST: usize = 200;
    const PAIRS: [(char, char); 6] = [('（', '）'), ('(', ')'), ('【', '】'), ('〔', '〕'), ('[', ']'), ('［', '］')];
    let text = document.str(place);
    let mut out = Vec::new();
    for (at, open) in document.marks(place, |c| PAIRS.iter().any(|&(mark, _)| mark == c)) {
        let at = at - place.start;
        let Some(&(_, close)) = PAIRS.iter().find(|(mark, _)| *mark == open) else { continue };
        let inner_at = at + open.len_utf8();
        let mut inside = text[inner_at..].char_indices().take(LONGEST);
        let Some(len) = inside.find(|&(_, c)| c == close).map(|(len, _)| len) else { continue };
        let inner = text[inner_at..inner_at + len].trim_matches(|c: char| c.is_whitespace());
        let doubled = open == '[' && inner.starts_with('[') && text[inner_at + len..].starts_with("]]");
        if doubled || is_pending(inner) || remarks == Remarks::Left && is_remark(inner, open) || is_alternative(inner) {
            let end = inner_at + len + close.len_utf8() + usize::from(doubled);
            out.push(Span::new(place.start + at, place.start + end));
        }
    }
    out
}

/// 待定, 数额待定, 待进一步研究; but not a condition such as 待岗期间.
fn is_pending(inner: &str) -> bool {
    /// No such note is longer, in characters.
    const LONGEST: usize = 16;
    let opens = layout::PENDING.iter().any(|word| inner.starts_with(word)) || inner.starts_with("待进一步");
    let ends = layout::PENDING_ENDS.iter().any(|word| inner.ends_with(word));
    (opens || ends) && inner.chars().count() <= LONGEST
}

/// 注：…; in square brackets also 批注1 and 注1.
fn is_remark(inner: &str, open: char) -> bool {
    let behind = layout::REMARKS.iter().filter_map(|word| inner.strip_prefix(word));
    let number = |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_digit()).is_empty();
    let square = !matches!(open, '（' | '(');
    behind.into_iter().any(|rest| rest.starts_with(['：', ':']) || square && number(rest))
}

/// 方案一, 备选方案二, 第一种方案.
fn is_alternative(inner: &str) -> bool {
    let rest = inner.strip_prefix("备选").unwrap_or(inner);
    let Some(rest) = rest.strip_prefix("方案") else { return rest.len() < inner.len() && rest.chars().count() <= 2 };
    rest.is_empty() && inner.starts_with("备选") || is_number(rest)
}

fn is_number(text: &str) -> bool {
    let mut letters = text.chars();
    let one = letters.next().is_some_and(|c| matches!(c, '一' | '二' | '三' | '四' | '五' | '1'..='9' | 'A'..='E'));
    one && letters.next().is_none()
}

/// 备选方案一： at the start of a paragraph.
fn alternative(document: &Document, passage: &Passage) -> Option<Span> {
    let text = document.str(passage.span);
    if !layout::ALTERNATIVES.iter().any(|word| text.starts_with(word)) {
        return None;
    }
    let end = text.find(['：', ':'])?;
    let named = is_alternative(&text[..end]) && text[..end].contains("方案");
    named.then(|| Span::new(passage.span.start, passage.span.start + end))
}

/// TODO, TBD, FIXME; 批注 [A1].
fn words(document: &Document, place: Span) -> Vec<Span> {
    const WORDS: Words<7> = Words::new(["TODO", "FIXME", "TBD", "todo", "待补充内容", "此处待", "批注"]);
    let text = &document.text()[..place.end];
    let mut out = Vec::new();
    for (at, word) in document.words(place, &WORDS) {
        let end = at + word.len();
        let letter = |c: char| c.is_ascii_alphanumeric();
        if word == "批注" {
            let rest = text[end..].trim_start();
            if let Some(close) = rest.strip_prefix('[').and_then(|rest| rest.find(']')) {
                let start = text.len() - rest.len();
                out.push(Span::new(at, start + 1 + close + 1));
            }
        } else if !text[place.start..at].ends_with(letter) && !text[end..].starts_with(letter) {
            out.push(Span::new(at, end));
        }
    }
    out
}
