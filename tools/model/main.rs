//! Makes the model of legislative Chinese, trains the network that weighs it, and measures both; see lints/data/model/README.md.

#![expect(clippy::print_stdout, reason = "a program of its own")]

mod layers;
mod learn;
mod left_out;
mod measure;
mod parts;
mod plant;
mod samples;
#[path = "../texts.rs"]
mod texts;
mod train;
mod words;

use std::env;
use std::error::Error;
use std::path::PathBuf;

use parts::Part;

const USAGE: &str = "usage: model train FOLDER WORDS OUTPUT | words WORDS OUTPUT | rare WORDS OUTPUT | \
                     learn FOLDER WORDS STATE OUTPUT | measure FOLDER tune|report [SENTENCES…]";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let Some((verb, rest)) = arguments.split_first() else { return Err(USAGE.into()) };
    match (verb.to_str(), rest) {
        (Some("train"), [folder, words, output]) => train::run(folder, words, output),
        (Some("words"), [words, output]) => words::run(words, output),
        (Some("rare"), [words, output]) => words::rare(words, output),
        (Some("learn"), [folder, words, state, output]) => learn::run(folder, words, state, output),
        (Some("measure"), [folder, part, sentences @ ..]) => {
            let part = match part.to_str() {
                Some("tune") => Part::Tune,
                Some("report") => Part::Report,
                _ => return Err(USAGE.into()),
            };
            measure::run(folder, part, sentences)
        }
        _ => Err(USAGE.into()),
    }
}
