//! What has changed inside a text: which characters of the law the draft has not, and which of the draft the law has not.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::{Role, invisible, label, numeral};

/// A stretch of a line, and whether the other text has not got it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// In bytes of its document's text.
    pub span: Span,
    /// Whether it was deleted, or added.
    pub changed: bool,
}

/// The lines of paragraphs as they are read, items, subitems and tables included, in order: without an article's label.
pub fn lines(document: &Document, paragraphs: Range<usize>) -> Vec<Span> {
    let Some(last) = paragraphs.clone().next_back() else { return Vec::new() };
    let start = document.paragraphs[paragraphs.start].block;
    let next = document.paragraphs.get(last + 1).map_or(document.blocks.len(), |next| next.block);
    let line = |at: usize| match document.blocks[at].role {
        Role::Paragraph(paragraph) => {
            // The label of an article and the items on its paragraph's line are one line of the draft.
            Some(Span::new(document.paragraphs[paragraph].span.start, document.blocks[at].span.end))
        }
        Role::Item(_) | Role::Subitem(_) | Role::ItemRest(_) | Role::Table => Some(document.blocks[at].span),
        Role::Front
        | Role::Title
        | Role::Note
        | Role::TocHeading
        | Role::TocEntry
        | Role::Division(_)
        | Role::ArticleLabel(_)
        | Role::Quoted
        | Role::Annex
        | Role::Tail => None,
    };
    (start..next).filter_map(line).collect()
}

/// A text without blanks and without what cannot be seen.
pub fn bare(text: &str) -> String {
    text.chars().filter(|&c| is_shown(c)).collect()
}

fn is_shown(c: char) -> bool {
    !label::is_blank(c) && !invisible::is_invisible(c)
}

/// Stands for the end of a line.
const END: char = '\n';

/// What is kept between two changes and is shorter, in characters, is no help to a reader.
const SHORTEST: usize = 2;

/// Below this share of what is kept, a text has been written anew.
const ANEW: f64 = 0.2;

/// The characters of a side with their places.
fn characters(document: &Document, lines: &[Span]) -> Vec<(char, Span)> {
    let mut out = Vec::new();
    for line in lines {
        let shown = document.str(*line).char_indices().filter(|&(_, c)| is_shown(c));
        out.extend(shown.map(|(at, c)| (c, Span::new(line.start + at, line.start + at + c.len_utf8()))));
        out.push((END, Span::new(line.end, line.end)));
    }
    out
}

/// Compares lines of the law with lines of the draft: for each line of each side its stretches, which cover it.
pub fn compare(
    (current, old): (&Document, &[Span]),
    (draft, new): (&Document, &[Span]),
) -> (Vec<Vec<Stretch>>, Vec<Vec<Stretch>>) {
    let (from, to) = (characters(current, old), characters(draft, new));
    let letters = |side: &[(char, Span)]| side.iter().map(|&(c, _)| c).collect::<Vec<_>>();
    let (a, b) = (letters(&from), letters(&to));
    let mut kept = [vec![false; a.len()], vec![false; b.len()]];
    for (old, new, len) in kept_runs(&a, &b) {
        kept[0][old..old + len].fill(true);
        kept[1][new..new + len].fill(true);
    }
    let [old_kept, new_kept] = kept;
    (stretches(old, &from, &old_kept), stretches(new, &to, &new_kept))
}

/// What both have, as positions and lengths in characters.
pub(super) fn kept_runs(old: &[char], new: &[char]) -> Vec<(usize, usize, usize)> {
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let equal = |op: &DiffOp| match *op {
        DiffOp::Equal { old_index, new_index, len } => Some((old_index, new_index, len)),
        DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => None,
    };
    let whole = ops.iter().filter_map(equal).map(|run| without_parts_of_numbers(old, new, run));
    let mut runs: Vec<(usize, usize, usize)> = whole.collect();
    runs.retain(|&(at, to, len)| {
        let is_edge = (at == 0 && to == 0) || (at + len == old.len() && to + len == new.len());
        len > 0 && (len >= SHORTEST || is_edge || old[at] == END || is_between_numbers(old, at))
    });
    let all: usize = runs.iter().map(|&(_, _, len)| len).sum();
    #[expect(clippy::cast_precision_loss, reason = "no text has 2^52 characters")]
    let share = all as f64 / old.len().max(new.len()).max(1) as f64;
    if share < ANEW {
        runs.clear();
    }
    runs
}

