//! `markdown`: a table of Markdown, which holds one line a row.
//!
//! What has changed is marked by tags: asterisks beside Chinese marks would stay asterisks, as in `登记**，并**公告`.

use super::marking::{Mark, Marking};
use super::sheet::{Kind, Line, Piece, Sheet, SheetRow, Side, text};
use super::words;
use crate::lang::{Lang, Text};

pub(super) fn render(sheet: &Sheet<'_>, marking: &Marking) -> String {
    let mut out = format!("# {}\n\n", escaped(&words::title(sheet)));
    let legend = marking.legend();
    if !legend.is_empty() {
        out += &format!("{legend}\n\n");
    }
    out += &row(&[words::CURRENT.to_owned(), escaped(&sheet.stage), words::REMARKS.to_owned()]);
    out += "| --- | --- | --- |\n";
    for row_of_sheet in &sheet.rows {
        out += &row(&cells(sheet, row_of_sheet, marking));
    }
    out
}

fn row(cells: &[String; 3]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn cells(sheet: &Sheet<'_>, row: &SheetRow, marking: &Marking) -> [String; 3] {
    match row {
        SheetRow::Heading(heading) => [escaped(heading), escaped(heading), String::new()],
        SheetRow::Headings([old, new]) => {
            [line(old, Side::Current, marking), line(new, Side::Draft, marking), String::new()]
        }
        SheetRow::Unchanged { old, new } => {
            let label = |side, range: &std::ops::RangeInclusive<usize>| words::range(sheet, Lang::Zh, side, range);
            [label(Side::Current, old), label(Side::Draft, new), words::UNCHANGED.to_owned()]
        }
        SheetRow::Article { cells: [old, new], fate, .. } => {
            let fate = fate.as_ref().and_then(|fate| words::fate(Lang::Zh, fate));
            [
                cell(old, Side::Current, marking, words::ADDED),
                cell(new, Side::Draft, marking, words::DELETED),
                fate.unwrap_or_default(),
            ]
        }
    }
}

fn cell(lines: &[Line], side: Side, marking: &Marking, stand_in: Text<'static>) -> String {
    if lines.is_empty() {
        return stand_in.zh.to_owned();
    }
    lines.iter().map(|one| line(one, side, marking)).collect::<Vec<_>>().join("<br>")
}

fn line(line: &Line, side: Side, marking: &Marking) -> String {
    let marked = |piece: &Piece| {
        let words = escaped(&piece.text);
        let marks = if piece.kind == Kind::Changed { marking.on(side) } else { &[] };
        marks.iter().filter_map(|mark| tag(*mark)).fold(words, |words, tag| format!("<{tag}>{words}</{tag}>"))
    };
    if text(line).is_empty() { String::new() } else { line.iter().map(marked).collect() }
}

const fn tag(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Bold => Some("b"),
        Mark::Underline => Some("u"),
        Mark::Strike => Some("del"),
        Mark::Shade => Some("mark"),
        Mark::None => None,
    }
}

/// Words as Markdown shows them in a cell.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NEW, OLD, with_table};
    use super::super::{Form, Look, render};

    fn drawn(old: &str, new: &str, is_folded: bool) -> String {
        let look = Look { is_folded, ..Look::default() };
        let bytes = with_table(old, new, |table| render(table, Form::Markdown, &look).expect("it is small"));
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn a_row_is_a_line() {
        insta::assert_snapshot!(drawn(OLD, NEW, true), @"
        # 某市养犬条例修改前后对照表

        左栏删除线的部分为删去的内容，右栏加粗的部分为新增的内容。

        | 现行 | 修订草案 | 说明 |
        | --- | --- | --- |
        | 第一章　总则 | 第一章　总则 |  |
        | 第一条　为了规范养犬行为，制定本条例。 | 第一条　为了规范养犬行为，<b>维护公众健康，</b>制定本条例。 |  |
        | （新增） | 第二条　<b>养犬管理坚持政府监管与社会共治相结合。</b> |  |
        | 第二条第一款　公安机关负责养犬登记和犬只收容工作。 | 第三条　公安机关负责养犬登记和犬只收容工作。 | 由第二条第一款改为 |
        | 第二条第二款　城市管理部门负责查处流动售犬行为。 | 第四条　城市管理部门负责查处流动售犬<b>和占道售犬</b>行为。 | 由第二条第二款改为 |
        | 第二章　登记 | 第二章　登记<b>和年检</b> |  |
        | 第三条 | 第五条 | 未修改 |
        | 第四条　<del>犬只死亡的，应当办理注销手续。</del> | （删去） |  |
        | 第五条 | 第六条 | 未修改 |
        | 第六条　违反本条例第五条规定的，由公安机关处<del>二百元</del>罚款。 | 第七条　违反本条例第五条规定的，由公安机关处<b>五百元以下</b>罚款。 |  |
        | 第七条　本条例自<del>2010</del>年1月1日起施行。 | 第八条　本条例自<b>2027</b>年1月1日起施行。 |  |
        ");
    }

    #[test]
    fn what_markdown_would_take_for_markup_is_text() {
        let text = "某市办法\n第一条　甲|乙*丙*_丁_<b>戊</b>&amp;`己`[庚](辛)~壬~$癸$。\n";
        let table = drawn(text, text, false);
        let read = crate::source::Source::from_text("表.md", &table);
        let row = read.prose().lines().find(|line| line.starts_with("第一条")).expect("the article");
        let cell = row.split('\t').next().expect("a cell");
        assert_eq!(cell, "第一条　甲|乙*丙*_丁_<b>戊</b>&amp;`己`[庚](辛)~壬~$癸$。");
    }
}
