//! Which part of a draft to show around a finding: a window of each line it marks.
//!
//! Articles run to hundreds of characters on one line, which neither renderer cuts. A window is cut after ，；。 where
//! it can be, with … at the sides that are cut. It knows cells and line numbers, no colours and no renderer. Its cost
//! depends on the width of a window and on the labels drawn, never on the length of a line.

pub(super) mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use super::visible::{Drawn, drawn, one_line};
use crate::diagnostic::{Diagnostic, Span};
use crate::lang::Lang;
use crate::source::Source;

/// The cells that a window takes at most, its … included.
const WIDTH: usize = 84;
/// The cells kept on the left of a place too wide for a window.
const LEAD: usize = 16;
/// The fewest cells beside a place that a cut at a clause leaves; below it the cut is made where the room ends.
const SIDE: usize = 10;
/// Labels drawn besides the place itself; the others are counted.
const LABELS: usize = 5;
/// How many blank lines a place may run over before its next line is looked for no further.
const BLANK_LINES: usize = 16;
/// The marks a window may be cut after, the best first.
const CLAUSE_ENDS: [&[char]; 2] = [&['，', '；', '。', '：', '！', '？'], &['、']];
/// Stands for what is cut away.
const CUT: char = '…';

/// What a mark is to the finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The place itself.
    Primary,
    /// Another place.
    Secondary,
}

/// A marked stretch of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the row's text; empty for a place between two characters.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) role: Role,
    /// What is to be seen there; may be empty.
    pub(super) message: String,
}

/// A line of the draft, or a window of it, fit for the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number, from 1; that of its paragraph where the file counts those.
    pub(super) line: usize,
    /// What is drawn; every character is as wide as `unicode-width` says.
    pub(super) text: String,
    /// By position, at least one.
    pub(super) marks: Vec<Mark>,
}

/// The rows of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// By position; two rows of one line are two windows.
    pub(super) rows: Vec<Row>,
    /// How many labels are not drawn.
    pub(super) undrawn: usize,
}

/// A place, or a part of one, within a line: bytes of the decoded text.
#[derive(Debug, Clone)]
struct Annotation {
    span: Span,
    role: Role,
    message: String,
}

/// Places that share a window.
struct Group {
    core: Span,
    annotations: Vec<Annotation>,
}

impl Excerpt {
    /// The rows for a diagnostic.
    pub(super) fn new(source: &Source, diagnostic: &Diagnostic, lang: Lang) -> Self {
        let mut by_line: BTreeMap<usize, Vec<Annotation>> = BTreeMap::new();
        let primary = Annotation { span: diagnostic.span, role: Role::Primary, message: String::new() };
        let labels = diagnostic.labels.iter().take(LABELS).map(|label| Annotation {
            span: label.span,
            role: Role::Secondary,
            message: one_line(&label.message).into_owned(),
        });
        for annotation in std::iter::once(primary).chain(labels) {
            for (line, part) in by_lines(source, annotation, lang) {
                by_line.entry(line).or_default().push(part);
            }
        }
        let rows = by_line.into_iter().flat_map(|(line, annotations)| rows(source, line, annotations)).collect();
        Self { rows, undrawn: diagnostic.labels.len().saturating_sub(LABELS) }
    }
}

/// The parts of a place that are shown: its first line, and the next that is not blank.
fn by_lines(source: &Source, annotation: Annotation, lang: Lang) -> Vec<(usize, Annotation)> {
    let (text, lines) = (source.text(), source.lines());
    let Span { start, end } = annotation.span;
    let first = lines.line(start);
    let last = if end > start { lines.line(end - 1) } else { first };
    let line = lines.span(text, first);
    let on_first = Span::new(start.min(line.end), end.min(line.end));
    let role = annotation.role;
    let mut parts = vec![(first, Annotation { span: on_first, ..annotation })];
    let next = (first + 1..=last).take(BLANK_LINES).map(|number| (number, lines.span(text, number)));
    if let Some((number, line)) = next.into_iter().find(|(_, line)| !line.of(text).trim().is_empty()) {
        let message = match number {
            _ if number == last || text[line.end..end].trim().is_empty() => words::up_to_here(lang),
            _ => words::up_to_line(lang, last + 1),
        };
        parts.push((number, Annotation { span: Span::new(line.start, end.min(line.end)), role, message }));
    }
    parts
}

