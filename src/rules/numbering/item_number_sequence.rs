//! `item-number-sequence`: the items of a list do not count up from （一）, or one has lost its number.
//!
//! Text taken from web pages often loses the numbers of items; where three lists or more are hit, that is one
//! finding, not one a list.

use super::sequence::{self, Fault};
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::ItemMark;
use crate::document::tree::{Article, ArticleForm, numeral};

/// From how many lost numbers on the text is taken for damaged.
const DAMAGED: usize = 3;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut lost = Vec::new();
    for paragraph in &document.paragraphs {
        let items = &document.items[paragraph.items.clone()];
        let unmarked = items.iter().filter(|item| item.mark.is_none());
        lost.extend(unmarked.map(|item| Finding::at(head(document, item.body)).variant("lost")));
        // Behind an item that lost its number, nothing can be expected.
        let marks: Vec<ItemMark> = items.iter().map_while(|item| item.mark).collect();
        let before = if paragraph.continues { first_before(&marks) } else { 0 };
        list(&marks, before, &mut out, &mut lost);
        for item in items {
            let marks: Vec<ItemMark> =
                document.subitems[item.subitems.clone()].iter().map(|subitem| subitem.mark).collect();
            if marks.windows(2).all(|pair| pair[0].form == pair[1].form) {
                list(&marks, 0, &mut out, &mut lost);
            }
        }
    }
    points(document, &mut out);
    if lost.len() >= DAMAGED {
        let rest: Vec<Span> = lost[1..].iter().map(|finding| finding.span).collect();
        let first = Finding::at(lost[0].span).variant("damaged");
        out.push(rest.into_iter().fold(first, |finding, span| finding.also(span)));
    } else {
        out.extend(lost);
    }
    out
}

fn first_before(marks: &[ItemMark]) -> u32 {
    marks.first().map_or(0, |mark| mark.number.saturating_sub(1))
}

/// The first characters of an item that has no mark.
fn head(document: &Document, body: Span) -> Span {
    let text = document.str(body);
    let end = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
    Span::new(body.start, body.start + end)
}

fn list(marks: &[ItemMark], before: u32, out: &mut Vec<Finding>, lost: &mut Vec<Finding>) {
    let numbers: Vec<u32> = marks.iter().map(|mark| mark.number).collect();
    for found in sequence::faults(&numbers, before) {
        let mark = marks[found.at];
        let finding = Finding::at(mark.label).arg("expected", numeral::format(found.expected));
        match found.fault {
            Fault::Gap(_) if found.at == 0 => lost.push(finding.variant("first")),
            Fault::Repeat(first) => out.push(finding.variant("repeat").label("first", marks[first].label)),
            Fault::Exchanged => out.push(finding.variant("exchanged").label("next", marks[found.at + 1].label)),
            Fault::Gap(_) | Fault::Backwards => out.push(finding),
        }
    }
}

/// 一、二、三、 of a text without articles; a new 一、 starts again.
fn points(document: &Document, out: &mut Vec<Finding>) {
    let points: Vec<_> = document.articles.iter().filter(|article| article.form == ArticleForm::Point).collect();
    for run in points.chunk_by(|_, next| next.ordinal.number != 1) {
        let numbers: Vec<u32> = run.iter().map(|point| point.ordinal.number).collect();
        let before = run.first().map_or(0, |first| heading_before(document, first));
        for found in sequence::faults(&numbers, before) {
            let point = run[found.at];
            let from = found.at.checked_sub(1).map_or(0, |previous| run[previous].label.end);
            if stands_inline(document, point, from) {
                continue;
            }
            let finding = Finding::at(point.label).variant("point").arg("expected", numeral::format(found.expected));
            out.push(match found.fault {
                Fault::Repeat(first) => finding.label("first", run[first].label),
                Fault::Exchanged => finding.variant("exchanged").label("next", run[found.at + 1].label),
                Fault::Gap(_) | Fault::Backwards => finding,
            });
        }
    }
}

/// The number from which the points go on: 六、 behind the heading “五、…” goes on from it, else from nothing.
fn heading_before(document: &Document, first: &Article) -> u32 {
    let numbered = first.division.and_then(|division| document.divisions[division].numeral);
    numbered.filter(|numeral| numeral.value + 1 == first.ordinal.number).map_or(0, |numeral| numeral.value)
}

/// Whether the point before stands in the middle of a line behind byte `from`: 34．…　35．….
fn stands_inline(document: &Document, point: &Article, from: usize) -> bool {
    let label = document.str(point.label);
    let stop = label.trim_start_matches(numeral::is_numeral);
    let arabic = label.starts_with(|c: char| c.is_ascii_digit());
    let before = format!(" {}{stop}", point.ordinal.number.saturating_sub(1));
    arabic && point.ordinal.number > 1 && document.text()[from..point.label.start].contains(&before)
}
