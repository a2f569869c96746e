//! Puts comments and changes between the bytes of a part: runs are parted where one starts or ends in them, and nothing else
//! is touched.

use std::collections::BTreeMap;

use super::anchor::{Anchor, Spot};
use super::changes::Change;
use super::{Page, attributes};
use crate::diagnostic::Span;
use crate::source::margin::Annotations;
use crate::source::word::body::{Atom, AtomKind, Container, ContainerKind, Run};
use crate::source::word::xml;

/// The order of what is put in at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Words that come in the place of those before.
    Words,
    /// The end of a comment.
    End,
    /// The start of a comment.
    Start,
}

/// What is put in at a place of a run.
#[derive(Debug)]
struct Mark {
    atom: usize,
    /// In bytes of what the atom shows.
    offset: usize,
    rank: Rank,
    xml: String,
}

/// What becomes of a run.
#[derive(Debug, Default)]
struct Parted {
    marks: Vec<Mark>,
    /// What of which atoms goes.
    deleted: Vec<(usize, Span)>,
}

/// Something that is put into the part, or stands in the place of something of it.
#[derive(Debug)]
struct Splice {
    span: Span,
    rank: Rank,
    what: What,
}

#[derive(Debug)]
enum What {
    Words(String),
    Run(usize),
}

/// All that is put into a part.
#[derive(Debug)]
pub(super) struct Splices<'p> {
    page: Page<'p>,
    told: Annotations<'p>,
    /// The last number that is taken.
    last: u32,
    runs: BTreeMap<usize, Parted>,
    /// What is put in at the end of paragraphs.
    paragraphs: BTreeMap<usize, String>,
    /// What is put in beside elements.
    beside: Vec<Splice>,
}

impl<'p> Splices<'p> {
    pub(super) fn new(page: Page<'p>, told: &Annotations<'p>, last: u32) -> Self {
        let (runs, paragraphs) = (BTreeMap::new(), BTreeMap::new());
        Self { page, told: *told, last, runs, paragraphs, beside: Vec::new() }
    }

    fn take_number(&mut self) -> u32 {
        self.last += 1;
        self.last
    }

    /// Puts in a comment; its number.
    pub(super) fn comment(&mut self, anchor: &Anchor) -> u32 {
        let number = self.take_number();
        let prefix = &self.page.body.prefix;
        let start = format!("<{prefix}commentRangeStart {prefix}id=\"{number}\"/>");
        let end = format!(
            "<{prefix}commentRangeEnd {prefix}id=\"{number}\"/><{prefix}r><{prefix}commentReference \
             {prefix}id=\"{number}\"/></{prefix}r>"
        );
        match *anchor {
            Anchor::Paragraph(paragraph) => {
                *self.paragraphs.entry(paragraph).or_default() += &format!("{start}{end}");
            }
            Anchor::Words(from, to) => {
                let (opened, closed) = (self.tag_opened_at(from, to), self.tag_closed_at(from, to));
                self.mark(from, Rank::Start, start, opened.map(|tag| tag.span.start));
                self.mark(to, Rank::End, end, closed.map(|tag| tag.span.end));
            }
        }
        number
    }

    /// Puts something in at a spot, or beside the element that it would stand at the edge of.
    fn mark(&mut self, spot: Spot, rank: Rank, xml: String, beside: Option<usize>) {
        let atom = self.page.pieces[spot.piece].atom;
        match beside {
            Some(at) => self.beside.push(Splice { span: Span::new(at, at), rank, what: What::Words(xml) }),
            None => {
                let parted = self.runs.entry(self.page.body.atoms[atom].run).or_default();
                parted.marks.push(Mark { atom, offset: spot.offset, rank, xml });
            }
        }
    }

    /// The recognised stretch that a piece stands in, if it stands in one right away.
    fn smart_tag(&self, piece: usize) -> Option<(usize, &'p Container)> {
        let run = self.page.body.atoms[self.page.pieces.get(piece)?.atom].run;
        let (at, container) = self.page.body.containers_of(run).next()?;
        (container.kind == ContainerKind::SmartTag).then_some((at, container))
    }

    fn stands_in(&self, piece: Option<usize>, tag: usize) -> bool {
        piece.and_then(|piece| self.smart_tag(piece)).is_some_and(|(at, _)| at == tag)
    }

