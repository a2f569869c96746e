//! Whether a line of a file opens a unit of law: 第三条, （一）, 一、, 1., a note, a line of its own.
//!
//! Of the written words alone, before there is a tree: a guess that only says where a reader of formats must not join or
//! leave out lines. What a unit is, the parser knows.

use super::marks::NUMERALS;

/// Marks that stand before a point of a list.
const BULLETS: &str = "•·●○■□◆◇▪–—①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⒈⒉⒊⒋⒌⒍⒎⒏⒐";

/// Words that name the part of a text that follows.
const OPENINGS: [&str; 8] = ["附件", "附录", "附表", "附图", "附：", "附则", "目录", "注："];

/// What stands behind 第三条 where it is a reference: 第三条规定.
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
    let is_marked = line.starts_with(|c| BULLETS.contains(c))
        || OPENINGS.iter().any(|word| line.starts_with(word))
        || line.starts_with(['\u{3000}', '\u{a0}', '\u{2003}', '&', '<', '['])
        || is_bracketed(line)
        || is_counted(line)
        || line.chars().take(LABEL + 1).any(|c| c == '：');
    if is_marked { Opening::Marked } else { Opening::Nothing }
}

/// Whether a line opens an article.
pub(super) fn is_article(line: &str) -> bool {
    is_labelled(line) && line.find('条').is_some_and(|at| line[..at].chars().all(|c| c == '第' || NUMERALS.contains(c)))
}

/// 第三条　…, 第二章 …; not 第三条规定.
fn is_labelled(line: &str) -> bool {
    let Some(number) = line.strip_prefix('第') else { return false };
    let unit = number.trim_start_matches(|c: char| NUMERALS.contains(c) || c == ' ');
    let Some(behind) = unit.strip_prefix(['编', '章', '节', '条']).filter(|_| unit.len() < number.len()) else {
        return false;
    };
    let behind = behind.trim_start_matches(['*', '_']);
    behind.starts_with("规范") || !behind.starts_with(|c| BEHIND_REFERENCE.contains(c))
}

/// （一）…, (1)…, （2025年…; not （一）项.
fn is_bracketed(line: &str) -> bool {
    let Some(inner) = line.strip_prefix(['（', '(']) else { return false };
    let behind = inner.trim_start_matches(|c| NUMERALS.contains(c));
    let Some(rest) = behind.strip_prefix(['）', ')']).filter(|_| behind.len() < inner.len()) else {
        return behind.len() < inner.len();
    };
    !rest.starts_with(['项', '、', '至', '和'])
}

/// 一、…, 12. …, 3）…, 2025年1月1日.
fn is_counted(line: &str) -> bool {
    let behind = line.trim_start_matches(|c| NUMERALS.contains(c));
    let is_date = behind.starts_with('年') && line.chars().count() <= 12;
    behind.len() < line.len() && (is_date || behind.starts_with(['、', '.', '．', ')', '）']))
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
