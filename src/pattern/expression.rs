//! `regex`: an expression over running text. It names words without which it cannot match, and runs only on the
//! paragraphs, items and lines that hold one of them.

use std::sync::{Arc, OnceLock};

use regex::{Captures, Regex, RegexBuilder};
use serde::Deserialize;

use super::literals::Hit;
use super::scope;
use super::table::{Occurrences, Scope};
use crate::diagnostic::{Finding, Span, told_from_three, told_per};
use crate::document::Document;

/// The largest expression of a user's, compiled, in bytes. Thousands of characters' worth of states fit in; a class of all
/// letters repeated hundreds of times does not.
const MOST_BYTES: usize = 1 << 20;

/// An expression as a table has it, compiled once for all who hold it: when it is first used, or when it is checked.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "String")]
pub struct RegexText {
    text: String,
    compiled: Arc<OnceLock<Option<Regex>>>,
}

impl From<String> for RegexText {
    fn from(text: String) -> Self {
        Self { text, compiled: Arc::default() }
    }
}

/// Two are the same where they are written the same.
impl PartialEq for RegexText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for RegexText {}

impl RegexText {
    /// An expression that somebody else than falint's makers wrote.
    ///
    /// # Errors
    /// Where it is none, or one that would take too much memory.
    pub fn checked(text: &str) -> Result<Self, regex::Error> {
        let regex = RegexBuilder::new(text).size_limit(MOST_BYTES).build()?;
        Ok(Self { text: text.to_owned(), compiled: Arc::new(OnceLock::from(Some(regex))) })
    }

    /// The expression, compiled; `None` where it is none.
    pub fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(&self.text).ok()).as_ref()
    }
}

/// A declared expression.
#[derive(Debug)]
pub struct Expression {
    source: RegexText,
    needs: Vec<String>,
    except: Vec<String>,
    replace: Option<String>,
    scope: Scope,
    told: Occurrences,
}

impl Expression {
    /// An expression, the words it needs, the matches that are right after all, and what comes in place of a match
    /// (`${name}` is a group).
    pub const fn new(
        source: RegexText,
        needs: Vec<String>,
        except: Vec<String>,
        replace: Option<String>,
        scope: Scope,
    ) -> Self {
        Self { source, needs, except, replace, scope, told: Occurrences::Each }
    }

    /// How often it tells of the same words.
    pub const fn told(mut self, told: Occurrences) -> Self {
        self.told = told;
        self
    }

    /// The words it looks for.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.needs.iter().map(String::as_str)
    }

    /// All matches; the group `at` narrows what is reported and replaced.
    pub fn find(&self, document: &Document, hits: &[Hit]) -> Vec<Finding> {
        if hits.is_empty() {
            return Vec::new();
        }
        let Some(regex) = self.source.regex() else { return Vec::new() };
        let mut out = Vec::new();
        let mut read = 0;
        for hit in hits {
            let place = match self.scope {
                Scope::Body | Scope::Specific => document.passage_at(hit.span.start).map(|passage| passage.span),
                Scope::Everywhere => document.block_at(hit.span.start).map(|block| document.blocks[block].span),
            };
            if let Some(place) = place.filter(|place| place.end > read) {
                read = place.end;
                let all = regex.captures_iter(document.str(place));
                out.extend(all.filter_map(|captures| self.judge(document, place.start, &captures)));
            }
        }
        let out = out.into_iter().map(|finding| (document.str(finding.span), finding));
        match self.told {
            Occurrences::Each => told_from_three(out),
            Occurrences::Once => told_per(out),
        }
    }

    fn judge(&self, document: &Document, origin: usize, captures: &Captures<'_>) -> Option<Finding> {
        let at = captures.name("at").or_else(|| captures.get(0))?;
        let span = Span::new(origin + at.start(), origin + at.end());
        if self.except.iter().any(|word| at.as_str() == word) || !scope::holds(self.scope, document, span) {
            return None;
        }
        let finding = Finding::at(span);
        let Some(replace) = &self.replace else { return Some(finding) };
        let mut right = String::new();
        captures.expand(replace, &mut right);
        Some(finding.arg("right", right.as_str()).edit(span, right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::pattern::literals::Literals;
    use crate::source::Source;

    #[test]
    fn matches_are_replaced_but_for_exceptions_and_quotations() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let expression = Expression::new(
            r"[\[（](?<at>\d{4})\]号(?<rest>.)".to_owned().into(),
            words(&["号"]),
            words(&["2001"]),
            Some("〔$at〕$rest".to_owned()),
            Scope::Body,
        );
        let source = Source::from_text("a.txt", "某市条例\n第一条　[2020]号甲，[2001]号乙，“[2020]号丙”。\n");
        let document = Document::parse(&source, &Hints::default());
        let hits = Literals::new([expression.words().collect()].into_iter()).scan(document.text());
        let found = expression.find(&document, hits.of(0));
        let shown: Vec<&str> = found.iter().map(|finding| document.str(finding.span)).collect();
        assert_eq!(shown, ["2020"]);
        assert_eq!(found[0].edits[0].replacement, "〔2020〕甲");
    }
    #[test]
    fn the_same_words_may_be_told_once() {
        let expression =
            Expression::new("(?<at>依|按)照".to_owned().into(), vec!["照".to_owned()], Vec::new(), None, Scope::Body)
                .told(Occurrences::Once);
        let source = Source::from_text("a.txt", "某市条例\n第一条　依照甲，按照乙，依照丙。\n");
        let document = Document::parse(&source, &Hints::default());
        let hits = Literals::new([expression.words().collect()].into_iter()).scan(document.text());
        let found = expression.find(&document, hits.of(0));
        let shown: Vec<_> = found.iter().map(|one| (document.str(one.span), one.also.len())).collect();
        assert_eq!(shown, [("依", 1), ("按", 0)]);
    }

    #[test]
    fn what_is_checked_is_compiled_once_and_not_without_bounds() {
        let checked = RegexText::checked("养[^，。]{0,40}犬").expect("small");
        assert!(std::ptr::eq(checked.regex().expect("one"), checked.clone().regex().expect("the same")));
        assert!(matches!(RegexText::checked(r"养\w{1,250}犬"), Err(regex::Error::CompiledTooBig(MOST_BYTES))));
        assert!(RegexText::from("(".to_owned()).regex().is_none());
    }
}
