//! What is known of legislative Chinese as running text, character by character: which pairs of characters occur in
//! published law, what the words of Chinese are, and which characters are alike. Data trained or compiled beforehand, used in place.

pub mod alike;
pub mod doubled;
pub mod excess;
pub mod kind;
pub mod model;
pub mod network;
pub mod own;
pub mod rare;
pub mod signs;
pub mod slips;
pub mod symbols;
pub mod table;
pub mod words;

use std::ops::Range;

use crate::diagnostic::Span;
use crate::writing::label::is_han;
use model::Model;
use network::Network;
use rare::Rare;
use symbols::{Symbol, Symbols};
use table::Key;
use words::Words;

/// The model of legislative Chinese; see lints/data/model/README.md.
static MODEL: &[u8] = include_bytes!("../lints/data/model/model.bin");

/// The words of Chinese; see lints/data/model/README.md.
static WORDS: &[u8] = include_bytes!("../lints/data/model/words.bin");

/// The rare words; see lints/data/model/README.md.
static RARE: &[u8] = include_bytes!("../lints/data/model/rare.bin");

/// The network; see lints/data/model/README.md.
static NETWORK: &[u8] = include_bytes!("../lints/data/model/network.bin");

/// All that has been learnt of legislative Chinese.
#[derive(Debug, Clone, Copy)]
pub struct Learnt<'l> {
    /// How often sequences occur.
    pub model: Model<'l>,
    /// The words.
    pub words: Words<'l>,
    /// The rare ones.
    pub rare: Rare<'l>,
    /// What weighs it; none finds nothing.
    pub network: Option<Network<'l>>,
}

/// All of it, where it lies in the program.
pub fn learnt() -> Learnt<'static> {
    Learnt { model: model(), words: words(), rare: Rare::new(RARE), network: Network::new(NETWORK) }
}

/// The model, where it lies in the program.
pub fn model() -> Model<'static> {
    Model::new(MODEL)
}

/// The words, where they lie in the program.
pub fn words() -> Words<'static> {
    Words::new(WORDS, model())
}

/// Whether two characters next to each other are known, from at least two published laws or from a word.
pub fn is_known_pair(first: char, second: char) -> bool {
    match [first, second].map(|c| Symbol::try_from(u32::from(c))) {
        [Ok(first), Ok(second)] => model().knows(Key::of(&[first, second])),
        _ => false,
    }
}

/// Whether a character, given in bytes of a text, is part of a word as it is written there.
pub fn is_in_word(text: &str, character: Span) -> bool {
    let (symbols, Range { start, .. }) = around(text, character);
    words().include(&symbols.codes, start)
}

/// Whether a place, given in bytes of a text, is the end of one word and the beginning of another, of which both are
/// longer than what stands there: 立既 in 建立|既有.
pub fn is_seam(text: &str, place: Span) -> bool {
    let (symbols, Range { start, end }) = around(text, place);
    let codes = &symbols.codes;
    (start + 1..end)
        .any(|seam| words().end(&codes[..seam], seam - start + 1) && words().begin(&codes[seam..], end - seam + 1))
}

/// The Chinese characters at a place, given in bytes of a text, and around it, and which of them are the place's.
fn around(text: &str, place: Span) -> (Symbols, Range<usize>) {
    let near = |c: &char| is_han(*c);
    let len = |c: char| c.len_utf8();
    let before: usize = text[..place.start].chars().rev().take(words::LONGEST).take_while(near).map(len).sum();
    let behind: usize = text[place.end..].chars().take(words::LONGEST).take_while(near).map(len).sum();
    let around = Span::new(place.start - before, place.end + behind);
    let mut symbols = Symbols::default();
    symbols.read_with_places(around.of(text), around.start);
    let first_behind = |byte: usize| {
        let starts = (0..symbols.codes.len()).map(|at| symbols.span(at..at + 1).start);
        starts.take_while(|&start| start <= byte).count().saturating_sub(1)
    };
    let range = first_behind(place.start)..first_behind(place.end);
    (symbols, range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_law_are_known_and_others_are_not() {
        for pair in ["规定", "应当", "科学", "技术", "条例"] {
            let mut letters = pair.chars();
            let (Some(a), Some(b)) = (letters.next(), letters.next()) else { continue };
            assert!(is_known_pair(a, b), "{pair}");
        }
        assert!(!is_known_pair('技', '技'));
        assert!(!is_known_pair('鳖', '馕'));
    }

    #[test]
    fn two_words_meet_at_a_seam() {
        let seam = |text: &str, place: &str| {
            let at = text.find(place).expect("it is there");
            is_seam(text, Span::new(at, at + place.len()))
        };
        assert!(seam("本市建立既有建筑档案", "立既"));
        assert!(seam("建立既有", "立既"));
        assert!(!seam("应当立既停止", "立既"));
        assert!(!seam("立既", "立既"));
        assert!(!seam("经营者末按规定登记", "末按"));
    }
}
