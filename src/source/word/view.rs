//! What a reader sees of a file, as text: a line for each paragraph and for each break in one, numbers before the paragraphs
//! that have them, each piece with what it stands for.

use std::collections::HashMap;
use std::sync::Arc;

use super::body::{AtomKind, Body, Cell, Node, Table};
use super::styles::Styles;
use super::tables::{self, Column, Purpose};
use crate::diagnostic::Span;
use crate::source::carrier::Section;
use crate::source::edits::Edits;
use crate::source::prose::{LineStyle, Map, Paragraphs, Prose, ProseLine, Seal, Sealed, Segment};
use crate::writing::table as writing;
use crate::writing::table::Sides;

/// No heading is longer, in characters.
const HEADING: usize = 50;

/// Where a paragraph starts in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    /// In bytes of the text.
    pub(super) at: usize,
    /// From 1, in order of the `w:p` of its part.
    pub(super) paragraph: usize,
    pub(super) section: Section,
}

/// A line of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ViewLine {
    /// Without its end.
    span: Span,
    style: LineStyle,
    /// Whether it is drafting text: law that is quoted beside it, and notes, are not.
    is_draft: bool,
}

/// What a stretch of the text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// In bytes of the text.
    pub(super) span: Span,
    /// In the body.
    pub(super) atom: usize,
}

/// The lines of a text, and what is known of its places.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    lines: Vec<ViewLine>,
    stands: Vec<Stand>,
    sealed: Vec<Sealed>,
}

/// The text of a file.
#[derive(Debug, Default)]
pub(super) struct View {
    pub(super) text: String,
    pub(super) layout: Layout,
    /// Of the body, in order.
    pub(super) pieces: Vec<Piece>,
}

impl Layout {
    /// The drafting text of a text that is laid out so.
    pub(super) fn prose(&self, text: &Arc<str>) -> Prose {
        let drafted = |line: &&ViewLine| line.is_draft;
        let (mut out, mut lines, mut segments) = (String::new(), Vec::new(), Vec::<Segment>::new());
        let is_all = self.lines.iter().all(|line| line.is_draft);
        for line in self.lines.iter().filter(drafted) {
            let whole = Span::new(line.span.start, (line.span.end + 1).min(text.len()));
            let start = if is_all { line.span.start } else { out.len() };
            lines.push(ProseLine { span: Span::new(start, start + line.span.len()), style: line.style });
            if is_all {
                continue;
            }
            out.push_str(whole.of(text));
            let segment = Segment { prose: start, text: whole.start, len: whole.len(), text_len: whole.len() };
            match segments.last_mut() {
                Some(last) if last.text + last.text_len == segment.text => {
                    last.len += segment.len;
                    last.text_len += segment.text_len;
                }
                Some(_) | None => segments.push(segment),
            }
        }
        Prose {
            text: if is_all { Arc::clone(text) } else { out.into() },
            lines,
            map: if is_all { Map::Same } else { Map::Segments(segments) },
            paragraphs: Paragraphs::Lines,
            comments: Vec::new(),
            sealed: self.sealed.clone(),
        }
    }

    /// The paragraph that a byte of the text stands in, and where that starts.
    pub(super) fn stand(&self, at: usize) -> Option<Stand> {
        let behind = self.stands.partition_point(|stand| stand.at <= at);
        self.stands.get(behind.saturating_sub(1)).copied()
    }

    /// The tables of a body, cell by cell, as its text shows them: each behind those inside it.
    pub(super) fn tables(&self, body: &Body, text: &str) -> Vec<writing::Table> {
        let own = self.stands.iter().enumerate().filter(|(_, stand)| stand.section == Section::Body);
        let places = own.map(|(index, stand)| {
            let end = self.stands.get(index + 1).map_or(text.len(), |next| next.at);
            (stand.paragraph, Span::new(stand.at, end.min(text.len())))
        });
        let shown = Shown { text, places: places.collect() };
        let mut found = Vec::new();
        shown.tables(&body.flow, &mut found);
        found
    }

    /// The bounds of the line that a byte of the text stands in.
    pub(super) fn line(&self, at: usize) -> Option<Span> {
        let behind = self.lines.partition_point(|line| line.span.start <= at);
        self.lines.get(behind.saturating_sub(1)).map(|line| line.span)
    }

    /// The layout of the text after edits, none of which touches a line's end.
    pub(super) fn edited(&self, edits: &Edits) -> Self {
        let moved = |places: Vec<usize>| edits.moved(places.into_iter()).collect::<Vec<usize>>();
        let starts = moved(self.lines.iter().map(|line| line.span.start).collect());
        let ends = moved(self.lines.iter().map(|line| line.span.end).collect());
        let lines = self.lines.iter().zip(starts.into_iter().zip(ends));
        let stands = self.stands.iter().zip(moved(self.stands.iter().map(|stand| stand.at).collect()));
        let sealed_starts = moved(self.sealed.iter().map(|one| one.span.start).collect());
        let sealed = self.sealed.iter().zip(sealed_starts);
        Self {
            lines: lines.map(|(line, (start, end))| ViewLine { span: Span::new(start, end), ..*line }).collect(),
            stands: stands.map(|(stand, at)| Stand { at, ..*stand }).collect(),
            // What is sealed stays as it is, so that its length does.
            sealed: sealed
                .map(|(one, start)| Sealed { span: Span::new(start, start + one.span.len()), ..*one })
                .collect(),
        }
    }
}

