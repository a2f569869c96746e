//! `pretty`: each finding with its lines of the draft and arrows to its places, drawn by ariadne.
//!
//! ariadne numbers the lines of the text it is given from 1 and speaks English in its frame. It is given the rows of
//! the excerpt as a text of their own and draws rows and arrows; the true line numbers, the frame and the notes are
//! put around them here.

use ariadne::{Color, Config, IndexType, Label, Report as Drawing, ReportKind, Source as Text};

use super::excerpt::words::{here, more_places};
use super::excerpt::{Excerpt, Role};
use super::full::{header, locus, painted, trimmed};
use super::paint::{Ink, RESET};
use super::words::Note;
use super::{Chunk, Colour, Render, Style, Totals, words};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::source::Source;

/// Lines that ariadne writes before the first row: message, place, an empty one.
const LINES_ABOVE: usize = 3;
/// Lines that it writes after the last row: the end of the frame.
const LINES_BELOW: usize = 1;

/// The colour that it gives to text without a mark.
const UNMARKED: &str = "[38;5;249";

pub(super) struct Pretty {
    style: Style,
}

impl Pretty {
    pub(super) const fn new(style: Style) -> Self {
        Self { style }
    }

    /// One finding, with an empty line after it.
    fn one(&self, source: &Source, diagnostic: &Diagnostic, out: &mut String) {
        let lang = self.style.lang;
        let excerpt = Excerpt::new(source, diagnostic, lang);
        let fix = words::fix(lang, source, diagnostic.fix.as_ref());
        let digits = excerpt.rows.iter().map(|row| row.line).max().unwrap_or(1).to_string().len();
        let frame = Frame { colour: self.style.colour, digits };
        out.push_str(&header(self.style, diagnostic));
        out.push('\n');
        frame.top(&locus(self.style.lang, source, diagnostic), out);
        let drawn = self.drawn(&excerpt, diagnostic.severity, fix.as_ref());
        let lines: Vec<_> = drawn.lines().collect();
        let body = lines.get(LINES_ABOVE..lines.len().saturating_sub(LINES_BELOW)).unwrap_or_default();
        let mut last = None;
        for line in body {
            let (row, rest) = without_margin(line);
            let number = row.and_then(|row| excerpt.rows.get(row)).map(|row| row.line);
            if number.zip(last).is_some_and(|(number, last)| number > last + 1) {
                frame.gap(out);
            }
            last = number.or(last);
            frame.line(number, &recoloured(rest), out);
        }
        let more = (excerpt.undrawn > 0).then(|| more_places(lang, excerpt.undrawn));
        let notes: Vec<_> = more.into_iter().chain(words::notes(lang, diagnostic)).collect();
        if !notes.is_empty() {
            frame.line(None, "", out);
        }
        for note in &notes {
            frame.line(None, &painted(self.style.colour, note), out);
        }
        frame.bottom(out);
        out.push('\n');
    }

    /// What ariadne makes of the rows; an arrow needs words, and a fix is what is best said at the place itself.
    fn drawn(&self, excerpt: &Excerpt, severity: Severity, fix: Option<&Note>) -> String {
        let text: String = excerpt.rows.iter().flat_map(|row| [row.text.as_str(), "\n"]).collect();
        let colour = self.style.colour == Colour::Always;
        let config = Config::new().with_index_type(IndexType::Byte).with_cross_gap(true).with_color(colour);
        let mut drawing = Drawing::build(ReportKind::Error, 0..0).with_config(config);
        let mut fix = fix.map(|fix| painted(self.style.colour, fix));
        let mut row_start = 0;
        for row in &excerpt.rows {
            for mark in &row.marks {
                let (ink, message) = match mark.role {
                    Role::Primary => (Ink::Primary(severity), fix.take().unwrap_or_else(|| mark.message.clone())),
                    Role::Secondary => (Ink::Secondary, mark.message.clone()),
                };
                let message = if message.is_empty() { here(self.style.lang).to_owned() } else { message };
                let range = row_start + mark.range.start..row_start + mark.range.end;
                let priority = i32::from(mark.role == Role::Primary);
                let label = Label::new(range).with_message(message).with_color(shade(ink)).with_priority(priority);
                drawing.add_label(label);
            }
            row_start += row.text.len() + 1;
        }
        let mut out = Vec::new();
        let written = drawing.finish().write(Text::from(text), &mut out);
        // Writing to memory cannot fail; a finding would keep its words even so.
        debug_assert!(written.is_ok(), "{written:?}");
        String::from_utf8_lossy(&out).into_owned()
    }
}

impl Render for Pretty {
    fn file(&self, source: &Source, report: &Report) -> Chunk {
        let mut out = String::new();
        for diagnostic in &report.diagnostics {
            self.one(source, diagnostic, &mut out);
        }
        trimmed(&out).into()
    }

    fn tail(&self, totals: &Totals) -> String {
        words::closing(self.style.lang, totals)
    }
}

/// Splits ariadne's margin off a line: the row it numbers, from 0, if it does; and what stands behind the margin.
fn without_margin(line: &str) -> (Option<usize>, &str) {
    let Some((margin, rest)) = line.split_once('│') else { return (None, line) };
    let rest = rest.strip_prefix(RESET).unwrap_or(rest);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let number = margin.rsplit('m').next().unwrap_or(margin).trim();
    (number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)), rest)
}

