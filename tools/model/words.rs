//! Puts the words of a list together for `falint::spell::words` and `rare`; see lints/data/model/README.md.

use std::error::Error;
use std::fs;
use std::path::Path;

use falint::spell::rare;
use falint::spell::symbols::{Symbol, Symbols, is_han};
use falint::spell::table::{self, Key};
use falint::spell::words::{LONGEST, level_of};

/// How frequent a word must be.
const FREQUENCY: u32 = 5;

/// How frequent the name of a place must be: rare ones look like words of grammar that meet (和县).
const FREQUENCY_OF_PLACES: u32 = 500;

/// Reads a list of words, and writes those that are kept. A word a line, with its frequency and its class behind
/// blanks, as jieba's dict.txt; names of persons are left out.
pub fn run(list: &Path, output: &Path) -> Result<(), Box<dyn Error>> {
    let mut words = Vec::new();
    for word in read(list)? {
        let least = if word.class == "ns" { FREQUENCY_OF_PLACES } else { FREQUENCY };
        if word.frequency >= least && word.codes.len() <= LONGEST {
            words.push((Key::of(&word.codes), level_of(word.frequency)));
        }
    }
    write(words, output)
}

/// Reads a list of words, and writes the rare ones.
pub fn rare(list: &Path, output: &Path) -> Result<(), Box<dyn Error>> {
    let lengths = rare::SHORTEST..=rare::LONGEST;
    let rare = read(list)?.into_iter().filter(|word| word.frequency < FREQUENCY && lengths.contains(&word.codes.len()));
    write(rare.map(|word| Key::of(&word.codes)).map(|key| (key, rare::check(key))).collect(), output)
}

/// A word of Chinese characters that is no person's name.
struct Word {
    codes: Vec<Symbol>,
    frequency: u32,
    class: String,
}

fn read(list: &Path) -> Result<Vec<Word>, Box<dyn Error>> {
    let mut symbols = Symbols::default();
    let mut words = Vec::new();
    for line in fs::read_to_string(list)?.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(frequency), Some(class)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        symbols.read(word);
        let codes = &symbols.codes[1..symbols.codes.len() - 1];
        if !class.starts_with("nr") && codes.iter().all(|&code| is_han(code)) {
            words.push(Word { codes: codes.to_vec(), frequency: frequency.parse()?, class: class.to_owned() });
        }
    }
    Ok(words)
}

fn write(mut words: Vec<(Key, u8)>, output: &Path) -> Result<(), Box<dyn Error>> {
    words.sort_unstable();
    words.dedup_by_key(|(key, _)| *key);
    let bytes = table::build(&words).ok_or("no place for a word")?;
    println!("{} words, {} bytes", words.len(), bytes.len());
    fs::write(output, bytes)?;
    Ok(())
}
