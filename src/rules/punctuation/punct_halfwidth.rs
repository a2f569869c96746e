//! `punct-halfwidth`: a half-width mark between Chinese characters.
//!
//! A text that has many is told so once, with the marks of its items, (一), which by themselves belong to
//! `item-number-form`. Brackets of
//! unlike width to `punct-bracket-mismatch`; 第(二)项 to `xref-item-bracket`, where that takes the brackets off.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::{ItemMark, is_blank, is_han};
use crate::document::tree::numeral;
use crate::rules::references::xref_item_bracket;
use crate::rules::summary::told_once;

const fn full_width(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        '.' => '。',
        _ => return None,
    })
}

const fn closes(c: char) -> bool {
    is_han(c) || matches!(c, '》' | '”' | '）' | '〉' | '’' | '】')
}

const fn opens(c: char) -> bool {
    is_han(c) || matches!(c, '《' | '“' | '（' | '〈' | '‘' | '【')
}

/// A half-width mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    span: Span,
    /// The other bracket, where it is one of a pair: both are mended, or neither.
    partner: Option<Span>,
}

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut marks: Vec<Mark> = Vec::new();
    for passage in document.passages() {
        passage_marks(document, passage.span, &mut marks);
    }
    let numbers =
        |mark: &Mark| document.str(mark.span).starts_with('(') && document.text()[..mark.span.start].ends_with('第');
    if marks.iter().any(numbers) {
        let told = xref_item_bracket::places(document);
        marks.retain(|mark| {
            let after = told.partition_point(|step| step.start <= mark.span.start);
            !told[..after].last().is_some_and(|step| step.covers(mark.span))
        });
    }
    if !marks.is_empty() && document.has_articles() {
        marks.extend(items(document));
        marks.sort_unstable();
    }
    told_once(marks.iter().map(|mark| told(document, mark)).collect())
}

/// The marks of items that have nothing wrong but their brackets: (一).
fn items(document: &Document) -> impl Iterator<Item = Mark> {
    let marks = document.items.iter().filter_map(|item| item.mark);
    let halfwidth = |mark: &ItemMark| {
        let inner = document.str(mark.label).strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        mark.form.is_chinese() && inner == Some(numeral::format(mark.number).as_str())
    };
    marks.filter(halfwidth).map(|mark| Mark { span: mark.label, partner: None })
}

fn told(document: &Document, mark: &Mark) -> Finding {
    let right = |span: Span| document.str(span).chars().map(|c| full_width(c).unwrap_or(c)).collect::<String>();
    let mut places: Vec<Span> = std::iter::once(mark.span).chain(mark.partner).collect();
    places.sort_unstable();
    let finding = Finding::at(mark.span).arg("right", right(mark.span));
    places.into_iter().fold(finding, |all, span| {
        let blank = blank_behind(document.text(), span);
        all.edit(Span::new(span.start, span.end + blank), right(span))
    })
}

/// How long the blank is that a half-width comma has behind it, and a full-width one has not.
fn blank_behind(text: &str, span: Span) -> usize {
    if !matches!(&text[span.start..span.end], "," | ";" | ":" | "?" | "!") {
        return 0;
    }
    let rest = &text[span.end..];
    let behind = rest.trim_start_matches(' ');
    if behind.starts_with(opens) { rest.len() - behind.len() } else { 0 }
}

/// The half-width marks of a passage; a short bracket with what it holds is one.
fn passage_marks(document: &Document, place: Span, marks: &mut Vec<Mark>) {
    let text = document.str(place);
    if document.marks(place, |c| full_width(c).is_some()).next().is_none() {
        return;
    }
    let first = marks.len();
    let mut drawn = Vec::new();
    for (open, close) in brackets(text) {
        let inner = &text[open + 1..close];
        if !is_chinese(&text[..open], inner, &text[close + 1..]) {
            continue;
        }
        // A short bracket is drawn whole, a long one at its marks.
        if inner.chars().nth(12).is_none() && !inner.chars().any(|c| full_width(c).is_some()) {
            drawn.push((Span::new(open, close + 1), None));
        } else {
            let (open, close) = (Span::new(open, open + 1), Span::new(close, close + 1));
            drawn.extend([(open, Some(close)), (close, Some(open))]);
        }
    }
    for (at, c) in text.char_indices() {
        if !matches!(c, '(' | ')') && full_width(c).is_some() && is_wrong(c, &text[..at], &text[at + 1..]) {
            drawn.push((Span::new(at, at + 1), None));
        }
    }
    let placed = |span: Span| Span::new(place.start + span.start, place.start + span.end);
    marks.extend(drawn.into_iter().map(|(span, partner)| Mark { span: placed(span), partner: partner.map(placed) }));
    marks[first..].sort_unstable();
}

/// The half-width brackets that pair with one another; those that pair with a full-width one are left out.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open.push((c, at)),
            ')' | '）' => {
                if let Some(('(', start)) = open.pop().filter(|_| c == ')') {
                    pairs.push((start, at));
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Whether brackets stand in Chinese: a Chinese character at one of their sides, outside or inside.
fn is_chinese(before: &str, inner: &str, after: &str) -> bool {
    // (一) opens an item; 第(一)项 does not.
    let named = before.ends_with(['第', '、', '至', '和', '或', '及']);
    let numbered = !named && !inner.is_empty() && inner.chars().all(numeral::is_numeral);
    let outside = before.chars().next_back().is_some_and(closes) || after.chars().next().is_some_and(opens);
    let inside = inner.starts_with(opens) || inner.ends_with(closes);
    !numbered && (outside || inside)
}

fn is_wrong(c: char, before: &str, after: &str) -> bool {
    let previous = before.chars().next_back();
    let next = after.chars().find(|&c| !is_blank(c));
    let digits = previous.is_some_and(|c| c.is_ascii_alphanumeric()) && next.is_some_and(|c| c.is_ascii_alphanumeric());
    if digits {
        return false;
    }
    match c {
        // A full stop in Chinese text; 1. and U.S. are none.
        '.' => previous.is_some_and(closes) && next.is_none_or(|c| opens(c) || is_blank(c)),
        ':' if previous.is_some_and(|c| c.is_ascii_digit()) => false,
        _ => previous.is_some_and(closes) || (next.is_some_and(opens) && previous.is_some()),
    }
}
