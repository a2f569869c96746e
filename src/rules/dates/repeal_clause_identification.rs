//! `repeal-clause-identification`: the text repeals one of its own name and does not say which.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::repeal::RepealClause;
use crate::document::tree::label;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(title) = document.title.as_ref() else { return Vec::new() };
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for repeal in document.repeals() {
        let mut from = repeal.sentence.start;
        for &named in &repeal.titles {
            if is_name(document.str(named), &title.name) && !identified(document, repeal, named, from) {
                out.push(Finding::at(named).label("title", title.span));
            }
            // 《关于修改〈甲条例〉的决定》修正的《甲条例》 is one name.
            if document.text()[named.end..].starts_with(['、', '，', '和', '与', '及', '以', '（', '(']) {
                from = named.end;
            }
        }
    }
    out
}

/// Whether a title in 《》 is a name, blanks aside.
fn is_name(title: &str, name: &str) -> bool {
    let inner = title.trim_start_matches('《').trim_end_matches('》');
    inner.chars().filter(|&c| !label::is_blank(c)).eq(name.chars())
}

/// Whether a year stands before the title, behind the one before it, or in a bracket behind it.
fn identified(document: &Document, repeal: &RepealClause, named: Span, from: usize) -> bool {
    let before = document.text().get(from.min(named.start)..named.start).unwrap_or("");
    let behind = &document.text()[named.end..repeal.sentence.end.max(named.end)];
    // 本条例自2026年1月1日起施行，《甲条例》同时废止: the year is this text's.
    let before = before.rfind("施行，").map_or(before, |at| &before[at..]);
    before.contains(['年', '原', '号']) || behind.starts_with(['（', '('])
}
