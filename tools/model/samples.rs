//! What the network learns from: the places of published law that are new to the other laws, and slips planted there,
//! with the places around each.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::path::Path;

use falint::document::Document;
use falint::document::tree::Hints;
use falint::document::tree::label::is_han;
use falint::source::Source;
use falint::spell::Learnt;
use falint::spell::model::Counts;
use falint::spell::own::Own;
use falint::spell::signs::{GLANCE, Signs, Sources};
use falint::spell::slips;
use falint::spell::symbols::{Symbol, Symbols};
use falint::spell::table::Key;

use crate::left_out::LeftOut;
use crate::parts::Part;
use crate::plant::{self, Class, Draw, Letters};
use crate::texts;
use crate::train;

/// A slip is planted for so many symbols of a text.
const EVERY: usize = 20;

/// How many characters have numbers of their own, the commonest.
const CHARACTERS: usize = 2000;

/// How many of a hundred slips are of each class. Lost characters are the hardest to find.
const SHARES: [(Class, usize); 9] = [
    (Class::Swapped, 17),
    (Class::Inserted, 8),
    (Class::InsertedOwn, 12),
    (Class::Replaced, 6),
    (Class::ReplacedOwn, 16),
    (Class::Alike, 7),
    (Class::Lost, 27),
    (Class::Doubled, 5),
    (Class::DoubledPair, 2),
];

/// How far from a slip places are learnt from, in symbols.
const NEAR: usize = 4;

/// One of so many samples is also one of a glance.
const GLANCES: usize = 8;

/// A place, and what happened there.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// Its signs; what is shown are rows of the characters' numbers.
    pub signs: Signs,
    /// 0 for nothing, then the kinds of slip from 1.
    pub kind: u8,
    /// How much it counts.
    pub weight: f32,
}

/// The same at a glance.
#[derive(Debug, Clone, Copy)]
pub struct Glance {
    pub signs: [f32; GLANCE],
    pub kind: u8,
    pub weight: f32,
}

/// All that is learnt from.
#[derive(Debug, Default)]
pub struct Samples {
    pub places: Vec<Sample>,
    pub glances: Vec<Glance>,
    /// The characters with numbers of their own, in order: the first has row 1.
    pub letters: Vec<Symbol>,
}

impl Samples {
    /// Reads the training texts of a folder, one of each title; `words` are a list of words as the model's.
    pub fn of(folder: &Path, words: &str, learnt: &Learnt<'_>) -> Result<Self, Box<dyn Error>> {
        let words: HashSet<Key> = train::of_words(words).into_iter().collect();
        let mut titles: BTreeMap<String, Vec<Source>> = BTreeMap::new();
        for text in texts::of(folder).into_iter().filter(|text| Part::of(text) == Part::Train) {
            titles.entry(text.title.clone()).or_default().push(text.source()?);
        }
        let letters = Letters::of(titles.values().flatten().map(Source::text));
        let mut samples = Self { letters: commonest(&titles), ..Self::default() };
        let mut draw = Draw(0x1234_5678);
        for versions in titles.values() {
            let rows = |source: &Source| train::rows(&Document::parse(source, &Hints::default()));
            let rows: Vec<Vec<Symbol>> = versions.iter().flat_map(rows).collect();
            let counts = LeftOut::new(learnt.model, &rows, &words);
            if let Some(source) = versions.first() {
                samples.read(source, learnt, &counts, &letters, &mut draw);
            }
        }
        Ok(samples)
    }