/// A coloured line with one code a stretch, where ariadne writes one a character; and the text that is not marked in the
/// terminal's own colour, not in a grey that a white one hardly shows.
fn recoloured(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    let mut current = "";
    for (code, text) in pieces.filter_map(|piece| piece.split_once('m')).filter(|(_, text)| !text.is_empty()) {
        let code = if code == "[0" || code == UNMARKED { "" } else { code };
        if code != current {
            out.push_str(if current.is_empty() { "" } else { RESET });
            if !code.is_empty() {
                out.push_str(&format!("\u{1b}{code}m"));
            }
            current = code;
        }
        out.push_str(text);
    }
    out.push_str(if current.is_empty() { "" } else { RESET });
    out
}

/// The frame around a drawing.
struct Frame {
    colour: Colour,
    /// Of the greatest line number.
    digits: usize,
}

impl Frame {
    fn top(&self, locus: &str, out: &mut String) {
        let (open, close) = (self.ink("╭─["), self.ink("]"));
        out.push_str(&format!("{:width$} {open} {locus} {close}\n", "", width = self.digits + 1));
        self.line(None, "", out);
    }

    fn line(&self, number: Option<usize>, rest: &str, out: &mut String) {
        let number = number.map_or_else(String::new, |number| number.to_string());
        let margin = format!(" {number:>width$} │", width = self.digits);
        out.push_str(&self.ink(&margin));
        out.push(' ');
        out.push_str(rest);
        out.push('\n');
    }

    fn gap(&self, out: &mut String) {
        out.push_str(&self.ink(&format!("{:width$} ┆", "", width = self.digits + 1)));
        out.push('\n');
    }

    fn bottom(&self, out: &mut String) {
        out.push_str(&self.ink(&format!("{}╯", "─".repeat(self.digits + 2))));
        out.push('\n');
    }

    fn ink(&self, text: &str) -> String {
        self.colour.paint(Ink::Frame, text)
    }
}

/// ariadne's colour for a mark.
const fn shade(ink: Ink) -> Color {
    match ink {
        Ink::Header(severity) | Ink::Primary(severity) => match severity {
            Severity::Error => Color::Red,
            Severity::Warning => Color::Yellow,
            Severity::Advice => Color::Cyan,
        },
        Ink::Removed | Ink::Deleted => Color::Red,
        Ink::Secondary | Ink::Frame => Color::Blue,
        Ink::Message => Color::Primary,
        Ink::Note | Ink::Added | Ink::Inserted => Color::Green,
    }
}

#[cfg(test)]
mod tests {
    use super::super::full::tests::{draft, every_span, nasty, report};
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn drawn() {
        let (source, report) = report();
        let pretty = Pretty::new(Style::default());
        insta::assert_snapshot!(pretty.file(&source, &report).text, @r#"
        错误[term-variant]：“科技技术”应为“科学技术”
            ╭─[ 某市.txt:12:14 第二条 ]
            │
          4 │     第一条  市科学技术行政部门主管本市科技工作。
            │               ────┬───
            │                   ╰─────── 第一条的写法
            ┆
         12 │ 第二条  违反本条例规定，科技技术行政等有关部门及其工作人员滥用职权、玩忽职守、…
            │                         ────┬───
            │                             ╰─────── 可修正（需核对）：“科技技术”改为“科学技术”
        ────╯

        警告[effective-date-placeholder]：施行日期尚未填写
            ╭─[ 某市.txt:13:10 第三条 ]
            │
         13 │ 第三条  本条例自2025年  月  日起施行。␋
            │                 ──────┬───────
            │                       ╰─────────── 此处
            │
            │ 依据：立法法第六十一条；《立法技术规范》6.1
            │ 建议：填写具体日期
        ────╯

        建议[layout]：行末有垂直制表符
            ╭─[ 某市.txt:13:25 ]
            │
         13 │ 第三条  本条例自2025年  月  日起施行。␋
            │                                       ┬
            │                                       ╰── 此处
        ────╯
        "#);
    }

    #[test]
    fn numbers_are_the_drafts_in_colour_too() {
        let (source, report) = report();
        let out = Pretty::new(Style { lang: Lang::En, colour: Colour::Always }).file(&source, &report).text;
        assert!(out.contains(&format!("{} 12 │{RESET} ", Ink::Frame.code())), "{out}");
        assert!(!out.contains("Error"), "{out}");
    }

    #[test]
    fn one_code_a_stretch() {
        let line = "\u{1b}[38;5;249m甲\u{1b}[0m\u{1b}[33m乙\u{1b}[0m\u{1b}[33m丙\u{1b}[0m 丁\u{1b}[34m戊\u{1b}[0m";
        assert_eq!(recoloured(line), "甲\u{1b}[33m乙丙\u{1b}[0m 丁\u{1b}[34m戊\u{1b}[0m");
        assert_eq!(recoloured("甲m乙"), "甲m乙");
    }

    #[test]
    fn colour_adds_nothing_but_codes() {
        let (source, report) = report();
        let coloured = Pretty::new(Style { lang: Lang::Zh, colour: Colour::Always }).file(&source, &report).text;
        let plain = Pretty::new(Style::default()).file(&source, &report).text;
        let mut pieces = coloured.split('\u{1b}');
        let first = pieces.next().unwrap_or_default().to_owned();
        let bare = pieces.fold(first, |bare, piece| bare + piece.split_once('m').map_or("", |(_, text)| text));
        assert_eq!(trimmed(&bare), plain);
    }

    #[test]
    fn no_span_is_too_much() {
        for colour in [Colour::Never, Colour::Always] {
            let pretty = Pretty::new(Style { lang: Lang::Zh, colour });
            every_span(&pretty, &nasty());
        }
        every_span(&Pretty::new(Style::default()), &draft());
    }
}
