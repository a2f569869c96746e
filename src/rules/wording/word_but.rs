//! `word-but`: 但 in a text that says 但是 at least as often.

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;

/// The long form.
const LONG: &str = "但是";

/// The short one, and the words that begin with it.
const SHORT: &str = "但";
const LONGER: [&str; 4] = [LONG, "但书", "但凡", "但愿"];

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let quotes = document.quotes();
    let (mut long, mut short) = (0, Vec::new());
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (at, _) in text.match_indices(SHORT) {
            let place = passage.span.start + at;
            if quotes.mention(place) {
                continue;
            }
            let opens = text[..at].is_empty() || text[..at].ends_with(['，', '；', '。']);
            if text[at..].starts_with(LONG) {
                long += 1;
            } else if opens && !LONGER.iter().any(|word| text[at..].starts_with(word)) {
                short.push(Span::new(place, place + SHORT.len()));
            }
        }
    }
    if long < short.len() {
        return Vec::new();
    }
    let told = |span| Finding::at(span).arg("right", LONG).arg("count", long.to_string()).edit(span, LONG);
    told_per(short.into_iter().map(|span| ((), told(span))))
}
