//! Turns what the parser says of a document into pieces of drafting text, in order.
//!
//! Where its answer would cost the draft words, or leave in it what is none, this decides. How pieces become prose is
//! known to `assembly`.

use std::collections::HashMap;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::assembly::Assembly;
use super::code::Info;
use super::lists::Numbers;
use super::marks::{Marker, Masked};
use super::{breaks, code, html, is_address, marks};
use crate::diagnostic::Span;
use crate::source::prose::{LineStyle, Prose, Seal};

/// Where in a table row the events are.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    start: usize,
    end: usize,
    cells: usize,
    cells_end: usize,
}

/// Turns events into pieces of drafting text.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    text: &'a str,
    /// What the parser saw: as long as `text`.
    masked: &'a str,
    assembly: Assembly<'a>,
    /// How many open elements are being passed over, their text already dealt with.
    skip: usize,
    /// How deep in block quotes.
    quotes: usize,
    /// For every open emphasis, whether its markers are drafting text.
    kept_markers: Vec<bool>,
    /// The first line end at or after the last emphasis; asked for in ascending order.
    line_end: usize,
    row: Row,
    entities: HashMap<&'a str, Option<String>>,
    /// The numbers of list items that are not shown as they are written.
    numbers: Numbers,
    /// Whether line ends of what is kept are those of a paragraph.
    flows: bool,
    /// Where code begins that was opened by a tag.
    code_start: Option<usize>,
}

impl<'a> Reader<'a> {
    /// A reader of `text` from the byte `start`, the start of a line.
    pub(super) fn new(text: &'a str, masked: &'a Masked<'_>, start: usize, numbers: Numbers) -> Self {
        Self {
            text,
            masked: &masked.text,
            assembly: Assembly::new(text, start, &masked.removed, &masked.hidden),
            skip: 0,
            quotes: 0,
            kept_markers: Vec::new(),
            line_end: 0,
            row: Row::default(),
            entities: HashMap::new(),
            numbers,
            flows: false,
            code_start: None,
        }
    }

    /// The title that stands in the front matter, which ends at the byte `end`: a line that is read and stays as it is.
    pub(super) fn read_title(&mut self, title: Span, end: usize) {
        self.assembly.prepend(title, end);
    }

    /// The prose, when the last event is read.
    pub(super) fn finish(self) -> Prose {
        self.assembly.finish()
    }

