//! `layout-paragraph-indent`: the blank before paragraphs is not the same throughout; plain text only, told once.
//!
//! Some texts set the articles' first lines flush and indent what follows, or the other way round. So first lines,
//! further paragraphs, items and subitems are each compared among themselves; where one of these kinds has no way of
//! its own, the commonest of all holds.

use std::collections::HashSet;

use super::layout_broken_line::breaks;
use super::minority::{Use, commonest, describe};
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Block;

/// What of a kind must be written one way before that is its own: this many, and three in four.
const SETTLED: usize = 3;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.has_line_paragraphs() { uneven(document).into_iter().collect() } else { Vec::new() }
}

fn uneven(document: &Document) -> Option<Finding> {
    let broken: HashSet<usize> = breaks(document).into_iter().map(|block| block + 1).collect();
    let mut kinds: [Vec<Use<'_>>; 4] = Default::default();
    for (at, block) in document.blocks.iter().enumerate() {
        let own_line = at == 0 || document.blocks[at - 1].line != block.line;
        if let Some(kind) = kind(document, block).filter(|_| own_line && !broken.contains(&at)) {
            let gap = Span::new(block.line.start, block.span.start);
            kinds[kind].push(Use { way: document.str(gap), gap, place: opening(document, block) });
        }
    }
    let all: Vec<Use<'_>> = kinds.iter().flatten().copied().collect();
    let (usual, _) = commonest(&all)?;
    let mut others: Vec<(&Use<'_>, &str)> = Vec::new();
    for uses in &kinds {
        let own = commonest(uses).filter(|&(_, count)| count >= SETTLED && count * 4 >= uses.len() * 3);
        let way = own.map_or(usual, |(way, _)| way);
        others.extend(uses.iter().filter(|each| each.way != way).map(|each| (each, way)));
    }
    others.sort_by_key(|(each, _)| each.gap);
    let &(first, way) = others.first()?;
    let finding = Finding::at(first.place).arg("found", describe(first.way)).arg("usual", describe(way));
    let finding = match (first.way, way) {
        ("", _) => finding.variant("none"),
        (_, "") => finding.variant("only"),
        (_, _) => finding,
    };
    let all = others[1..].iter().fold(finding, |all, (each, _)| all.also(each.place));
    Some(others.iter().fold(all, |all, (each, way)| all.edit(each.gap, *way)))
}

/// The first line of an article, a further paragraph, an item, a subitem; `None` for what has no indent to compare.
fn kind(document: &Document, block: &Block) -> Option<usize> {
    if document.opened_by(block).is_some() {
        return Some(0);
    }
    let home = document.home_of(block.role)?;
    match (home.item, home.subitem) {
        (None, _) => home.article.map(|_| 1),
        (Some(_), None) => Some(2),
        (Some(_), Some(_)) => Some(3),
    }
}

/// What is shown: the indent, or, where there is none, the first character behind it.
fn opening(document: &Document, block: &Block) -> Span {
    let first = document.str(block.span).chars().next().map_or(0, char::len_utf8);
    let end = if block.line.start == block.span.start { block.span.start + first } else { block.span.start };
    Span::new(block.line.start, end)
}
