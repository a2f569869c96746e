//! `punct-bracket-mismatch`: brackets, title marks or quotation marks that do not pair, or pair with a mark of
//! another kind or width.
//!
//! A quotation over several paragraphs opens each of them and closes only the last; such marks pair across paragraphs.
//! So do brackets around a line that was broken.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::line::is_terminal;
use crate::rules::punctuation::punct_ascii_quote;
use crate::rules::summary::told_once;

/// Pairs that must close with their own kind.
#[rustfmt::skip]
const PAIRS: [(char, char); 9] = [
    ('（', '）'), ('(', ')'), ('《', '》'), ('〈', '〉'), ('“', '”'), ('‘', '’'), ('〔', '〕'), ('【', '】'), ('[', ']'),
];

/// How many blocks a quotation may go on without its closing mark.
const QUOTATION: usize = 60;

/// Over how many blocks brackets may stand around whole lines.
const LINES: usize = 6;

/// How many marks that stand open are asked for their partner; no text has as many.
const DEEPEST: usize = 256;

/// A mark that found no partner.
#[derive(Debug, Clone, Copy)]
struct Loose {
    mark: char,
    span: Span,
    block: usize,
    opens: bool,
}

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut loose = Vec::new();
    let mut out = Vec::new();
    let amending = document.instrument.kind.is_decision();
    for (index, block) in document.blocks.iter().enumerate() {
        let other = matches!(block.role, Role::Division(_) | Role::Quoted).then_some(block.span);
        let Some(place) = document.own_text(block.role).or(other).or_else(|| note(document, index)) else { continue };
        pair(document, place, index, &mut loose, &mut out);
    }
    let paired = across(document, &loose);
    for (at, found) in loose.iter().enumerate() {
        let quotation = matches!(found.mark, '“' | '”' | '‘' | '’');
        if !(paired[at] || quotation && amending) {
            let in_note = document.blocks[found.block].role == Role::Note;
            out.push(Finding::at(found.span).variant(match (in_note, found.opens) {
                (true, _) => "note",
                (false, true) => "open",
                (false, false) => "close",
            }));
        }
    }
    let (mixed, mut out): (Vec<Finding>, Vec<Finding>) =
        out.into_iter().partition(|finding| finding.variant == Some("mixed"));
    out.extend(told_once(mixed));
    out
}

/// The enactment note that starts with a block, all its lines: brackets stand around several.
fn note(document: &Document, first: usize) -> Option<Span> {
    let is_note = |at: usize| document.blocks.get(at).is_some_and(|block| block.role == Role::Note);
    let opens = is_note(first) && !first.checked_sub(1).is_some_and(is_note);
    let last = (first..).take_while(|&at| is_note(at)).last()?;
    opens.then(|| Span::new(document.blocks[first].span.start, document.blocks[last].span.end))
}

fn pair(document: &Document, place: Span, block: usize, loose: &mut Vec<Loose>, out: &mut Vec<Finding>) {
    let text = document.str(place);
    let mut open: Vec<(char, usize)> = Vec::new();
    let span = |at: usize, c: char| Span::new(place.start + at, place.start + at + c.len_utf8());
    for (at, c) in document.marks(place, |c| PAIRS.iter().any(|&(opens, closes)| opens == c || closes == c)) {
        let at = at - place.start;
        if PAIRS.iter().any(|&(opens, _)| opens == c) {
            open.push((c, at));
            continue;
        }
        let Some(&(opener, _)) = PAIRS.iter().find(|&&(_, closes)| closes == c) else { continue };
        let apostrophe = c == '’' && text[..at].ends_with(|c: char| c.is_ascii_alphabetic());
        if apostrophe || is_list_label(&text[..at]) && matches!(c, '）' | ')') {
            continue;
        }
        let deepest = open.len().saturating_sub(DEEPEST);
        let partner = open[deepest..].iter().rposition(|&(mark, _)| mark == opener);
        match partner.map(|partner| deepest + partner) {
            // What was opened since and never closed is loose.
            Some(partner) => {
                loose.extend(open.drain(partner + 1..).map(|(mark, at)| Loose {
                    mark,
                    span: span(at, mark),
                    block,
                    opens: true,
                }));
                open.pop();
            }
            None => match open.last().copied().filter(|&(mark, _)| are_kin(mark, c)) {
                Some((mark, start)) => {
                    open.pop();
                    let right = PAIRS.iter().find(|&&(opens, _)| opens == mark).map_or(c, |&(_, closes)| closes);
                    out.push(
                        Finding::at(span(at, c))
                            .variant("mixed")
                            .arg("open", mark.to_string())
                            .label("open", span(start, mark))
                            .edit(span(at, c), right.to_string()),
                    );
                }
                None => loose.push(Loose { mark: c, span: span(at, c), block, opens: false }),
            },
        }
    }
    loose.extend(open.into_iter().map(|(mark, at)| Loose { mark, span: span(at, mark), block, opens: true }));
    // Marks the wrong way round, or paired with straight ones.
    if punct_ascii_quote::settles(document, place) {
        loose.retain(|found| found.block != block || !matches!(found.mark, '“' | '”'));
    }
}

