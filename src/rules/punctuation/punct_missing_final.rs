//! `punct-missing-final`: a paragraph or an item ends without a mark.
//!
//! A paragraph that is only the first half of a broken line belongs to `layout-broken-line`.

use crate::diagnostic::{Finding, Span};
use crate::document::line::is_terminal;
use crate::document::{ArticleForm, Document, Passage};
use crate::rules::layout::layout_broken_line;

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let broken = layout_broken_line::breaks(document);
    let unended: Vec<&Passage> = document
        .passages()
        .iter()
        .filter(|passage| passage.home.article.is_some() && !passage.span.is_empty())
        .filter(|passage| !ends(document.str(passage.span)) && !is_exempt(document, passage))
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

/// Formulas, and the headings of points.
fn is_exempt(document: &Document<'_>, passage: &Passage) -> bool {
    let text = document.str(passage.span);
    let point = passage.home.article.is_some_and(|article| document.articles[article].form == ArticleForm::Point);
    layout_broken_line::is_formula(text) || (point && text.chars().count() <= layout_broken_line::HEADING)
}

fn last_character(document: &Document<'_>, span: Span) -> Span {
    let last = document.str(span).chars().next_back().map_or(0, char::len_utf8);
    Span::new(span.end - last, span.end)
}

/// Whether a text ends with a mark: a stop, or a stop inside a quotation or before a remark in brackets.
fn ends(text: &str) -> bool {
    let text = text.trim_end();
    let Some(last) = text.chars().next_back() else { return true };
    let inner = &text[..text.len() - last.len_utf8()];
    match last {
        // “…。” ends; “…” does not.
        '”' | '’' | '》' | '〉' | '」' | '"' => inner.ends_with(is_terminal) || inner.ends_with('…'),
        // A sentence in brackets, or a remark behind the stop.
        '）' | ')' => inner.rfind(['（', '(']).is_some_and(|open| {
            inner.trim_end_matches(['）', ')']).ends_with(is_terminal)
                || inner[..open].trim_end().ends_with(is_terminal)
        }),
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
