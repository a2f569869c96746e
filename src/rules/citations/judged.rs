//! By what a text's citations are judged: whether it lays down law at all, and the day on which it stood.

use jiff::civil::Date;

use crate::document::Document;
use crate::document::date::{self, EffectiveDay};
use crate::document::tree::Role;
use crate::document::tree::front::{Stage, Title};

/// Whether the text lays down rules of its own: it has articles, or speaks of itself as 本条例. Amending decisions speak
/// of another text's words, cases of what once was law.
pub(super) fn binds(document: &Document) -> bool {
    let instrument = &document.instrument;
    !instrument.kind.is_decision()
        && (document.has_articles() || instrument.self_name.is_some_and(|own| document.text().contains(own)))
}

/// The day on which the text stood: as its note and its effective date tell, else the latest date before or behind its
/// body. `None` for what is being written now.
pub(super) fn day(document: &Document) -> Option<Date> {
    document.latest_date().or_else(|| signed(document))
}

fn signed(document: &Document) -> Option<Date> {
    let draft = document.title.as_ref().is_some_and(Title::is_draft) || document.instrument.stage == Stage::Vote;
    let blank =
        date::effective_clauses(document).iter().any(|clause| clause.own() && clause.state == EffectiveDay::Blank);
    if draft || blank {
        return None;
    }
    let outside = |at: usize| {
        let block = document.block_at(at).map(|block| document.blocks[block].role);
        matches!(block, Some(Role::Front | Role::Title | Role::Note | Role::Tail))
    };
    let dates = document.dates().iter().filter(|mention| outside(mention.span.start));
    dates.filter_map(date::DateMention::date).max()
}
