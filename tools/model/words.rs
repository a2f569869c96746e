//! Puts the words of a list together for `falint::spell::words`; see lints/data/model/README.md.

use std::error::Error;
use std::fs;
use std::path::Path;

use falint::spell::symbols::{Symbols, is_han};
use falint::spell::table::{self, Key};
use falint::spell::words::{LONGEST, level_of};

/// How frequent a word must be.
const FREQUENCY: u32 = 5;

/// How frequent the name of a place must be: rare ones look like words of grammar that meet (和县).
const FREQUENCY_OF_PLACES: u32 = 500;

/// Reads a list of words, and writes those that are kept. A word a line, with its frequency and its class behind
/// blanks, as jieba's dict.txt; names of persons are left out.
pub fn run(list: &Path, output: &Path) -> Result<(), Box<dyn Error>> {
    let mut symbols = Symbols::default();
    let mut words = Vec::new();
    for line in fs::read_to_string(list)?.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(frequency), Some(class)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let frequency: u32 = frequency.parse()?;
        let least = if class == "ns" { FREQUENCY_OF_PLACES } else { FREQUENCY };
        symbols.read(word);
        let codes = &symbols.codes[1..symbols.codes.len() - 1];
        let is_kept = frequency >= least && !class.starts_with("nr") && codes.len() <= LONGEST;
        if is_kept && codes.iter().all(|&code| is_han(code)) {
            words.push((Key::of(codes), level_of(frequency)));
        }
    }
    words.sort_unstable();
    words.dedup_by_key(|(key, _)| *key);
    let bytes = table::build(&words).ok_or("no place for a word")?;
    println!("{} words, {} bytes", words.len(), bytes.len());
    fs::write(output, bytes)?;
    Ok(())
}
