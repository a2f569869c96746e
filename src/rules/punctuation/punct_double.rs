//! `punct-double`: two marks in a row, such as 、、 or ，。

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::label::is_blank;

/// Marks of which no two stand together.
const fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | ',' | ';')
}

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        let mut run: Option<(usize, usize, usize)> = None;
        for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
            if is_stop(c) {
                let (start, count) = run.map_or((at, 0), |(start, _, count)| (start, count));
                run = Some((start, at + c.len_utf8(), count + 1));
            } else if !(is_blank(c) && run.is_some())
                && let Some((start, end, count)) = run.take().filter(|&(_, _, count)| count > 1)
            {
                let span = Span::new(passage.span.start + start, passage.span.start + end);
                // “，。”: the marks themselves are spoken of.
                if !(text[..start].ends_with('“') && text[end..].starts_with('”')) {
                    out.push(finding(document, span, count));
                }
            }
        }
    }
    out
}

fn finding(document: &Document<'_>, span: Span, count: usize) -> Finding {
    let text = document.str(span);
    let mark = text.chars().next().unwrap_or('，');
    let same = text.chars().filter(|&c| c == mark).count() == count;
    let finding = Finding::at(span);
    // Different marks: which one is right, only the drafter knows.
    if same { finding.edit(span, mark.to_string()) } else { finding.variant("different") }
}
