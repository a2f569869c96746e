//! Whether a line of a file opens a unit of law: 第三条, （一）, 一、, 1., a note, a line of its own.
//!
//! Of the written words alone, before there is a tree: a guess that only says where a reader of formats must not join or
//! leave out lines. What a unit is, the parser knows.

use crate::writing::{label, numeral};

/// Marks that stand before a point of a list.
const BULLETS: [char; 12] = ['•', '·', '●', '○', '■', '□', '◆', '◇', '▪', '–', '—', '※'];

/// Words that name the part of a text that follows.
const OPENINGS: [&str; 8] = ["附件", "附录", "附表", "附图", "附：", "附则", "目录", "注："];

/// What stands right behind 第三条 where it is a reference: 第三条规定.
const BEHIND_REFERENCE: &str = "规第、和与及或至到的之所中外款项，。；）（";

/// How many characters a word before a colon may have: 联系电话：.
const LABEL: usize = 6;

/// What the start of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// 第三条, 第二章.
    Labelled,
    /// Another mark or word that opens a line.
    Marked,
    /// None that is known.
    Nothing,
}

/// What `line`, without indentation, opens with.
pub(super) fn opening(line: &str) -> Opening {
    let line = line.trim_start_matches(['*', '_', '#']);
    if is_labelled(line) {
        return Opening::Labelled;
    }
    let is_marked = label::item(line, 0).is_some_and(|mark| !line[mark.label.end..].starts_with('项'))
        || line.starts_with(BULLETS)
        || line.starts_with(['&', '<', '[', '\u{3000}', '\u{a0}', '\u{2003}'])
        || OPENINGS.iter().any(|word| line.starts_with(word))
        || line.chars().take(LABEL + 1).any(|c| c == '：')
        || is_counted(line);
    if is_marked { Opening::Marked } else { Opening::Nothing }
}

/// Whether a line opens an article: 第三条　…; not 第三条规定.
pub(super) fn is_article(line: &str) -> bool {
    let is_word = |behind: &str| {
        let behind = behind.trim_start_matches(['*', '_']);
        behind.starts_with("规范") || !behind.starts_with(|c| BEHIND_REFERENCE.contains(c))
    };
    label::article_line(line, 0).is_some_and(|mark| {
        let is_apart = !mark.gap.is_empty() || line.starts_with(['【', '〖']);
        is_apart || is_word(&line[mark.separator.start..])
    })
}

fn is_labelled(line: &str) -> bool {
    is_article(line) || label::division(line, 0).is_some()
}

/// 3）…, （2025年…, 2025年1月1日.
fn is_counted(line: &str) -> bool {
    let inner = line.trim_start_matches(['（', '(']);
    let behind = inner.trim_start_matches(numeral::is_numeral);
    let is_date = behind.starts_with('年') && (inner.len() < line.len() || line.chars().count() <= 12);
    behind.len() < inner.len() && (is_date || (inner.len() == line.len() && behind.starts_with([')', '）'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_marks_are_told_from_words() {
        for line in ["第一条　为了", "**第十二条** 甲", "第二章 总则", "第12条", "第一条规范"] {
            assert_eq!(opening(line), Opening::Labelled, "{line}");
        }
        for line in
            ["（一）甲", "(2) 乙", "一、甲", "3. 甲", "3）甲", "①甲", "　　甲", "附件1", "电话：1", "2025年1月1日"]
        {
            assert_eq!(opening(line), Opening::Marked, "{line}");
        }
        for line in ["保障", "第十条规定的", "第三款", "（一）项规定", "（镇）人民政府", "三十日内", "5万元", ""]
        {
            assert_eq!(opening(line), Opening::Nothing, "{line}");
        }
    }
}
