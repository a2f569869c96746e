//! `text`: two columns at the width of the terminal, for reading.

use super::sheet::{Kind, Line, Piece, Sheet, SheetRow, Side};
use super::{Look, Table, words};
use crate::lang::{Lang, Text};
use crate::render::breaks::is_break;
use crate::render::paint::Ink;
use crate::render::visible::one_line;
use crate::render::{Colour, Style};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What stands between the columns.
const BAR: &str = " │ ";

/// How wide the sheet may be, in cells of a terminal.
const WIDTHS: (usize, usize) = (60, 200);

pub(super) fn render(table: &Table<'_>, look: &Look) -> String {
    let sheet = Sheet::of(table, look.is_folded);
    let page =
        Page { sheet: &sheet, style: look.style, column: (look.width.clamp(WIDTHS.0, WIDTHS.1) - BAR.width()) / 2 };
    page.head() + &page.rows() + "\n" + &super::told(table, &sheet, look.style)
}

struct Page<'s> {
    sheet: &'s Sheet<'s>,
    style: Style,
    /// The width of a column.
    column: usize,
}

/// How a row lies: in two columns, or over both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    Columns,
    Across,
}

impl Page<'_> {
    fn say(&self, words: Text<'static>) -> &'static str {
        words.get(self.style.lang)
    }

    /// The title, the legend, and what stands above the columns.
    fn head(&self) -> String {
        let title = self.style.colour.paint(Ink::Message, &one_line(&words::title(self.sheet)));
        let example = |side: Side, zh: &'static str, en: &'static str| {
            let words = self.say(Text { zh, en }).to_owned();
            let (open, close) = self.marks(side);
            self.style.colour.paint(ink(side, Kind::Changed), &format!("{open}{words}{close}"))
        };
        let deleted = example(Side::Current, "删去的", "what was deleted");
        let added = example(Side::Draft, "新增的", "what was added");
        let heads = match self.style.lang {
            Lang::Zh => [words::CURRENT.to_owned(), self.sheet.stage.clone()],
            Lang::En => ["In force".to_owned(), "Draft".to_owned()],
        };
        let heads = heads.map(|head| vec![vec![Piece { text: head, kind: Kind::Label }]]);
        format!("{title}\n{deleted}　{added}\n\n{}", self.columns(&heads))
    }

    /// What stands around what has changed, where colour does not tell.
    fn marks(&self, side: Side) -> (&'static str, &'static str) {
        match (self.style.colour, side) {
            (Colour::Always, _) => ("", ""),
            (Colour::Never, Side::Current) => ("[-", "-]"),
            (Colour::Never, Side::Draft) => ("{+", "+}"),
        }
    }

    fn rows(&self) -> String {
        let mut out = String::new();
        let mut before = Lie::Columns;
        for row in &self.sheet.rows {
            let (lie, drawn) = self.row(row);
            out += &self.rule(before, lie);
            out += &drawn;
            before = lie;
        }
        out
    }

    /// The rule between two rows.
    fn rule(&self, above: Lie, below: Lie) -> String {
        let cross = match (above, below) {
            (Lie::Columns, Lie::Columns) => '┼',
            (Lie::Columns, Lie::Across) => '┴',
            (Lie::Across, Lie::Columns) => '┬',
            (Lie::Across, Lie::Across) => '─',
        };
        let half = "─".repeat(self.column + 1);
        self.style.colour.paint(Ink::Frame, &format!("{half}{cross}{half}")) + "\n"
    }

    fn row(&self, row: &SheetRow) -> (Lie, String) {
        match row {
            SheetRow::Heading(heading) => (Lie::Across, self.across(heading, Ink::Message)),
            SheetRow::Unchanged { old, new } => {
                let words = words::unchanged(self.sheet, self.style.lang, old, new);
                (Lie::Across, self.across(&words, Ink::Frame))
            }
            SheetRow::Headings(sides) => (Lie::Columns, self.columns(&sides.clone().map(|side| vec![side]))),
            SheetRow::Article { cells: [old, new], fate, .. } => {
                let stand_in =
                    |words: Text<'static>| vec![vec![Piece { text: self.say(words).to_owned(), kind: Kind::Label }]];
                let left = if old.is_empty() { stand_in(words::ADDED) } else { old.clone() };
                let mut right = if new.is_empty() { stand_in(words::DELETED) } else { new.clone() };
                if let Some(words) = fate.as_ref().and_then(|fate| words::fate(self.style.lang, fate)) {
                    right.insert(0, vec![Piece { text: format!("〔{words}〕"), kind: Kind::Label }]);
                }
                (Lie::Columns, self.columns(&[left, right]))
            }
        }
    }

    fn across(&self, words: &str, ink: Ink) -> String {
        let width = 2 * self.column + BAR.width();
        let line = vec![Piece { text: words.to_owned(), kind: Kind::Kept }];
        let lines = glyph_lines(&line, ("", ""), width);
        let text = |line: &[Glyph]| line.iter().map(|glyph| glyph.c).collect::<String>();
        lines.iter().map(|line| self.style.colour.paint(ink, text(line).trim_end()) + "\n").collect()
    }

    /// Two cells side by side.
    fn columns(&self, cells: &[Vec<Line>; 2]) -> String {
        let wrapped = |side: Side, cell: &[Line]| {
            let lines = cell.iter().flat_map(|line| glyph_lines(line, self.marks(side), self.column));
            lines.map(|line| self.painted(side, &line)).collect::<Vec<_>>()
        };
        let [left, right] = cells;
        let (left, right) = (wrapped(Side::Current, left), wrapped(Side::Draft, right));
        let bar = self.style.colour.paint(Ink::Frame, BAR.trim_end());
        let mut out = String::new();
        for at in 0..left.len().max(right.len()) {
            let (words, width) = left.get(at).map_or(("", 0), |(words, width)| (words.as_str(), *width));
            let gap = " ".repeat(self.column - width.min(self.column));
            let other = right.get(at).map_or(String::new(), |(words, _)| format!(" {words}"));
            out += &format!("{words}{gap}{bar}{other}\n");
        }
        out
    }

    /// A line of a cell, with its width.
    fn painted(&self, side: Side, line: &[Glyph]) -> (String, usize) {
        let kept = line.iter().rposition(|glyph| glyph.c != ' ' && glyph.c != '\u{3000}').map_or(0, |last| last + 1);
        let line = &line[..kept];
        let mut out = String::new();
        for run in line.chunk_by(|a, b| a.kind == b.kind) {
            let text: String = run.iter().map(|glyph| glyph.c).collect();
            match run[0].kind {
                Kind::Kept => out += &text,
                kind @ (Kind::Label | Kind::Changed) => out += &self.style.colour.paint(ink(side, kind), &text),
            }
        }
        (out, width(line))
    }
}