    /// The recognised stretch that a comment starts with and does not end within: LibreOffice shows no range where a
    /// comment starts inside of one.
    fn tag_opened_at(&self, from: Spot, to: Spot) -> Option<&'p Container> {
        let (at, tag) = self.smart_tag(from.piece)?;
        let opens = from.offset == 0 && !self.stands_in(from.piece.checked_sub(1), at);
        (opens && (!self.stands_in(Some(to.piece), at) || self.closes(to, at))).then_some(tag)
    }

    /// The same of the one that it ends with.
    fn tag_closed_at(&self, from: Spot, to: Spot) -> Option<&'p Container> {
        let (at, tag) = self.smart_tag(to.piece)?;
        let opens = from.offset == 0 && !self.stands_in(from.piece.checked_sub(1), at);
        (self.closes(to, at) && (!self.stands_in(Some(from.piece), at) || opens)).then_some(tag)
    }

    fn closes(&self, to: Spot, tag: usize) -> bool {
        to.offset == self.page.pieces[to.piece].span.len() && !self.stands_in(Some(to.piece + 1), tag)
    }

    /// Puts in a change.
    pub(super) fn change(&mut self, change: &Change) {
        for &(piece, part) in &change.deleted {
            let atom = self.page.pieces[piece].atom;
            self.runs.entry(self.page.body.atoms[atom].run).or_default().deleted.push((atom, part));
        }
        let Some((spot, words)) = &change.inserted else { return };
        let (number, prefix) = (self.take_number(), &self.page.body.prefix);
        let run = &self.page.body.runs[self.page.body.atoms[self.page.pieces[spot.piece].atom].run];
        let (head, properties) = (attributes(prefix, number, &self.told), self.source(run.properties));
        let words = xml::escaped(words);
        let inserted = format!(
            "<{prefix}ins {head}><{prefix}r>{properties}<{prefix}t xml:space=\"preserve\">{words}</{prefix}t></{prefix}r></{prefix}ins>"
        );
        self.mark(*spot, Rank::Words, inserted, None);
    }

    fn source(&self, span: Span) -> &'p str {
        let bytes = self.page.bytes.get(span.range()).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The part with all of it.
    pub(super) fn written(mut self) -> Vec<u8> {
        let mut splices = std::mem::take(&mut self.beside);
        for (paragraph, xml) in std::mem::take(&mut self.paragraphs) {
            splices.extend(self.at_end_of(paragraph, xml));
        }
        let runs: Vec<usize> = self.runs.keys().copied().collect();
        splices.extend(runs.into_iter().map(|run| {
            let span = self.page.body.runs[run].span;
            Splice { span, rank: Rank::Words, what: What::Run(run) }
        }));
        splices.sort_by_key(|splice| (splice.span.start, splice.span.len(), splice.rank));
        let mut out = Vec::with_capacity(self.page.bytes.len() + (64 << 10));
        self.emit(Span::new(0, self.page.bytes.len()), &splices, &mut out);
        out
    }

    /// What stands at the end of a paragraph; one without content gets an end of its own.
    fn at_end_of(&self, paragraph: usize, xml: String) -> Option<Splice> {
        let own = self.page.body.paragraphs.get(paragraph)?;
        let tag = self.source(own.span);
        let (span, xml) = if own.is_empty_tag {
            let name = tag.get(1..)?.split([' ', '\t', '\r', '\n', '/', '>']).next()?;
            let slash = own.span.start + tag.rfind('/')?;
            (Span::new(slash, own.span.end), format!(">{xml}</{name}>"))
        } else {
            let end = own.span.start + tag.rfind("</")?;
            (Span::new(end, end), xml)
        };
        Some(Splice { span, rank: Rank::Start, what: What::Words(xml) })
    }

    /// Writes a stretch of the part with what is put into it.
    fn emit(&mut self, span: Span, splices: &[Splice], out: &mut Vec<u8>) {
        let bytes = self.page.bytes;
        let first = splices.partition_point(|splice| splice.span.start < span.start);
        let mut at = span.start;
        for splice in &splices[first..] {
            if splice.span.start >= span.end {
                break;
            }
            // What stands in a run that is parted is written with it.
            if splice.span.start < at {
                continue;
            }
            out.extend_from_slice(&bytes[at..splice.span.start]);
            match &splice.what {
                What::Words(words) => out.extend_from_slice(words.as_bytes()),
                What::Run(run) => self.emit_run(*run, splices, out),
            }
            at = splice.span.end;
        }
        out.extend_from_slice(&bytes[at..span.end]);
    }

    fn emit_run(&mut self, run: usize, splices: &[Splice], out: &mut Vec<u8>) {
        let Some(mut parted) = self.runs.remove(&run) else { return };
        parted.marks.sort_by_key(|mark| (mark.atom, mark.offset, mark.rank));
        let own = &self.page.body.runs[run];
        let mut pieces = Pieces::of(self, own);
        for index in own.atoms.clone() {
            let atom = &self.page.body.atoms[index];
            let marks = parted.marks.iter().filter(|mark| mark.atom == index);
            let deleted = parted.deleted.iter().filter(|(atom, _)| *atom == index).map(|(_, part)| *part);
            let (marks, deleted): (Vec<&Mark>, Vec<Span>) = (marks.collect(), deleted.collect());
            let len = self.page.body.shown(index).len();
            let is_whole = deleted.is_empty() && marks.iter().all(|mark| mark.offset == 0 || mark.offset == len);
            if is_whole {
                let before = marks.iter().filter(|mark| mark.offset == 0 && len > 0);
                before.for_each(|mark| pieces.put(self, &mark.xml));
                pieces.keep(self, false);
                // What stands in it, such as a text box, may have its own.
                self.emit(atom.span, splices, &mut pieces.open);
                let behind = marks.iter().filter(|mark| mark.offset == len);
                behind.for_each(|mark| pieces.put(self, &mark.xml));
            } else {
                self.part(index, atom, (&marks, &deleted), &mut pieces);
            }
        }
        pieces.flush(self);
        out.append(&mut pieces.done);
    }

    /// Writes an atom of words in parts.
    fn part(&mut self, index: usize, atom: &Atom, (marks, deleted): (&[&Mark], &[Span]), pieces: &mut Pieces) {
        let text = self.page.body.shown(index);
        let edges = deleted.iter().flat_map(|part| [part.start, part.end]);
        let mut cuts: Vec<usize> = marks.iter().map(|mark| mark.offset).chain(edges).chain([0, text.len()]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let at = |offset: usize| marks.iter().filter(move |mark| mark.offset == offset);
        at(0).for_each(|mark| pieces.put(self, &mark.xml));
        for pair in cuts.windows(2) {
            let goes = deleted.iter().any(|part| part.start <= pair[0] && pair[1] <= part.end);
            pieces.keep(self, goes);
            let name = if goes || atom.kind == AtomKind::Deleted { "delText" } else { "t" };
            let (prefix, words) = (&self.page.body.prefix, xml::escaped(&text[pair[0]..pair[1]]));
            let element = format!("<{prefix}{name} xml:space=\"preserve\">{words}</{prefix}{name}>");
            pieces.open.extend_from_slice(element.as_bytes());
            at(pair[1]).for_each(|mark| pieces.put(self, &mark.xml));
        }
    }
}

