//! `title-temp-word`: 暂行 or 试行 in the title of a local regulation.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::front::Kind;
use crate::document::tree::maker::Maker;
use crate::lexicon::titles;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(title) = &document.title else { return Vec::new() };
    // A 办法 without a note may be a government's, which may well be 暂行.
    let sure = document.instrument.maker == Some(Maker::LocalCongress) || title.name.ends_with("条例");
    if document.instrument.kind != Kind::LocalRegulation || !sure {
        return Vec::new();
    }
    let text = document.str(title.span);
    let span = |word: &str| {
        let start = title.span.start + text.rfind(word)?;
        Some(Span::new(start, start + word.len()))
    };
    let temporary = titles::TEMPORARY.iter().any(|ending| title.name.ends_with(ending));
    if temporary {
        return span("暂行").map(Finding::at).into_iter().collect();
    }
    let limited = document.passages().iter().any(|passage| {
        let text = document.str(passage.span);
        titles::TRIAL_TERMS.iter().any(|term| text.contains(term))
    });
    let trial = (title.tail.contains("试行") || title.name.contains("（试行")) && !limited;
    span("试行").filter(|_| trial).map(|span| Finding::at(span).variant("trial")).into_iter().collect()
}
