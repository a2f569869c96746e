//! `supplementary-last`: a chapter stands behind 附则. `supplementary-missing`: there is no 附则, and the day of effect
//! stands in another chapter.

use super::chapters::{self, Chapter};
use crate::diagnostic::Finding;
use crate::document::Document;

const NAME: &str = "附则";

/// `supplementary-last`
pub(in crate::rules) fn last(document: &Document) -> Vec<Finding> {
    let texts = chapters::of_texts(document);
    let early = texts.iter().filter_map(|chapters| {
        let at = chapters.iter().position(|chapter| chapter.name == NAME)?;
        let next = chapters.get(at + 1)?;
        Some(Finding::at(chapters[at].division.name).label("next", next.division.name))
    });
    early.collect()
}

/// `supplementary-missing`
pub(in crate::rules) fn missing(document: &Document) -> Vec<Finding> {
    let regulation = document.instrument.kind.is_regulation();
    let texts = chapters::of_texts(document);
    let [chapters] = texts.as_slice() else { return Vec::new() };
    if !regulation || chapters.len() < 3 || chapters.iter().any(|chapter| chapter.name.contains(NAME)) {
        return Vec::new();
    }
    let takes_effect = |chapter: &Chapter<'_>| {
        let last = document.articles[chapter.division.articles.clone()].last()?;
        let text = document.paragraphs[last.paragraphs.clone()].iter().map(|paragraph| document.str(paragraph.span));
        text.clone().any(|text| text.contains('自') && text.contains("起施行")).then_some(last.label)
    };
    let Some(chapter) = chapters.last() else { return Vec::new() };
    let found = takes_effect(chapter)
        .map(|label| Finding::at(label).arg("name", chapter.name.clone()).label("chapter", chapter.division.name));
    found.into_iter().collect()
}
