//! `empty-chapter`: nothing stands under the heading of a part, chapter or section. A heading that stands twice is told as that.

use super::copies;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::label::Level;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() || !document.has_articles() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (at, division) in document.divisions.iter().enumerate() {
        let next = document.divisions.get(at + 1);
        let holds_divisions = next.is_some_and(|next| next.parent == Some(at));
        let copied = next.is_some_and(|next| copies::is_copy(document, division, next));
        if division.level == Level::Heading || !division.articles.is_empty() || holds_divisions || copied {
            continue;
        }
        let end = next.map_or(document.blocks.len(), |next| next.block);
        let bare = document.blocks[division.block..end].iter().all(|block| match block.role {
            Role::Division(_) | Role::Tail | Role::Annex => true,
            Role::Front
            | Role::Title
            | Role::Note
            | Role::TocHeading
            | Role::TocEntry
            | Role::ArticleLabel(_)
            | Role::Paragraph(_)
            | Role::Item(_)
            | Role::Subitem(_)
            | Role::ItemRest(_)
            | Role::Quoted
            | Role::Table => false,
        });
        if bare {
            out.push(
                Finding::at(Span::new(division.label.start, division.name.end)).arg("unit", division.level.unit()),
            );
        }
    }
    out
}
