//! A lint's own options, as a rule or a pattern sees them: by name, each with a value of its kind.
//!
//! Which options there are, what they may be and what they mean stands in the lint's table; who set them is none of a
//! rule's business.

use std::fmt;

use serde::Deserialize;

/// A number of two decimals, counted in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(from = "f64")]
pub struct Hundredths(pub usize);

impl From<f64> for Hundredths {
    /// The nearest; of what is below 0, or no number, 0.
    fn from(number: f64) -> Self {
        Self((number * 100.0).round() as usize)
    }
}

impl From<Hundredths> for f64 {
    fn from(Hundredths(hundredths): Hundredths) -> Self {
        hundredths as Self / 100.0
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        f64::from(*self).fmt(out)
    }
}

/// A value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(usize),
    /// A number that need not be whole.
    Decimal(Hundredths),
    /// One of a few words.
    Word(String),
    /// Any words.
    Words(Vec<String>),
}

/// The options of one lint: what is set, and what holds where nothing is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    values: Vec<(String, Value)>,
}

impl Options {
    /// Gives an option a value, in the place of the one it had.
    pub fn set(&mut self, name: &str, value: Value) {
        match self.values.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.values.push((name.to_owned(), value)),
        }
    }

    /// The number of that name.
    ///
    /// # Panics
    /// Where the lint's table declares none of that name, which the tests rule out.
    #[expect(clippy::expect_used, reason = "a number has a default in its lint's table, and tests run every rule")]
    pub fn number(&self, name: &str) -> usize {
        let number = |value: &Value| match value {
            Value::Number(number) => Some(*number),
            Value::Decimal(_) | Value::Word(_) | Value::Words(_) => None,
        };
        self.get(name).and_then(number).expect("a number that the lint's table declares")
    }

    /// The number of that name that need not be whole.
    ///
    /// # Panics
    /// As [`Options::number`].
    #[expect(clippy::expect_used, reason = "a number has a default in its lint's table, and tests run every rule")]
    pub fn decimal(&self, name: &str) -> Hundredths {
        let decimal = |value: &Value| match value {
            Value::Decimal(decimal) => Some(*decimal),
            Value::Number(_) | Value::Word(_) | Value::Words(_) => None,
        };
        self.get(name).and_then(decimal).expect("a number that the lint's table declares")
    }

    /// The word that was chosen, where one was.
    pub fn word(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Word(word) => Some(word),
            Value::Number(_) | Value::Decimal(_) | Value::Words(_) => None,
        }
    }

    /// The words that were given.
    pub fn words(&self, name: &str) -> &[String] {
        match self.get(name) {
            Some(Value::Words(words)) => words,
            Some(Value::Number(_) | Value::Decimal(_) | Value::Word(_)) | None => &[],
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}
