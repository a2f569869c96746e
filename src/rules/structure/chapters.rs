//! The chapters of a text, by their names; what several lints on chapters ask.

use crate::document::Document;
use crate::document::tree::Division;
use crate::document::tree::label::{Level, without_blanks};

/// A chapter, or a heading that stands where a chapter does.
pub(super) struct Chapter<'d> {
    /// The division.
    pub division: &'d Division,
    /// Its name, without blanks.
    pub name: String,
}

impl Chapter<'_> {
    /// Its number; none for a heading without one.
    pub(super) fn number(&self) -> Option<u32> {
        self.division.numeral.map(|numeral| numeral.value)
    }
}

/// The chapters of each text of a file, in order, each text with one at least; nothing for a text that has parts, for
/// a decision to amend or repeal, and for a text without articles.
pub(super) fn of_texts<'d>(document: &'d Document) -> Vec<Vec<Chapter<'d>>> {
    let amends = document.instrument.kind.is_decision();
    let parts = document.divisions.iter().any(|division| division.level < Level::Chapter);
    let numbered = document.divisions.iter().any(|division| division.level == Level::Chapter);
    if amends || parts || !numbered || !document.has_articles() {
        return Vec::new();
    }
    let text_of = |division: &Division| document.articles.get(division.articles.start).map(|article| article.text);
    let chapters: Vec<&Division> = document.divisions.iter().filter(|division| is_chapter(division)).collect();
    let runs = chapters.chunk_by(|before, after| match (text_of(before), text_of(after)) {
        (Some(before), Some(after)) => before == after,
        (None, _) | (_, None) => true,
    });
    let named = |division: &&Division| without_blanks(document.str(division.name));
    runs.map(|run| run.iter().map(|division| Chapter { name: named(division), division }).collect()).collect()
}

/// A heading without a number stands where a chapter does when it is 附则 or the like.
fn is_chapter(division: &Division) -> bool {
    match division.level {
        Level::Chapter => true,
        Level::Heading => division.numeral.is_none(),
        Level::Part | Level::Subpart | Level::Section => false,
    }
}
