//! `typo-dup-phrase`: five characters or more written twice in a row, 水行政主管部门水行政主管部门, or a clause, a member of an
//! enumeration, a sentence that stands next to itself.
//!
//! Up to four characters belong to `typo-dup-word`. Members of an enumeration often end alike (管理规约、临时管理规约), so with
//! a mark between them only whole stretches from mark to mark are compared.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::{ItemMark, MarkForm, is_blank, is_han};
use crate::document::tree::{ArticleForm, Passage};

/// No phrase of more characters is looked for within a stretch without marks.
const LONGEST: usize = 120;
/// A phrase has at least so many characters: fewer are a word.
const SHORTEST: usize = 5;
/// So many bytes has each Chinese character that is not very rare.
const CHARACTER: usize = 3;
/// From how many characters on a clause, and a member of an enumeration, is told.
const CLAUSE: usize = 4;
const MEMBER: usize = 2;
/// How many stretches from mark to mark are repeated together at most.
const TOGETHER: usize = 4;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    for passage in document.passages() {
        let stretches = stretches(document, passage.span);
        let mut found: Vec<(Span, Span)> = stretches.iter().filter_map(|&(span, _)| phrase(document, span)).collect();
        found.extend(clauses(document, &stretches));
        found.sort();
        let told = |&(span, second): &(Span, Span)| {
            !quoted(document, span) && !heads(document, passage, span) && !parts_columns(document, span, second)
        };
        out.extend(found.into_iter().filter(told).map(|(span, second)| {
            let first = Span::new(span.start, span.start + document.str(span).len() - second.len());
            Finding::at(span).arg("copy", shown(document.str(first))).edit(second, "")
        }));
    }
    out
}

/// Whether a phrase is the heading of a point and the first words of the text that was run into it:
/// 二、案例特征化案例特征化，是指….
fn heads(document: &Document, passage: &Passage, span: Span) -> bool {
    let before = &document.text()[passage.span.start..span.start];
    let numbered = |mark: &ItemMark| mark.form == MarkForm::Bare;
    let item = || passage.home.item.and_then(|at| document.items[at].mark).is_some_and(|mark| numbered(&mark));
    let point = || passage.home.article.is_some_and(|at| document.articles[at].form == ArticleForm::Point);
    let behind = document.text()[span.end..].chars().next();
    before.is_empty() && (item() || point()) && behind.is_some_and(|c| is_han(c) || c == '，')
}

/// Whether a colon or a wide blank parts the copies: the columns of those who sign.
fn parts_columns(document: &Document, span: Span, second: Span) -> bool {
    let both = document.str(Span::new(span.start, second.end));
    both.contains(['：', ':']) && both.contains("  ") || both.contains('\u{3000}')
}

fn quoted(document: &Document, span: Span) -> bool {
    document.quotes().in_title(span.start) || document.quotes().in_quotation(span.start)
}

/// A phrase as it is shown, without what parts it from its copy.
fn shown(phrase: &str) -> String {
    /// No more is shown, in characters.
    const SHOWN: usize = 16;
    let phrase = phrase.trim_end_matches(|c| is_mark(c) || is_blank(c));
    let end = phrase.char_indices().nth(SHOWN).map_or(phrase.len(), |(at, _)| at);
    if end < phrase.len() { format!("{}……", &phrase[..end]) } else { phrase.to_owned() }
}

const fn is_mark(c: char) -> bool {
    matches!(c, '，' | '、' | '；' | '。' | '：' | ',' | ';' | ':')
}

/// The stretches of a passage from mark to mark, each with the mark behind it, if any.
fn stretches(document: &Document, passage: Span) -> Vec<(Span, Option<char>)> {
    let mut out = Vec::new();
    let mut start = passage.start;
    for (at, mark) in document.marks(passage, is_mark) {
        out.push((Span::new(start, at), Some(mark)));
        start = at + mark.len_utf8();
    }
    if start < passage.end {
        out.push((Span::new(start, passage.end), None));
    }
    out
}

