//! `repeal-clause-position`: a repeal clause that stands before the effective clause, or is not worded 同时废止.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::date::{self, Subject};
use crate::document::repeal::RepealClause;
use crate::document::tree::Home;
use crate::lexicon::dates;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let clauses = date::effective_clauses(document);
    let effective = clauses.iter().rfind(|clause| clause.subject == Subject::Named && clause.lead.is_some());
    document
        .repeals()
        .iter()
        .filter_map(|repeal| {
            let verb = document.str(repeal.verb);
            let late =
                effective.filter(|clause| stands_before(document, repeal, clause.home) && verb.starts_with("同时"));
            match late {
                Some(clause) => Some(Finding::at(repeal.verb).label("effective", clause.verb)),
                None => worded(document, repeal),
            }
        })
        .collect()
}

/// Whether a repeal stands before the effective clause, in an earlier article or paragraph.
fn stands_before(document: &Document, repeal: &RepealClause, effective: Home) -> bool {
    let place = |home: Home| (document.text_of(home), home.article, home.paragraph);
    document.text_of(repeal.home) == document.text_of(effective) && place(repeal.home) < place(effective)
}

/// A verb other than 同时废止.
fn worded(document: &Document, repeal: &RepealClause) -> Option<Finding> {
    const RIGHT: &str = "同时废止";
    let verb = document.str(repeal.verb);
    let odd = dates::ODD_REPEALING.iter().any(|adverb| verb.starts_with(adverb)) || !verb.ends_with("废止");
    odd.then(|| Finding::at(repeal.verb).variant("verb").edit(repeal.verb, RIGHT))
}
