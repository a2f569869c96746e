//! What is found without reading the text anew: articles and divisions by their numbers, characters, words and blanks by
//! the landmarks of the text.

use std::collections::HashMap;

use super::label::{Level, Ordinal, is_blank};
use super::landmark::{self, Landmarks, Sought, Words};
use super::{ArticleForm, Tree, office};
use crate::diagnostic::Span;

impl Tree {
    /// The article of a number, in one of the texts of the file.
    pub fn article(&self, text: usize, ordinal: Ordinal) -> Option<usize> {
        let index = self.index.get_or_init(|| {
            let plain =
                self.articles.iter().enumerate().rev().filter(|(_, article)| article.form == ArticleForm::Article);
            plain.map(|(at, article)| ((article.text, article.ordinal), at)).collect()
        });
        index.get(&(text, ordinal)).copied()
    }

    /// The divisions of a level that have a number, as positions in the document's list, in order.
    pub fn divisions_numbered(&self, level: Level, number: u32) -> &[usize] {
        let numbered = self.numbered.get_or_init(|| {
            let mut numbered: HashMap<(Level, u32), Vec<usize>> = HashMap::new();
            for (at, division) in self.divisions.iter().enumerate() {
                if let Some(numeral) = division.numeral {
                    numbered.entry((division.level, numeral.value)).or_default().push(at);
                }
            }
            numbered
        });
        numbered.get(&(level, number)).map_or(&[], Vec::as_slice)
    }

    /// The characters of a stretch of the prose that a reader looks for, in order, each with its place.
    pub fn landmarks<const N: usize>(
        &self,
        span: Span,
        sought: &'static Sought<N>,
    ) -> impl Iterator<Item = (usize, char)> + Clone {
        self.all_landmarks(span).filter(|&(_, c)| sought.holds(c))
    }

    /// The marks, figures, blanks and other signs of a stretch of the prose that are of a kind, in order, each with its
    /// place. Of Chinese characters and Latin letters there is no kind: those are declared as [`Sought`].
    pub fn marks(&self, span: Span, is: impl Fn(char) -> bool + Clone) -> impl Iterator<Item = (usize, char)> + Clone {
        debug_assert!(!self.str(span).contains(|c| landmark::is_letter(c) && is(c)), "{}", self.str(span));
        self.all_landmarks(span).filter(move |&(_, c)| is(c))
    }

    /// Where words stand in a stretch of the prose, in order of their places, each with its place.
    pub fn words<const N: usize>(
        &self,
        span: Span,
        words: &'static Words<N>,
    ) -> impl Iterator<Item = (usize, &'static str)> {
        let text = &self.text[..span.end];
        self.all_landmarks(span).flat_map(move |(at, c)| {
            let opens = move |word: &&&str| word.starts_with(c) && text[at..].starts_with(**word);
            words.0.iter().filter(opens).map(move |word| (at, *word))
        })
    }

    /// Whether a stretch of a line holds the number of a document: 某部令〔2025〕第3号.
    pub fn has_document_number(&self, span: Span) -> bool {
        office::number(self.str(span)).is_some()
    }

    /// Whether a line is printed below a document for those who file and send it: 主题词：金融　通知.
    pub fn is_imprint(&self, span: Span) -> bool {
        office::is_imprint(self.str(span))
    }

    /// Whether a line tells who signed a text, or when, and nothing else.
    pub fn is_signature(&self, span: Span) -> bool {
        office::is_signature(self.str(span))
    }

    fn all_landmarks(&self, span: Span) -> impl Iterator<Item = (usize, char)> + Clone {
        self.landmarks.get_or_init(|| Landmarks::of(&self.text, self.extent)).within(span)
    }

    /// The blanks in a stretch of the prose, each from its first character to its last.
    pub fn blanks(&self, span: Span) -> impl Iterator<Item = Span> {
        let blanks = self.blanks.get_or_init(|| blanks(self.all_landmarks(self.extent)));
        let first = blanks.partition_point(|blank| blank.end <= span.start);
        let inside = blanks[first..].iter().take_while(move |blank| blank.start < span.end);
        inside.map(move |blank| Span::new(blank.start.max(span.start), blank.end.min(span.end)))
    }
}

/// The blanks among landmarks, each from its first character to its last.
fn blanks(landmarks: impl Iterator<Item = (usize, char)>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, c) in landmarks.filter(|&(_, c)| is_blank(c)) {
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some(last) if last.end == at => last.end = end,
            Some(_) | None => out.push(Span::new(at, end)),
        }
    }
    out
}
