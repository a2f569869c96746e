//! Two texts of one law, the one in force and the draft of its revision: which article, paragraph and item of the draft
//! continues which of the law.
//!
//! Two trees in, a comparison out. Knows the trees and what they say; no file, no line, no words for people. What is done
//! with a comparison – a table, a lint – is known elsewhere.

mod affinity;
mod alignment;
mod articles;
mod divisions;
pub mod elsewhere;
mod parts;
mod path;
pub mod rows;
pub mod stale;
pub mod table;
mod units;
pub mod wording;

use crate::document::Document;
pub use alignment::Alignment;

/// A law and the draft of its revision, with what continues what. Units are positions in the documents' own lists, from 0.
#[derive(Debug)]
pub struct Comparison<'d> {
    /// The law in force.
    pub current: &'d Document,
    /// The draft.
    pub draft: &'d Document,
    /// 条
    pub articles: Alignment,
    /// 款, of articles that are linked.
    pub paragraphs: Alignment,
    /// 项, of paragraphs that are linked.
    pub items: Alignment,
    /// 编, 章, 节 and other headings.
    pub divisions: Alignment,
}

impl<'d> Comparison<'d> {
    /// Compares a law with a draft.
    pub fn of(current: &'d Document, draft: &'d Document) -> Self {
        let (articles, rarity, letters) = articles::align(current, draft);
        let paragraphs = parts::paragraphs([current, draft], &articles, &letters, &rarity);
        let items = parts::items([current, draft], &paragraphs, &rarity);
        let divisions = divisions::align(current, draft, &articles);
        Self { current, draft, articles, paragraphs, items, divisions }
    }
}
