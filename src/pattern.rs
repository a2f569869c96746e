//! Lints that are data: one file a kind of match. A pattern is compiled when a run first uses it.

pub mod regex;
pub mod swap;

use crate::catalogue::Match;
use crate::diagnostic::Finding;
use crate::document::Document;

/// A declared match, ready to run.
#[derive(Debug)]
pub enum Pattern {
    /// Code, in rules/.
    Rule,
    /// Wrong forms.
    Swap(swap::Swap),
    /// A regular expression.
    Regex(regex::Pattern),
}

impl Pattern {
    /// The pattern of a table. Nothing is compiled yet.
    pub fn new(table: Match) -> Self {
        match table {
            Match::Rule => Self::Rule,
            Match::Swap { pairs, data } => Self::Swap(swap::Swap::new(pairs, data)),
            Match::Regex { pattern, quoted, scope } => Self::Regex(regex::Pattern::new(pattern, quoted, scope)),
        }
    }

    /// What it finds in a document; nothing where it is code.
    pub fn find(&self, document: &Document<'_>) -> Vec<Finding> {
        match self {
            Self::Rule => Vec::new(),
            Self::Swap(swap) => swap.find(document),
            Self::Regex(pattern) => pattern.find(document),
        }
    }
}
