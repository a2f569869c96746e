//! `note-xiuzheng-xiuding`: the note calls 修订 or 修改 what a decision did to single articles, which is 修正.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::history::{Event, EventKind};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    // 国务院令 call amendments 修订, and the ministries' do likewise.
    if !document.instrument.kind.is_of_congress() {
        return Vec::new();
    }
    let mut out: Vec<Finding> = Vec::new();
    let misnamed = |event: &&Event| event.kind == EventKind::Revised || document.str(event.verb) == "修改";
    for event in document.history().iter().filter(misnamed) {
        let Some(decision) = event.decision.filter(|&title| document.str(title).contains("关于修改")) else {
            continue;
        };
        if out.last().is_none_or(|last| last.span != event.verb) {
            let finding = Finding::at(event.verb).label("decision", decision).edit(event.verb, "修正");
            out.push(if event.kind == EventKind::Revised { finding } else { finding.variant("verb") });
        }
    }
    out
}