/// The windows of a line.
fn rows(source: &Source, line: usize, annotations: Vec<Annotation>) -> Vec<Row> {
    let text = source.text();
    let bounds = source.lines().span(text, line);
    let groups = grouped(text, annotations);
    let cores: Vec<_> = groups.iter().map(|group| group.core).collect();
    let mut rows = Vec::with_capacity(groups.len());
    let mut taken = bounds.start;
    for (index, group) in groups.into_iter().enumerate() {
        let next = cores.get(index + 1).map_or(bounds.end, |next| next.start);
        let room = Span::new(taken.min(group.core.start), next.max(group.core.end));
        let window = window(text, room, group.core);
        taken = taken.max(window.end);
        let number = source.paragraph(bounds.start).map_or(line + 1, |paragraph| paragraph.number);
        rows.push(row(text, bounds, window, number, &group.annotations));
    }
    rows
}

/// Gathers the places of a line that fit one window: first around the place itself, then from left to right.
fn grouped(text: &str, mut annotations: Vec<Annotation>) -> Vec<Group> {
    annotations.sort_by_key(|annotation| (annotation.role == Role::Secondary, annotation.span));
    let mut groups: Vec<Group> = Vec::new();
    for annotation in annotations {
        let core = clipped(text, annotation.span);
        let found = groups.iter_mut().find_map(|group| {
            let both = Span::new(group.core.start.min(core.start), group.core.end.max(core.end));
            let overlap = annotation.span.start < group.core.end && group.core.start < annotation.span.end;
            match fits(text, both, WIDTH - SIDE) {
                true => Some((group, both)),
                false if overlap => {
                    let core = group.core;
                    Some((group, core))
                }
                false => None,
            }
        });
        match found {
            Some((group, both)) => {
                group.core = both;
                group.annotations.push(annotation);
            }
            None => groups.push(Group { core, annotations: vec![annotation] }),
        }
    }
    groups.sort_by_key(|group| group.core);
    groups
}

/// Whether a stretch takes at most `cells` cells.
fn fits(text: &str, span: Span, cells: usize) -> bool {
    // Every character takes a cell at least and four bytes at most.
    span.len() <= 4 * cells && width(span.of(text)) <= cells
}

/// As much of a place, from its start, as a window can hold.
fn clipped(text: &str, span: Span) -> Span {
    Span::new(span.start, forward(text, span, WIDTH - LEAD))
}

/// How far from its start `cells` cells of a stretch reach.
fn forward(text: &str, span: Span, cells: usize) -> usize {
    let mut left = cells;
    for (offset, c) in span.of(text).char_indices() {
        let width = drawn(c).1;
        if width > left {
            return span.start + offset;
        }
        left -= width;
    }
    span.end
}

/// How far from its end, to the left, `cells` cells of a stretch reach.
fn backward(text: &str, span: Span, cells: usize) -> usize {
    let mut left = cells;
    for (offset, c) in span.of(text).char_indices().rev() {
        let width = drawn(c).1;
        if width > left {
            return span.start + offset + c.len_utf8();
        }
        left -= width;
    }
    span.start
}

fn width(text: &str) -> usize {
    text.chars().map(|c| drawn(c).1).sum()
}

/// The part of `room` to show around `core`: all of it, or as many clauses on each side as there are cells for.
fn window(text: &str, room: Span, core: Span) -> Span {
    let free = (WIDTH - 2).saturating_sub(width(core.of(text)));
    let left = Span::new(room.start, core.start);
    let right = Span::new(core.end, room.end);
    let widest_left = backward(text, left, free);
    let left_cells = width(&text[widest_left..core.start]);
    let right_cells = width(&text[core.end..forward(text, right, free)]);
    // Each side may have half, and what the other leaves of its half; a wide place, which may be cut on its right, needs
    // none there.
    let half = if free <= LEAD { 0 } else { free / 2 };
    let for_left = if right_cells < half { free - right_cells } else { free - half };
    let for_right = if left_cells < free - half { free - left_cells } else { half };
    let mut start = backward(text, left, for_left);
    let mut end = forward(text, right, for_right);
    if start > room.start {
        start = clause_start(text, Span::new(start, core.start));
    }
    if end < room.end {
        end = clause_end(text, Span::new(core.end, end));
    }
    Span::new(start, end)
}

