//! A lint's own options, as a rule or a pattern sees them: by name, each with a value of its kind.
//!
//! Which options there are, what they may be and what they mean stands in the lint's table; who set them is none of a
//! rule's business.

/// A value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(usize),
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
            Value::Word(_) | Value::Words(_) => None,
        };
        self.get(name).and_then(number).expect("a number that the lint's table declares")
    }

    /// The word that was chosen, where one was.
    pub fn word(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Word(word) => Some(word),
            Value::Number(_) | Value::Words(_) => None,
        }
    }

    /// The words that were given.
    pub fn words(&self, name: &str) -> &[String] {
        match self.get(name) {
            Some(Value::Words(words)) => words,
            Some(Value::Number(_) | Value::Word(_)) | None => &[],
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}
