//! A character that makes no word with the one before it, where the text itself has a word of that one and a look-alike:
//! 渣士 beside 渣土.
//!
//! Only where both characters are left without a word: the first belongs to none that ends with it, the second begins
//! none (井|时, 水|且 are seams).

use memchr::memmem;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_han;
use crate::document::tree::numeral;
use crate::spell::symbols::Symbol;
use crate::spell::{self, alike};

use super::WORDS;

/// Further characters that stand alone or end a phrase.
const PARTICLES: &str = "了着过地得等者所于而且又还只但如若则虽是在有无可能应须各每第已未与由对";

/// The finding for the unknown pair at byte `at`, that of a character and the one behind it.
pub(super) fn slip(document: &Document, at: usize) -> Option<Finding> {
    let text = document.text();
    let mut letters = text[at..].chars();
    let (first, wrong) = (letters.next()?, letters.next()?);
    let next = letters.next().filter(|&c| is_han(c));
    let previous = text[..at].chars().next_back().filter(|&c| is_han(c));
    let words = spell::words();
    let is_word = |one: char, other: char| {
        let pair = [one, other].map(|c| Symbol::try_from(u32::from(c)));
        matches!(pair, [Ok(one), Ok(other)] if words.hold(&[one, other]))
    };
    let free = |c: char| WORDS.contains(c) || PARTICLES.contains(c) || numeral::is_numeral(c);
    let settled = previous.is_some_and(|previous| is_word(previous, first))
        || next.is_some_and(|next| is_word(wrong, next))
        || is_word(first, wrong);
    if settled || free(first) || free(wrong) || document.quotes().mention(at) {
        return None;
    }
    let fits = |right: char| !free(right) && is_word(first, right);
    let own = alike::alike_to(wrong).filter(|&right| fits(right)).map(|right| format!("{first}{right}"));
    let counted = own.map(|own| (memmem::find_iter(text.as_bytes(), &own).count(), own));
    let (count, own) = counted.max().filter(|&(count, _)| count > 0)?;
    let found = memmem::find(text.as_bytes(), own.as_bytes())?;
    let span = Span::new(at, at + first.len_utf8() + wrong.len_utf8());
    let finding = Finding::at(span).variant("own").arg("right", own.as_str()).arg("times", count.to_string());
    Some(finding.label("term", Span::new(found, found + own.len())).edit(span, own).to_be_checked())
}
