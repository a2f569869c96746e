//! `punct-book-title-non-title`: 《》 around a licence, an honour or a meeting, which is no written work.
//!
//! Official names of licences are often written with 《》; one is reported only where the text also writes it without.

use std::collections::HashMap;

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;

/// Papers everybody has, which take no 《》 in any text.
const COMMON: [&str; 8] =
    ["营业执照", "企业法人营业执照", "身份证", "居民身份证", "户口簿", "居民户口簿", "驾驶证", "机动车驾驶证"];

/// How the names of honours, meetings and activities end.
const EVENTS: [&str; 6] = ["称号", "奖", "奖章", "大会", "会议", "活动"];

/// How the names of licences end.
const LICENCES: [&str; 4] = ["证", "执照", "证书", "许可证"];

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut bare: HashMap<&str, bool> = HashMap::new();
    for citation in document.citations() {
        let name = document.str(citation.name);
        let event = EVENTS.iter().any(|end| name.ends_with(end));
        let licence = LICENCES.iter().any(|end| name.ends_with(end));
        if !(event || licence) {
            continue;
        }
        let variant = if COMMON.contains(&name) {
            "common"
        } else if event {
            "event"
        } else if *bare.entry(name).or_insert_with(|| is_used_bare(document, name)) {
            "both"
        } else {
            continue;
        };
        out.push((name, Finding::at(citation.span).variant(variant).arg("name", name.to_owned())));
    }
    told_per(out)
}

/// Whether the text writes a name without 《》, too.
fn is_used_bare(document: &Document, name: &str) -> bool {
    let quotes = document.quotes();
    let text = document.text();
    text.match_indices(name).any(|(at, _)| {
        let place = Span::new(at, at + name.len());
        let longer = text[place.end..].starts_with(['书', '件', '照', '明', '号']);
        !longer && !quotes.mention(at) && document.passage_at(at).is_some()
    })
}
