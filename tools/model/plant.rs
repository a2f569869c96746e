//! Slips planted in law texts, the same ones in every run.

use std::collections::HashMap;

use falint::diagnostic::Span;
use falint::document::Document;
use falint::document::tree::label::is_han;
use falint::spell::alike::alike_to;

/// How a text is spoilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    Swapped,
    /// One of the thousand commonest characters put in.
    Inserted,
    /// One of the thousand commonest characters in place of another.
    Replaced,
    /// A character alike in shape or sound in place of another.
    Alike,
    Lost,
    /// A character drawn from the text itself put in.
    InsertedOwn,
    /// A character drawn from the text itself in place of another.
    ReplacedOwn,
}

impl Class {
    pub const ALL: [Self; 7] =
        [Self::Swapped, Self::Inserted, Self::Replaced, Self::Alike, Self::Lost, Self::InsertedOwn, Self::ReplacedOwn];
}

/// A spoilt text.
#[derive(Debug)]
pub struct Planted {
    pub text: String,
    /// Where in it the slip is.
    pub slip: Span,
    /// How much longer than before the text is, in bytes.
    pub longer: isize,
}

/// Draws numbers, the same ones in every run.
#[derive(Debug)]
pub struct Draw(pub u64);

impl Draw {
    /// A number below `count`, by xorshift.
    pub fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % count.max(1)
    }
}

/// The characters that slips are made of.
#[derive(Debug)]
pub struct Letters {
    /// The commonest thousand.
    common: Vec<char>,
    /// For each character those that are written for it.
    alike: HashMap<char, Vec<char>>,
}

impl Letters {
    /// Those of some texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut alike: HashMap<char, Vec<char>> = HashMap::new();
        for written in ('\u{4E00}'..='\u{9FFF}').filter(|&c| is_han(c)) {
            for meant in alike_to(written) {
                alike.entry(meant).or_default().push(written);
            }
        }
        Self { common: commonest(texts), alike }
    }
}

fn commonest<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<char> {
    let mut counts: HashMap<char, usize> = HashMap::new();
    for c in texts.flat_map(str::chars).filter(|&c| is_han(c)) {
        *counts.entry(c).or_default() += 1;
    }
    let mut all: Vec<(usize, char)> = counts.into_iter().map(|(c, count)| (count, c)).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.into_iter().take(1000).map(|(_, c)| c).collect()
}

/// Where slips may be planted: the first of two characters in the running text, outside quotations and titles.
pub fn places(document: &Document) -> Vec<usize> {
    let mut places = Vec::new();
    for span in document.running_text() {
        let letters: Vec<(usize, char)> = document.str(span).char_indices().collect();
        let pairs = letters.windows(2).filter(|pair| is_han(pair[0].1) && is_han(pair[1].1));
        places.extend(pairs.map(|pair| span.start + pair[0].0).filter(|&at| !document.quotes().mention(at)));
    }
    places
}

/// Spoils a text at one of the places; none where the draw would change nothing.
pub fn plant(text: &str, places: &[usize], letters: &Letters, class: Class, draw: &mut Draw) -> Option<Planted> {
    let at = *places.get(draw.below(places.len()))?;
    let mut here = text[at..].chars();
    let (c, next) = (here.next()?, here.next()?);
    let common = &letters.common;
    let own = |draw: &mut Draw| text[places[draw.below(places.len())]..].chars().next();
    let spoilt = match class {
        Class::Swapped => format!("{next}{c}"),
        Class::Lost => next.to_string(),
        Class::Inserted => format!("{}{c}{next}", common[draw.below(common.len())]),
        Class::InsertedOwn => format!("{}{c}{next}", own(draw)?),
        Class::Replaced => format!("{}{next}", common[draw.below(common.len())]),
        Class::ReplacedOwn => format!("{}{next}", own(draw)?),
        Class::Alike => {
            let alike = letters.alike.get(&c)?;
            format!("{}{next}", alike.get(draw.below(alike.len()))?)
        }
    };
    let end = at + c.len_utf8() + next.len_utf8();
    let text = [&text[..at], &spoilt, &text[end..]].concat();
    let longer = spoilt.len() as isize - (end - at) as isize;
    (longer != 0 || text[at..end] != [c, next].iter().collect::<String>()).then_some(Planted {
        slip: Span::new(at, at + spoilt.len()),
        text,
        longer,
    })
}
