//! The lines of a page, put together from the text between its tags, each character with its place in the file.
//!
//! White space is what a browser makes of it: a run is one blank. A line break of the file between two Chinese characters is
//! none at all; Word breaks its files there. Knows tags only as what ends a line.

use std::collections::HashMap;

use html5gum::{Token, Tokenizer};

use crate::diagnostic::Span;
use crate::source::prose::{LineStyle, Segment};

/// A line of a page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub text: String,
    /// Where it stands in the file; places in the line count from its start.
    pub segments: Vec<Segment>,
    pub style: LineStyle,
    /// The element that it stands in.
    pub node: usize,
    /// How many bytes of it are links.
    pub linked: usize,
    /// Whether it does not go on from the line before.
    pub is_parted: bool,
    /// The tags that start and end it.
    pub opened: Span,
    pub closed: Span,
}

/// What a tag does to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The next line is of the same paragraph.
    Break,
    /// It is not.
    Block,
}

/// What is known of the line in the making.
#[derive(Debug)]
pub(super) struct LineBuilder<'a> {
    pub source: &'a str,
    /// The style of the lines that start from now on.
    pub style: LineStyle,
    /// The element that lines stand in from now on.
    pub node: usize,
    pub is_link: bool,
    /// Whether line breaks of the file are line breaks.
    pub is_preformatted: bool,
    lines: Vec<Line>,
    text: String,
    segments: Vec<Segment>,
    /// Whether the last of them stands for something else and takes nothing in.
    is_sealed: bool,
    line_style: LineStyle,
    line_node: usize,
    linked: usize,
    is_parted: bool,
    opened: Span,
    /// White space that counts once something follows it.
    space: Option<Span>,
    /// How many cells the row has, inside one of a table.
    cells: Option<usize>,
    entities: HashMap<&'a str, Option<String>>,
}

