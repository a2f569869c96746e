//! Makes the model from a folder of law texts and a list of words; see lints/data/model/README.md.
//!
//! Counts in how many titles a sequence of one to five symbols stands, and one that leaves a symbol open. The list has a word a line, with its frequency
//! behind a blank, as jieba's dict.txt.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use crate::parts::Part;
use crate::texts::{self, Text};
use falint::document::Document;
use falint::document::tree::{Hints, Role};
use falint::spell::model::{ORDER, Parts};
use falint::spell::symbols::{ANY, Symbol, Symbols, is_han};
use falint::spell::table::{Key, level_of};

/// How many sorts of sequences are counted: by their length, and three that leave a symbol open.
pub const SORTS: usize = ORDER + 3;

/// In how many titles a sequence must stand, by its sort.
pub const TITLES: [u32; SORTS] = [1, 1, 1, 2, 3, 2, 2, 3];

/// In how many titles a pair must stand to be listed among neighbours.
const TITLES_OF_NEIGHBOURS: u32 = 2;

/// How frequent a word must be. Its pairs and threes are known, with the lowest level.
const FREQUENCY: u32 = 5;

/// Reads the texts of a folder and a list of words, and writes the model.
pub fn run(folder: &Path, words: &Path, output: &Path) -> Result<(), Box<dyn Error>> {
    let mut counts = Counts::default();
    let mut titles: HashMap<String, u32> = HashMap::new();
    for text in texts::of(folder).into_iter().filter(|text| Part::of(text) == Part::Train) {
        let next = u32::try_from(titles.len())?;
        counts.read(&text, *titles.entry(text.title.clone()).or_insert(next))?;
    }
    let mut parts = Parts { entries: counts.entries(), pairs: counts.neighbours() };
    add_words(&mut parts, &fs::read_to_string(words)?);
    let bytes = parts.bytes().ok_or("no place for an entry")?;
    println!("{} titles, {} sequences, {} bytes", titles.len(), parts.entries.len(), bytes.len());
    fs::write(output, bytes)?;
    Ok(())
}

/// In how many titles something stands.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    titles: u32,
    last: Option<u32>,
}

impl Count {
    fn add(&mut self, title: u32) {
        if self.last != Some(title) {
            self.titles += 1;
            self.last = Some(title);
        }
    }
}

#[derive(Debug, Default)]
struct Counts {
    sequences: [HashMap<Key, Count>; SORTS],
    pairs: HashMap<(Symbol, Symbol), Count>,
}

impl Counts {
    fn read(&mut self, text: &Text, title: u32) -> Result<(), Box<dyn Error>> {
        let source = text.source()?;
        for row in rows(&Document::parse(&source, &Hints::default())) {
            self.count(&row, title);
        }
        Ok(())
    }

    fn count(&mut self, symbols: &[Symbol], title: u32) {
        sequences(symbols, |sort, key| self.sequences[sort].entry(key).or_default().add(title));
        for pair in symbols.windows(2).filter(|pair| is_han(pair[0]) || is_han(pair[1])) {
            self.pairs.entry((pair[0], pair[1])).or_default().add(title);
        }
    }

    fn entries(&self) -> Vec<(Key, u8)> {
        let mut entries = Vec::new();
        for (sequences, least) in self.sequences.iter().zip(TITLES) {
            let kept = sequences.iter().filter(|(_, count)| count.titles >= least);
            entries.extend(kept.map(|(key, count)| (*key, level_of(count.titles))));
        }
        entries.sort_unstable();
        entries
    }

    /// The pairs, the commonest first.
    fn neighbours(&self) -> Vec<(Symbol, Symbol)> {
        let kept = self.pairs.iter().filter(|(_, count)| count.titles >= TITLES_OF_NEIGHBOURS);
        let mut pairs: Vec<_> = kept.map(|(pair, count)| (Reverse(count.titles), *pair)).collect();
        pairs.sort_unstable();
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }
}

/// What is counted of a text: the running text, the headings, and what an amending decision quotes.
pub fn rows(document: &Document) -> Vec<Vec<Symbol>> {
    let mut symbols = Symbols::default();
    let mut row = |text: &str| {
        symbols.read(text);
        symbols.codes.clone()
    };
    let mut rows = Vec::new();
    for block in &document.blocks {
        let span = match block.role {
            Role::Quoted | Role::Division(_) => Some(block.span),
            role => document.own_text(role),
        };
        rows.extend(span.map(|span| row(document.str(span))));
    }
    rows
}

/// Tells the sort and the key of every sequence of a row.
pub fn sequences(row: &[Symbol], mut tell: impl FnMut(usize, Key)) {
    for from in 0..row.len() {
        let mut key = Key::default();
        for (sort, &symbol) in row[from..].iter().take(ORDER).enumerate() {
            key = key.and(symbol);
            tell(sort, key);
        }
        if let Some(&[a, b, c, d]) = row.get(from..from + 4) {
            tell(ORDER, Key::of(&[a, b, ANY, d]));
            tell(ORDER + 1, Key::of(&[a, ANY, c, d]));
        }
        if let Some(&[a, b, _, d, e]) = row.get(from..from + 5) {
            tell(ORDER + 2, Key::of(&[a, b, ANY, d, e]));
        }
    }
}

/// Makes the pairs and threes of the frequent words known.
fn add_words(parts: &mut Parts, list: &str) {
    let mut known: HashSet<Key> = parts.entries.iter().map(|(key, _)| *key).collect();
    for key in of_words(list) {
        if known.insert(key) {
            parts.entries.push((key, level_of(1)));
        }
    }
}

/// The pairs and threes of the frequent words of a list, in its order.
pub fn of_words(list: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut symbols = Symbols::default();
    for line in list.lines() {
        let mut fields = line.split(' ');
        let (word, frequency) = (fields.next().unwrap_or_default(), fields.next().and_then(|field| field.parse().ok()));
        symbols.read(word);
        let codes = &symbols.codes[1..symbols.codes.len() - 1];
        if frequency.unwrap_or(0) < FREQUENCY || !codes.iter().all(|&symbol| is_han(symbol)) {
            continue;
        }
        keys.extend(codes.windows(2).chain(codes.windows(3)).map(Key::of));
    }
    keys
}
