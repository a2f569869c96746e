//! `typo-twin`: a word that the text has once, in a frame in which it writes its twin elsewhere: 超过标准的部门 beside
//! 未超过标准的部分.
//!
//! Both are words, so that only the text itself tells them apart, and only as advice.

use memchr::memmem;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_han;
use crate::lexicon::twins;

/// How many characters around two words must be the same: on each side, or on one.
const EACH: usize = 2;
const ONE: usize = 4;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    for (word, others) in twins::PAIRS {
        let own = places(document, word);
        for other in others.iter() {
            let usual = if own.is_empty() { Vec::new() } else { places(document, other) };
            for &place in &own {
                let same = |other: &Span| same_frame(document, place, *other);
                let again = own.iter().any(|other| *other != place && same(other));
                let told = out.iter().any(|finding| finding.labels.iter().any(|&(_, label)| label == place));
                if let Some(twin) = usual.iter().copied().find(same).filter(|_| !again && !told) {
                    out.push(finding(document, place, twin, other));
                }
            }
        }
    }
    out
}

/// Where the text has a word, quotations and titles left out.
fn places(document: &Document, word: &str) -> Vec<Span> {
    let text = document.text();
    let found = memmem::find_iter(text.as_bytes(), word).map(|at| Span::new(at, at + word.len()));
    found
        .filter(|place| document.passage_at(place.start).is_some() && !document.quotes().mention(place.start))
        .collect()
}

fn finding(document: &Document, place: Span, twin: Span, right: &str) -> Finding {
    let text = document.text();
    let before =
        text[..place.start].chars().rev().take(ONE).take_while(|&c| is_han(c)).map(char::len_utf8).sum::<usize>();
    let span = Span::new(place.start - before, place.end);
    let right = format!("{}{right}", &text[span.start..place.start]);
    Finding::at(span).arg("right", right).label("twin", twin).edit(place, document.str(twin)).to_be_checked()
}

/// Whether the text around two words is the same: characters on both sides, or more of them on one.
fn same_frame(document: &Document, one: Span, other: Span) -> bool {
    let text = document.text();
    let before = |place: Span| text[..place.start].chars().rev().take_while(|&c| is_han(c)).take(ONE);
    let behind = |place: Span| text[place.end..].chars().take_while(|&c| is_han(c)).take(ONE);
    let left = before(one).zip(before(other)).take_while(|(one, other)| one == other).count();
    let right = behind(one).zip(behind(other)).take_while(|(one, other)| one == other).count();
    let ends = |place: Span| text[place.end..].chars().next().is_none_or(|c| !is_han(c));
    left >= EACH && right >= EACH || right >= ONE || left >= ONE && ends(one) && ends(other)
}
