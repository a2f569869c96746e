//! `title-type`: the kind of text does not bear the type its title ends with.
//!
//! A 条例 is taken for a rule only where the caller says so or the note names the government or ministry that made it:
//! see `document::maker`.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::front::Kind;

/// The first year in which rules were not to be called 条例: 规章制定程序条例 took effect on its first day.
const BANNED_SINCE: i16 = 2002;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let (Some(title), Some(own)) = (&document.title, document.instrument.self_name) else { return Vec::new() };
    let kind = document.instrument.kind;
    let old = document.latest_date().is_some_and(|day| day.year() < BANNED_SINCE);
    let below_law = kind.is_below_law();
    let (word, variant) = match own {
        "本条例" if kind == Kind::LocalRule && !old => ("条例", None),
        "本法" | "本法典" if below_law => ("法", Some("law")),
        _ => return Vec::new(),
    };
    let text = document.str(title.span);
    let Some(at) = text.rfind(word) else { return Vec::new() };
    let start = title.span.start + at;
    let finding = Finding::at(Span::new(start, start + word.len()));
    vec![match variant {
        Some(variant) => finding.variant(variant),
        None => finding,
    }]
}
