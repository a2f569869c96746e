//! `penalty-none-to-apply`: 依照本条例的规定处罚 in a text that threatens with nothing.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Passage;
use crate::lexicon::{penalties, titles};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let threatens = document.penalties().iter().any(|penalty| penalty.measure.is_penalty());
    // 依照《反洗钱法》的规定处罚 is a penalty of this text, too.
    let by_law = |passage: &Passage| {
        let text = document.str(passage.span);
        text.contains("处罚") && text.contains('《')
    };
    if threatens || document.passages().iter().any(by_law) || !document.instrument.kind.is_regulation() {
        return Vec::new();
    }
    document.passages().iter().filter_map(|passage| one(document, passage)).collect()
}

/// 依照本条例的规定 where it leads to 处罚.
fn one(document: &Document, passage: &Passage) -> Option<Finding> {
    let text = document.str(passage.span);
    text.match_indices("处罚").find_map(|(at, _)| {
        let mut end = at;
        while let Some(word) = penalties::BEFORE_PUNISHING.iter().find(|word| text[..end].ends_with(*word)) {
            end -= word.len();
        }
        let own = text[..end].strip_suffix("规定")?.trim_end_matches(['的', '有', '关', '相']);
        let name = titles::SELF_NAMES.iter().find(|name| own.ends_with(**name))?;
        let before = &own[..own.len() - name.len()];
        let by = penalties::LEAVING_TO.iter().find(|word| before.ends_with(**word))?;
        let start = passage.span.start;
        let span = Span::new(start + before.len() - by.len(), start + end);
        (!document.quotes().mention(span.start)).then(|| Finding::at(span))
    })
}
