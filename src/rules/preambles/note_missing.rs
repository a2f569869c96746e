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
    // What the government makes is published by an order, which tells all that.
    let noted = document.instrument.kind.is_of_congress() && document.instrument.maker != Some(Maker::Executive);
    let told = !document.history().is_empty() || document.blocks.iter().any(|block| block.role == Role::Note);
    let missing = passed && noted && !told && document.has_articles();
    document.title.iter().filter(|_| missing).map(|title| Finding::at(title.span)).collect()
}