impl<'a> LineBuilder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            style: LineStyle::Plain,
            node: 0,
            is_link: false,
            is_preformatted: false,
            lines: Vec::new(),
            text: String::new(),
            segments: Vec::new(),
            is_sealed: false,
            line_style: LineStyle::Plain,
            line_node: 0,
            linked: 0,
            is_parted: true,
            opened: Span::new(0, 0),
            space: None,
            cells: None,
            entities: HashMap::new(),
        }
    }

    /// Takes in what stands between two tags.
    pub(super) fn text(&mut self, span: Span) {
        let bytes = self.source.as_bytes();
        let mut at = span.start;
        while at < span.end {
            let rest = &bytes[at..span.end];
            let is_special = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'&';
            let run = rest.iter().position(is_special).unwrap_or(rest.len());
            if run > 0 {
                self.keep(Span::new(at, at + run));
                at += run;
                continue;
            }
            at += if rest[0] == b'&' {
                self.entity(Span::new(at, span.end))
            } else {
                self.white(Span::new(at, span.end))
            };
        }
    }

    /// White space at the start of a stretch; how long it is.
    fn white(&mut self, stretch: Span) -> usize {
        let rest = &self.source.as_bytes()[stretch.range()];
        let len = rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len());
        let span = Span::new(stretch.start, stretch.start + len);
        if self.is_preformatted && rest[..len].contains(&b'\n') {
            self.end(span, Ending::Break);
        } else {
            let start = self.space.filter(|before| before.end == span.start).map_or(span.start, |before| before.start);
            self.space = Some(Span::new(start, span.end));
        }
        len
    }

    /// An entity at the start of a stretch, or what only looks like one; how long it is.
    fn entity(&mut self, stretch: Span) -> usize {
        let rest = stretch.of(self.source);
        let name = rest[1..].bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        let len = 1 + name + usize::from(rest[1 + name..].starts_with(';'));
        let span = Span::new(stretch.start, stretch.start + len);
        let found = self.entities.entry(span.of(self.source)).or_insert_with_key(|source| decoded(source)).clone();
        match found {
            Some(character) => self.replace(span, &character),
            None => self.keep(span),
        }
        len
    }

    /// Keeps a stretch as it is.
    fn keep(&mut self, span: Span) {
        self.start(span);
        self.push_kept(span);
        self.linked += if self.is_link { span.len() } else { 0 };
    }

    fn push_kept(&mut self, span: Span) {
        let prose = self.text.len();
        self.text.push_str(span.of(self.source));
        let is_sealed = std::mem::take(&mut self.is_sealed);
        match self.segments.last_mut() {
            Some(last) if !is_sealed && last.text + last.text_len == span.start => {
                last.len += span.len();
                last.text_len += span.len();
            }
            _ => self.segments.push(Segment { prose, text: span.start, len: span.len(), text_len: span.len() }),
        }
    }

    /// Puts what an entity stands for in its place; it goes in one piece.
    fn replace(&mut self, span: Span, character: &str) {
        self.start(span);
        self.push(span, character);
    }

    fn push(&mut self, span: Span, text: &str) {
        let prose = self.text.len();
        self.text.push_str(text);
        self.segments.push(Segment { prose, text: span.start, len: text.len(), text_len: span.len() });
        self.is_sealed = true;
    }

    /// Starts a line, or goes on with it behind white space that shows.
    fn start(&mut self, span: Span) {
        let space = self.space.take();
        if self.text.is_empty() {
            (self.line_style, self.line_node) = (self.style, self.node);
            return;
        }
        let Some(space) = space else { return };
        let is_break = space.of(self.source).contains(['\n', '\r']);
        let is_wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
        let wide = is_wide(self.text.chars().next_back()) || is_wide(self.source[span.start..].chars().next());
        if !(is_break && wide || self.text.ends_with('\t')) {
            if space.of(self.source) == " " { self.push_kept(space) } else { self.push(space, " ") }
        }
    }

    /// Starts a row whose cells are parted by tabs.
    pub(super) fn start_row(&mut self) {
        self.cells = Some(0);
    }

    pub(super) const fn in_row(&self) -> bool {
        self.cells.is_some()
    }

    /// Starts a cell at the tag `span`.
    pub(super) fn cell(&mut self, span: Span) {
        self.space = None;
        if let Some(cells) = &mut self.cells {
            *cells += 1;
            if *cells > 1 {
                self.push(span, "\t");
                self.line_style = LineStyle::Table;
            }
        }
    }

    /// Ends a row, or a line where there is none.
    pub(super) fn end_row(&mut self, span: Span) {
        self.cells = None;
        self.end(span, Ending::Block);
    }

    /// Ends the line at the tag `span`; inside a row it goes on behind a blank.
    pub(super) fn end(&mut self, span: Span, ending: Ending) {
        if self.cells.is_some() {
            if !self.text.is_empty() && !self.text.ends_with(['\t', ' ']) && self.space.is_none() {
                self.space = Some(span);
            }
            return;
        }
        self.space = None;
        if !self.text.trim_matches([' ', '\t', '\u{a0}', '\u{3000}']).is_empty() {
            let style = if self.text.contains('\t') { LineStyle::Table } else { self.line_style };
            self.lines.push(Line {
                text: std::mem::take(&mut self.text),
                segments: std::mem::take(&mut self.segments),
                style,
                node: self.line_node,
                linked: self.linked,
                is_parted: self.is_parted,
                opened: self.opened,
                closed: span,
            });
            self.is_parted = false;
        }
        self.is_parted |= ending == Ending::Block;
        self.text.clear();
        self.segments.clear();
        self.is_sealed = false;
        self.linked = 0;
        self.opened = span;
    }

    pub(super) fn finish(self) -> Vec<Line> {
        self.lines
    }
}

/// The character that an entity stands for; `None` where there is no such.
fn decoded(source: &str) -> Option<String> {
    let token = Tokenizer::new(source).flatten().find(|token| matches!(token, Token::String(_)))?;
    let Token::String(found) = token else { return None };
    let found = String::from_utf8(found.value.to_vec()).ok()?;
    let shown: String = found.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
    (shown != source).then_some(shown)
}
