//! The words of a decision without what it quotes: a quotation, and a title in 《》, is one character each, blanks are gone,
//! and marks have one width. So a sentence can be read without looking inside of what it speaks of.

use super::Quoted;
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::{Block, label};

/// Stands for a quotation.
pub(super) const QUOTE: char = '\u{E000}';
/// Stands for a title in 《》.
pub(super) const TITLE: char = '\u{E001}';

/// Words of a decision, and where they stand.
#[derive(Debug, Default)]
pub(super) struct Skeleton {
    /// The words; `\n` between blocks.
    pub(super) text: String,
    /// Where each byte of the words starts and ends in the prose.
    places: Vec<Span>,
    /// What [`QUOTE`] stands for, each with its place in `text`.
    quotes: Vec<(usize, Quoted)>,
    /// What [`TITLE`] stands for, with the marks, each with its place in `text`.
    titles: Vec<(usize, Span)>,
}

impl Skeleton {
    /// The words of blocks, from byte `from` of the first on.
    pub(super) fn of(document: &Document, blocks: &[Block], from: usize) -> Self {
        let mut skeleton = Self::default();
        let end = blocks.last().map_or(from, |last| last.span.end);
        let mut at = from;
        for block in blocks {
            if at < block.span.start {
                skeleton.push('\n', Span::new(block.span.start, block.span.start));
            }
            at = skeleton.words(document, Span::new(at.max(block.span.start), block.span.end));
            if at >= end {
                break;
            }
        }
        skeleton
    }

    /// Adds the words of a stretch; returns where it ends, a quotation that goes over its end included.
    fn words(&mut self, document: &Document, stretch: Span) -> usize {
        let quotations = document.long_quotations();
        let titles = &document.quotes().titles;
        let mut at = stretch.start;
        let mut quote = quotations.partition_point(|quotation| quotation.span.start < at);
        let mut title = titles.partition_point(|title| title.start < at);
        while let Some(c) = document.text().get(at..stretch.end).and_then(|rest| rest.chars().next()) {
            if let Some(quotation) = quotations.get(quote).filter(|quotation| quotation.span.start == at) {
                let quoted =
                    Quoted { span: quotation.span, paragraphs: quotation.paragraphs.clone(), closed: quotation.closed };
                self.quotes.push((self.text.len(), quoted));
                self.push(QUOTE, quotation.span);
                at = quotation.span.end;
                quote += 1;
                title = titles.partition_point(|title| title.start < at);
            } else if let Some(&span) = titles.get(title).filter(|title| title.start == at) {
                self.titles.push((self.text.len(), span));
                self.push(TITLE, span);
                at = span.end;
                title += 1;
            } else {
                let end = at + c.len_utf8();
                if !label::is_blank(c) {
                    self.push(wide(c), Span::new(at, end));
                }
                at = end;
            }
        }
        at
    }

    fn push(&mut self, c: char, place: Span) {
        self.text.push(c);
        self.places.resize(self.text.len(), place);
    }

    /// Where a stretch of the words stands in the prose.
    pub(super) fn place(&self, from: usize, to: usize) -> Span {
        let (Some(first), Some(last)) = (self.places.get(from), to.checked_sub(1).and_then(|at| self.places.get(at)))
        else {
            let end = self.places.last().map_or(0, |place| place.end);
            return Span::new(end, end);
        };
        Span::new(first.start, last.end.max(first.start))
    }

    /// What the [`QUOTE`] at a place stands for.
    pub(super) fn quote(&self, at: usize) -> Option<&Quoted> {
        let found = self.quotes.binary_search_by_key(&at, |&(place, _)| place).ok()?;
        Some(&self.quotes[found].1)
    }

    /// What the [`TITLE`] at a place stands for, with its marks.
    pub(super) fn title(&self, at: usize) -> Option<Span> {
        let found = self.titles.binary_search_by_key(&at, |&(place, _)| place).ok()?;
        Some(self.titles[found].1)
    }

    /// All titles in it.
    pub(super) fn titles(&self) -> impl Iterator<Item = Span> {
        self.titles.iter().map(|&(_, span)| span)
    }
}

/// A mark in the width that Chinese text has it.
const fn wide(c: char) -> char {
    match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '(' => '（',
        ')' => '）',
        _ => c,
    }
}
