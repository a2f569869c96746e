//! The part that holds the comments.

use super::attributes;
use crate::source::broken::{Part, WordError};
use crate::source::margin::Annotations;
use crate::source::word::xml;

/// The part of comments with those of `told` behind those that are there; a new one where there is none.
///
/// # Errors
/// Where the part that is there is no XML that is read here.
pub(in crate::source::word) fn part(
    before: Option<&[u8]>,
    told: &Annotations<'_>,
    numbers: &[u32],
    is_strict: bool,
) -> Result<Vec<u8>, WordError> {
    let new = || {
        let namespace = xml::namespace(is_strict);
        format!("{}<w:comments xmlns:w=\"{namespace}\"></w:comments>", xml::DECLARATION).into_bytes()
    };
    let all = |prefix: &str| {
        let numbered = told.comments.iter().zip(numbers);
        numbered.map(|(comment, &number)| one(prefix, &comment.words, number, told)).collect::<String>()
    };
    match before {
        Some(before) => xml::appended(Part::Comments, before, all),
        None => xml::appended(Part::Comments, &new(), all),
    }
}

fn one(prefix: &str, words: &str, number: u32, told: &Annotations<'_>) -> String {
    let initials: String = told.author.chars().next().into_iter().collect();
    let (head, initials, text) = (attributes(prefix, number, told), xml::escaped(&initials), xml::escaped(words));
    format!(
        "<{prefix}comment {head} {prefix}initials=\"{initials}\"><{prefix}p><{prefix}r><{prefix}t \
         xml:space=\"preserve\">{text}</{prefix}t></{prefix}r></{prefix}p></{prefix}comment>"
    )
}