/// Whether a character stands between two numbers, as 年 and 月 do.
fn is_between_numbers(text: &[char], at: usize) -> bool {
    let is_number = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|&c| numeral::is_numeral(c));
    is_number(at.checked_sub(1)) && is_number(Some(at + 1)) && !is_number(Some(at))
}

/// A run of what both have without the parts of numbers at its ends: a number changes as a whole, 二百 to 五百.
fn without_parts_of_numbers(old: &[char], new: &[char], run: (usize, usize, usize)) -> (usize, usize, usize) {
    let (mut at, mut to, mut len) = run;
    let is_inside = |side: &[char], at: usize| {
        let both = at.checked_sub(1).and_then(|before| Some((side.get(before)?, side.get(at)?)));
        both.is_some_and(|(&before, &behind)| numeral::is_numeral(before) && numeral::is_numeral(behind))
    };
    while len > 0 && (is_inside(old, at) || is_inside(new, to)) {
        (at, to, len) = (at + 1, to + 1, len - 1);
    }
    while len > 0 && (is_inside(old, at + len) || is_inside(new, to + len)) {
        len -= 1;
    }
    (at, to, len)
}

/// The lines of a side as stretches that are kept and that are not.
fn stretches(lines: &[Span], characters: &[(char, Span)], kept: &[bool]) -> Vec<Vec<Stretch>> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in lines {
        let mut stretches: Vec<Stretch> = Vec::new();
        while characters[at].0 != END || characters[at].1.start < line.end {
            let (span, changed) = (characters[at].1, !kept[at]);
            match stretches.last_mut() {
                Some(last) if last.changed == changed => last.span.end = span.end,
                // Blanks between two stretches belong to the first.
                Some(last) => {
                    last.span.end = span.start;
                    stretches.push(Stretch { span, changed });
                }
                None => stretches.push(Stretch { span: Span::new(line.start, span.end), changed }),
            }
            at += 1;
        }
        at += 1;
        match stretches.last_mut() {
            Some(last) => last.span.end = line.end,
            None => stretches.push(Stretch { span: *line, changed: false }),
        }
        out.push(stretches);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    /// The lines of both sides, what changed between 【】.
    fn marked(old: &str, new: &str) -> [Vec<String>; 2] {
        let parse = |text: &str| {
            Document::parse(&Source::from_text("a.txt", &format!("某市养犬条例\n第一条　{text}\n")), &Hints::default())
        };
        let (current, draft) = (parse(old), parse(new));
        let all = |document: &Document| lines(document, document.articles[0].paragraphs.clone());
        let (old, new) = compare((&current, &all(&current)), (&draft, &all(&draft)));
        let show = |document: &Document, line: &Vec<Stretch>| {
            let text = |stretch: &Stretch| match (document.str(stretch.span), stretch.changed) {
                (text, true) => format!("【{text}】"),
                (text, false) => text.to_owned(),
            };
            line.iter().map(text).collect::<String>()
        };
        [old.iter().map(|line| show(&current, line)).collect(), new.iter().map(|line| show(&draft, line)).collect()]
    }

    #[test]
    fn words_inside_a_sentence() {
        assert_eq!(
            marked("养犬人应当在三十日内登记：\n（一）甲；\n（二）乙。", "养犬人应当在十五日内申请登记：\n（一）甲。"),
            [
                vec!["养犬人应当在【三十】日内登记：", "（一）甲【；】", "【（二）乙】。"],
                vec!["养犬人应当在【十五】日内【申请】登记：", "（一）甲。"]
            ]
        );
    }

    #[test]
    fn a_number_changes_as_a_whole() {
        assert_eq!(
            marked(
                "处五十元以上二百元以下罚款，自2015年10月1日起施行。",
                "处二百元以上五百元以下罚款，自2027年1月1日起施行。"
            ),
            [
                vec!["处【五十】元以上【二百】元以下罚款，自【2015】年【10】月1日起施行。"],
                vec!["处【二百】元以上【五百】元以下罚款，自【2027】年【1】月1日起施行。"]
            ]
        );
    }

    #[test]
    fn a_text_written_anew_is_all_new() {
        assert_eq!(
            marked("公安机关负责登记。", "违反前款规定，处以罚款。"),
            [vec!["【公安机关负责登记。】"], vec!["【违反前款规定，处以罚款。】"]]
        );
    }

    #[test]
    fn blanks_are_no_change() {
        assert_eq!(marked("养犬 登记。", "养犬登记。"), [vec!["养犬 登记。"], vec!["养犬登记。"]]);
    }
}
