//! `text-missing`: the label of an article, or the mark of an item or subitem, with nothing behind it and nothing below.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::rules::summary::told_once;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let empty = |(at, role)| Some((at, bare(document, role)?));
    let blocks = document.blocks.iter().enumerate().map(|(at, block)| (at, block.role));
    let found = blocks.filter_map(empty).filter(|&(at, _)| nothing_below(document, at));
    told_once(found.map(|(_, label)| Finding::at(label)).collect())
}

/// The label of a block that holds nothing else.
fn bare(document: &Document, role: Role) -> Option<Span> {
    match role {
        // 第三十条（删去） says that there is nothing.
        Role::ArticleLabel(article) => {
            Some(document.articles[article].label).filter(|_| document.articles[article].gist.is_none())
        }
        Role::Item(item) => {
            let item = &document.items[item];
            item.mark.filter(|_| item.body.is_empty()).map(|mark| mark.label)
        }
        Role::Subitem(subitem) => {
            let subitem = &document.subitems[subitem];
            subitem.body.is_empty().then_some(subitem.mark.label)
        }
        Role::Front
        | Role::Title
        | Role::Note
        | Role::TocHeading
        | Role::TocEntry
        | Role::Division(_)
        | Role::Paragraph(_)
        | Role::ItemRest(_)
        | Role::Quoted
        | Role::Annex
        | Role::Table
        | Role::Tail => None,
    }
}

/// Whether an item stands in a list of items with text.
fn has_full_neighbours(document: &Document, role: Role) -> bool {
    let Role::Item(item) = role else { return false };
    let list = document.paragraphs[document.items[item].paragraph].items.clone();
    document.items[list].iter().any(|item| !item.body.is_empty())
}

/// Whether what stands behind a block is no text of it: the next article, item or heading, or the end.
fn nothing_below(document: &Document, at: usize) -> bool {
    let (block, Some(next)) = (&document.blocks[at], document.blocks.get(at + 1)) else { return true };
    match next.role {
        Role::Division(_) | Role::ArticleLabel(_) | Role::Tail | Role::Annex => true,
        // The items beside it have their text on their own lines, so the line behind it is another paragraph.
        Role::Paragraph(_) => document.opened_by(next).is_some() || has_full_neighbours(document, block.role),
        Role::Item(_) => matches!(block.role, Role::Item(_) | Role::Subitem(_)),
        Role::Subitem(_) => matches!(block.role, Role::Subitem(_)),
        Role::Front | Role::Title | Role::Note | Role::TocHeading | Role::TocEntry => true,
        Role::ItemRest(_) | Role::Quoted | Role::Table => false,
    }
}
