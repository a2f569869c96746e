//! Lints that are data: one file a kind of match. The words of all of them are looked for in one pass; an expression
//! is compiled when a run first needs it.

mod consistency;
mod expression;

pub mod literals;
mod scope;
mod swap;
pub mod table;
mod word;

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::options::Options;
use consistency::Consistency;
use expression::Expression;
pub use expression::RegexText;
use literals::Hits;
use swap::Swap;
use table::Match;

/// The option of lints that compare forms: those that are right here.
pub const PREFER: &str = "prefer";

/// The files of lints/data/ that hold words: a list a line, fields apart by blanks, `#` before a comment.
const DATA: &[(&str, &str)] = &[
    ("agencies.txt", include_str!("../lints/data/agencies.txt")),
    ("agency-variants.txt", include_str!("../lints/data/agency-variants.txt")),
    ("concepts.txt", include_str!("../lints/data/concepts.txt")),
    ("confusables.txt", include_str!("../lints/data/confusables.txt")),
    ("nonstandard-chars.txt", include_str!("../lints/data/nonstandard-chars.txt")),
    ("variant-forms.txt", include_str!("../lints/data/variant-forms.txt")),
    ("variants-loose.txt", include_str!("../lints/data/variants-loose.txt")),
    ("variants.txt", include_str!("../lints/data/variants.txt")),
];

/// A declared match, ready to run.
#[derive(Debug)]
pub struct Pattern {
    /// Its place among all patterns of the catalogue, from 0.
    pub slot: usize,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Rule,
    Policy,
    Swap(Swap),
    Consistency(Consistency),
    Expression(Expression),
}

impl Pattern {
    /// The pattern of a table.
    pub fn new(table: Match) -> Self {
        let kind = match table {
            Match::Rule => Kind::Rule,
            Match::Policy => Kind::Policy,
            Match::Swap { pairs, data, scope, told, spares_seams } => {
                Kind::Swap(Swap::new(lists(&pairs, data.as_deref()), scope).told(told).sparing_seams(spares_seams))
            }
            Match::Phrase { terms, except, scope, told } => {
                Kind::Swap(Swap::of_phrases(&terms, &except, scope).told(told))
            }
            Match::Consistency { sets, data, at_least, less_than } => Kind::Consistency(
                Consistency::new(lists(&sets, data.as_deref()))
                    .within(at_least.unwrap_or(0), less_than.unwrap_or(usize::MAX)),
            ),
            Match::Regex { pattern, needs, except, replace, scope, told } => {
                Kind::Expression(Expression::new(pattern, needs, except, replace, scope).told(told))
            }
        };
        Self { slot: 0, kind }
    }

    /// Whether it is code, in rules/.
    pub const fn is_rule(&self) -> bool {
        matches!(self.kind, Kind::Rule)
    }

    /// Whether it is told by [`crate::lint`] itself.
    pub const fn is_policy(&self) -> bool {
        matches!(self.kind, Kind::Policy)
    }

    /// The words it looks for.
    pub fn words(&self) -> Vec<&str> {
        match &self.kind {
            Kind::Rule | Kind::Policy => Vec::new(),
            Kind::Swap(swap) => swap.words().collect(),
            Kind::Consistency(consistency) => consistency.words().collect(),
            Kind::Expression(expression) => expression.words().collect(),
        }
    }

    /// The sets of forms of which a text should keep to one; none where it looks for something else.
    pub fn forms(&self) -> impl Iterator<Item = Vec<&str>> {
        let consistency = match &self.kind {
            Kind::Consistency(consistency) => Some(consistency),
            Kind::Rule | Kind::Policy | Kind::Swap(_) | Kind::Expression(_) => None,
        };
        consistency.into_iter().flat_map(Consistency::forms)
    }

    /// What it finds in a document, of which `hits` are the words found; nothing where it is code or policy.
    pub fn find(&self, document: &Document, hits: &Hits, options: &Options) -> Vec<Finding> {
        let hits = hits.of(self.slot);
        match &self.kind {
            Kind::Rule | Kind::Policy => Vec::new(),
            Kind::Swap(swap) => swap.find(document, hits),
            Kind::Consistency(consistency) => consistency.find(document, hits, options.words(PREFER)),
            Kind::Expression(expression) => expression.find(document, hits),
        }
    }
}

/// The lists of a table and of its file, each a list of words.
fn lists<'l>(declared: &'l [Vec<String>], data: Option<&str>) -> impl Iterator<Item = Vec<&'l str>> {
    let file = data.and_then(|name| DATA.iter().find(|(file, _)| *file == name)).map_or("", |(_, text)| *text);
    let lines = file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let of_file = lines.map(|line| line.split_whitespace().collect());
    of_file.chain(declared.iter().map(|list| list.iter().map(String::as_str).collect()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{DATA, lists};

    #[test]
    fn each_word_stands_once_in_a_file_and_each_day_is_a_day() {
        for (name, _) in DATA {
            let mut seen = BTreeSet::new();
            for fields in lists(&[], Some(name)) {
                for word in fields.first().into_iter().flat_map(|forms| forms.split('|')) {
                    assert!(seen.insert(word.to_owned()), "{name}: {word} stands twice");
                }
                for (key, day) in fields.iter().filter_map(|field| field.split_once('=')) {
                    let good = !matches!(key, "since" | "dated" | "born") || day.parse::<jiff::civil::Date>().is_ok();
                    assert!(good, "{name}: {key}={day}");
                }
            }
        }
    }
}
