//! A law as it is being amended: its headings and articles with their 款, 项 and 目, each under the number that it had.
//!
//! Instructions speak of old numbers, so nothing is renumbered here; what goes is marked as gone, and what is new says as
//! what it is wanted.

use std::collections::HashMap;

use crate::document::Document;
use crate::document::reference::address::Steps;
use crate::document::tree::label::{Level, Ordinal};
use crate::document::tree::{self, ArticleForm, Tree};

use super::text::Text;

/// Where something new, or something that moves, is wanted in the new text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pin {
    /// As what.
    pub(super) number: Ordinal,
    /// By which instruction, as a position among the law's.
    pub(super) by: usize,
}

/// What all units have: the number that it had, the one that it is wanted as, and whether it goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Rank {
    /// None where it is new.
    pub(super) old: Option<Ordinal>,
    /// None where it follows its neighbours.
    pub(super) pin: Option<Pin>,
    /// Behind which of its old neighbours it is wanted, where it has no number: 在第三条后增加一条.
    pub(super) behind: Option<Ordinal>,
    /// Whether it is not in the new text.
    pub(super) gone: bool,
    /// Its number in the new text, once that is known.
    pub(super) new: Option<Ordinal>,
}

impl Rank {
    pub(super) fn old(number: Ordinal) -> Self {
        Self { old: Some(number), ..Self::default() }
    }
}

/// A line below a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) rank: Rank,
    /// The mark as written: `（一）`; empty where it has lost it.
    pub(super) mark: String,
    pub(super) text: Text,
    /// The lines behind it that belong to it, marks included.
    pub(super) rests: Vec<Line>,
    /// The block it was read from.
    pub(super) block: Option<usize>,
}

/// A line of an item: a 目, or one that it goes on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The number of a 目.
    pub(super) number: Option<u32>,
    /// Its mark, as written.
    pub(super) mark: String,
    pub(super) text: Text,
    pub(super) block: Option<usize>,
    pub(super) gone: bool,
}

/// 款
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) rank: Rank,
    /// Its own text, without label.
    pub(super) lead: Text,
    pub(super) items: Vec<Item>,
    pub(super) block: Option<usize>,
    /// Whether its items stand in its own text: they cannot be parted from it.
    pub(super) inline: bool,
}

/// 条
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) rank: Rank,
    pub(super) paragraphs: Vec<Paragraph>,
    /// The heading it stands under, as a position in the law's list.
    pub(super) division: Option<usize>,
    /// The heading that it is wanted under, in the new text: 第二章, 第二章第一节; empty where none is told.
    pub(super) under: Steps,
    /// Whether the heading is only where its number seems to put it.
    pub(super) loose: bool,
    /// Its position in the old document's list.
    pub(super) index: Option<usize>,
    /// Whether a new heading is said to hold it.
    pub(super) held: bool,
    /// Whether all of it has been replaced, so that its 款 have no old numbers.
    pub(super) replaced: bool,
}

/// 编, 章, 节 or another heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Division {
    pub(super) rank: Rank,
    pub(super) level: Level,
    /// `第二章`, as written.
    pub(super) label: String,
    pub(super) name: Text,
    pub(super) parent: Option<usize>,
    pub(super) block: Option<usize>,
    /// The heading that takes its articles: 将第三章并入第二章.
    pub(super) into: Option<usize>,
}

/// The law.
#[derive(Debug, Clone, Default)]
pub(super) struct Law {
    pub(super) articles: Vec<Article>,
    pub(super) divisions: Vec<Division>,
    /// What stands before the first article: 引言.
    pub(super) preamble: Vec<Paragraph>,
    /// The title.
    pub(super) title: Option<Text>,
    /// 款 that have become articles, by article and old number.
    pub(super) moved: HashMap<(usize, u32), usize>,
    /// Articles by their old numbers.
    index: HashMap<Ordinal, usize>,
}