/// Marks that are mistaken for one another.
fn are_kin(open: char, close: char) -> bool {
    let family = |c: char| match c {
        '（' | '）' | '(' | ')' | '〔' | '〕' | '[' | ']' | '【' | '】' => 0,
        '《' | '》' | '〈' | '〉' => 1,
        _ => 2,
    };
    family(open) == family(close)
}

/// 1） and a) at the start of a text.
fn is_list_label(before: &str) -> bool {
    let letters = before.trim();
    !letters.is_empty()
        && letters.len() <= 6
        && letters.chars().all(|c| c.is_ascii_alphanumeric() || crate::document::tree::numeral::is_numeral(c))
}

/// Which loose marks pair with one in a later block.
fn across(document: &Document, loose: &[Loose]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..loose.len()).collect();
    order.sort_by_key(|&at| loose[at].span);
    let mut paired: Vec<bool> = loose.iter().map(|found| opens_both(document, found)).collect();
    let mut open: Vec<usize> = Vec::new();
    for &at in &order {
        let found = loose[at];
        if found.opens {
            open.push(at);
            continue;
        }
        let reach = |&candidate: &usize| {
            let partner = loose[candidate];
            let pairs = PAIRS.contains(&(partner.mark, found.mark)) && !paired[candidate];
            let reaches = if matches!(found.mark, '”' | '’') {
                found.block - partner.block <= QUOTATION && partner.block < found.block
            } else {
                found.block == partner.block + 1 && is_broken(document, partner.block)
                    || encloses(document, &partner, &found)
            };
            pairs && reaches
        };
        if let Some(&partner) = open.iter().rev().take(DEEPEST).find(|candidate| reach(candidate)) {
            paired[at] = true;
            paired[partner] = true;
            // The marks that opened each paragraph of the same quotation.
            if found.mark == '”' {
                let block = loose[partner].block;
                let near = open.iter().rev().take_while(|&&earlier| block <= loose[earlier].block + QUOTATION);
                for &earlier in near.filter(|&&earlier| loose[earlier].mark == '“') {
                    paired[earlier] |= loose[earlier].block <= block + QUOTATION;
                }
            }
        }
    }
    paired
}

/// Whether a “ opens its block and the next block opens with one too: a quotation over several paragraphs.
fn opens_both(document: &Document, found: &Loose) -> bool {
    let opens =
        |block: usize| document.blocks.get(block).is_some_and(|block| document.str(block.span).starts_with('“'));
    found.mark == '“' && found.span.start == document.blocks[found.block].span.start && opens(found.block + 1)
}

/// Whether brackets stand around whole lines: `（注1：…` to `注2：…）`.
fn encloses(document: &Document, open: &Loose, close: &Loose) -> bool {
    let near = open.block < close.block && close.block <= open.block + LINES;
    near && open.span.start == document.blocks[open.block].span.start
        && close.span.end == document.blocks[close.block].span.end
}

fn is_broken(document: &Document, block: usize) -> bool {
    !document.str(document.blocks[block].span).ends_with(is_terminal)
}
