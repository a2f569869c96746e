//! `amend-self-cite`: a decision calls itself by the name of the law that it amends: 本条例自公布之日起施行.

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::lexicon::{amendments, titles};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(own) = document.instrument.self_name.filter(|_| document.instrument.kind.is_decision()) else {
        return Vec::new();
    };
    let lines = told::own_lines(document).flat_map(|line| told::without_quotations(document, line));
    lines.flat_map(|stretch| in_stretch(document, stretch, own)).collect()
}

/// The sentences on taking effect whose subject is a law.
fn in_stretch(document: &Document, stretch: Span, own: &str) -> Vec<Finding> {
    let text = document.str(stretch);
    let mut out = Vec::new();
    let mut at = stretch.start;
    for sentence in text.split_inclusive(['。', '；', '、', '\n']) {
        let from = at + (sentence.len() - sentence.trim_start().len());
        at += sentence.len();
        let words_of = sentence.trim_start();
        let effect = amendments::EFFECTS.iter().any(|word| words_of.contains(word));
        let name = titles::SELF_NAMES.iter().filter(|name| words_of.starts_with(**name)).max_by_key(|name| name.len());
        let Some(name) = name.filter(|name| effect && !amendments::DECISIONS.contains(name)) else { continue };
        let starts = words_of[name.len()..].starts_with(['自', '从', '于', '由']);
        let span = Span::new(from, from + name.len());
        out.extend(starts.then(|| Finding::at(span).arg("own", own).edit(span, own)));
    }
    out
}
