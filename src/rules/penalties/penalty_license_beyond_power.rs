//! `penalty-license-beyond-power`: a local text asks for a qualification that only the State may introduce.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Passage;
use crate::lexicon::penalties;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.may_ask_for_qualifications() {
        return Vec::new();
    }
    document.passages().iter().filter_map(|passage| asked(document, passage)).collect()
}

fn asked(document: &Document, passage: &Passage) -> Option<Finding> {
    let text = document.str(passage.span);
    let end = text.find("方可")?;
    let sentence = text[..end].rfind(['。', '；']).map_or(0, |at| at + '。'.len_utf8());
    let before = &text[sentence..end];
    let got = before.rfind("取得")?;
    let licence = penalties::QUALIFICATIONS.iter().any(|word| before[got..].contains(word));
    let own = licence && !penalties::QUALIFIED_BY_LAW.iter().any(|word| before.contains(word));
    let start = passage.span.start + sentence + got;
    own.then(|| Finding::at(Span::new(start, passage.span.start + end + "方可".len())))
}
