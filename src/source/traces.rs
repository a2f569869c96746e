//! What a copy leaves behind in a text: invisible characters, the numbers of pages, labels that were printed twice, and the
//! line breaks of a page's width.
//!
//! None of it is drafting text. It is taken out of the prose before anybody reads it, so that a text with it and one
//! without it read alike; each trace is remembered with its place in the file, to be told and to be deleted.

mod cuts;
mod wrapping;

use super::prose::{LineStyle, Paragraphs, Prose};
use crate::diagnostic::Span;
use crate::writing::page::{self, PageForm};
use crate::writing::{invisible, label};
use cuts::Cut;

/// What was left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TraceKind {
    /// A character with nothing to see.
    Invisible(char),
    /// The number of a page.
    Page(PageForm),
    /// An article's label once more, right behind itself: 第三条第三条.
    Overprint,
    /// A line break where the page was full, in a text whose lines all end there.
    Wrap,
    /// A line break where a page ended, inside a sentence.
    PageBreak,
}

/// Something that a copy left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// What it is.
    pub kind: TraceKind,
    /// Where it would stand in the prose, in bytes.
    pub at: usize,
    /// Where a reader is shown it, in bytes of the decoded text: what is written; of a line break what stands before it.
    pub span: Span,
    /// What of the decoded text has to go for it to be gone.
    pub removal: Span,
}

/// Takes what a copy left behind out of a file's prose; what was taken, in order.
pub(super) fn take(prose: Prose, text: &str) -> (Prose, Vec<Trace>) {
    let mut traces = Vec::new();
    let prose = cuts::apply(prose, text, invisible_characters, &mut traces);
    let prose = cuts::apply(prose, text, pages_and_labels, &mut traces);
    let pages = traces.iter().filter(|trace| matches!(trace.kind, TraceKind::Page(_))).map(|trace| trace.at);
    let pages: Vec<usize> = pages.collect();
    let prose = cuts::apply(prose, text, |prose| wrapping::breaks(prose, &pages), &mut traces);
    traces.sort_by_key(|trace| (trace.at, trace.removal.start));
    (prose, traces)
}

/// Characters with nothing to see.
fn invisible_characters(prose: &Prose) -> Vec<Cut> {
    let text = &*prose.text;
    let bytes = text.as_bytes();
    let mut cuts = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let len = match byte {
            0..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            _ => 4,
        };
        if may_be_invisible(&bytes[at..])
            && let Some(c) = text[at..].chars().next().filter(|&c| invisible::is_invisible(c))
            && is_left_behind(c, text, at)
        {
            cuts.push(Cut::of(TraceKind::Invisible(c), Span::new(at, at + len)));
        }
        at += len;
    }
    cuts
}

/// Whether the character that bytes of UTF-8 begin with may be invisible: of a draft hardly any can, by its first two bytes.
const fn may_be_invisible(bytes: &[u8]) -> bool {
    match bytes {
        [b'\t' | b'\n' | b'\r', ..] => false,
        [0..=0x1F | 0x7F | 0xC2 | 0xCD | 0xD8 | 0xE1 | 0xF0 | 0xF3, ..] => true,
        [0xE2, 0x80, third, ..] => matches!(*third, 0x8B..=0x8F | 0xA8..=0xAF),
        [0xE2, 0x81 | 0xA0, ..] | [0xE3, 0x85, ..] | [0xEF, 0xB8 | 0xBB | 0xBE | 0xBF, ..] => true,
        _ => false,
    }
}

/// Whether an invisible character says nothing where it stands: letters of Mongolian, Arabic and Indic scripts need some, and
/// a blank that nobody has on a keyboard is a blank where one belongs.
fn is_left_behind(c: char, text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let shaped = |c: char| c.is_alphabetic() && !c.is_ascii() && !label::is_han(c);
    if matches!(c, '\u{180B}'..='\u{180F}' | '\u{200C}'..='\u{200F}') && before.is_some_and(shaped) {
        return false;
    }
    if !invisible::is_stray_blank(c) {
        return true;
    }
    // No label is longer.
    let near = text[..at].char_indices().rev().take(16).take_while(|&(_, c)| !matches!(c, '\n' | '\r'));
    let opening = &text[near.last().map_or(at, |(start, _)| start)..at];
    let labelled = label::article(opening, 0).is_some_and(|mark| mark.label.end == opening.len())
        || label::division(opening, 0).is_some_and(|mark| mark.label.end == opening.len());
    let after = text[at + c.len_utf8()..].chars().next();
    let inside = |c: Option<char>| c.is_some_and(|c| !label::is_blank(c));
    inside(before) && inside(after) && !labelled
}