/// The runs that a run becomes.
#[derive(Debug)]
struct Pieces {
    done: Vec<u8>,
    /// The content of the one that is being written.
    open: Vec<u8>,
    /// Whether it goes.
    goes: bool,
    /// What each begins and ends with.
    head: String,
    tail: String,
}

impl Pieces {
    fn of(splices: &Splices<'_>, run: &Run) -> Self {
        let open = splices.source(run.open);
        let name = open.get(1..).and_then(|tag| tag.split([' ', '\t', '\r', '\n', '/', '>']).next());
        let head = format!("{open}{}", splices.source(run.properties));
        Self { done: Vec::new(), open: Vec::new(), goes: false, head, tail: format!("</{}>", name.unwrap_or("w:r")) }
    }

    /// Ends the run that is being written.
    fn flush(&mut self, splices: &mut Splices<'_>) {
        if self.open.is_empty() {
            return;
        }
        let prefix = &splices.page.body.prefix;
        let (before, behind) = if self.goes {
            let number = splices.take_number();
            (format!("<{prefix}del {}>", attributes(prefix, number, &splices.told)), format!("</{prefix}del>"))
        } else {
            (String::new(), String::new())
        };
        self.done.extend([before.as_bytes(), self.head.as_bytes()].concat());
        self.done.append(&mut self.open);
        self.done.extend([self.tail.as_bytes(), behind.as_bytes()].concat());
    }

    /// Goes on with what stays, or with what goes.
    fn keep(&mut self, splices: &mut Splices<'_>, goes: bool) {
        if self.goes != goes {
            self.flush(splices);
            self.goes = goes;
        }
    }

    /// Puts something between two runs.
    fn put(&mut self, splices: &mut Splices<'_>, xml: &str) {
        self.flush(splices);
        self.done.extend_from_slice(xml.as_bytes());
    }
}
