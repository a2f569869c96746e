//! The form in which a lint's table says what it looks for: `match`, or several of them.
//!
//! Only what stands there; what it means, the pattern of its kind knows.

use serde::Deserialize;

use super::RegexText;

/// How a lint finds what it reports.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Match {
    /// A wrong form and the right one: `pairs` in the table, or a file of lints/data/ with a pair a line.
    Swap {
        /// `[wrong, right, except…]`: in an exception the wrong form is right; several right forms stand apart by |.
        #[serde(default)]
        pairs: Vec<Vec<String>>,
        /// The file's name.
        data: Option<String>,
        /// Where it looks.
        #[serde(default)]
        scope: Scope,
        /// How often a wrong form is told.
        #[serde(default)]
        told: Occurrences,
        /// Whether it is right where one word ends in it and another begins: 建立|既有 for 立既.
        #[serde(default)]
        spares_seams: bool,
    },
    /// Words that are wrong, whatever comes in their place.
    Phrase {
        /// The words.
        terms: Vec<String>,
        /// Longer words in which they are right.
        #[serde(default)]
        except: Vec<String>,
        /// Where it looks.
        #[serde(default)]
        scope: Scope,
        /// How often a word is told.
        #[serde(default)]
        told: Occurrences,
    },
    /// Forms of one thing, of which a text should keep to one: `sets` in the table, or a file with a set a line.
    Consistency {
        /// `[form|form…, except…]`
        #[serde(default)]
        sets: Vec<Vec<String>>,
        /// The file's name.
        data: Option<String>,
        /// How many times as often as a rarer form the commonest must be used, at least.
        #[serde(default)]
        at_least: Option<usize>,
        /// And less than this.
        #[serde(default)]
        less_than: Option<usize>,
    },
    /// A regular expression over a paragraph, an item or a line; the group `at`, where there is one, is what is reported.
    Regex {
        /// The expression.
        pattern: RegexText,
        /// Words of which each match holds one.
        needs: Vec<String>,
        /// Matches that are right after all.
        #[serde(default)]
        except: Vec<String>,
        /// What comes in place of what is reported; `$name` is a group.
        replace: Option<String>,
        /// Where it looks.
        #[serde(default)]
        scope: Scope,
        /// How often the same words are told.
        #[serde(default)]
        told: Occurrences,
    },
    /// Code: the rule of the lint's name.
    Rule,
    /// What [`crate::lint`] itself sees: it speaks of the ignores, not of the draft.
    Policy,
}

/// Where a declared lint looks. Never inside 《》.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// In paragraphs, items and subitems, but for what is quoted.
    #[default]
    Body,
    /// As `Body`, but not in the general provisions, 总则, which speak of aims.
    Specific,
    /// In headings, notes and quotations, too.
    Everywhere,
}

/// How often a declared lint tells of the same word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occurrences {
    /// Wherever it stands.
    #[default]
    Each,
    /// Once in a text, with its other places.
    Once,
}

/// One match or several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Matches {
    One(Match),
    Several(Vec<Match>),
}
