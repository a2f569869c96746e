//! Says how loud each lint is on texts that it was made from, and on others.
//!
//! Law texts are split by title into five folds. Lists, thresholds and the model are made from the first four; the last
//! fold, and folders that nothing is made from, show what a lint says to a text nobody has looked at. What a list
//! has learnt from every fold is judged by leaving each fold out in turn.

#![expect(clippy::print_stdout, reason = "a program of its own")]

mod lists;
mod loudness;
#[path = "../texts.rs"]
mod texts;

use std::env;
use std::error::Error;
use std::path::PathBuf;

/// In how many folds the titles are split; the last is the one that nothing is made from.
const FOLDS: usize = 5;

/// The fold of a text, from 0.
const fn fold(text: &texts::Text) -> usize {
    text.tenth as usize * FOLDS / 10
}

const USAGE: &str = "usage: folds lints LAWS [OTHER…] | lists LAWS LIST…";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    match arguments.split_first().map(|(verb, rest)| (verb.to_str(), rest)) {
        Some((Some("lints"), [laws, others @ ..])) => loudness::run(laws, others),
        Some((Some("lists"), [laws, lists @ ..])) if !lists.is_empty() => lists::run(laws, lists),
        _ => Err(USAGE.into()),
    }
}
