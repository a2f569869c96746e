//! Makes lints/data/pairs.bin from a folder of law texts: the pairs of Chinese characters that stand in at least two
//! of them. `cargo run --release --example train-pairs -- FOLDER lints/data/pairs.bin`

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::{env, fs};

use falint::document::label::is_han;
use falint::source::{Source, walk};
use falint::spell;

/// In how many texts a pair must stand.
const TEXTS: u32 = 2;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("usage: train-pairs FOLDER OUTPUT".into());
    };
    let walked = walk::files(&[folder], &walk::WalkOptions::default());
    let mut texts: HashMap<(char, char), u32> = HashMap::new();
    for file in &walked.files {
        let source = Source::from_bytes(&file.to_string_lossy(), &fs::read(file)?, None)?;
        let letters: Vec<char> = source.prose().chars().collect();
        let pairs: HashSet<(char, char)> = letters
            .windows(2)
            .filter(|pair| is_han(pair[0]) && is_han(pair[1]))
            .map(|pair| (pair[0], pair[1]))
            .collect();
        for pair in pairs {
            *texts.entry(pair).or_default() += 1;
        }
    }
    let kept = texts.iter().filter(|(_, count)| **count >= TEXTS).map(|(pair, _)| *pair);
    fs::write(&output, spell::filter_of(kept))?;
    Ok(())
}
