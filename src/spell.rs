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
    let near = |c: &char| is_han(*c);
    let len = |c: char| c.len_utf8();
    let before: usize = text[..character.start].chars().rev().take(words::LONGEST).take_while(near).map(len).sum();
    let behind: usize = text[character.end..].chars().take(words::LONGEST).take_while(near).map(len).sum();
    let around = Span::new(character.start - before, character.end + behind);
    let mut symbols = Symbols::default();
    symbols.read_with_places(around.of(text), around.start);
    let at = (0..symbols.codes.len()).rposition(|at| symbols.span(at..at + 1).start <= character.start);
    at.is_some_and(|at| words().include(&symbols.codes, at))
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
}
