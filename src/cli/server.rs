//! `falint server`: gives the language server its input and output.

use std::io::{self, BufReader};
use std::path::PathBuf;

use super::Outcome;
use crate::lang::Lang;
use crate::server::{self, Ending, Options};

pub(super) fn run(config: Option<PathBuf>, lang: Lang) -> Outcome {
    match server::run(BufReader::new(io::stdin()), io::stdout(), Options { lang, config }) {
        Ending::Orderly => Outcome::Clean,
        Ending::Abrupt => Outcome::Abandoned,
    }
}
