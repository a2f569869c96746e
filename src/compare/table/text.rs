//! The text that a column of a 对照表 shows: its articles by number, what they say without blanks, and its other lines.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::cell::Opening;
use crate::compare::wording;
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::label::Ordinal;

pub(super) struct Text<'t> {
    pub(super) document: &'t Document,
    numbered: HashMap<Ordinal, Vec<usize>>,
    /// The lines that are no article's, without blanks.
    lines: HashSet<String>,
}

impl<'t> Text<'t> {
    pub(super) fn of(document: &'t Document) -> Self {
        let mut numbered: HashMap<Ordinal, Vec<usize>> = HashMap::new();
        for (at, article) in document.articles.iter().enumerate() {
            numbered.entry(article.ordinal).or_default().push(at);
        }
        let bare = |span| wording::bare(document.str(span));
        let outside = document.blocks.iter().filter(|block| !is_in_article(block.role)).map(|block| bare(block.span));
        let headings = document.divisions.iter().map(|division| bare(division.label) + &bare(division.name));
        let title = document.title.iter().map(|title| wording::bare(&title.name));
        let lines = outside.chain(headings).chain(title).collect();
        Self { document, numbered, lines }
    }

    /// The articles with a number: several where the file holds several texts.
    pub(super) fn numbered(&self, ordinal: Ordinal) -> &[usize] {
        self.numbered.get(&ordinal).map_or(&[], Vec::as_slice)
    }

    /// Whether there is such a line that is no article's: a heading, its title.
    pub(super) fn has_line(&self, line: &str) -> bool {
        self.lines.contains(&wording::bare(line))
    }

    /// The paragraphs of an article.
    pub(super) fn paragraphs(&self, article: usize) -> Range<usize> {
        self.document.articles[article].paragraphs.clone()
    }

    /// What some paragraphs of an article say; the first with what stands behind the article's label.
    pub(super) fn words(&self, article: usize, paragraphs: &[usize]) -> String {
        let own = &self.document.articles[article];
        let gist = own.gist.filter(|_| paragraphs.first().is_none_or(|&first| first == own.paragraphs.start));
        let lines = paragraphs.iter().flat_map(|&at| wording::lines(self.document, at..at + 1));
        gist.into_iter().chain(lines).map(|span| wording::bare(self.document.str(span))).collect()
    }

    /// The paragraphs that a label names, if the article has them all.
    fn named(&self, article: usize, opening: &Opening) -> Option<Vec<usize>> {
        let own = self.paragraphs(article);
        let named = opening.paragraphs.iter().map(|&number| own.clone().nth((number as usize).checked_sub(1)?));
        named.collect()
    }

    /// The paragraphs of an article that say just this: those that the label names, or any that follow one another.
    pub(super) fn shown(&self, article: usize, opening: &Opening, words: &str) -> Option<Vec<usize>> {
        if !opening.paragraphs.is_empty() {
            return self.named(article, opening).filter(|named| self.words(article, named) == words);
        }
        let own = self.paragraphs(article);
        if own.is_empty() {
            return (self.words(article, &[]) == words).then(Vec::new);
        }
        let each: Vec<String> = own.clone().map(|paragraph| self.words(article, &[paragraph])).collect();
        (0..each.len()).find_map(|first| {
            let mut rest = words;
            for (last, paragraph) in each.iter().enumerate().skip(first) {
                rest = rest.strip_prefix(paragraph.as_str())?;
                if rest.is_empty() {
                    return Some((own.start + first..=own.start + last).collect());
                }
            }
            None
        })
    }

    /// The paragraphs of an article that are most like this: all of it, or a part that follows one another.
    pub(super) fn most_like(&self, article: usize, opening: &Opening, words: &[char]) -> Vec<usize> {
        let own = self.paragraphs(article);
        if !opening.paragraphs.is_empty() {
            return self.named(article, opening).unwrap_or_else(|| own.collect());
        }
        let starts = own.clone().take(MOST_TRIED);
        let stretches =
            starts.flat_map(|start| (start + 1..=own.end).rev().take(MOST_TRIED).map(move |end| start..end));
        let wanted = counts(words.iter().copied());
        let apart = |stretch: &Range<usize>| {
            let paragraphs: Vec<usize> = stretch.clone().collect();
            difference(&wanted, &counts(self.words(article, &paragraphs).chars()))
        };
        stretches.min_by_key(apart).map_or_else(|| own.clone().collect(), Iterator::collect)
    }
}

/// Of an article of more paragraphs not every stretch is tried.
const MOST_TRIED: usize = 12;

fn counts(characters: impl Iterator<Item = char>) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for c in characters {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// How many characters one has and the other has not.
fn difference(one: &HashMap<char, usize>, other: &HashMap<char, usize>) -> usize {
    let beyond = |some: &HashMap<char, usize>, others: &HashMap<char, usize>| -> usize {
        some.iter().map(|(c, count)| count.saturating_sub(others.get(c).copied().unwrap_or_default())).sum()
    };
    beyond(one, other) + beyond(other, one)
}

/// Whether a block is of an article.
const fn is_in_article(role: Role) -> bool {
    match role {
        Role::ArticleLabel(_) | Role::Paragraph(_) | Role::Item(_) | Role::Subitem(_) | Role::ItemRest(_) => true,
        Role::Front
        | Role::Title
        | Role::Note
        | Role::TocHeading
        | Role::TocEntry
        | Role::Division(_)
        | Role::Quoted
        | Role::Annex
        | Role::Table
        | Role::Tail => false,
    }
}
