//! `cite-abbrev-consistency`: a law that was given a short form is cited otherwise afterwards: by its full name, or by
//! the short form with marks where it was defined without, and the other way round.

use std::collections::HashMap;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::citation::Use;
use crate::rules::summary::told_per;

/// A law with a short form.
#[derive(Clone, Copy)]
struct Shortened {
    short: Span,
    /// How the name looked up differs from the short form.
    variant: &'static str,
}

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let mut known: HashMap<(usize, &str), Shortened> = HashMap::new();
    let mut found = Vec::new();
    for citation in document.citations().iter().filter(|citation| citation.used != Use::Past) {
        let text = document.text_of(citation.home);
        let name = document.str(citation.name);
        if let Some(&Shortened { short, variant }) = known.get(&(text, name)) {
            let written = document.str(short);
            let finding = Finding::at(citation.span).variant(variant).arg("short", written).label("short", short);
            found.push(((short, variant), finding.edit(citation.span, written)));
        }
        if let Some(short) = citation.short.filter(|&short| names_one(document.str(short))) {
            known.insert((text, name), Shortened { short, variant: "full" });
            known.insert((text, document.str(short)), Shortened { short, variant: "marked" });
        }
    }
    told_per(found)
}

/// Whether a short form is that of one law, such as 食品安全法 or 《食品安全法》; 两法 and 本法 are none.
fn names_one(short: &str) -> bool {
    let name = short.trim_matches(['《', '》']);
    name.chars().count() >= 2 && !name.starts_with(['本', '该', '两', '上'])
}