impl View {
    /// The text of a body, with the number of each paragraph, and of its notes.
    pub(super) fn of(body: &Body, numbers: &[String], styles: &Styles, notes: Option<&Body>) -> Self {
        let mut builder = Builder { body, numbers, styles, view: Self::default(), section: Section::Body };
        builder.flow(&body.flow, Manner { style: LineStyle::Plain, is_draft: true, skips_blank: false });
        if let Some(notes) = notes {
            let numbers = vec![String::new(); notes.paragraphs.len()];
            let view = std::mem::take(&mut builder.view);
            let pieces = view.pieces.len();
            let mut builder = Builder { body: notes, numbers: &numbers, styles, view, section: Section::Footnotes };
            builder.flow(&notes.flow, Manner { style: LineStyle::Plain, is_draft: false, skips_blank: true });
            builder.view.pieces.truncate(pieces);
            return builder.view;
        }
        builder.view
    }

    /// The text of lines that stand in no paragraph.
    pub(super) fn of_prose(prose: &Prose) -> Self {
        let mut view = Self::default();
        for line in &prose.lines {
            let start = view.text.len();
            view.text.push_str(line.span.of(&prose.text));
            let span = Span::new(start, view.text.len());
            view.layout.lines.push(ViewLine { span, style: line.style, is_draft: true });
            view.text.push('\n');
        }
        view
    }
}

/// Where each paragraph of a body stands in its text.
struct Shown<'t> {
    text: &'t str,
    places: HashMap<usize, Span>,
}

impl Shown<'_> {
    fn tables(&self, flow: &[Node], found: &mut Vec<writing::Table>) {
        for node in flow {
            let Node::Table(table) = node else { continue };
            table.rows.iter().flatten().for_each(|cell| self.tables(&cell.flow, found));
            let row = |row: &Vec<Cell>| tables::cells(row).map(|(column, cell)| self.cell(column, cell)).collect();
            found.push(writing::Table { rows: table.rows.iter().map(row).collect() });
        }
    }

    fn cell(&self, column: usize, cell: &Cell) -> writing::Cell {
        let paragraphs = cell.flow.iter().filter_map(|node| match node {
            Node::Paragraph(index) => self.places.get(&(index + 1)),
            Node::Table(_) => None,
        });
        let places: Vec<Span> = paragraphs.copied().collect();
        let text = places.iter().map(|place| place.of(self.text)).collect();
        writing::Cell { column, columns: cell.columns, text, at: places.first().map_or(0, |first| first.start) }
    }
}

/// How a flow is read.
#[derive(Debug, Clone, Copy)]
struct Manner {
    style: LineStyle,
    is_draft: bool,
    /// Whether paragraphs that show nothing are passed over.
    skips_blank: bool,
}

struct Builder<'b> {
    body: &'b Body,
    numbers: &'b [String],
    styles: &'b Styles,
    view: View,
    section: Section,
}

