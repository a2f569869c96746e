//! `note-missing`: a law that was passed, without the enactment note under its title.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::front::Stage;
use crate::document::tree::maker::Maker;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let passed = match document.instrument.stage {
        Stage::Vote | Stage::Published => true,
        Stage::Draft => false,
    };
    // What the government makes is published by an order or sent out with a notice, which tells all that.
    let named = matches!(document.instrument.self_name, Some("本法" | "本条例"));
    let congress = named || document.text().contains("人民代表大会");
    let executive = document.instrument.maker == Some(Maker::Executive) || document.issued().is_some();
    let noted = document.instrument.kind.is_of_congress() && congress && !executive;
    let told = !document.history().is_empty() || document.blocks.iter().any(|block| block.role == Role::Note);
    let missing = passed && noted && !told && document.has_articles();
    document.title.iter().filter(|_| missing).map(|title| Finding::at(title.span)).collect()
}
