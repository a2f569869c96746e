//! A word that a pattern looks for, and the longer words in which it means something else.

use std::sync::OnceLock;

/// A word with its exceptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Longer words, as the table has them.
    except: Vec<String>,
    /// Longer words, with the places of the word in them, in bytes; worked out when the word is found, as few of
    /// thousands are.
    around: OnceLock<Vec<(String, Vec<usize>)>>,
}

impl Word {
    /// A word; exceptions that do not hold it are passed over. In an exception `~` stands for the word.
    pub fn new<'e>(text: &str, except: impl IntoIterator<Item = &'e str>) -> Self {
        let except = except.into_iter().map(str::to_owned).collect();
        Self { text: text.to_owned(), except, around: OnceLock::new() }
    }

    fn around(&self) -> &[(String, Vec<usize>)] {
        self.around.get_or_init(|| {
            let around = self.except.iter().map(|around| {
                let around = around.replace('~', &self.text);
                let places: Vec<usize> = around.match_indices(&self.text).map(|(at, _)| at).collect();
                (around, places)
            });
            around.filter(|(_, places)| !places.is_empty()).collect()
        })
    }

    /// Whether the word at byte `at` of `text` stands in one of its exceptions.
    pub fn is_excepted(&self, text: &str, at: usize) -> bool {
        self.around().iter().any(|(around, places)| {
            places.iter().any(|place| {
                let from = at.checked_sub(*place);
                from.is_some_and(|from| text.as_bytes()[from..].starts_with(around.as_bytes()))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn excepted_inside_a_longer_word_only() {
        let word = Word::new("其它", ["其它化", "及~", "别的"]);
        let text = "其它化、及其它、其它人";
        let found: Vec<bool> = text.match_indices("其它").map(|(at, _)| word.is_excepted(text, at)).collect();
        assert_eq!(found, [true, true, false]);
    }
}