    fn read(&mut self, source: &Source, learnt: &Learnt<'_>, counts: &LeftOut<'_>, letters: &Letters, draw: &mut Draw) {
        let document = Document::parse(source, &Hints::default());
        let mut reader =
            Reader { learnt, counts, own: Own::of_text(document.text(), &document.running_text()), samples: self };
        let characters: Vec<char> =
            document.running_text().iter().flat_map(|&span| document.str(span).chars()).collect();
        let characters: Vec<char> = characters.into_iter().filter(|&c| is_han(c)).collect();
        let (mut symbols, mut spoilt) = (Symbols::default(), Symbols::default());
        let mut threes = Vec::new();
        for stretch in document.running_text() {
            let text = document.str(stretch);
            symbols.read_with_places(text, stretch.start);
            let quoted = |at: usize| document.quotes().mention(symbols.span(at..at).start);
            for at in new_places(counts, &symbols.codes).into_iter().filter(|&at| !quoted(at)) {
                reader.add(&symbols.codes, at, 0, 1.0);
            }
            let places = plant::places(&document, stretch);
            for _ in 0..(symbols.codes.len() + draw.below(EVERY)) / EVERY {
                let class = class(draw);
                let Some(&at) = places.get(draw.below(places.len())) else { break };
                let Some(planted) = plant::plant(text, at, &characters, letters, class, draw) else { continue };
                spoilt.read_with_places(&planted.text, 0);
                let wrong = planted.text[planted.slip.start..].char_indices().nth(class.wrong());
                let wrong = planted.slip.start + wrong.map_or(0, |(at, _)| at);
                let Some(at) = (0..spoilt.codes.len()).position(|at| at > 0 && spoilt.span(at..at).start == wrong)
                else {
                    continue;
                };
                reader.own.uncount(&symbols.codes);
                reader.own.count(&spoilt.codes, &mut threes);
                for near in new_places(counts, &spoilt.codes).into_iter().filter(|near| near.abs_diff(at) <= NEAR) {
                    let (kind, weight) = if near == at { (1 + class.kind() as u8, 1.0) } else { (0, 0.5) };
                    reader.add(&spoilt.codes, near, kind, weight);
                }
                reader.own.uncount(&spoilt.codes);
                reader.own.count(&symbols.codes, &mut threes);
            }
        }
    }
}

/// Draws a class.
fn class(draw: &mut Draw) -> Class {
    let mut drawn = draw.below(100);
    for (class, share) in SHARES {
        if drawn < share {
            return class;
        }
        drawn -= share;
    }
    Class::Lost
}

struct Reader<'r> {
    learnt: &'r Learnt<'r>,
    counts: &'r LeftOut<'r>,
    own: Own,
    samples: &'r mut Samples,
}

impl Reader<'_> {
    fn add(&mut self, codes: &[Symbol], at: usize, kind: u8, weight: f32) {
        let Learnt { words, rare, .. } = *self.learnt;
        let sources = Sources { counts: self.counts, words, rare, own: &self.own };
        let mut signs = sources.signs(codes, at);
        let row = |symbol: Symbol| self.samples.letters.binary_search(&symbol).map_or(0, |at| at as Symbol + 1);
        signs.shown = signs.shown.map(row);
        self.samples.places.push(Sample { signs, kind, weight });
        if self.samples.places.len().is_multiple_of(GLANCES) {
            self.samples.glances.push(Glance { signs: sources.glance(codes, at), kind, weight });
        }
    }
}

/// The places that a sequence of three lies over that other laws do not have.
fn new_places(counts: &LeftOut<'_>, codes: &[Symbol]) -> Vec<usize> {
    let new = codes.windows(3).enumerate().filter(|(_, three)| counts.level(Key::of(three)) < 0);
    let new: Vec<usize> = new.map(|(at, _)| at).collect();
    slips::places(codes.len(), &new).collect()
}

/// The commonest symbols of some texts, in order.
fn commonest(titles: &BTreeMap<String, Vec<Source>>) -> Vec<Symbol> {
    let mut counts: HashMap<Symbol, usize> = HashMap::new();
    let mut symbols = Symbols::default();
    for line in titles.values().flatten().flat_map(|source| source.text().lines()) {
        symbols.read(line);
        symbols.codes.iter().for_each(|&symbol| *counts.entry(symbol).or_default() += 1);
    }
    let mut all: Vec<(usize, Symbol)> = counts.into_iter().map(|(symbol, count)| (count, symbol)).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    let mut letters: Vec<Symbol> = all.into_iter().take(CHARACTERS).map(|(_, symbol)| symbol).collect();
    letters.sort_unstable();
    letters
}
