//! `general-provisions-first`: the first chapter of a regulation is not 总则.

use super::chapters;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::front::Kind;
use crate::lexicon::{structure, titles};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let title = document.title.as_ref().map_or("", |title| title.name.as_str());
    if document.instrument.kind == Kind::NormativeDocument
        || titles::WITHOUT_GENERAL_PROVISIONS.iter().any(|ending| title.ends_with(ending))
    {
        return Vec::new();
    }
    let texts = chapters::of_texts(document);
    let first = texts.iter().filter_map(|chapters| chapters.first()).filter(|chapter| {
        let opens =
            document.articles.get(chapter.division.articles.start).is_some_and(|article| article.ordinal.number == 1);
        opens && chapter.number() == Some(1) && !chapter.name.is_empty()
    });
    let other = first.filter(|chapter| !structure::GENERAL_PROVISIONS.iter().any(|name| chapter.name.contains(name)));
    other.map(|chapter| Finding::at(chapter.division.name)).collect()
}
