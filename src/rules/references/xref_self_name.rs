//! `xref-self-name`: the text calls itself by another type's name: 本条例 in a 办法.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::definition::DefinitionKind;
use crate::document::tree::Passage;
use crate::document::tree::landmark::Sought;

/// Names that a text gives itself, with what makes a longer word of them: behind, and before.
const NAMES: [(&str, &str, &str); 6] = [
    ("本条例", "", ""),
    ("本办法", "", "基"),
    ("本规定", "", "基"),
    ("本规则", "", "基"),
    ("本细则", "", ""),
    ("本法", "人院规律定官典医师制官令则庭条", "基根日资成"),
];

/// What they begin with.
const OWN: Sought<1> = Sought::new(['本']);

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(own) = document.instrument.self_name else { return Vec::new() };
    if !document.instrument.kind.is_regulation() || !NAMES.iter().any(|(name, _, _)| *name == own) {
        return Vec::new();
    }
    let others: Vec<_> = NAMES.iter().filter(|(name, _, _)| *name != own && !is_defined(document, name)).collect();
    let mut out = Vec::new();
    let first = |passage: &&Passage| document.text_of(passage.home) == 0;
    // The title is that of the first text in the file.
    for passage in document.passages().iter().filter(first) {
        let text = document.str(passage.span);
        for (at, _) in document.landmarks(passage.span, &OWN) {
            let at = at - passage.span.start;
            for (name, behind, before) in others.iter().filter(|(name, ..)| text[at..].starts_with(name)) {
                let span = Span::new(passage.span.start + at, passage.span.start + at + name.len());
                let next = &text[at + name.len()..];
                let longer = next.starts_with(|c| behind.contains(c)) || text[..at].ends_with(|c| before.contains(c));
                if !longer && names_itself(name, &text[..at], next) && !document.quotes().mention(span.start) {
                    out.push(Finding::at(span).arg("own", own).edit(span, own));
                }
            }
        }
    }
    out
}

/// 违反本规定 is plain language in a 条例; 制定本规定 and 本规定第三条 are not.
fn names_itself(name: &str, before: &str, next: &str) -> bool {
    name != "本规定"
        || before.ends_with("制定")
        || before.ends_with("制订")
        || next.starts_with('第')
        || next.starts_with("自")
        || next.starts_with("施行")
        || next.starts_with("所称")
}

fn is_defined(document: &Document, name: &str) -> bool {
    document
        .definitions()
        .iter()
        .any(|definition| definition.kind == DefinitionKind::ShortForm && document.str(definition.name) == name)
}