impl Law {
    /// The first text of a file as it is.
    pub(super) fn of(document: &Document) -> Self {
        let mut law = read(document, &Text::old);
        law.title = document.title.as_ref().map(|title| Text::old(title.span));
        law
    }

    /// The article that had a number.
    pub(super) fn article(&self, old: Ordinal) -> Option<usize> {
        self.index.get(&old).copied()
    }
}

/// What a tree holds, its text made by `text`.
pub(super) fn read(tree: &Tree, text: &impl Fn(crate::diagnostic::Span) -> Text) -> Law {
    let own = |article: &&tree::Article| article.text == 0 && article.form == ArticleForm::Article;
    let points = !tree.has_articles();
    let mut law = Law::default();
    for division in &tree.divisions {
        law.divisions.push(Division {
            rank: division.numeral.map_or_else(Rank::default, |one| Rank::old(Ordinal::plain(one.value))),
            level: division.level,
            label: tree.str(division.label).to_owned(),
            name: text(division.name),
            parent: division.parent,
            block: Some(division.block),
            into: None,
        });
    }
    for (index, article) in tree.articles.iter().enumerate().filter(|(_, article)| points || own(article)) {
        let paragraphs = article.paragraphs.clone();
        law.articles.push(Article {
            rank: Rank::old(article.ordinal),
            paragraphs: (paragraphs.start..paragraphs.end)
                .map(|at| paragraph(tree, at, at - paragraphs.start + 1, text))
                .collect(),
            division: article.division,
            index: Some(index),
            ..Article::default()
        });
    }
    let first = tree.articles.first().map_or(usize::MAX, |article| article.paragraphs.start);
    let before = (0..tree.paragraphs.len()).filter(|&at| at < first && tree.paragraphs[at].article.is_none());
    for (at, article) in law.articles.iter().enumerate().rev() {
        law.index.extend(article.rank.old.map(|old| (old, at)));
    }
    law.preamble = before.enumerate().map(|(nth, at)| paragraph(tree, at, nth + 1, text)).collect();
    law
}

fn number(nth: usize) -> Ordinal {
    Ordinal::plain(u32::try_from(nth).unwrap_or(u32::MAX))
}

fn paragraph(tree: &Tree, at: usize, nth: usize, text: &impl Fn(crate::diagnostic::Span) -> Text) -> Paragraph {
    let own = &tree.paragraphs[at];
    let items = &tree.items[own.items.clone()];
    let inline = items.iter().any(|item| item.inline);
    let item = |nth: usize, item: &tree::Item| {
        let mark = item.mark.map(|mark| tree.str(mark.label).to_owned()).unwrap_or_default();
        let old = item.mark.map_or(nth + 1, |mark| mark.number as usize);
        Item {
            rank: Rank::old(number(old)),
            mark,
            text: text(item.body),
            rests: rests(tree, item, text),
            block: Some(item.block),
        }
    };
    Paragraph {
        rank: Rank::old(number(nth)),
        lead: text(own.span),
        items: if inline { Vec::new() } else { items.iter().enumerate().map(|(nth, one)| item(nth, one)).collect() },
        block: Some(own.block),
        inline,
    }
}

/// The lines behind an item, in order: its 目 and those that it goes on with.
fn rests(tree: &Tree, item: &tree::Item, text: &impl Fn(crate::diagnostic::Span) -> Text) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for at in item.subitems.clone() {
        let own = &tree.subitems[at];
        out.push(Line {
            number: Some(own.mark.number),
            mark: tree.str(own.mark.label).to_owned(),
            text: text(own.body),
            block: Some(own.block),
            gone: false,
        });
    }
    for at in item.rests.clone() {
        let span = tree.item_rests[at].span;
        let block = tree.blocks.partition_point(|block| block.span.start < span.start);
        let block = Some(block).filter(|&at| tree.blocks.get(at).is_some_and(|block| block.span.start == span.start));
        out.push(Line { number: None, mark: String::new(), text: text(span), block, gone: false });
    }
    out.sort_by_key(|line| line.block);
    out
}
