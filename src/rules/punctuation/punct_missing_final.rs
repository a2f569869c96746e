//! `punct-missing-final`: a paragraph or an item ends without a mark.
//!
//! A paragraph that is only the first half of a broken line belongs to `layout-broken-line`.

use std::cell::OnceCell;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label;
use crate::document::tree::line::is_terminal;
use crate::document::tree::{ArticleForm, Passage};
use crate::lexicon::punctuation;
use crate::rules::layout::layout_broken_line;

/// Up to this length a text may be a heading, and an item the name of what follows.
const NAME: usize = 32;
const ITEM_NAME: usize = 14;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let broken = layout_broken_line::breaks(document);
    let ended = OnceCell::new();
    let behind_end = |at: usize| ended.get_or_init(|| behind_ends(document))[at];
    let unended: Vec<&Passage> = document
        .passages()
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.home.article.is_some() && !passage.span.is_empty())
        .filter(|(_, passage)| !ends(document.str(passage.span)) && !is_exempt(document, passage))
        .filter(|&(at, passage)| !is_name(document, at, passage, &behind_end))
        .map(|(_, passage)| passage)
        .collect();
    // A text that leaves the marks out by habit has another style, not a fault.
    let all = document.passages().len();
    if unended.len() > 6 && unended.len() * 8 > all {
        return Vec::new();
    }
    unended
        .into_iter()
        .filter(|passage| broken.binary_search(&passage.block).is_err())
        .map(|passage| Finding::at(last_character(document, passage.span)))
        .collect()
}

/// Formulas, rows of tables, signatures and dates, and the headings of points.
fn is_exempt(document: &Document, passage: &Passage) -> bool {
    let text = document.str(passage.span);
    let point = passage.home.article.is_some_and(|article| document.articles[article].form == ArticleForm::Point);
    let heading = text.chars().count() <= layout_broken_line::HEADING || text.ends_with('》');
    let signed = document.is_signature(passage.span) || document.is_imprint(passage.span);
    layout_broken_line::is_formula(text) || is_row(text) || (point && heading) || signed
}

/// `35—110千伏 10米`: figures set apart by blanks, without a mark.
fn is_row(text: &str) -> bool {
    text.contains(label::is_blank)
        && text.contains(|c: char| c.is_ascii_digit())
        && !text.contains(['，', '。', '；', '：', ',', ';', ':'])
}

/// Whether a short text without a verb names what follows: a heading whose number was lost at the end of an article, an
/// item that the next lines tell of (`（三）贝类`), or those to whom the text is sent, behind its last article.
fn is_name(document: &Document, at: usize, passage: &Passage, behind_end: &dyn Fn(usize) -> bool) -> bool {
    let text = document.str(passage.span);
    let length = text.chars().count();
    let next = document.passages().get(at + 1);
    if passage.home.subitem.is_some() {
        return false;
    }
    if passage.home.item.is_some() {
        // What goes on to a semicolon is the rest of the item.
        let told = next.is_some_and(|next| {
            let below = next.home.item.is_none() || next.home.item == passage.home.item;
            let line = below && !document.str(next.span).ends_with(['；', ';']);
            next.home.article == passage.home.article && (line || next.home.subitem.is_some())
        });
        return told && length <= ITEM_NAME;
    }
    let Some(article) = passage.home.article.map(|article| &document.articles[article]) else { return false };
    let opens = passage.home.paragraph == Some(article.paragraphs.start);
    // 实际开采回采率, below its fraction; or what the file holds behind its last clause.
    if !opens && behind_end(at) {
        return true;
    }
    if opens || length > NAME || punctuation::SENTENCE_WORDS.iter().any(|verb| text.contains(verb)) {
        return false;
    }
    let last = next.is_none_or(|next| next.home.article != passage.home.article);
    last || next.is_some_and(|next| !ends(document.str(next.span)))
}

/// Of each passage, whether one before it in its article ends the text.
fn behind_ends(document: &Document) -> Vec<bool> {
    let passages = document.passages();
    let mut behind = vec![false; passages.len()];
    for at in 1..passages.len() {
        let before = &passages[at - 1];
        behind[at] = before.home.article == passages[at].home.article
            && (behind[at - 1] || ends_text(document.str(before.span)));
    }
    behind
}

/// A formula, or the clause that ends a text: `自公布之日起施行。`
fn ends_text(text: &str) -> bool {
    layout_broken_line::is_formula(text) || punctuation::CLOSING_CLAUSES.iter().any(|end| text.ends_with(end))
}

fn last_character(document: &Document, span: Span) -> Span {
    let last = document.str(span).chars().next_back().map_or(0, char::len_utf8);
    Span::new(span.end - last, span.end)
}

/// Whether a text ends with a mark: a stop, or a stop inside a quotation or before a remark in brackets.
fn ends(text: &str) -> bool {
    // Characters of no font, left behind by a converter, belong to layout-invisible-char.
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\u{e000}'..='\u{f8ff}'));
    let Some(last) = text.chars().next_back() else { return true };
    let inner = &text[..text.len() - last.len_utf8()];
    match last {
        // “…。” ends; “…” does not.
        '”' | '’' | '》' | '〉' | '」' | '"' => inner.ends_with(is_terminal) || inner.ends_with('…'),
        // A sentence in brackets, or a remark behind the stop.
        '）' | ')' => {
            inner.trim_end_matches(['）', ')']).ends_with(is_terminal)
                || inner.rfind(['（', '(']).is_some_and(|open| inner[..open].trim_end().ends_with(is_terminal))
                || inner.ends_with("日删除")
        }
        _ => is_terminal(last) || matches!(last, '…' | '—' | '，' | '、' | ','),
    }
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn what_ends_a_paragraph() {
        for text in ["应当备案。", "悬挂“禁止停车。”", "备案。（略）", "下列材料：", "报告；", "（见附件。）"]
        {
            assert!(ends(text), "{text}");
        }
        for text in ["应当备案", "悬挂“禁止停车”", "适用本规定（略）", "依照《水法》"] {
            assert!(!ends(text), "{text}");
        }
    }
}
