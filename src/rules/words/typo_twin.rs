//! `typo-twin`: a word that the text has once, in a frame in which it writes its twin elsewhere: 超过标准的部门 beside
//! 未超过标准的部分.
//!
//! Both are words, so that only the text itself tells them apart, and only as advice.

use std::collections::{HashMap, HashSet};

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
    // Of two words that stand in each other's frames the first is told.
    let mut told: HashSet<Span> = HashSet::new();
    for (word, others) in twins::PAIRS {
        let own = Framed::of(document, word);
        for other in others.iter().filter(|_| !own.places.is_empty()) {
            let usual = Framed::of(document, other);
            for &place in &own.places {
                let twin = frames(document, place).find_map(|frame| Some(usual.by_frame.get(&frame)?.0));
                let again =
                    frames(document, place).any(|frame| own.by_frame.get(&frame).is_some_and(|same| same.1 > 1));
                if let Some(twin) = twin.filter(|_| !again && !told.contains(&place)) {
                    told.extend([place, twin]);
                    out.push(finding(document, place, twin, other));
                }
            }
        }
    }
    out
}

/// Where a text has a word, by what stands around it.
struct Framed {
    places: Vec<Span>,
    /// For each frame the first place in it, and how many there are.
    by_frame: HashMap<Frame, (Span, usize)>,
}

impl Framed {
    fn of(document: &Document, word: &str) -> Self {
        let places = places(document, word);
        let mut by_frame: HashMap<Frame, (Span, usize)> = HashMap::new();
        for &place in &places {
            for frame in frames(document, place) {
                by_frame.entry(frame).or_insert((place, 0)).1 += 1;
            }
        }
        Self { places, by_frame }
    }
}

/// The characters around a word that make its place the same as another.
#[derive(PartialEq, Eq, Hash)]
enum Frame {
    /// On both sides.
    Both(String, String),
    /// Behind.
    Behind(String),
    /// Before, where no character follows.
    Before(String),
}

/// The frames of a place.
fn frames(document: &Document, place: Span) -> impl Iterator<Item = Frame> {
    let text = document.text();
    let before = |count: usize| {
        let letters = text[..place.start].chars().rev().take_while(|&c| is_han(c)).take(count).collect::<String>();
        Some(letters).filter(|letters| letters.chars().count() == count)
    };
    let behind = |count: usize| {
        let letters = text[place.end..].chars().take_while(|&c| is_han(c)).take(count).collect::<String>();
        Some(letters).filter(|letters| letters.chars().count() == count)
    };
    let ends = text[place.end..].chars().next().is_none_or(|c| !is_han(c));
    let both = before(EACH).zip(behind(EACH)).map(|(left, right)| Frame::Both(left, right));
    let last = before(ONE).filter(|_| ends).map(Frame::Before);
    [both, behind(ONE).map(Frame::Behind), last].into_iter().flatten()
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
