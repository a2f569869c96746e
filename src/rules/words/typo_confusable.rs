//! `typo-confusable`, the evidence in the document itself: a form that occurs once, differs by one character from one
//! that occurs at least three times, and holds a pair of characters unknown to published law.
//!
//! The differing character must be alike to the right one and part of no word, or repeat its neighbour (科技技术 for
//! 科学技术): words that merely happen to differ by one character (直接/间接, 付款/条款) are no slips.

use std::collections::HashMap;

use memchr::memmem;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_han;
use crate::spell::{self, alike};

/// How often the right form must occur.
const USES: usize = 3;

/// The shortest form that is compared, in characters.
const FORM: usize = 5;

/// Characters that are words of their own: where they differ, the meaning does.
const WORDS: &str = "或和与及其之的不上下次入出一二三四五六七八九十百千万两";

/// With more unknown pairs than this the text is no law, and its own use proves nothing.
const STRANGE: usize = 200;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let text = document.text();
    let mut unknown: HashMap<(char, char), (usize, usize)> = HashMap::new();
    let mut known = Known::default();
    for passage in document.passages() {
        let place = document.str(passage.span);
        let mut previous: Option<(usize, char)> = None;
        for (at, c) in place.char_indices() {
            if let Some((before, first)) = previous.filter(|_| is_han(c))
                && !known.holds(first, c)
            {
                unknown.entry((first, c)).or_insert((0, passage.span.start + before)).0 += 1;
            }
            previous = is_han(c).then_some((at, c));
        }
    }
    if unknown.is_empty() || unknown.len() > STRANGE {
        return Vec::new();
    }
    let frames = Frames::of(document);
    let mut places: Vec<usize> = unknown.values().filter(|(count, _)| *count == 1).map(|&(_, at)| at).collect();
    places.sort_unstable();
    let mut out: Vec<Finding> = Vec::new();
    for at in places {
        let first = text[at..].chars().next().map_or(0, char::len_utf8);
        let slip = [at, at + first].into_iter().find_map(|at| slip(document, &frames, at));
        if let Some(slip) = slip.filter(|slip| out.last().is_none_or(|last| !last.span.contains(slip.span.start))) {
            out.push(slip);
        }
    }
    out
}

/// The pairs that were last found to be known: most pairs of a text come again and again.
struct Known(Vec<(char, char)>);

impl Default for Known {
    fn default() -> Self {
        Self(vec![('\0', '\0'); 1 << 12])
    }
}

impl Known {
    /// Whether a pair of Chinese characters is known.
    fn holds(&mut self, first: char, second: char) -> bool {
        let mixed = (first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b);
        let slot = mixed as usize >> 8 & (self.0.len() - 1);
        let seen = self.0[slot] == (first, second);
        if !seen && spell::is_known_pair(first, second) {
            self.0[slot] = (first, second);
        }
        seen || self.0[slot] == (first, second)
    }
}

/// How often two characters stand around a third, at least: counts of hashes. Few places come through, so that the
/// whole text is searched for those few only.
struct Frames(Vec<u8>);

impl Frames {
    fn of(document: &Document) -> Self {
        let mut frames = Self(vec![0; 1 << 16]);
        for passage in document.passages() {
            let (mut first, mut second) = ('\0', '\0');
            for c in document.str(passage.span).chars() {
                let slot = Self::slot(first, c);
                frames.0[slot] = frames.0[slot].saturating_add(1);
                (first, second) = (second, c);
            }
        }
        frames
    }

    const fn slot(before: char, after: char) -> usize {
        ((before as u32).wrapping_mul(0x9e37_79b1) ^ (after as u32).wrapping_mul(0x85eb_ca6b)) as usize >> 8 & 0xffff
    }

    fn count(&self, before: char, after: char) -> usize {
        usize::from(self.0[Self::slot(before, after)])
    }
}

/// The finding for the character at byte `at`, where the document itself shows what it should be.
fn slip(document: &Document, frames: &Frames, at: usize) -> Option<Finding> {
    let text = document.text();
    let wrong = text[at..].chars().next()?;
    let behind = at + wrong.len_utf8();
    let neighbours = [text[..at].chars().next_back(), text[behind..].chars().next()];
    let (Some(before), Some(next)) = (neighbours[0], neighbours[1]) else { return None };
    if frames.count(before, next) <= USES {
        return None;
    }
    (1..FORM - 1).find_map(|before| {
        let (start, end) = (back(text, at, before)?, forth(text, behind, FORM - 1 - before)?);
        let (left, right) = (&text[start..at], &text[behind..end]);
        let (others, wrongs) = uses(text, left, right, wrong);
        let (usual, places) = others.into_iter().max_by_key(|(c, places)| (places.len(), *c))?;
        let similar = neighbours.contains(&Some(wrong))
            || alike::are_alike(wrong, usual) && !spell::is_in_word(text, Span::new(at, behind));
        let free = WORDS.contains(wrong) || WORDS.contains(usual);
        if free || wrongs != 1 || places.len() < USES || !similar || document.quotes().in_title(at) {
            return None;
        }
        Some(finding(text, Span::new(start, end), Span::new(at, behind), usual, &places))
    })
}

/// So many Chinese characters back from byte `at`.
fn back(text: &str, at: usize, count: usize) -> Option<usize> {
    let mut letters = text[..at].char_indices().rev().take(count).filter(|&(_, c)| is_han(c));
    letters.nth(count - 1).map(|(from, _)| from)
}

/// So many Chinese characters on from byte `at`.
fn forth(text: &str, at: usize, count: usize) -> Option<usize> {
    let mut letters = text[at..].char_indices().take(count).filter(|&(_, c)| is_han(c));
    letters.nth(count - 1).map(|(from, c)| at + from + c.len_utf8())
}

/// The characters between `left` and `right` throughout the text, each with the places of `left`, and how often it is
/// `wrong`.
fn uses(text: &str, left: &str, right: &str, wrong: char) -> (HashMap<char, Vec<usize>>, usize) {
    let mut others: HashMap<char, Vec<usize>> = HashMap::new();
    let mut wrongs = 0;
    for at in memmem::find_iter(text.as_bytes(), left) {
        let rest = &text[at + left.len()..];
        let Some(c) = rest.chars().next().filter(|&c| is_han(c)) else { continue };
        if rest[c.len_utf8()..].starts_with(right) {
            if c == wrong {
                wrongs += 1;
            } else {
                others.entry(c).or_default().push(at);
            }
        }
    }
    (others, wrongs)
}

/// Draws the finding as wide as the usual form agrees with the text around the slip at least [`USES`] times.
fn finding(text: &str, form: Span, wrong: Span, usual: char, places: &[usize]) -> Finding {
    let left = wrong.start - form.start;
    let mut places: Vec<usize> = places.to_vec();
    let mut end = form.end;
    while let Some(next) = text[end..].chars().next().filter(|&c| is_han(c)) {
        let len = end - form.start - wrong.len() + usual.len_utf8();
        let kept: Vec<usize> = places.iter().copied().filter(|&at| text[at + len..].starts_with(next)).collect();
        if kept.len() < USES {
            break;
        }
        places = kept;
        end += next.len_utf8();
    }
    let span = Span::new(form.start, end);
    let right = format!("{}{usual}{}", &text[form.start..wrong.start], &text[wrong.end..end]);
    let first = places.first().map_or(span, |&at| Span::new(at, at + right.len()));
    debug_assert!(left < right.len());
    Finding::at(span)
        .variant("term")
        .arg("right", right)
        .arg("count", places.len().to_string())
        .label("term", first)
        .edit(wrong, usual.to_string())
        .to_be_checked()
}
