//! `xref-self-name`: the text calls itself by another type's name: 本条例 in a 办法, 本规定 in a 条例, 本解释 in a 规定 of
//! the Supreme People's Court.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::definition::DefinitionKind;
use crate::document::reference::Law;
use crate::document::tree::Passage;
use crate::document::tree::front::Kind;
use crate::document::tree::landmark::Sought;
use crate::lexicon::makers;

/// Names that a text gives itself, with what makes a longer word of them: behind, and before.
const NAMES: [(&str, &str, &str); 7] = [
    ("本条例", "", ""),
    ("本办法", "", "基"),
    ("本规定", "", "基"),
    ("本规则", "", "基"),
    ("本细则", "", ""),
    ("本解释", "", ""),
    ("本法", "人院律规定官典医师制官令则庭条", "基根日资成"),
];

/// The end of a supplement's title.
const SUPPLEMENT: &str = "补充规定";

/// What they begin with.
const OWN: Sought<1> = Sought::new(['本']);

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(own) = document.instrument.self_name else { return Vec::new() };
    if !names_itself(document) || !NAMES.iter().any(|(name, _, _)| *name == own) {
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
                if !longer && !document.quotes().mention(span.start) && !is_anothers_word(document, passage, span.start)
                {
                    let finding = Finding::at(span).arg("own", own).edit(span, own);
                    // 本规定 may be meant for one provision of a 条例.
                    out.push(if *name == "本规定" { finding.to_be_checked() } else { finding });
                }
            }
        }
    }
    out
}

/// Whether a text names itself by its type: a regulation, and an interpretation of the courts.
fn names_itself(document: &Document) -> bool {
    let kind = document.instrument.kind;
    let title = document.title.as_ref().map_or("", |title| title.name.as_str());
    // The articles of a supplement speak in the name of the text that they are put into.
    let interprets = makers::JUDICIAL.iter().any(|maker| title.starts_with(maker)) && !title.ends_with(SUPPLEMENT);
    kind.is_regulation() || kind == Kind::NormativeDocument && interprets
}

/// Whether a place is in the words of another law that this one explains: 企业所得税法第五十七条所称本法公布前.
fn is_anothers_word(document: &Document, passage: &Passage, at: usize) -> bool {
    let references = document.references();
    let before = references.partition_point(|reference| reference.span.end <= at);
    let Some(cited) = references[..before].last().filter(|cited| passage.span.covers(cited.span)) else { return false };
    let between = document.str(Span::new(cited.span.end, at));
    matches!(cited.law, Law::Other(_)) && between.starts_with("所称") && !between.contains('，')
}

fn is_defined(document: &Document, name: &str) -> bool {
    document
        .definitions()
        .iter()
        .any(|definition| definition.kind == DefinitionKind::ShortForm && document.str(definition.name) == name)
}