/// Where the first whole clause of the stretch on the left begins; failing that, the first whole limb.
fn clause_start(text: &str, side: Span) -> usize {
    if text[..side.start].ends_with(CLAUSE_ENDS[0]) {
        return side.start;
    }
    let cuts = CLAUSE_ENDS.iter().filter_map(|ends| side.of(text).find(*ends));
    let mut cuts = cuts.map(|at| side.start + at + char_len(text, side.start + at));
    cuts.find(|at| width(&text[*at..side.end]) >= SIDE).unwrap_or(side.start)
}

/// Where the last whole clause of the stretch on the right ends; failing that, the last whole limb.
fn clause_end(text: &str, side: Span) -> usize {
    let cuts = CLAUSE_ENDS.iter().filter_map(|ends| side.of(text).rfind(*ends));
    let mut cuts = cuts.map(|at| side.start + at + char_len(text, side.start + at));
    cuts.find(|at| width(&text[side.start..*at]) >= SIDE).unwrap_or(side.end)
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Draws a window: its characters made visible, its marks moved along.
fn row(text: &str, bounds: Span, window: Span, line: usize, annotations: &[Annotation]) -> Row {
    let mut shown = String::with_capacity(window.len() + 8);
    if window.start > bounds.start {
        shown.push(CUT);
    }
    let first = shown.len();
    // Where each character of the window begins, in the draft and in the row.
    let mut begins = Vec::with_capacity(window.len() + 1);
    for (offset, c) in window.of(text).char_indices() {
        begins.push((window.start + offset, shown.len()));
        match drawn(c).0 {
            Drawn::Char(c) => shown.push(c),
            Drawn::TwoSpaces => shown.push_str("  "),
        }
    }
    begins.push((window.end, shown.len()));
    if window.end < bounds.end {
        shown.push(CUT);
    }
    let place_of = |offset: usize| {
        let at = begins.partition_point(|(begin, _)| *begin < offset);
        begins.get(at).or(begins.last()).map_or(first, |(_, place)| *place)
    };
    let mut marks: Vec<_> = annotations
        .iter()
        .map(|annotation| Mark {
            range: place_of(annotation.span.start)..place_of(annotation.span.end),
            role: annotation.role,
            message: annotation.message.clone(),
        })
        .collect();
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    Row { line, text: shown, marks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Label, Severity};

    fn diagnostic(span: Span, labels: Vec<Span>) -> Diagnostic {
        Diagnostic {
            lint: "lint".into(),
            topic: "topic".into(),
            severity: Severity::Warning,
            message: "有误".into(),
            span,
            article: None,
            labels: labels.into_iter().map(|span| Label { span, message: "另处".into() }).collect(),
            help: None,
            authority: [].into(),
            fix: None,
        }
    }

    /// The rows as text, the marks in brackets: 【】 for the place itself, 〔〕 for the others.
    fn drawn_rows(text: &str, quotes: &[&str]) -> Vec<String> {
        let spans: Vec<_> = quotes
            .iter()
            .map(|quote| text.find(quote).map(|start| Span::new(start, start + quote.len())).expect("is in the text"))
            .collect();
        let source = Source::from_text("甲.txt", text);
        let excerpt = Excerpt::new(&source, &diagnostic(spans[0], spans[1..].to_vec()), Lang::Zh);
        excerpt.rows.iter().map(bracketed).collect()
    }

    fn bracketed(row: &Row) -> String {
        let mut text = row.text.clone();
        for mark in row.marks.iter().rev() {
            let (open, close) = if mark.role == Role::Primary { ("【", "】") } else { ("〔", "〕") };
            text.insert_str(mark.range.end, close);
            text.insert_str(mark.range.start, open);
        }
        format!("{} {text}", row.line)
    }

    const LONG: &str = "第四十九条  违反本条例规定，科技技术行政等有关部门及其工作人员，以及其他依法履行公职的人员滥用职权、\
        玩忽职守、徇私舞弊的，对直接负责的主管人员和其他直接责任人员依法给予处分；构成犯罪的，依法追究刑事责任。";

    #[test]
    fn short_lines_stay_whole() {
        assert_eq!(drawn_rows("总则\n第一条\u{3000}为了\u{b}规范", &["为了"]), ["2 第一条  【为了】␋规范"]);
    }

    #[test]
    fn long_lines_are_cut_at_clauses() {
        assert_eq!(
            drawn_rows(LONG, &["科技技术"]),
            ["1 第四十九条  违反本条例规定，【科技技术】行政等有关部门及其工作人员，…"]
        );
        assert_eq!(
            drawn_rows(LONG, &["刑事"]),
            ["1 …对直接负责的主管人员和其他直接责任人员依法给予处分；构成犯罪的，依法追究【刑事】责任。"]
        );
    }

    #[test]
    fn labels_near_share_a_window_and_labels_afar_have_their_own() {
        assert_eq!(
            drawn_rows(LONG, &["科技技术", "有关部门", "刑事"]),
            [
                "1 第四十九条  违反本条例规定，【科技技术】行政等〔有关部门〕及其工作人员，…",
                "1 …对直接负责的主管人员和其他直接责任人员依法给予处分；构成犯罪的，依法追究〔刑事〕责任。",
            ]
        );
    }

    #[test]
    fn a_wide_place_is_cut() {
        let rows = drawn_rows(
            LONG,
            &["违反本条例规定，科技技术行政等有关部门及其工作人员，以及其他依法履行公职的人员滥用职权"],
        );
        assert_eq!(rows, ["1 第四十九条  【违反本条例规定，科技技术行政等有关部门及其工作人员，以及其他依法履行公】…"]);
    }

    #[test]
    fn a_place_of_several_lines_shows_its_first_two() {
        let source = Source::from_text("甲.txt", "总则甲\r\n\r\n第一条\n第二条\n");
        let until = |end| {
            let excerpt = Excerpt::new(&source, &diagnostic(Span::new(6, end), Vec::new()), Lang::Zh);
            excerpt.rows.iter().map(|row| (bracketed(row), row.marks[0].message.clone())).collect::<Vec<_>>()
        };
        let first = ("1 总则【甲】".to_owned(), String::new());
        assert_eq!(until(11), std::slice::from_ref(&first));
        assert_eq!(until(19), [first.clone(), ("3 【第一】条".to_owned(), "至此".to_owned())]);
        assert_eq!(until(23), [first.clone(), ("3 【第一条】".to_owned(), "至此".to_owned())]);
        assert_eq!(until(26), [first, ("3 【第一条】".to_owned(), "至第 4 行".to_owned())]);
    }

    #[test]
    fn five_labels_are_drawn_and_the_rest_counted() {
        let source = Source::from_text("甲.txt", LONG);
        let labels = (0..17).map(|n| Span::new(n * 3, n * 3 + 3)).collect();
        let excerpt = Excerpt::new(&source, &diagnostic(Span::new(0, 3), labels), Lang::Zh);
        assert_eq!(excerpt.undrawn, 12);
        assert_eq!(excerpt.rows.iter().map(|row| row.marks.len()).sum::<usize>(), 6);
    }

    #[test]
    fn windows_keep_to_their_width() {
        let text = format!("{LONG}{}\u{3000}𠮷a\u{200b}", "字，x".repeat(40));
        let source = Source::from_text("甲.txt", &text);
        let ends: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (index, start) in ends.iter().enumerate() {
            for end in &ends[index..] {
                let excerpt = Excerpt::new(&source, &diagnostic(Span::new(*start, *end), Vec::new()), Lang::Zh);
                let row = &excerpt.rows[0];
                assert!(width(&row.text) <= WIDTH, "{} {}", width(&row.text), row.text);
                assert!(row.marks[0].range.end <= row.text.len());
            }
        }
    }
}
