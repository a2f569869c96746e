//! `word-items-de-consistency`: of the items behind 有下列行为之一的 all but one end with 的.
//!
//! Items that name things or what other laws provide do not end with 的, and are not counted.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Item;
use crate::lexicon::phrasing;

/// The least number of items that end with 的.
const LEAST: usize = 2;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    document
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.items.len() > LEAST && paragraph.article.is_some())
        .filter(|paragraph| document.str(paragraph.span).contains("之一的"))
        .filter_map(|paragraph| odd_one(document, &document.items[paragraph.items.clone()]))
        .collect()
}

/// The item that lacks 的, where it is the only one.
fn odd_one(document: &Document, items: &[Item]) -> Option<Finding> {
    let mut with = 0;
    let mut without = None;
    for item in items.iter().filter(|item| item.subitems.is_empty()) {
        let text = document.str(item.body).trim_end();
        let said = text.trim_end_matches(['；', '。', '，', ';']);
        let noun = phrasing::NOUNS_WITH_DE.iter().find_map(|noun| said.strip_suffix(noun));
        if said.ends_with('的') && noun.is_none() {
            with += 1;
        } else if said.len() < text.len()
            && !is_left_alone(noun.unwrap_or(said))
            && without.replace(item.body.start + said.len()).is_some()
        {
            return None;
        }
    }
    let end = without.filter(|_| with >= LEAST)?;
    let last = document.text()[..end].chars().next_back()?;
    Some(Finding::at(Span::new(end - last.len_utf8(), end)).edit(Span::new(end, end), "的"))
}

/// Whether an item need not end with 的: it is a catch-all, a sentence, or a noun with what is said of it before 的.
fn is_left_alone(said: &str) -> bool {
    /// How many characters behind the last 的 a noun may have.
    const NOUN: usize = 6;
    /// The fewest characters that tell a conduct.
    const SHORT: usize = 7;
    let tail = said.rsplit_once('的').map(|(_, tail)| tail.chars().count());
    tail.is_some_and(|tail| tail <= NOUN)
        || said.ends_with("”论")
        || said.chars().count() < SHORT
        || phrasing::ITEMS_WITHOUT_DE.iter().any(|word| said.contains(word))
}