/// A phrase written twice in a row within a stretch without marks: both, and the second. Where a phrase of a length is
/// doubled, one of the places that are multiples of its length is the same as the one a length further on.
fn phrase(document: &Document, stretch: Span) -> Option<(Span, Span)> {
    let text = document.str(stretch);
    let bytes = text.as_bytes();
    let longest = LONGEST.min(bytes.len() / CHARACTER / 2);
    (SHORTEST..=longest).map(|length| length * CHARACTER).find_map(|length| {
        let same = |at: usize| bytes[at] == bytes[at + length];
        (0..bytes.len() - length).step_by(length).filter(|&at| same(at)).find_map(|at| {
            // No further than needed: the next place is looked at from there.
            let before = (0..at).rev().take(length).take_while(|&at| same(at)).count();
            let behind = (at..bytes.len() - length).take(length).take_while(|&at| same(at)).count();
            let start = (at - before..=at).find(|&start| text.is_char_boundary(start))?;
            let doubled = before.min(at - start) + behind >= length && is_phrase(text.get(start..start + length)?);
            let (middle, end) = (stretch.start + start + length, stretch.start + start + 2 * length);
            doubled.then(|| (Span::new(stretch.start + start, end), Span::new(middle, end)))
        })
    })
}

/// Whether a doubled text is Chinese, and no short word that is repeated over and over.
fn is_phrase(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let repeats = |period: usize| {
        letters.len().is_multiple_of(period) && letters.iter().skip(period).eq(&letters[..letters.len() - period])
    };
    letters.iter().all(|&c| is_han(c)) && !(1..SHORTEST).any(repeats)
}

/// The stretches that the next ones repeat word for word: all of both, and the second with the mark before it.
fn clauses(document: &Document, stretches: &[(Span, Option<char>)]) -> Vec<(Span, Span)> {
    let text = |at: usize| document.str(stretches[at].0).trim_matches(is_blank);
    let mut out = Vec::new();
    let mut at = 0;
    while at + 1 < stretches.len() {
        let most = TOGETHER.min((stretches.len() - at) / 2);
        let found = (1..=most).find(|&count| {
            let same = (at..at + count).all(|one| text(one) == text(one + count));
            // …，提前解除拘留。提前解除拘留，应当…: the next sentence takes up the last words.
            let (between, behind) = (stretches[at + count - 1].1, stretches[at + 2 * count - 1].1);
            let one_sentence = matches!(between, Some('，' | '、' | '；' | ',' | ';')) || between == behind;
            same && one_sentence && is_clause((at..at + count).map(text), between)
        });
        if found.is_none() && stretches[at].1 == Some('，') && is_taken_up(text(at), text(at + 1)) {
            let end = stretches[at + 1].0.end;
            let (first, copy) = (stretches[at].0.end, text(at + 1).len());
            out.push((Span::new(first - copy, end), Span::new(first, end)));
        }
        if let Some(count) = found {
            let (first, last) = (stretches[at].0, stretches[at + count - 1].0);
            let end = stretches[at + 2 * count - 1].0.end;
            out.push((Span::new(first.start, end), Span::new(last.end, end)));
            at += 2 * count - 1;
        }
        at += 1;
    }
    out
}

/// Whether a clause is the end of the one before it: 应当洒水降尘，洒水降尘.
fn is_taken_up(before: &str, clause: &str) -> bool {
    before.len() > clause.len() && before.ends_with(clause) && clause.chars().filter(|&c| is_han(c)).count() >= SHORTEST
}

/// Whether stretches are words, long enough that they would not be said twice; `mark` parts them from what follows.
fn is_clause<'t>(stretches: impl Iterator<Item = &'t str>, mark: Option<char>) -> bool {
    let least = if mark == Some('、') { MEMBER } else { CLAUSE };
    let letters = stretches.flat_map(str::chars);
    let (mut han, mut all) = (0, 0);
    for c in letters {
        all += 1;
        han += usize::from(is_han(c));
    }
    han >= least && han * 2 > all
}
