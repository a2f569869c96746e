//! The amended law as edits of its file: lines that stay keep their bytes, new lines are set as the file sets its own.

use std::collections::BTreeSet;

use super::law::{Article, Law, Paragraph};
use super::number::{Node, Ordered, label_of};
use super::order::longest_rising;
use super::text::{Piece, Text};
use crate::diagnostic::{Edit, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::label::Level;
use crate::source::Source;
use crate::source::edits::Edits;

/// What a line is; new ones are set as old ones of their kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading(Level),
    Article,
    Paragraph,
    Item,
    Lower,
}

/// A line of the new text.
struct Line<'l> {
    kind: Kind,
    /// The block that it was, or stands in the place of.
    block: Option<usize>,
    /// The old label, or mark, where it stood.
    old_label: Option<Span>,
    /// What it is labelled with now.
    label: String,
    /// Where the old text stood.
    old_text: Span,
    text: &'l Text,
}

/// The edits that make the amended law of a source.
pub(super) fn edits(
    source: &Source,
    document: &Document,
    law: &Law,
    ordered: &Ordered,
    owned: &BTreeSet<usize>,
) -> Edits {
    let lines = lines(document, law, ordered);
    let writer = Writer { source, document, kept: kept(&lines), owned };
    let mut edits = writer.lines(&lines);
    if let (Some(title), Some(own)) = (&law.title, &document.title) {
        if *title != Text::old(own.span) {
            edits.push(writer.edit(own.span, title.string(document.text())));
        }
    }
    Edits::new(edits)
}

/// The blocks that a law's headings and articles stand in.
pub(super) fn owned(document: &Document, law: &Law) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    for paragraph in law.preamble.iter().chain(law.articles.iter().flat_map(|article| &article.paragraphs)) {
        out.extend(paragraph.block);
        for item in &paragraph.items {
            out.extend(item.block);
            out.extend(item.rests.iter().filter_map(|line| line.block));
        }
    }
    let articles: BTreeSet<usize> = law.articles.iter().filter_map(|article| article.index).collect();
    for (at, block) in document.blocks.iter().enumerate() {
        match block.role {
            Role::Division(_) => {
                out.insert(at);
            }
            Role::ArticleLabel(article) if articles.contains(&article) => {
                out.insert(at);
            }
            _ => {}
        }
    }
    out
}

/// All lines of the law in its new order.
fn lines<'l>(document: &Document, law: &'l Law, ordered: &Ordered) -> Vec<Line<'l>> {
    let mut out = Vec::new();
    for paragraph in law.preamble.iter().filter(|paragraph| !paragraph.rank.gone) {
        push_paragraph(document, paragraph, None, &mut out);
    }
    for node in &ordered.nodes {
        match *node {
            Node::Division(at) => {
                let division = &law.divisions[at];
                let old = document.divisions.get(at).filter(|_| division.block.is_some());
                let label =
                    division.rank.new.map_or_else(|| division.label.clone(), |new| label_of(&division.label, new));
                out.push(Line {
                    kind: Kind::Heading(division.level),
                    block: division.block,
                    old_label: old.map(|old| old.label).filter(|label| !label.is_empty()),
                    label,
                    old_text: old.map_or(Span::new(0, 0), |old| old.name),
                    text: &division.name,
                });
            }
            Node::Article(at) => push_article(document, &law.articles[at], &mut out),
        }
    }
    out
}

static EMPTY: Text = Text { pieces: Vec::new() };

fn push_article<'l>(document: &Document, article: &'l Article, out: &mut Vec<Line<'l>>) {
    let old = article.index.map(|index| &document.articles[index]);
    let label = match (article.rank.new, old) {
        (Some(new), Some(old)) if new == old.ordinal => document.str(old.label).to_owned(),
        (Some(new), _) => new.label("条"),
        (None, _) => String::new(),
    };
    // The block of the label: what replaces the first 款 stands there, too.
    let block = old.and_then(|old| block_at(document, old.span.start));
    let alone = block.is_some_and(|at| matches!(document.blocks[at].role, Role::ArticleLabel(_)));
    let old_label = old.map(|old| old.label);
    if alone {
        let end = old.map_or(0, |old| old.label.end);
        out.push(Line { kind: Kind::Article, block, old_label, label, old_text: Span::new(end, end), text: &EMPTY });
        for paragraph in &article.paragraphs {
            push_paragraph(document, paragraph, None, out);
        }
        return;
    }
    let first_span = old.map(|old| old.paragraphs.start).and_then(|at| document.paragraphs.get(at)).map(|own| own.span);
    for (nth, paragraph) in article.paragraphs.iter().enumerate() {
        if nth > 0 {
            push_paragraph(document, paragraph, None, out);
            continue;
        }
        let head = Line {
            kind: Kind::Article,
            block: block.filter(|_| first_span.is_some()),
            old_label,
            label: label.clone(),
            old_text: first_span.unwrap_or(Span::new(0, 0)),
            text: &paragraph.lead,
        };
        push_paragraph(document, paragraph, Some(head), out);
    }
}

