//! `term-local-self`: a regulation that calls its own place 我市, 我省. Resolutions speak in that voice and are left
//! alone; so are slogans in quotation marks and titles.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;

/// What may follow 我, what comes in place of the two, and what follows where 我 belongs to the word before or the
/// place's name to the word behind: 我市场, 我区分.
const PLACES: [(&str, &str, &[char]); 12] = [
    ("自治区", "本自治区", &[]),
    ("自治州", "本自治州", &[]),
    ("自治县", "本自治县", &[]),
    ("市", "本市", &['场']),
    ("省", "本省", &['察']),
    ("县", "本县", &[]),
    ("区", "本区", &['分', '别', '隔']),
    ("州", "本州", &[]),
    ("旗", "本旗", &['帜', '下']),
    ("盟", "本盟", &['友', '国', '军']),
    ("镇", "本镇", &['静', '定']),
    ("乡", "本乡", &[]),
];

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let resolution = !document.instrument.kind.is_regulation();
    if resolution && document.title.is_some() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (at, me) in text.match_indices('我') {
            let rest = &text[at + me.len()..];
            let Some(&(place, right, not_before)) = PLACES.iter().find(|(place, _, _)| rest.starts_with(place)) else {
                continue;
            };
            let start = passage.span.start + at;
            let quoted = document.quotes().mention(start);
            if quoted || text[..at].ends_with(['自', '敌', '忘']) || rest[place.len()..].starts_with(not_before) {
                continue;
            }
            let span = Span::new(start, start + me.len() + place.len());
            out.push(Finding::at(span).arg("right", right).edit(span, right));
        }
    }
    out
}
