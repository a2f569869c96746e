//! `punct-book-title-non-title`: 《》 around a licence, an honour or a meeting, which is no written work.
//!
//! Official names of licences are often written with 《》; one is reported only where the text also writes it without.

use std::collections::HashMap;

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;
use crate::lexicon::punctuation;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut bare: HashMap<&str, bool> = HashMap::new();
    for citation in document.citations() {
        let name = document.str(citation.name);
        let event = punctuation::EVENTS.iter().any(|end| name.ends_with(end));
        let licence = punctuation::LICENCES.iter().any(|end| name.ends_with(end));
        if !(event || licence) {
            continue;
        }
        let variant = if punctuation::PAPERS.contains(&name) {
            "common"
        } else if event {
            "event"
        } else if *bare.entry(name).or_insert_with(|| is_used_bare(document, name)) {
            "both"
        } else {
            continue;
        };
        out.push((name, Finding::at(citation.span).variant(variant).arg("name", name.to_owned())));
    }
    told_per(out)
}

/// Whether the text writes a name without 《》, too.
fn is_used_bare(document: &Document, name: &str) -> bool {
    let quotes = document.quotes();
    let text = document.text();
    text.match_indices(name).any(|(at, _)| {
        let place = Span::new(at, at + name.len());
        let longer = text[place.end..].starts_with(['书', '件', '照', '明', '号']);
        !longer && !quotes.mention(at) && document.passage_at(at).is_some()
    })
}
