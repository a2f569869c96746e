//! `term-local-self`: a regulation that calls its own place 我市, 我省. Resolutions speak in that voice and are left
//! alone; so are slogans in quotation marks and titles.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::lexicon::places;

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
            let Some((place, not_before)) = places::OWN_BY_ME.iter().find(|(place, _)| rest.starts_with(place)) else {
                continue;
            };
            let behind = &rest[place.len()..];
            let start = passage.span.start + at;
            let quoted = document.quotes().mention(start);
            if quoted
                || text[..at].ends_with(['自', '敌', '忘'])
                || not_before.iter().any(|next| behind.starts_with(next))
            {
                continue;
            }
            let span = Span::new(start, start + me.len() + place.len());
            let right = format!("本{place}");
            out.push(Finding::at(span).arg("right", right.as_str()).edit(span, right));
        }
    }
    out
}
