//! Lints that are data: one file a kind of match. A pattern is compiled when a run first uses it.

pub mod swap;

use crate::catalogue::Match;

/// A declared match, ready to run.
#[derive(Debug)]
pub enum Pattern {
    /// Code, in rules/.
    Rule,
    /// Wrong forms.
    Swap(swap::Swap),
}

impl Pattern {
    /// The pattern of a table. Nothing is compiled yet.
    pub fn new(table: Match) -> Self {
        match table {
            Match::Rule => Self::Rule,
            Match::Swap { pairs, data } => Self::Swap(swap::Swap::new(pairs, data)),
        }
    }
}
