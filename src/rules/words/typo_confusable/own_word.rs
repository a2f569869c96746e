//! A character that makes no known pair with the one before it, where the text itself has that one with a look-alike:
//! 渣士 beside 渣土.

use memchr::memmem;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_han;
use crate::spell::{self, alike};

/// The finding for the unknown pair at byte `at`, that of `first` and the character behind it, which occurs once.
pub(super) fn slip(document: &Document, at: usize) -> Option<Finding> {
    let text = document.text();
    let mut letters = text[at..].chars();
    let (first, wrong) = (letters.next()?, letters.next()?);
    let next = letters.next().filter(|&c| is_han(c));
    let place = Span::new(at + first.len_utf8(), at + first.len_utf8() + wrong.len_utf8());
    // In the middle of a word the pair behind it is unknown, too; at its end the word behind begins anew.
    let fits = |right: char| next.is_none_or(|next| spell::is_known_pair(right, next) && !spell::is_known_pair(wrong, next));
    let uses = |right: char| memmem::find_iter(text.as_bytes(), &format!("{first}{right}")).count();
    let likely = alike::alike_to(wrong).filter(|&right| spell::is_known_pair(first, right) && fits(right));
    let (count, right) = likely.map(|right| (uses(right), right)).max().filter(|&(count, _)| count > 0)?;
    let own = format!("{first}{right}");
    let found = memmem::find(text.as_bytes(), own.as_bytes())?;
    let finding = Finding::at(Span::new(at, place.end)).variant("term").arg("right", own.as_str());
    let finding = finding.arg("count", count.to_string()).label("term", Span::new(found, found + own.len()));
    (!document.quotes().mention(at)).then(|| finding.edit(place, right.to_string()).to_be_checked())
}
