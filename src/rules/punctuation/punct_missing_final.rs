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
    layout_broken_line::is_formula(text) || (point && text.chars().count() <= 60)
}

fn last_character(document: &Document<'_>, span: Span) -> Span {
    let last = document.str(span).chars().next_back().map_or(0, char::len_utf8);
    Span::new(span.end - last, span.end)
}

/// Whether a text ends with a mark: a stop, or a stop inside a quotation or before a remark in brackets.
fn ends(text: &str) -> bool {
    let mut rest = text.trim_end();
    loop {
        let Some(last) = rest.chars().next_back() else { return true };
        match last {
            '”' | '’' | '》' | '〉' | '」' | '"' => {
                let inner = &rest[..rest.len() - last.len_utf8()];
                // “…。” ends; “…” does not.
                return inner.ends_with(is_terminal) || inner.ends_with('…');
            }
            '）' | ')' => match rest.rfind(['（', '(']) {
                Some(open) if rest[open..].trim_end_matches(['）', ')']).ends_with(is_terminal) => return true,
                Some(open) => {
                    let before = rest[..open].trim_end();
                    // A remark behind the stop, or a bracket in the sentence: what stands before it decides.
                    if before.ends_with(is_terminal) {
                        return true;
                    }
                    return false;
                }
                None => return false,
            },
            _ if is_terminal(last) || matches!(last, '…' | '—' | '，' | '、' | ',') => return true,
            _ if last.is_ascii_whitespace() => rest = rest.trim_end(),
            _ => return false,
        }
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