    /// Takes in an event, which stands at `span` of the text.
    pub(super) fn read(&mut self, event: Event<'_>, span: Span) {
        if self.skip > 0 {
            match event {
                Event::Start(_) => self.skip += 1,
                Event::End(_) => self.skip -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(found) => self.read_text(&found, span),
            Event::Code(_) => self.read_code(span),
            Event::InlineHtml(_) => self.read_tag(span),
            Event::Rule => self.read_rule(span),
            Event::SoftBreak | Event::HardBreak => self.read_break(span),
            Event::InlineMath(formula) => self.read_formula(&formula, span, 1),
            Event::DisplayMath(formula) => self.read_formula(&formula, span, 2),
            Event::FootnoteReference(_) => self.keep_lines(span),
            Event::TaskListMarker(_) => self.assembly.drop(span),
            Event::Html(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => self.assembly.style = self.heading_style(*level, span),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::HtmlBlock => self.start_html(span),
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                if code::is_draft(span.of(self.text)) {
                    self.read_html(span);
                } else {
                    self.assembly.drop(span);
                }
                self.skip = 1;
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.start_fence(info, span),
            Tag::Item => self.keep_number(span),
            Tag::Emphasis => self.open_emphasis(span, 1),
            Tag::Strong => self.open_emphasis(span, 2),
            Tag::Link { link_type, dest_url, .. } => {
                let automatic = matches!(link_type, LinkType::Autolink | LinkType::Email);
                if !automatic && !is_address(dest_url) {
                    self.keep_lines(span);
                    self.skip = 1;
                }
            }
            Tag::Image { dest_url, .. } => {
                if is_address(dest_url) {
                    self.assembly.drop(span);
                } else {
                    self.keep_lines(span);
                }
                self.skip = 1;
            }
            Tag::TableHead | Tag::TableRow => self.start_row(span),
            Tag::TableCell => self.start_cell(span),
            Tag::Paragraph
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Heading(_) => self.assembly.style = LineStyle::Plain,
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Emphasis => self.close_emphasis(span, 1),
            TagEnd::Strong => self.close_emphasis(span, 2),
            TagEnd::Link => self.assembly.drop_rest(span.end),
            TagEnd::TableCell => self.row.cells_end = span.end,
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// A setext heading of several lines is a paragraph with a separator under it.
    fn heading_style(&self, level: HeadingLevel, span: Span) -> LineStyle {
        let source = span.of(self.text);
        let written_lines = source.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(3).count();
        if source.trim_start().starts_with('#') || written_lines <= 2 {
            LineStyle::Heading(level as u8)
        } else {
            LineStyle::Plain
        }
    }

    fn read_text(&mut self, found: &CowStr<'_>, span: Span) {
        let source = span.of(self.masked);
        if found.as_ref() != source && source.starts_with('&') && source.ends_with(';') {
            self.assembly.replace(span, found);
        } else {
            self.keep_lines(span);
        }
    }

    fn read_code(&mut self, span: Span) {
        let source = span.of(self.text);
        let ticks = source.len() - source.trim_start_matches('`').len();
        let Some(content) = source.get(ticks..source.len().saturating_sub(ticks)) else {
            return self.keep_lines(span);
        };
        let padded = content.len() > 2 && content.starts_with(' ') && content.ends_with(' ');
        let inset = ticks + usize::from(padded);
        self.assembly.seal(span, Seal::Silent);
        self.keep_lines(Span::new(span.start + inset, span.end - inset));
    }

    /// A formula on lines of its own is no paragraph of the text.
    fn read_formula(&mut self, formula: &str, span: Span, width: usize) {
        if !code::is_formula(formula) {
            self.keep_lines(span);
        } else if width == 1 {
            self.assembly.seal(span, Seal::Silent);
            self.keep_lines(Span::new(span.start + width, span.end - width));
        } else {
            self.assembly.drop(span);
        }
    }

    /// A break inside a sentence is none to a reader.
    fn read_break(&mut self, span: Span) {
        let line_end = memchr::memchr2(b'\n', b'\r', span.of(self.text).as_bytes()).map(|at| span.start + at);
        let Some(start) = line_end else { return };
        let rest = self.text.get(start..).unwrap_or_default();
        let after = self.text.len() - rest.trim_start_matches(['\n', '\r']).len();
        self.join(start, after);
    }

    /// Joins the line that ends at `end` to the one that starts at `start`, where they are one. Whether they were.
    fn join(&mut self, end: usize, start: usize) -> Option<usize> {
        let line = self.text.get(start..).unwrap_or_default();
        let quoted = self.quotes > 0;
        let rest = line.trim_start_matches(|c| matches!(c, ' ' | '\t') || (quoted && c == '>'));
        let joint = breaks::joint(self.assembly.line(), rest)?;
        let start = self.text.len() - rest.len();
        self.assembly.join(Span::new(end, start), joint);
        Some(start)
    }

    /// What a fence holds is the draft's where it is plainly a draft, whatever language it is said to be in where the
    /// fence was never closed.
    fn start_fence(&mut self, info: &str, block: Span) {
        let source = block.of(self.text);
        let content = source.split_once('\n').map_or("", |(_, content)| content);
        let last = content.trim_end().rsplit('\n').next().unwrap_or_default().trim_start_matches([' ', '\t', '>']);
        let is_closed = ["```", "~~~"].iter().any(|fence| last.starts_with(fence));
        let is_text = match code::info(info) {
            Info::Words => {
                self.keep_info(block);
                true
            }
            Info::Plain => code::is_draft(content.trim_end_matches(['`', '~', '\n', '\r'])),
            Info::Language => !is_closed && code::is_draft(content),
        };
        if !is_text {
            self.assembly.drop(block);
            self.skip = 1;
        }
    }

    /// No language has a Chinese name: words behind a code fence are drafting text.
    fn keep_info(&mut self, block: Span) {
        let line = block.of(self.text).split(['\n', '\r']).next().unwrap_or_default();
        let width = line.len() - line.trim_start_matches([' ', '`', '~']).len();
        self.assembly.keep(Span::new(block.start + width, block.start + line.len()));
    }

    /// A line of more than three underscores is a blank to fill in.
    fn read_rule(&mut self, span: Span) {
        let rule = span.of(self.text).trim();
        if rule.len() > 3 && rule.bytes().all(|byte| byte == b'_') {
            self.keep_lines(span);
        }
    }

    /// Keeps drafting text that may go over several lines, without the `>` of block quotes.
    fn keep_lines(&mut self, span: Span) {
        let mut start = span.start;
        loop {
            let rest = Span::new(start, span.end).of(self.text);
            let Some(at) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) else {
                break self.assembly.keep(Span::new(start, span.end));
            };
            self.assembly.keep(Span::new(start, start + at));
            let end = start + at;
            start = end + 1;
            if self.flows
                && let Some(next) = self.join(end, start).filter(|&next| next <= span.end)
            {
                start = next;
                continue;
            }
            if self.quotes > 0 {
                let line = Span::new(start, span.end).of(self.text);
                start += line.len() - line.trim_start_matches([' ', '\t', '>']).len();
            }
        }
    }

    /// A block of HTML, whose lines flow; one that is set as it is written may be code.
    fn start_html(&mut self, span: Span) {
        let source = span.of(self.text);
        let is_preset = source.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("<pre"));
        let is_code = || source.split('>').nth(1).is_some_and(|next| next.trim_start().starts_with("<code"));
        if is_preset && (is_code() || !code::is_draft(source)) {
            self.assembly.drop(span);
        } else {
            self.flows = !is_preset;
            self.read_html(span);
            self.flows = false;
        }
        self.skip = 1;
    }

    /// A tag within a line; of what stands between those of code nothing is said.
    fn read_tag(&mut self, span: Span) {
        match span.of(self.text).to_ascii_lowercase().as_str() {
            "<code>" | "<kbd>" | "<samp>" => self.code_start = Some(span.end),
            "</code>" | "</kbd>" | "</samp>" => {
                if let Some(start) = self.code_start.take() {
                    self.assembly.seal(Span::new(start, span.start), Seal::Silent);
                }
            }
            _ => {}
        }
        self.read_html(span);
    }

    /// Inline HTML, an HTML block, or a draft that was indented by four spaces.
    fn read_html(&mut self, span: Span) {
        for piece in html::pieces(self.text, span) {
            match piece {
                html::Piece::Text(span) => self.keep_lines(span),
                html::Piece::Comment(span) => self.assembly.comment(span),
                html::Piece::Markup(span) => self.assembly.drop(span),
                html::Piece::Cell(span) => self.assembly.separate(span),
                html::Piece::LineBreak(span) => self.assembly.break_line(span),
                html::Piece::Entity(span) => self.read_entity(span),
            }
        }
    }

    /// The parser knows the names of the characters.
    fn read_entity(&mut self, span: Span) {
        let source = span.of(self.text);
        let found = self.entities.entry(source).or_insert_with(|| match Parser::new(source).nth(1) {
            Some(Event::Text(found)) if found.as_ref() != source => Some(found.into_string()),
            _ => None,
        });
        match found {
            Some(found) => self.assembly.replace(span, found),
            None => self.assembly.keep(span),
        }
    }

    /// The number of an ordered list's item is drafting text, a bullet is not.
    fn keep_number(&mut self, item: Span) {
        let source = item.of(self.text);
        let marker = source.trim_start_matches([' ', '\t']);
        let start = item.start + source.len() - marker.len();
        let after_digits = marker.trim_start_matches(|c: char| c.is_ascii_digit());
        if after_digits.len() == marker.len() || !after_digits.starts_with(['.', ')']) {
            return;
        }
        let rest = after_digits[1..].trim_start_matches([' ', '\t']);
        let marker = Span::new(start, start + marker.len() - rest.len());
        match self.numbers.get(&start) {
            Some(shown) => {
                self.assembly.seal(marker, shown.seal);
                self.assembly.replace(marker, &shown.mark);
            }
            None => self.assembly.keep(marker),
        }
    }

    fn open_emphasis(&mut self, span: Span, width: usize) {
        let kept = marks::are_text(self.text, span, width, self.marker_of(span), self.crosses_lines(span));
        self.kept_markers.push(kept);
        if kept {
            self.assembly.keep(Span::new(span.start, span.start + width));
        }
    }

    fn close_emphasis(&mut self, span: Span, width: usize) {
        if self.kept_markers.pop() == Some(true) {
            self.assembly.keep(Span::new(span.end - width, span.end));
        }
    }

    fn marker_of(&self, span: Span) -> Marker {
        if self.text.as_bytes().get(span.start) == Some(&b'_') { Marker::Underscore } else { Marker::Asterisk }
    }

    fn crosses_lines(&mut self, span: Span) -> bool {
        if self.line_end <= span.start {
            let rest = self.text.as_bytes().get(span.start..).unwrap_or_default();
            self.line_end = span.start + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        }
        self.line_end < span.end
    }

    /// The parser takes every line after a table for a row of it; one without a bar is a line.
    fn start_row(&mut self, span: Span) {
        self.row = Row { start: span.start, end: span.end, cells: 0, cells_end: span.start };
        self.assembly.style = if span.of(self.text).contains('|') { LineStyle::Table } else { LineStyle::Plain };
    }

    fn start_cell(&mut self, span: Span) {
        self.row.cells += 1;
        let bar = span.start.saturating_sub(1);
        let is_first = self.row.cells == 1 || span.start >= self.row.end;
        if !is_first && self.text.as_bytes().get(bar) == Some(&b'|') {
            self.assembly.replace(Span::new(bar, span.start), "\t");
        }
    }

    /// The parser leaves out the cells that the head has no column for.
    fn end_row(&mut self) {
        let end = self.row.end;
        let mut start = self.row.cells_end.clamp(self.row.start, end);
        while let Some(bar) = self.text.get(start..end).and_then(|rest| rest.find('|')) {
            let cell = start + bar + 1;
            let rest = self.text.get(cell..end).unwrap_or_default();
            let len = rest.find(['|', '\n', '\r']).unwrap_or(rest.len());
            let body = &rest[..len];
            let indent = len - body.trim_start().len();
            if indent < len {
                self.assembly.replace(Span::new(cell - 1, cell), "\t");
                self.assembly.keep(Span::new(cell + indent, cell + body.trim_end().len()));
            }
            start = cell + len;
        }
        self.assembly.style = LineStyle::Plain;
    }
}
