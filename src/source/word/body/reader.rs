//! Reads the main part, element by element, each with all that is in it.

use super::field::{Fields, is_contents};
use super::{Atom, AtomKind, Body, Cell, Container, ContainerKind, Node, Paragraph, Run, Table};
use crate::diagnostic::Span;
use crate::source::broken::{Part, WordError};
use crate::source::revisions::Revisions;
use crate::source::word::styles::{Numbered, Styles};
use crate::source::word::xml::{Space, Tag, Token, Xml};

/// Whether the element of that name holds what a state of the file does not have.
fn leaves_out(view: Revisions, element: &str) -> bool {
    match view {
        Revisions::Accept => matches!(element, "del" | "moveFrom"),
        Revisions::Original => matches!(element, "ins" | "moveTo"),
    }
}

/// What stands for a character of a font of symbols.
const SYMBOL: &str = "\u{FFFC}";

pub(super) fn read(part: Part, bytes: &[u8], view: Revisions, styles: &Styles) -> Result<Body, WordError> {
    let mut reader = Reader {
        xml: Xml::new(part, bytes)?,
        view,
        styles,
        body: Body::default(),
        fields: Fields::default(),
        flows: vec![Vec::new()],
        tables: Vec::new(),
    };
    let root = Container { parent: 0, kind: ContainerKind::Paragraph, span: Span::new(0, 0) };
    reader.body.containers.push(root);
    let place = Place { paragraph: None, container: 0, is_gone: false, is_contents: false, is_apart: false };
    while let Some(token) = reader.xml.next()? {
        if let Token::Start(tag) = token {
            let prefix = tag.prefix().to_owned();
            if tag.space == Space::Word {
                reader.body.root = tag.word().to_owned();
                reader.body.namespace = tag.declared(&prefix).unwrap_or_default();
                reader.body.prefix = prefix;
            }
            reader.children(place)?;
        }
    }
    reader.body.flow = reader.flows.pop().unwrap_or_default();
    Ok(reader.body)
}

struct Reader<'x, 's> {
    xml: Xml<'x>,
    view: Revisions,
    styles: &'s Styles,
    body: Body,
    fields: Fields,
    /// What follows what, in the part and in each cell and text box that is open.
    flows: Vec<Vec<Node>>,
    /// The tables that are open.
    tables: Vec<Table>,
}

/// Where an element stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    paragraph: Option<usize>,
    container: usize,
    /// Whether the view leaves out what stands here.
    is_gone: bool,
    /// Whether it stands in the table of contents.
    is_contents: bool,
    /// Whether it stands in a cell, a text box or a note.
    is_apart: bool,
}

