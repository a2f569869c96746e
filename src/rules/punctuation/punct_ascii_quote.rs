//! `punct-ascii-quote`: straight quotation marks, corner brackets, and marks the wrong way round.
//!
//! A mark that has no partner belongs to `punct-bracket-mismatch`, but for a straight one, and where one may be its partner.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::label::is_han;
use crate::document::tree::landmark::Sought;
use crate::rules::summary::told_once;

/// Up to how many characters a quotation is drawn whole.
const SHOWN: usize = 16;

/// How many characters marks that are the wrong way round may hold.
const REVERSED: usize = 30;

/// The marks that Chinese text has none of.
const ODD: Sought<4> = Sought::new(['"', '\'', '「', '『']);
const STRAIGHT: Sought<1> = Sought::new(['"']);
const CHINESE: Sought<2> = Sought::new(['“', '”']);

/// Over how many blocks a straight mark is taken for the partner of another that stands alone in its block.
const NEAR: usize = 60;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut alone: Vec<(usize, Span)> = Vec::new();
    let amending = document.instrument.kind.is_decision();
    for (index, block) in document.blocks.iter().enumerate() {
        let quoted = (block.role == Role::Quoted).then_some(block.span);
        let Some(place) = document.own_text(block.role).or(quoted) else { continue };
        if document.landmarks(place, &ODD).next().is_some() {
            let left = pairs(document.str(place), |pair| out.extend(finding(document, place, pair)));
            alone.extend(left.map(|at| (index, Span::new(place.start + at, place.start + at + 1))));
        } else if !amending && quoted.is_none() {
            let found = reversed(document, place).into_iter().filter_map(|(open, close)| {
                let pair = Pair { open, close, inside: false };
                finding(document, place, pair).map(|finding| finding.variant("reversed"))
            });
            out.extend(found);
        }
    }
    let mut out = told_once(out);
    out.extend(stray(&alone).map(|span| Finding::at(span).variant("stray")));
    out
}

/// The straight mark that is left over where those that stand alone in their blocks pair with one another.
fn stray(alone: &[(usize, Span)]) -> Option<Span> {
    let near = alone.windows(2).any(|pair| pair[1].0 - pair[0].0 <= NEAR);
    alone.last().filter(|_| alone.len() == 1 || !near && alone.len() % 2 == 1).map(|&(_, span)| span)
}

/// Whether the quotation marks of a text are spoken of here, paired or not.
pub(in crate::rules) fn settles(document: &Document, place: Span) -> bool {
    document.landmarks(place, &STRAIGHT).next().is_some() || !reversed(document, place).is_empty()
}

/// A pair of marks, in bytes from the start of its block.
#[derive(Debug, Clone, Copy)]
struct Pair {
    open: usize,
    close: usize,
    /// Whether it stands in “”.
    inside: bool,
}

/// Calls `tell` with each pair of marks of which one is no Chinese quotation mark; the straight mark that is left over.
fn pairs(text: &str, mut tell: impl FnMut(Pair)) -> Option<usize> {
    let mut open: Vec<(char, usize)> = Vec::new();
    // How many of them are “.
    let mut chinese = 0;
    let mut single: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let last = open.last().copied();
        let before = text[..at].chars().next_back();
        match (c, last) {
            ('"', Some((mark @ ('"' | '“'), start))) => {
                open.pop();
                chinese -= usize::from(mark == '“');
                tell(Pair { open: start, close: at, inside: chinese > 0 });
            }
            // 12": inches.
            ('"', _) if before.is_some_and(|c| c.is_ascii_digit()) => {}
            ('”', Some(('"', start))) | ('」', Some(('「', start))) | ('』', Some(('『', start))) => {
                open.pop();
                tell(Pair { open: start, close: at, inside: chinese > 0 });
            }
            ('”', Some(('“', _))) => {
                open.pop();
                chinese -= 1;
            }
            ('"' | '“' | '「' | '『', _) => {
                open.push((c, at));
                chinese += usize::from(c == '“');
            }
            ('\'', _) => match single.take() {
                Some(start) => tell(Pair { open: start, close: at, inside: chinese > 0 }),
                None if before.is_none_or(|c| !c.is_ascii_alphanumeric()) => single = Some(at),
                None => {}
            },
            _ => {}
        }
    }
    open.last().filter(|(mark, _)| *mark == '"').map(|&(_, at)| at)
}

/// Marks all of which stand the wrong way round: ”…“.
fn reversed(document: &Document, place: Span) -> Vec<(usize, usize)> {
    let text = document.str(place);
    let marks = document.landmarks(place, &CHINESE);
    let marks: Vec<(usize, char)> = marks.map(|(at, c)| (at - place.start, c)).collect();
    let pairs = marks.chunks(2).map(|pair| match pair {
        [(open, '”'), (close, '“')] => {
            let inner = &text[open + '”'.len_utf8()..*close];
            let named = inner.starts_with(is_han) && inner.ends_with(is_han) && inner.chars().count() <= REVERSED;
            (named && !inner.starts_with(['和', '与', '或', '及', '修', '改'])).then_some((*open, *close))
        }
        _ => None,
    });
    pairs.collect::<Option<Vec<_>>>().unwrap_or_default()
}

fn finding(document: &Document, place: Span, Pair { open, close, inside }: Pair) -> Option<Finding> {
    let text = document.str(place);
    let mark = |at: usize| {
        let width = text[at..].chars().next().map_or(1, char::len_utf8);
        Span::new(place.start + at, place.start + at + width)
    };
    let (open, close) = (mark(open), mark(close));
    let inner = document.str(Span::new(open.end, close.start));
    // Beside a full-width mark Latin letters are named in Chinese, too: “甲”、"SQ LUG"。
    let beside =
        |c: Option<char>| c.is_some_and(|c| is_han(c) || matches!(c, '、' | '，' | '。' | '；' | '：' | '（' | '）'));
    let chinese = inner.contains(is_han)
        || beside(document.text()[..open.start].chars().next_back())
        || beside(document.text()[close.end..].chars().next());
    if !chinese {
        return None;
    }
    let nested = matches!(document.str(open), "'" | "『") || inside && document.str(open) == "「";
    let (left, right) = if nested { ("‘", "’") } else { ("“", "”") };
    let whole = Span::new(open.start, close.end);
    let span = if inner.chars().count() <= SHOWN { whole } else { open };
    let mut finding = Finding::at(span).arg("right", format!("{left}{right}"));
    for (place, right) in [(open, left), (close, right)] {
        if document.str(place) != right {
            finding = finding.edit(place, right);
        }
    }
    Some(finding)
}