fn block_at(document: &Document, start: usize) -> Option<usize> {
    let at = document.blocks.partition_point(|block| block.span.start < start);
    (at < document.blocks.len()).then_some(at)
}

/// The lines of a 款; the first with the label of its article, where it is one's first.
fn push_paragraph<'l>(document: &Document, paragraph: &'l Paragraph, head: Option<Line<'l>>, out: &mut Vec<Line<'l>>) {
    let own = paragraph.block.and_then(|at| match document.blocks[at].role {
        Role::Paragraph(paragraph) => document.paragraphs.get(paragraph).map(|own| (at, own.span)),
        _ => None,
    });
    // What has opened an article, and does so no more, has a label in its line.
    let opened = own.filter(|&(at, span)| document.blocks[at].span.start == span.start);
    out.push(head.unwrap_or(Line {
        kind: Kind::Paragraph,
        block: opened.map(|(at, _)| at),
        old_label: None,
        label: String::new(),
        old_text: opened.map_or(Span::new(0, 0), |(_, span)| span),
        text: &paragraph.lead,
    }));
    for item in paragraph.items.iter().filter(|item| !item.rank.gone) {
        let old = item.block.and_then(|at| match document.blocks[at].role {
            Role::Item(item) => document.items.get(item),
            _ => None,
        });
        out.push(Line {
            kind: Kind::Item,
            block: item.block.filter(|_| old.is_some()),
            old_label: old.and_then(|old| old.mark).map(|mark| mark.label),
            label: item.mark.clone(),
            old_text: old.map_or(Span::new(0, 0), |old| old.body),
            text: &item.text,
        });
        for line in item.rests.iter().filter(|line| !line.gone) {
            let old = line.block.map(|at| (at, document.blocks[at]));
            let (mark, body) = match old.map(|(_, block)| (block.role, block.span)) {
                Some((Role::Subitem(at), _)) => {
                    let own = &document.subitems[at];
                    (Some(own.mark.label), own.body)
                }
                Some((_, span)) => (None, span),
                None => (None, Span::new(0, 0)),
            };
            out.push(Line {
                kind: Kind::Lower,
                block: line.block,
                old_label: mark,
                label: line.mark.clone(),
                old_text: body,
                text: &line.text,
            });
        }
    }
}

/// Which lines stay where they are: the longest run of them that is in the old order.
fn kept(lines: &[Line<'_>]) -> BTreeSet<usize> {
    let old: Vec<(usize, usize)> = lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.block?))).collect();
    let blocks: Vec<usize> = old.iter().map(|&(_, block)| block).collect();
    longest_rising(&blocks).into_iter().map(|at| old[at].0).collect()
}

struct Writer<'w> {
    source: &'w Source,
    document: &'w Document,
    /// The lines that stay where they are, by position.
    kept: BTreeSet<usize>,
    owned: &'w BTreeSet<usize>,
}