/// How a piece is coloured.
const fn ink(side: Side, kind: Kind) -> Ink {
    match (side, kind) {
        (_, Kind::Label | Kind::Kept) => Ink::Message,
        (Side::Current, Kind::Changed) => Ink::Deleted,
        (Side::Draft, Kind::Changed) => Ink::Inserted,
    }
}

/// A character of a line.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    c: char,
    kind: Kind,
    /// Whether a line may begin with it.
    opens: bool,
}

fn width(glyphs: &[Glyph]) -> usize {
    glyphs.iter().map(|glyph| glyph.c.width().unwrap_or(0)).sum()
}

/// The characters of a line, with marks around what has changed. A mark goes with what it stands at.
fn glyphs(line: &Line, (open, close): (&str, &str)) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::new();
    let mut last: Option<char> = None;
    for piece in line {
        let shown = one_line(&piece.text);
        let is_marked = piece.kind == Kind::Changed && !open.is_empty();
        let mut joined = false;
        for (at, c) in shown.chars().enumerate() {
            let inside = piece.kind == Kind::Label && at > 0;
            let mut opens = !inside && last.is_some_and(|last| is_break(last, c));
            if at == 0 && is_marked {
                push(&mut out, open, piece.kind, opens);
                joined = true;
            }
            opens &= !std::mem::take(&mut joined);
            out.push(Glyph { c, kind: piece.kind, opens });
            last = Some(c);
        }
        if is_marked {
            push(&mut out, close, piece.kind, false);
        }
    }
    out
}

fn push(out: &mut Vec<Glyph>, mark: &str, kind: Kind, opens: bool) {
    out.extend(mark.chars().enumerate().map(|(at, c)| Glyph { c, kind, opens: opens && at == 0 }));
}

