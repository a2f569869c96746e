//! `typo-nonstandard-char`, the part that needs code: characters of the private use area, told once a character.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut found: BTreeMap<char, Finding> = BTreeMap::new();
    for (at, c) in document.marks(document.extent(), |c| ('\u{E000}'..='\u{F8FF}').contains(&c)) {
        let span = Span::new(at, at + c.len_utf8());
        let finding = match found.remove(&c) {
            Some(first) => first.also(span),
            None => Finding::at(span).variant("private").arg("code", format!("U+{:04X}", u32::from(c))),
        };
        found.insert(c, finding);
    }
    found.into_values().collect()
}