impl Writer<'_> {
    fn lines(&self, lines: &[Line<'_>]) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut stay: BTreeSet<usize> = BTreeSet::new();
        let mut anchor: Option<usize> = None;
        let mut first: Vec<String> = Vec::new();
        let mut settings: Vec<(Kind, Setting)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            match line.block.filter(|_| self.kept.contains(&at)) {
                Some(block) => {
                    stay.insert(block);
                    anchor = Some(self.last_of(block));
                    self.in_place(line, &mut edits);
                }
                None => {
                    if !settings.iter().any(|&(kind, _)| kind == line.kind) {
                        settings.push((line.kind, self.setting(line.kind)));
                    }
                    let setting = settings.iter().find(|&&(kind, _)| kind == line.kind).map(|(_, setting)| setting);
                    let new = self.set(line, setting);
                    match anchor {
                        Some(anchor) => edits.push(self.behind(anchor, &new)),
                        None => first.push(new),
                    }
                }
            }
        }
        if let (false, Some(&block)) = (first.is_empty(), self.owned.first()) {
            let start = self.line_of(block).start;
            let gap = self.gap();
            let replacement = first.iter().map(|line| format!("{line}{gap}")).collect();
            edits.insert(0, Edit { span: Span::new(start, start), replacement });
        }
        // A heading whose name goes on in the next line has more blocks than one.
        let division = |at: &usize| match self.document.blocks[*at].role {
            Role::Division(own) => Some(own),
            _ => None,
        };
        let headings: BTreeSet<usize> = stay.iter().filter_map(division).collect();
        let stays = |at: usize| match division(&at) {
            Some(own) => headings.contains(&own),
            None => stay.contains(&at),
        };
        let goes: Vec<usize> = self.owned.iter().copied().filter(|&at| !stays(at)).collect();
        edits.extend(self.without(&goes));
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        edits
    }

    /// The last block of a heading that goes over several; else the block itself.
    fn last_of(&self, block: usize) -> usize {
        let role = self.document.blocks[block].role;
        let rest = self.document.blocks[block + 1..].iter();
        let more = rest.take_while(|next| matches!(role, Role::Division(_)) && next.role == role).count();
        block + more
    }

    /// The edits of a line that stays where it is.
    fn in_place(&self, line: &Line<'_>, edits: &mut Vec<Edit>) {
        let prose = self.document.text();
        if let Some(old) = line.old_label.filter(|old| old.of(prose) != line.label) {
            let (from, to, new) = difference(old.of(prose), &line.label);
            edits.push(self.edit(Span::new(old.start + from, old.start + to), new.to_owned()));
        }
        let mut at = line.old_text.start;
        let mut words = String::new();
        for piece in &line.text.pieces {
            match piece {
                Piece::Old(own) if own.start >= at && own.end <= line.old_text.end => {
                    self.between(Span::new(at, own.start), &words, edits);
                    words.clear();
                    at = own.end;
                }
                piece => words.push_str(piece.of(prose)),
            }
        }
        self.between(Span::new(at, line.old_text.end), &words, edits);
    }

    /// Words in the place of a stretch: of both only what differs.
    fn between(&self, old: Span, words: &str, edits: &mut Vec<Edit>) {
        let before = old.of(self.document.text());
        if before == words {
            return;
        }
        let (from, to, new) = difference(before, words);
        edits.push(self.edit(Span::new(old.start + from, old.start + to), new.to_owned()));
    }

    /// An edit of the prose.
    fn edit(&self, span: Span, words: String) -> Edit {
        let place = self.source.place_of_edit(span).unwrap_or_else(|| self.source.to_text(span));
        Edit { span: place, replacement: self.source.written(&words).unwrap_or(words) }
    }

    /// The line of the file that a block stands in.
    fn line_of(&self, block: usize) -> Span {
        let start = self.source.to_text(self.document.blocks[block].span).start;
        let lines = self.source.lines();
        lines.span(self.source.text(), lines.line(start))
    }

    /// Whether a block has its line for itself.
    fn is_alone(&self, block: usize) -> bool {
        let line = self.line_of(block);
        let shares = |other: Option<usize>| {
            other.filter(|&at| at < self.document.blocks.len()).is_some_and(|at| self.line_of(at) == line)
        };
        !shares(block.checked_sub(1)) && !shares(Some(block + 1))
    }

    /// A new line behind a block.
    fn behind(&self, block: usize, line: &str) -> Edit {
        let own = self.source.to_text(self.document.blocks[block].span);
        let end = if self.is_alone(block) { self.line_of(block).end } else { own.end };
        Edit { span: Span::new(end, end), replacement: format!("{}{line}", self.gap()) }
    }

    /// Takes blocks out, in order, with their lines and what parts them from the next one.
    fn without(&self, blocks: &[usize]) -> Vec<Edit> {
        let together = |one: &usize, next: &usize| one + 1 == *next && self.is_alone(*one) && self.is_alone(*next);
        let run = |run: &[usize]| {
            let (first, last) = (run[0], run[run.len() - 1]);
            if !self.is_alone(first) {
                return self.source.to_text(self.document.blocks[first].span);
            }
            let (start, end) = (self.line_of(first).start, self.line_of(last).end);
            match (last + 1 < self.document.blocks.len(), first.checked_sub(1)) {
                (true, _) => Span::new(start, self.line_of(last + 1).start.max(end)),
                (false, Some(before)) => Span::new(self.line_of(before).end.min(start), end),
                (false, None) => Span::new(start, end),
            }
        };
        let edit = |blocks: &[usize]| Edit { span: run(blocks), replacement: String::new() };
        blocks.chunk_by(together).map(edit).collect()
    }

    /// What parts two lines of the law.
    fn gap(&self) -> String {
        let end = self.source.line_end();
        let mut pairs = self.owned.iter().zip(self.owned.iter().skip(1)).filter(|(one, next)| **one + 1 == **next);
        let blank = pairs.next().is_some_and(|(&one, &next)| {
            let between = self.line_of(one).end..self.line_of(next).start;
            self.source.text().get(between).is_some_and(|between| between.matches(end).count() > 1)
        });
        if blank { end.repeat(2) } else { end.to_owned() }
    }

    /// A new line, set as an old one of its kind.
    fn set(&self, line: &Line<'_>, setting: Option<&Setting>) -> String {
        let words = line.text.string(self.document.text());
        let words = self.source.written(&words).unwrap_or(words);
        let Some(Setting { before, gap, behind }) = setting else { return words };
        let parted = !line.label.is_empty() && !matches!(line.kind, Kind::Item | Kind::Lower);
        let gap = if parted { gap.as_str() } else { "" };
        format!("{before}{}{gap}{words}{behind}", line.label)
    }

    /// How lines of a kind are set: what stands before and behind them, and between label and text.
    fn setting(&self, kind: Kind) -> Setting {
        let text = self.source.text();
        let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        let fits = |at: &&usize| {
            let role = self.document.blocks[**at].role;
            self.is_alone(**at)
                && match (kind, role) {
                    (Kind::Heading(level), Role::Division(own)) => self.document.divisions[own].level == level,
                    (Kind::Article, Role::Paragraph(own)) => self.opens(own),
                    (Kind::Paragraph, Role::Paragraph(own)) => !self.opens(own),
                    (Kind::Item, Role::Item(_)) => true,
                    (Kind::Lower, Role::Subitem(_) | Role::ItemRest(_)) => true,
                    _ => false,
                }
        };
        let Some(&at) = self.owned.iter().find(fits) else {
            return match kind {
                Kind::Lower => self.setting(Kind::Item),
                Kind::Item => self.setting(Kind::Paragraph),
                Kind::Article | Kind::Paragraph | Kind::Heading(_) => {
                    Setting { gap: "　".to_owned(), ..Setting::default() }
                }
            };
        };
        let line = self.line_of(at);
        let own = self.source.to_text(self.document.blocks[at].span);
        let label = match self.document.blocks[at].role {
            Role::Division(own) => Some((self.document.divisions[own].label, self.document.divisions[own].name.start)),
            Role::Paragraph(own) => self.document.paragraphs[own]
                .article
                .map(|article| (self.document.articles[article].label, self.document.paragraphs[own].span.start)),
            _ => None,
        };
        let label = label.filter(|_| matches!(kind, Kind::Heading(_) | Kind::Article));
        let gap = label.map_or_else(String::new, |(label, name)| {
            let from = self.source.to_text(label).end;
            let to = self.source.to_text(Span::new(name, name)).start;
            slice(from, to.max(from))
        });
        let bold = |end: &str| if gap.is_empty() { "　".to_owned() } else { end.to_owned() };
        Setting { before: slice(line.start, own.start), gap: bold(&gap), behind: slice(own.end, line.end) }
    }

    /// Whether a 款 opens an article, with its label in the same line.
    fn opens(&self, paragraph: usize) -> bool {
        let own = &self.document.paragraphs[paragraph];
        let first = own.article.is_some_and(|article| self.document.articles[article].paragraphs.start == paragraph);
        first && self.document.blocks[own.block].span.start < own.span.start
    }
}

/// How a line is set.
#[derive(Debug, Default)]
struct Setting {
    before: String,
    gap: String,
    behind: String,
}

/// Where two texts differ: from which byte of the old one to which, and what the new one has there.
fn difference<'n>(old: &str, new: &'n str) -> (usize, usize, &'n str) {
    let head: usize =
        old.chars().zip(new.chars()).take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum();
    let tails = old[head..].chars().rev().zip(new[head..].chars().rev());
    let tail: usize = tails.take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum();
    (head, old.len() - tail, &new[head..new.len() - tail])
}
