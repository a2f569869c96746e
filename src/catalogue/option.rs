//! The options that a lint's table declares: what they may be, and what they are where nobody sets them.

use serde::Deserialize;

use super::Words;
use crate::options::{Hundredths, Value};
use crate::pattern::PREFER;

/// One of a lint's own options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintOption {
    /// Its name, in kebab-case.
    pub name: String,
    /// What it is for.
    pub about: Words,
    /// What it may be.
    pub kind: OptionKind,
}

/// What an option may be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum OptionKind {
    /// A number.
    Number {
        /// The smallest.
        least: usize,
        /// The largest.
        most: usize,
        /// Where it is not set.
        default: usize,
    },
    /// A number that need not be whole.
    Decimal {
        /// The smallest.
        least: Hundredths,
        /// The largest.
        most: Hundredths,
        /// Where it is not set.
        default: Hundredths,
    },
    /// One of these words, or none.
    Choice {
        /// The words.
        values: Vec<String>,
    },
    /// Some of the forms that the lint's `consistency` tables hold.
    Forms,
}

impl OptionKind {
    /// What it is where nobody sets it, if it is anything.
    pub const fn default_value(&self) -> Option<Value> {
        match self {
            Self::Number { default, .. } => Some(Value::Number(*default)),
            Self::Decimal { default, .. } => Some(Value::Decimal(*default)),
            Self::Choice { .. } | Self::Forms => None,
        }
    }
}

/// As it stands in a table, under its name.
#[derive(Debug, Deserialize)]
pub(crate) struct OptionTable {
    about: Words,
    #[serde(flatten)]
    kind: OptionKind,
}

impl OptionTable {
    pub(super) fn named(self, name: String) -> LintOption {
        LintOption { name, about: self.about, kind: self.kind }
    }
}

/// The option of every lint that compares forms: which of them is right here.
pub(super) fn prefer() -> LintOption {
    let about = Words {
        zh: "应当用的写法；同组的其他写法一律报出，不论多少".to_owned(),
        en: "the forms that are right here; other forms of their sets are told, however many they are".to_owned(),
    };
    LintOption { name: PREFER.to_owned(), about, kind: OptionKind::Forms }
}
