//! Slips planted in law texts, the same ones in every run.

use std::collections::HashMap;

use falint::diagnostic::Span;
use falint::document::Document;
use falint::document::tree::label::is_han;
use falint::spell::alike::alike_to;
use falint::spell::kind::SlipKind;

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
    /// A character written twice.
    Doubled,
    /// Two characters written twice.
    DoubledPair,
}

impl Class {
    pub const ALL: [Self; 9] = [
        Self::Swapped,
        Self::Inserted,
        Self::Replaced,
        Self::Alike,
        Self::Lost,
        Self::InsertedOwn,
        Self::ReplacedOwn,
        Self::Doubled,
        Self::DoubledPair,
    ];

    /// What happened to the text.
    pub const fn kind(self) -> SlipKind {
        match self {
            Self::Swapped => SlipKind::Swapped,
            Self::Inserted | Self::InsertedOwn | Self::Doubled | Self::DoubledPair => SlipKind::Inserted,
            Self::Replaced | Self::ReplacedOwn | Self::Alike => SlipKind::Replaced,
            Self::Lost => SlipKind::Lost,
        }
    }

    /// Which character of the slip is the one that is wrong, from 0.
    pub const fn wrong(self) -> usize {
        match self {
            Self::DoubledPair => 2,
            Self::Doubled => 1,
            Self::Swapped
            | Self::Inserted
            | Self::InsertedOwn
            | Self::Replaced
            | Self::ReplacedOwn
            | Self::Alike
            | Self::Lost => 0,
        }
    }
}

/// A spoilt text.
#[derive(Debug)]
pub struct Planted {
    pub text: String,
    /// Where in it the slip is.
    pub slip: Span,
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

    /// A number between −1 and 1.
    pub fn around_nothing(&mut self) -> f32 {
        self.below(1 << 24) as f32 / (1 << 23) as f32 - 1.0
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

/// Where in a stretch of a text slips may be planted: the first of two characters, outside quotations and titles.
pub fn places(document: &Document, stretch: Span) -> Vec<usize> {
    let letters: Vec<(usize, char)> = document.str(stretch).char_indices().collect();
    let pairs = letters.windows(2).filter(|pair| is_han(pair[0].1) && is_han(pair[1].1));
    pairs.map(|pair| pair[0].0).filter(|&at| !document.quotes().mention(stretch.start + at)).collect()
}

/// Spoils a text at byte `at`, where two characters stand; `own` are those of the whole text. None where the draw would
/// change nothing.
pub fn plant(text: &str, at: usize, own: &[char], letters: &Letters, class: Class, draw: &mut Draw) -> Option<Planted> {
    let mut here = text[at..].chars();
    let (c, next) = (here.next()?, here.next()?);
    let common = &letters.common;
    let any = |of: &[char], draw: &mut Draw| of.get(draw.below(of.len())).copied();
    let spoilt = match class {
        Class::Swapped => format!("{next}{c}"),
        Class::Lost => next.to_string(),
        Class::Inserted => format!("{}{c}{next}", any(common, draw)?),
        Class::InsertedOwn => format!("{}{c}{next}", any(own, draw)?),
        Class::Replaced => format!("{}{next}", any(common, draw)?),
        Class::ReplacedOwn => format!("{}{next}", any(own, draw)?),
        Class::Alike => format!("{}{next}", any(letters.alike.get(&c)?, draw)?),
        Class::Doubled => format!("{c}{c}{next}"),
        Class::DoubledPair => format!("{c}{next}{c}{next}"),
    };
    let end = at + c.len_utf8() + next.len_utf8();
    if spoilt == text[at..end] || class == Class::Lost && c == next {
        return None;
    }
    let slip = Span::new(at, at + spoilt.len());
    Some(Planted { text: [&text[..at], &spoilt, &text[end..]].concat(), slip })
}
