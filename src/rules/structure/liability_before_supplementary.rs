//! `liability-before-supplementary`: another chapter stands between 法律责任 and 附则.

use super::chapters;
use crate::diagnostic::Finding;
use crate::document::Document;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let texts = chapters::of_texts(document);
    let early = texts.iter().filter_map(|chapters| {
        let at = chapters.iter().rposition(|chapter| matches!(chapter.name.as_str(), "法律责任" | "罚则"))?;
        let next = chapters.get(at + 1).filter(|next| next.name != "附则")?;
        // Behind 附则 it is 附则 that stands too early.
        let behind = chapters[..at].iter().any(|chapter| chapter.name == "附则");
        let finding = Finding::at(chapters[at].division.name).label("next", next.division.name);
        (!behind).then(|| finding.arg("next", next.name.clone()))
    });
    early.collect()
}
