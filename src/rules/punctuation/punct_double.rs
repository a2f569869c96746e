//! `punct-double`: two marks in a row, such as 、、 or ，。

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_blank;

/// Marks of which no two stand together.
const fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | ',' | ';')
}

/// Marks with nothing between them but blanks.
struct Run {
    start: usize,
    /// Where the last mark ends.
    end: usize,
    /// Where the blanks behind it end.
    reach: usize,
    /// How many marks.
    count: usize,
}

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.text();
        let mut runs: Vec<Run> = Vec::new();
        for (at, c) in document.marks(passage.span, |c| is_stop(c) || is_blank(c)) {
            let end = at + c.len_utf8();
            match runs.last_mut().filter(|run| run.reach == at) {
                Some(run) if is_stop(c) => *run = Run { end, reach: end, count: run.count + 1, ..*run },
                Some(run) => run.reach = end,
                None if is_stop(c) => runs.push(Run { start: at, end, reach: end, count: 1 }),
                None => {}
            }
        }
        for Run { start, end, count, .. } in runs.into_iter().filter(|run| run.count > 1) {
            // “，。”: the marks themselves are spoken of.
            let (before, behind) = (&text[passage.span.start..start], &text[end..passage.span.end]);
            if !(before.ends_with('“') && behind.starts_with('”')) {
                out.push(finding(document, Span::new(start, end), count));
            }
        }
    }
    out
}

fn finding(document: &Document, span: Span, count: usize) -> Finding {
    let text = document.str(span);
    let mark = text.chars().next().unwrap_or('，');
    let same = text.chars().filter(|&c| c == mark).count() == count;
    let finding = Finding::at(span);
    // Different marks: which one is right, only the drafter knows.
    if same { finding.edit(span, mark.to_string()) } else { finding.variant("different") }
}
