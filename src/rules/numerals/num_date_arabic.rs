//! `num-date-arabic`: a date in Chinese figures. Full dates from 2010 on in Chinese figures belong to
//! `effective-date-format`; a date that ends its line without a mark is that of the signature.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::quantity::{Quantity, Role};
use crate::document::tree::numeral::{self, Script};
use crate::rules::summary::told_once;

/// Since then the norm asks for Arabic figures.
const ARABIC_SINCE: i16 = 2010;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    // Older texts are quoted and amended as they were written.
    if document.latest_date().is_some_and(|date| date.year() < ARABIC_SINCE) {
        return Vec::new();
    }
    let all = &document.quantities().all;
    let mut out = Vec::new();
    let mut done = 0;
    for (at, year) in all.iter().enumerate() {
        let written = document.str(year.span);
        if year.role != Role::DatePart
            || year.script == Script::Arabic
            || !written.ends_with('年')
            || year.span.start < done
        {
            continue;
        }
        // What follows without a gap: 三月一日.
        let mut parts = vec![year];
        for next in all[at + 1..].iter().take(2) {
            let touches = parts.last().is_some_and(|last| last.span.end == next.span.start);
            if touches && next.role == Role::DatePart {
                parts.push(next);
            }
        }
        done = parts.last().map_or(year.span.end, |last| last.span.end);
        let signed = document.passage_at(year.span.start).is_some_and(|passage| passage.span.end == done);
        if signed || told_elsewhere(document, year) {
            continue;
        }
        let Some(right) = parts.iter().map(|part| arabic(document, part)).collect::<Option<String>>() else { continue };
        let span = Span::new(year.span.start, done);
        out.push(Finding::at(span).arg("right", right.as_str()).edit(span, right));
    }
    told_once(out)
}

/// Whether `effective-date-format` speaks of the date.
fn told_elsewhere(document: &Document, year: &Quantity) -> bool {
    let dates = document.dates();
    let after = dates.partition_point(|date| date.span.start <= year.span.start);
    dates[..after].last().is_some_and(|date| {
        let full = date.month.value().is_some() && date.day.value().is_some();
        date.span.covers(year.span) && full && date.year.value().is_some_and(|year| year >= 2010)
    })
}

/// 2026年
fn arabic(document: &Document, part: &Quantity) -> Option<String> {
    let written = document.str(part.span);
    let number = numeral::parse(document.str(part.figure))?.value;
    let mark = written.chars().next_back()?;
    Some(format!("{number}{mark}"))
}
