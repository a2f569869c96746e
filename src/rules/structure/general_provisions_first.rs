//! `general-provisions-first`: the first chapter of a regulation is not 总则.

use super::chapters;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::front::Kind;

/// Texts that start with their subject, and the books of a code.
const EXEMPT: [&str; 6] = ["法典", "议事规则", "自治条例", "组织法", "总则", "编"];

/// What else says the same.
const NAMES: [&str; 4] = ["总", "通则", "原则", "序言"];

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let title = document.title.as_ref().map_or("", |title| title.name.as_str());
    if document.instrument.kind == Kind::NormativeDocument || EXEMPT.iter().any(|ending| title.ends_with(ending)) {
        return Vec::new();
    }
    let texts = chapters::of_texts(document);
    let first = texts.iter().filter_map(|chapters| chapters.first()).filter(|chapter| {
        let opens =
            document.articles.get(chapter.division.articles.start).is_some_and(|article| article.ordinal.number == 1);
        opens && chapter.number() == Some(1) && !chapter.name.is_empty()
    });
    let other = first.filter(|chapter| !NAMES.iter().any(|name| chapter.name.contains(name)));
    other.map(|chapter| Finding::at(chapter.division.name)).collect()
}