impl Builder<'_> {
    fn flow(&mut self, nodes: &[Node], manner: Manner) {
        // Paragraphs that go on with the next, up to the one that ends.
        let mut joined: Vec<usize> = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            match node {
                Node::Paragraph(index) => {
                    joined.push(*index);
                    let goes_on = self.body.paragraphs[*index].is_joined;
                    let next = nodes.get(at + 1).is_some_and(|next| matches!(next, Node::Paragraph(_)));
                    if !(goes_on && next) {
                        self.paragraphs(&std::mem::take(&mut joined), manner);
                    }
                }
                Node::Table(table) => self.table(table, manner),
            }
        }
    }

    /// Paragraphs that are one in the view, and what hangs on them.
    fn paragraphs(&mut self, indices: &[usize], manner: Manner) {
        let body = self.body;
        let is_blank = indices.iter().all(|&index| body.paragraphs[index].atoms.is_empty());
        let is_gone = indices.last().is_some_and(|&last| body.paragraphs[last].is_joined);
        let number = indices.last().map_or("", |&last| self.numbers.get(last).map_or("", String::as_str));
        if !(is_blank && (manner.skips_blank || is_gone)) {
            self.line_of(indices, number, manner);
        }
        for &index in indices {
            let boxes = &body.paragraphs[index].boxes;
            // A box is no paragraph of the text that it stands beside.
            self.flow(boxes, Manner { style: LineStyle::Table, skips_blank: true, ..manner });
        }
    }

    fn line_of(&mut self, indices: &[usize], number: &str, manner: Manner) {
        let body = self.body;
        let mut line = Line { start: self.view.text.len(), last: None };
        self.view.text.push_str(number);
        if !number.is_empty() {
            self.seal(line.start, Seal::Automatic);
        }
        for (nth, &index) in indices.iter().enumerate() {
            let at = if nth == 0 { line.start } else { self.view.text.len() };
            let paragraph = index + 1;
            self.view.layout.stands.push(Stand { at, paragraph, section: self.section });
            for &atom in &body.paragraphs[index].atoms {
                if body.atoms[atom].kind == AtomKind::Break {
                    self.end_line(&mut line, indices, manner);
                } else {
                    self.piece(atom, &mut line);
                }
            }
        }
        self.end_line(&mut line, indices, manner);
    }

    fn end_line(&mut self, line: &mut Line, indices: &[usize], manner: Manner) {
        let span = Span::new(line.start, self.view.text.len());
        let style = match manner.style {
            LineStyle::Plain => self.heading(indices, span.of(&self.view.text)),
            LineStyle::Heading(_) | LineStyle::Table => manner.style,
        };
        self.view.layout.lines.push(ViewLine { span, style, is_draft: manner.is_draft });
        self.view.text.push('\n');
        *line = Line { start: self.view.text.len(), last: None };
    }

    /// What the styles say of a line: that it is a heading, where its words may be one.
    fn heading(&self, indices: &[usize], words: &str) -> LineStyle {
        let Some(paragraph) = indices.last().map(|&last| &self.body.paragraphs[last]) else { return LineStyle::Plain };
        let words = words.trim();
        let may_be = !words.is_empty()
            && words.chars().nth(HEADING).is_none()
            && !words.ends_with(['。', '；', '：', '，', '、', ';', ':', ','])
            && !paragraph.is_contents;
        let level = || paragraph.outline.or_else(|| self.styles.outline(paragraph.style.as_deref()));
        match if may_be { level() } else { None } {
            Some(level) if level < 6 => LineStyle::Heading(level + 1),
            Some(_) | None => LineStyle::Plain,
        }
    }

    /// Adds what an atom shows to the line.
    fn piece(&mut self, atom: usize, line: &mut Line) {
        let start = self.view.text.len();
        // A line's end in the words of a run is a space there.
        for c in self.body.shown(atom).chars() {
            self.view.text.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
        }
        let span = Span::new(start, self.view.text.len());
        self.view.pieces.push(Piece { span, atom });
        let own = &self.body.atoms[atom];
        if own.kind == AtomKind::Sign || self.body.is_revised(own.run) {
            self.seal(start, Seal::Told);
        } else if line.last.is_some_and(|last| self.is_border(last, atom)) {
            let span = Span::new(start, start);
            self.view.layout.sealed.push(Sealed { span, seal: Seal::Told });
        }
        line.last = Some(atom);
    }

    /// Whether a change may not run from one atom into another: out of a link or a field, or over what stands between.
    fn is_border(&self, before: usize, behind: usize) -> bool {
        let (first, second) = (&self.body.atoms[before], &self.body.atoms[behind]);
        let container = |run: usize| self.body.runs[run].container;
        let between = self.body.atoms.get(before + 1..behind).unwrap_or_default();
        let is_passed = |kind: &AtomKind| matches!(kind, AtomKind::Text | AtomKind::PageEnd);
        container(first.run) != container(second.run)
            || first.field != second.field
            || !between.iter().all(|atom| is_passed(&atom.kind) && !self.body.is_revised(atom.run))
    }

    /// Seals the text from `start` on.
    fn seal(&mut self, start: usize, seal: Seal) {
        let span = Span::new(start, self.view.text.len());
        self.view.layout.sealed.push(Sealed { span, seal });
    }

    fn table(&mut self, table: &Table, manner: Manner) {
        match tables::purpose(table, self.body) {
            Purpose::Comparison(sides) => self.comparison(table, sides, manner),
            Purpose::Frame => table.rows.iter().flatten().for_each(|cell| self.flow(&cell.flow, manner)),
            Purpose::Data => {
                let manner = Manner { style: LineStyle::Table, skips_blank: true, ..manner };
                table.rows.iter().flatten().for_each(|cell| self.flow(&cell.flow, manner));
            }
        }
    }

    /// A 对照表 by column: its head, the law as it is, the draft, and the rest.
    fn comparison(&mut self, table: &Table, sides: Sides, manner: Manner) {
        let (head, rows) = table.rows.split_at(sides.head);
        let aside = Manner { style: LineStyle::Plain, is_draft: false, skips_blank: true };
        head.iter().flatten().for_each(|cell| self.flow(&cell.flow, aside));
        for column in Column::ALL {
            let drafted = column == Column::Draft && manner.is_draft;
            let own = Manner { is_draft: drafted, ..aside };
            for (start, cell) in rows.iter().flat_map(|row| tables::cells(row)) {
                if tables::column(sides, start, cell) == column {
                    self.flow(&cell.flow, own);
                }
            }
        }
    }
}

/// A line that is being read.
struct Line {
    /// Where it starts in the text.
    start: usize,
    /// The last atom in it.
    last: Option<usize>,
}