/// The numbers of pages, and labels that were printed over themselves.
fn pages_and_labels(prose: &Prose) -> Vec<Cut> {
    let text = &*prose.text;
    let mut cuts = Vec::new();
    let paged = page::may_be_inside(text);
    for (number, line) in prose.lines.iter().enumerate() {
        let whole = line.span.of(text);
        let trimmed = whole.trim_matches(label::is_blank);
        if trimmed.is_empty() || line.style == LineStyle::Table {
            continue;
        }
        let start = line.span.start + (whole.len() - whole.trim_start_matches(label::is_blank).len());
        let place = |from: usize, to: usize| Span::new(start + from, start + to);
        if let Some(form) = page::form(trimmed).filter(|_| line.style == LineStyle::Plain) {
            let next = prose.lines.get(number + 1).map_or(line.span.end, |next| next.span.start);
            let shown = place(0, trimmed.len());
            let cut = Cut::of(TraceKind::Page(form), Span::new(line.span.start, next));
            // Where blank lines part paragraphs the line's end stays in the file, so that those around it still do.
            let removal = if prose.paragraphs == Paragraphs::Blocks { line.span } else { cut.span };
            cuts.push(Cut { shown, removal, ..cut });
            continue;
        }
        if let Some((from, to)) = overprint(trimmed) {
            cuts.push(Cut::of(TraceKind::Overprint, place(from, to)));
        }
        for inside in if paged { page::inside(trimmed) } else { Vec::new() } {
            let mark = trimmed[inside.clone()].trim_matches(label::is_blank);
            let from = inside.start + trimmed[inside.clone()].len()
                - trimmed[inside.clone()].trim_start_matches(label::is_blank).len();
            let shown = place(from, from + mark.len());
            let cut = Cut::of(TraceKind::Page(PageForm::Printed), place(inside.start, inside.end));
            cuts.push(Cut { shown, ..cut });
        }
    }
    cuts
}

/// Where a label at a line's start is repeated right behind itself, in bytes of the line: from where to where.
fn overprint(line: &str) -> Option<(usize, usize)> {
    let end = match line.chars().next()? {
        '第' => label::article(line, 0)
            .map(|mark| mark.label.end)
            .or_else(|| label::division(line, 0).map(|mark| mark.label.end))?,
        '（' | '(' => label::item(line, 0)?.label.end,
        _ => return None,
    };
    let (own, mut rest) = line.split_at(end);
    while let Some(behind) = rest.strip_prefix(own) {
        rest = behind;
    }
    let to = line.len() - rest.len();
    (to > end && !rest.is_empty() && !label::refers(rest)).then_some((end, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Format, Source};

    /// The prose, and what was taken out of it: what is shown of each trace.
    fn taken(text: &str) -> (String, Vec<String>) {
        let source = Source::of_format("a.txt", text, Format::Plain);
        let traces = source.traces().iter().map(|trace| trace.span.of(text).to_owned()).collect();
        (source.prose().to_owned(), traces)
    }

    #[test]
    fn invisible_characters_are_no_part_of_words() {
        let (prose, traces) = taken("\u{202A}第六条\u{202C}  在河道\u{200B}管\u{FE0F}理\u{C}范围\n");
        assert_eq!(prose, "第六条  在河道管理范围\n");
        assert_eq!(traces, ["\u{202A}", "\u{202C}", "\u{200B}", "\u{FE0F}", "\u{C}"]);
        // A blank that stands for one is one; letters that need their marks keep them.
        assert_eq!(taken("第六条\u{202F}在河\u{202F}道\n").0, "第六条\u{202F}在河道\n");
        assert_eq!(taken("ᠮᠣᠩᠭᠣᠯ\u{180E}ᠠ").0, "ᠮᠣᠩᠭᠣᠯ\u{180E}ᠠ");
    }

    #[test]
    fn page_numbers_go_with_their_lines() {
        let (prose, traces) = taken("第一条　甲。\r\n— 3 —\r\n第二条　乙，— 4 —\r\n丙。\r\n");
        assert_eq!(prose, "第一条　甲。\r\n第二条　乙，丙。\r\n");
        assert_eq!(traces.len(), 3);
        let source = Source::from_text("a.txt", "甲。\n— 3 —\n乙。\n");
        assert_eq!(source.traces()[0].removal.of(source.text()), "— 3 —\n");
        let source = Source::of_format("a.md", "甲。\n\n— 3 —\n\n乙。\n", Format::Markdown);
        assert_eq!(source.traces()[0].removal.of(source.text()), "— 3 —");
    }

    #[test]
    fn labels_are_read_once() {
        assert_eq!(
            taken("第一条第一条第一条 为了\n第二章第二章　附则\n（一）（一）甲；\n").0,
            "第一条 为了\n第二章　附则\n（一）甲；\n"
        );
        for text in ["第一条第一款规定的\n", "第一条第一条的规定\n", "第一条第二条\n", "第一条　第一条\n"]
        {
            assert_eq!(taken(text).0, text);
        }
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let text = "第一条\u{200B}　养\u{200B}犬\n";
        let source = Source::from_text("a.txt", text);
        let at = source.prose().find("养犬").expect("it is one word");
        let word = Span::new(at, at + "养犬".len());
        assert_eq!(source.to_text(word).of(text), "养\u{200B}犬");
        assert_eq!(source.place_of_edit(word), None);
    }
}