impl<'x> Reader<'x, '_> {
    /// Reads what is left of the element that was started last; the bytes of its end.
    fn children(&mut self, place: Place) -> Result<Span, WordError> {
        let mut place = place;
        loop {
            match self.xml.next()? {
                Some(Token::Start(tag)) => self.element(&tag, &mut place)?,
                Some(Token::End(span)) => return Ok(span),
                Some(Token::Text(_)) => {}
                None => return Ok(Span::new(0, 0)),
            }
        }
    }

    /// Reads an element. One that speaks of those behind it changes the place that they stand in.
    fn element(&mut self, tag: &Tag<'x>, place: &mut Place) -> Result<(), WordError> {
        if tag.space == Space::Compatibility && tag.local() == "Fallback" {
            return self.xml.skip();
        }
        match tag.word() {
            "p" => self.paragraph(tag, *place),
            "r" => match place.paragraph {
                Some(paragraph) => self.run(tag, paragraph, *place),
                None => self.within(*place),
            },
            "tbl" => self.table(*place),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
                self.within(*place)
            }
            "tc" => self.cell(*place),
            "txbxContent" => self.text_box(*place),
            "footnote" | "endnote" => self.within(Place { is_apart: true, ..*place }),
            "ins" | "moveTo" => self.container(tag, ContainerKind::Inserted, *place),
            "del" | "moveFrom" => self.container(tag, ContainerKind::Deleted, *place),
            "smartTag" => self.container(tag, ContainerKind::SmartTag, *place),
            "hyperlink" | "customXml" | "sdtContent" | "dir" | "bdo" => {
                self.container(tag, ContainerKind::Frame, *place)
            }
            "fldSimple" => {
                let is_contents = place.is_contents || tag.attribute("instr").is_some_and(|words| is_contents(&words));
                self.container(tag, ContainerKind::Frame, Place { is_contents, ..*place })
            }
            "sdtPr" => {
                place.is_contents |= self.is_contents_control()?;
                Ok(())
            }
            "altChunk" => {
                self.body.embedded.extend(tag.attribute("id"));
                self.xml.skip()
            }
            "drawing" | "pict" | "object" => {
                self.body.has_pictures = true;
                self.within(*place)
            }
            // Properties of tables and pages, what was before a change, and how characters are read aloud.
            "tblPr" | "tblGrid" | "trPr" | "sectPr" | "rt" => self.xml.skip(),
            name if name.ends_with("Change") => self.xml.skip(),
            _ => self.within(*place),
        }
    }

    fn within(&mut self, place: Place) -> Result<(), WordError> {
        self.children(place).map(|_| ())
    }

    fn flow(&mut self, node: Node) {
        if let Some(flow) = self.flows.last_mut() {
            flow.push(node);
        }
    }

    fn paragraph(&mut self, tag: &Tag<'x>, place: Place) -> Result<(), WordError> {
        let index = self.body.paragraphs.len();
        self.body.paragraphs.push(Paragraph {
            span: tag.span,
            is_empty_tag: tag.is_empty,
            style: None,
            numbering: Numbered::default(),
            outline: None,
            is_joined: false,
            is_contents: place.is_contents,
            atoms: Vec::new(),
            boxes: Vec::new(),
            is_apart: place.is_apart,
        });
        let container = self.body.containers.len();
        self.body.containers.push(Container { parent: container, kind: ContainerKind::Paragraph, span: tag.span });
        let mut inside = Place { paragraph: Some(index), container, ..place };
        let end = loop {
            match self.xml.next()? {
                Some(Token::Start(tag)) if tag.word() == "pPr" => self.paragraph_properties(index)?,
                Some(Token::Start(tag)) => self.element(&tag, &mut inside)?,
                Some(Token::End(span)) => break span.end,
                Some(Token::Text(_)) => {}
                None => break tag.span.end,
            }
        };
        self.body.paragraphs[index].span.end = end;
        self.body.paragraphs[index].is_contents |= self.fields.is_contents();
        self.flow(Node::Paragraph(index));
        Ok(())
    }

    fn paragraph_properties(&mut self, index: usize) -> Result<(), WordError> {
        // How deep the element stands in the properties, and how deep the mark's own stand.
        let (mut open, mut mark) = (0_usize, None);
        loop {
            match self.xml.next()? {
                Some(Token::Start(tag)) => {
                    let word = tag.word();
                    if word.ends_with("Change") || word == "sectPr" {
                        self.body.revisions += usize::from(word == "pPrChange");
                        self.xml.skip()?;
                        continue;
                    }
                    open += 1;
                    let paragraph = &mut self.body.paragraphs[index];
                    match word {
                        "rPr" => mark = Some(open),
                        "pStyle" => paragraph.style = tag.value(),
                        "numId" => paragraph.numbering.list = tag.value().and_then(|id| id.parse().ok()),
                        "ilvl" => paragraph.numbering.level = tag.value().and_then(|level| level.parse().ok()),
                        "outlineLvl" => paragraph.outline = tag.value().and_then(|level| level.parse().ok()),
                        "ins" | "del" | "moveFrom" | "moveTo" if mark == Some(open - 1) => {
                            paragraph.is_joined |= leaves_out(self.view, word);
                            self.body.revisions += 1;
                        }
                        _ => {}
                    }
                }
                Some(Token::End(_)) if open == 0 => return Ok(()),
                Some(Token::End(_)) => {
                    mark = mark.filter(|&mark| mark != open);
                    open -= 1;
                }
                Some(Token::Text(_)) => {}
                None => return Ok(()),
            }
        }
    }

    fn run(&mut self, tag: &Tag<'x>, paragraph: usize, place: Place) -> Result<(), WordError> {
        let run = self.body.runs.len();
        let nothing = Span::new(tag.span.end, tag.span.end);
        let (open, container) = (tag.span, place.container);
        self.body.runs.push(Run { span: tag.span, open, properties: nothing, container, atoms: 0..0 });
        let mut hidden = None;
        let mut own: Vec<Atom> = Vec::new();
        let end = loop {
            match self.xml.next()? {
                Some(Token::Start(child)) if child.word() == "rPr" => {
                    let end;
                    (hidden, end) = self.run_properties()?;
                    self.body.runs[run].properties = Span::new(child.span.start, end);
                }
                Some(Token::Start(child)) => {
                    let field = self.fields.current();
                    let (kind, text, end) = self.atom(&child, paragraph, place)?;
                    let span = Span::new(child.span.start, end.max(child.span.end));
                    own.push(Atom { span, run, kind, field, text });
                }
                Some(Token::End(span)) => break span.end,
                Some(Token::Text(_)) => {}
                None => break tag.span.end,
            }
        };
        let style = self.body.paragraphs[paragraph].style.as_deref();
        let is_hidden = hidden.or_else(|| self.styles.hides(style)).unwrap_or(false);
        let first = self.body.atoms.len();
        let seen = own.iter().enumerate().filter(|(_, atom)| !atom.text.is_empty()).map(|(at, _)| first + at);
        if !(is_hidden || place.is_gone) {
            self.body.paragraphs[paragraph].atoms.extend(seen);
            self.body.paragraphs[paragraph].is_contents |= self.fields.is_contents();
        }
        self.body.atoms.extend(own);
        let last = self.body.atoms.len();
        self.body.runs[run].span.end = end;
        self.body.runs[run].atoms = first..last;
        Ok(())
    }

    /// Whether a run's properties hide it, and where they end.
    fn run_properties(&mut self) -> Result<(Option<bool>, usize), WordError> {
        let (mut hidden, mut by_style) = (None, None);
        loop {
            match self.xml.next()? {
                Some(Token::Start(tag)) => {
                    match tag.word() {
                        "vanish" => hidden = Some(tag.is_on()),
                        "rStyle" => by_style = self.styles.hides(tag.value().as_deref()),
                        _ => {}
                    }
                    self.xml.skip()?;
                }
                Some(Token::End(span)) => return Ok((hidden.or(by_style), span.end)),
                Some(Token::Text(_)) => {}
                None => return Ok((hidden.or(by_style), 0)),
            }
        }
    }

    /// Reads a child of a run: what it is, what it shows, and where it ends.
    fn atom(&mut self, tag: &Tag<'x>, paragraph: usize, place: Place) -> Result<(AtomKind, Span, usize), WordError> {
        let start = self.body.text.len();
        let (kind, sign) = match tag.word() {
            "t" | "delText" => {
                let is_text = tag.word() == "t";
                let is_shown = !self.fields.is_instruction() && (is_text || self.view == Revisions::Original);
                let end = self.words(is_shown)?;
                let kind = if is_text { AtomKind::Text } else { AtomKind::Deleted };
                return Ok((kind, Span::new(start, self.body.text.len()), end));
            }
            "instrText" => {
                let end = self.words(true)?;
                self.fields.instruct(&self.body.text[start..]);
                self.body.text.truncate(start);
                return Ok((AtomKind::Other, Span::new(start, start), end));
            }
            "fldChar" => {
                self.fields.mark(&tag.attribute("fldCharType").unwrap_or_default());
                (AtomKind::Other, "")
            }
            "tab" => (AtomKind::Sign, "\t"),
            "noBreakHyphen" => (AtomKind::Sign, "-"),
            "sym" => (AtomKind::Sign, SYMBOL),
            "br" if matches!(tag.attribute("type").as_deref(), Some("page" | "column")) => (AtomKind::Other, ""),
            "br" | "cr" => (AtomKind::Break, "\n"),
            "footnoteReference" => (AtomKind::Note(tag.attribute("id")), ""),
            "lastRenderedPageBreak" => (AtomKind::PageEnd, ""),
            _ => (AtomKind::Other, ""),
        };
        if !self.fields.is_instruction() {
            self.body.text.push_str(sign);
        }
        let text = Span::new(start, self.body.text.len());
        self.body.has_pictures |= matches!(tag.word(), "drawing" | "pict" | "object");
        let inside = Place { paragraph: Some(paragraph), ..place };
        let end = if tag.word() == "rt" { tag.span } else { self.children(inside)? };
        Ok((kind, text, end.end))
    }

    /// Reads the words in an element, into the body's text where they are shown; where it ends.
    fn words(&mut self, is_shown: bool) -> Result<usize, WordError> {
        let mut open = 0_usize;
        loop {
            match self.xml.next()? {
                Some(Token::Text(text)) if is_shown => self.body.text.push_str(&text),
                Some(Token::Text(_)) => {}
                Some(Token::Start(_)) => open += 1,
                Some(Token::End(span)) if open == 0 => return Ok(span.end),
                Some(Token::End(_)) => open -= 1,
                None => return Ok(0),
            }
        }
    }

    fn container(&mut self, tag: &Tag<'x>, kind: ContainerKind, place: Place) -> Result<(), WordError> {
        let is_revision = matches!(kind, ContainerKind::Inserted | ContainerKind::Deleted);
        self.body.revisions += usize::from(is_revision);
        let is_gone = place.is_gone || is_revision && leaves_out(self.view, tag.word());
        let container = self.body.containers.len();
        let parent = if place.paragraph.is_some() { place.container } else { container };
        self.body.containers.push(Container { parent, kind, span: tag.span });
        // Around paragraphs it is no part of any.
        let container_of = if place.paragraph.is_some() { container } else { place.container };
        let end = self.children(Place { container: container_of, is_gone, ..place })?;
        self.body.containers[container].span.end = end.end;
        Ok(())
    }

    /// Reads what a content control says of itself: whether it is a table of contents.
    fn is_contents_control(&mut self) -> Result<bool, WordError> {
        let mut found = false;
        self.each_inside(|tag| {
            let gallery = if tag.word() == "docPartGallery" { tag.value() } else { None };
            found |= gallery.is_some_and(|gallery| gallery == "Table of Contents");
        })?;
        Ok(found)
    }

    /// Reads to the end of the element that is open, and shows each that stands in it.
    fn each_inside(&mut self, mut show: impl FnMut(&Tag<'x>)) -> Result<(), WordError> {
        let mut open = 0_usize;
        loop {
            match self.xml.next()? {
                Some(Token::Start(tag)) => {
                    open += 1;
                    show(&tag);
                }
                Some(Token::End(_)) if open == 0 => return Ok(()),
                Some(Token::End(_)) => open -= 1,
                Some(Token::Text(_)) => {}
                None => return Ok(()),
            }
        }
    }

    fn table(&mut self, place: Place) -> Result<(), WordError> {
        self.tables.push(Table::default());
        self.children(Place { is_apart: true, ..place })?;
        if let Some(table) = self.tables.pop() {
            self.flow(Node::Table(table));
        }
        Ok(())
    }

    fn cell(&mut self, place: Place) -> Result<(), WordError> {
        self.flows.push(Vec::new());
        let mut columns = 1;
        let mut inside = place;
        loop {
            match self.xml.next()? {
                Some(Token::Start(tag)) if tag.word() == "tcPr" => columns = self.columns()?,
                Some(Token::Start(tag)) => self.element(&tag, &mut inside)?,
                Some(Token::Text(_)) => {}
                Some(Token::End(_)) | None => break,
            }
        }
        let flow = self.flows.pop().unwrap_or_default();
        if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
            row.push(Cell { columns, flow });
        }
        Ok(())
    }

    /// How many columns a cell runs over, by its properties.
    fn columns(&mut self) -> Result<usize, WordError> {
        let mut columns = 1;
        self.each_inside(|tag| {
            if tag.word() == "gridSpan" {
                columns = tag.value().and_then(|value| value.parse().ok()).unwrap_or(1).clamp(1, 64);
            }
        })?;
        Ok(columns)
    }

    /// Reads a text box: its paragraphs hang on the one that it stands in.
    fn text_box(&mut self, place: Place) -> Result<(), WordError> {
        self.flows.push(Vec::new());
        self.children(Place { paragraph: None, is_apart: true, ..place })?;
        let flow = self.flows.pop().unwrap_or_default();
        match place.paragraph.and_then(|paragraph| self.body.paragraphs.get_mut(paragraph)) {
            Some(paragraph) => paragraph.boxes.extend(flow),
            None => flow.into_iter().for_each(|node| self.flow(node)),
        }
        Ok(())
    }
}
