//! `punct-space-around`: a blank before or behind a full-width mark.
//!
//! Blanks at the ends of lines and inside 《》 belong to other lints, as do those where lines were run together. In a formula
//! blanks are set for the eye.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label;
use crate::rules::layout::layout_broken_line::is_formula;
use crate::rules::summary::told_once;

/// So many blanks behind a colon are room to write in.
const ROOM: usize = 3;

/// Marks with room of their own.
const fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '（' | '）')
}

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = &document.text()[..passage.span.end];
        for blank in document.blanks(passage.span) {
            let before = text[passage.span.start..blank.start].chars().next_back();
            let (Some(before), Some(c)) = (before, text[blank.end..].chars().next()) else { continue };
            // 甲方（盖章）：　　　　乙方（盖章）： room to sign.
            let room = before == '：' && text[blank.start..blank.end].chars().count() >= ROOM;
            if is_wrong(before, c, &text[blank.end..])
                && !room
                && !in_formula(document.str(passage.span), blank.start - passage.span.start)
            {
                let near = if is_mark(before) { before } else { c };
                let drawn = if is_mark(before) {
                    Span::new(blank.start - before.len_utf8(), blank.end)
                } else {
                    Span::new(blank.start, blank.end + c.len_utf8())
                };
                let finding = Finding::at(drawn).arg("mark", near.to_string());
                // Behind a full stop a line end may be lost.
                let sentence = before == '。';
                // So it may behind a bracket (…（略） 附件二) and before what opens a line.
                let lost = before == '）' || opens_line(&text[blank.end..]);
                out.push(if sentence {
                    finding.variant("sentence")
                } else if lost {
                    finding
                } else {
                    finding.edit(blank, "")
                });
            }
        }
    }
    told_once(out)
}

/// Whether the blank at byte `at` stands in the middle of a formula: t =（ t1 + t2 ）.
fn in_formula(text: &str, at: usize) -> bool {
    const ENDS: [char; 6] = ['，', '。', '；', '：', '、', '\n'];
    let (before, after) = text.split_at(at);
    if before.ends_with(ENDS) || after.trim_start_matches(label::is_blank).starts_with(ENDS) {
        return false;
    }
    let start = before.rfind(ENDS).unwrap_or(0);
    let end = after.find(ENDS).map_or(text.len(), |end| at + end);
    let clause = &text[start..end];
    is_formula(clause) || [" + ", " * ", " - ", " / "].iter().any(|sign| clause.contains(sign))
}

/// Whether a text opens as a line of its own does: `附件二`, `100．`.
fn opens_line(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) || ["附件", "附表", "附录"].iter().any(|word| text.starts_with(word))
}

fn is_wrong(before: char, next: char, rest: &str) -> bool {
    // 。 。 are doubled marks; 。　第二条 and ；（二） are lines run together.
    let both = is_mark(before) && is_mark(next) && !matches!(before, '）' | '（') && !matches!(next, '（' | '）');
    let run_together = is_mark(before)
        && (label::item(rest, 0).is_some() || label::article(rest, 0).is_some() || label::division(rest, 0).is_some());
    let table = before == '|' || next == '|';
    // （ ） waits to be filled in, and （第180条） 100．… is a list that lost its line ends.
    let slot = matches!((before, next), ('（', '）'));
    let listed = before == '）'
        && next.is_ascii_digit()
        && rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['．', '.', '、']);
    if slot || listed {
        return false;
    }
    before != '\0' && (is_mark(before) || is_mark(next)) && !both && !run_together && !table
}
