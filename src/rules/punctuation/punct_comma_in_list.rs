//! `punct-comma-in-list`: 县、市辖区、乡，民族乡、镇, one comma among the 、 of a list.
//!
//! A comma also parts groups, each with 、 of its own (县长、副县长，区长、副区长). So the members on both sides must be of one
//! kind: a word and the same word longer, or one ending on all four of them.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_han;
use crate::lexicon::punctuation;

/// The longest member, in characters.
const MEMBER: usize = 8;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (at, comma) in document.marks(passage.span, |c| c == '，') {
            let at = at - passage.span.start;
            let end = at + comma.len_utf8();
            let Some((left, right)) = one_list(text, at, end) else { continue };
            let place = |from: usize, to: usize| Span::new(passage.span.start + from, passage.span.start + to);
            out.push(Finding::at(place(left, right)).edit(place(at, end), "、"));
        }
    }
    out
}

/// Where the members around the comma `text[at..end]` start and end, where both are of one list.
fn one_list(text: &str, at: usize, end: usize) -> Option<(usize, usize)> {
    let left = text[..at].trim_end_matches(is_han).len();
    let right = end + text[end..].find(|c| !is_han(c)).unwrap_or(text.len() - end);
    let before = text[..left].strip_suffix('、')?;
    let known = punctuation::ONE_LIST.iter().find(|words| {
        let comma = words.find('，').unwrap_or(0);
        text[..at].ends_with(&words[..comma]) && text[at..].starts_with(&words[comma..])
    });
    if let Some(words) = known {
        let comma = words.find('，').unwrap_or(0);
        return Some((left, at + words.len() - comma));
    }
    let behind = text[right..].strip_prefix('、')?;
    let (one, other) = (&text[left..at], &text[end..right]);
    let short = |member: &str| (1..=MEMBER).contains(&member.chars().count());
    if !short(one) || !short(other) || one == other {
        return None;
    }
    let same_word = other.ends_with(one) && one.chars().count() <= 4;
    let first = &before[before.trim_end_matches(is_han).len()..];
    let last = &behind[..behind.find(|c| !is_han(c)).unwrap_or(behind.len())];
    let shared = ending(one).filter(|&ending| other.ends_with(ending));
    // 与国土空间规划: the clause begins anew.
    if other.starts_with(['与', '和', '或', '及', '同', '以', '由', '在', '向', '从', '将', '并']) {
        return None;
    }
    let graded = |member: &str| member.contains(['副', '级', '一', '二', '三', '四']);
    let of_one_kind = shared.is_some_and(|ending| {
        let all = [first, one, other, last];
        all.iter().all(|member| member.ends_with(ending) && !graded(member)) && short(first) && short(last)
    });
    (same_word || of_one_kind).then_some((left, right))
}

/// The last two characters of a longer word.
fn ending(word: &str) -> Option<&str> {
    let (at, _) = word.char_indices().rev().nth(1)?;
    (at > 0).then(|| &word[at..])
}