/// A line in lines of at most that many cells; a word that is longer than one is parted all the same.
fn glyph_lines(line: &Line, marks: (&str, &str), most: usize) -> Vec<Vec<Glyph>> {
    let glyphs = glyphs(line, marks);
    let mut lines: Vec<Vec<Glyph>> = vec![Vec::new()];
    let mut used = 0;
    for word in glyphs.chunk_by(|_, next| !next.opens) {
        let own = width(word);
        let blank = word.iter().rev().take_while(|glyph| glyph.c == ' ').count();
        if used > 0 && used + own - blank > most {
            lines.push(Vec::new());
            used = 0;
        }
        for &glyph in word {
            let own = glyph.c.width().unwrap_or(0);
            if used + own > most && glyph.c != ' ' {
                lines.push(Vec::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(glyph);
            }
            used += own;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NEW, OLD, with_table};
    use super::*;

    fn drawn(width: usize, is_folded: bool, style: Style) -> String {
        with_table(OLD, NEW, |table| render(table, &Look { style, width, is_folded, ..Look::default() }))
    }

    #[test]
    fn two_columns_with_marks() {
        insta::assert_snapshot!(drawn(80, true, Style::default()), @"
        某市养犬条例修改前后对照表
        [-删去的-]　{+新增的+}

        现行                                   │ 修订草案
        ───────────────────────────────────────┴───────────────────────────────────────
        第一章　总则
        ───────────────────────────────────────┬───────────────────────────────────────
        第一条　为了规范养犬行为，制定本条例。 │ 第一条　为了规范养犬行为，{+维护公众健
                                               │ 康，+}制定本条例。
        ───────────────────────────────────────┼───────────────────────────────────────
        （新增）                               │ 第二条　{+养犬管理坚持政府监管与社会共
                                               │ 治相结合。+}
        ───────────────────────────────────────┼───────────────────────────────────────
        第二条第一款　公安机关负责养犬登记和犬 │ 〔由第二条第一款改为〕
        只收容工作。                           │ 第三条　公安机关负责养犬登记和犬只收容
                                               │ 工作。
        ───────────────────────────────────────┼───────────────────────────────────────
        第二条第二款　城市管理部门负责查处流动 │ 〔由第二条第二款改为〕
        售犬行为。                             │ 第四条　城市管理部门负责查处流动售犬
                                               │ {+和占道售犬+}行为。
        ───────────────────────────────────────┼───────────────────────────────────────
        第二章　登记                           │ 第二章　登记{+和年检+}
        ───────────────────────────────────────┴───────────────────────────────────────
        第五条　未修改（原第三条）
        ───────────────────────────────────────┬───────────────────────────────────────
        第四条　[-犬只死亡的，应当办理注销手   │ （删去）
        续。-]                                 │
        ───────────────────────────────────────┴───────────────────────────────────────
        第六条　未修改（原第五条）
        ───────────────────────────────────────┬───────────────────────────────────────
        第六条　违反本条例第五条规定的，由公安 │ 第七条　违反本条例第五条规定的，由公安
        机关处[-二百元-]罚款。                 │ 机关处{+五百元以下+}罚款。
        ───────────────────────────────────────┼───────────────────────────────────────
        第七条　本条例自[-2010-]年1月1日起施   │ 第八条　本条例自{+2027+}年1月1日起施
        行。                                   │ 行。

        现行 7 条，草案 8 条：相同 2、修改 3、新增 1、删去 1、拆分 2。
        ");
    }

    #[test]
    fn columns_line_up_at_any_width() {
        for width in [1, 60, 61, 79, 100, 133, 200, 999] {
            let drawn = drawn(width, false, Style::default());
            let table: Vec<&str> = drawn.lines().skip(3).take_while(|line| !line.is_empty()).collect();
            let most = width.clamp(60, 200);
            let bar = table[0].split('│').next().expect("a column").width();
            for line in &table {
                assert!(line.width() <= most, "{width}: {line}");
                if let Some((left, _)) = line.split_once('│') {
                    assert_eq!(left.width(), bar, "{width}: {line}");
                }
                let starts = line.split('│').map(str::trim_start);
                let bad = starts.filter(|start| start.starts_with(['，', '。', '、', '；', '）']));
                assert_eq!(bad.count(), 0, "{width}: {line}");
            }
        }
    }

    #[test]
    fn colours_end_in_their_column() {
        let drawn = drawn(60, false, Style { colour: Colour::Always, ..Style::default() });
        assert!(drawn.contains("\u{1b}[9;31m") && drawn.contains("\u{1b}[4;32m") && !drawn.contains("[-"));
        for line in drawn.lines() {
            let mut is_open = false;
            for part in line.split('\u{1b}').skip(1) {
                let is_reset = part.starts_with("[0m");
                assert_ne!(is_reset, !is_open, "{line}");
                is_open = !is_reset;
            }
            assert!(!is_open, "{line}");
        }
    }

    #[test]
    fn labels_and_marks_are_not_parted() {
        let line = vec![
            Piece { text: "第一百二十三条　".into(), kind: Kind::Label },
            Piece { text: "登记".into(), kind: Kind::Kept },
            Piece { text: "，并".into(), kind: Kind::Changed },
            Piece { text: "。".into(), kind: Kind::Kept },
        ];
        let lines = |most| {
            let lines = glyph_lines(&line, ("{+", "+}"), most);
            lines.iter().map(|line| line.iter().map(|glyph| glyph.c).collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(lines(16), ["第一百二十三条　", "登记{+，并+}。"]);
        assert_eq!(lines(80), ["第一百二十三条　登记{+，并+}。"]);
    }
}
