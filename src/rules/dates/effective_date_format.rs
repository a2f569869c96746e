//! `effective-date-format`: a date with blanks in it, with padded, full-width or Chinese figures, and one that is written in
//! quite another way.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::date::DateMention;
use crate::document::date::odd::{OddDate, Oddity};
use crate::document::tree::label::is_blank;
use crate::document::tree::{Role, numeral};
use crate::rules::summary;

/// Since then the norm asks for Arabic figures; older dates may be quoted as they were written.
const ARABIC_SINCE: i16 = 2010;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let quotes = document.quotes();
    let spoken =
        document.dates().iter().filter(|date| !quotes.mention(date.span.start) && stands_in_text(document, date));
    let odd = document.odd_dates().iter().filter(|date| !quotes.mention(date.span.start));
    let regular = spoken.filter(|date| {
        let before = document.odd_dates().partition_point(|odd| odd.span.start <= date.span.start);
        !document.odd_dates()[..before].last().is_some_and(|odd| odd.span.covers(date.span))
    });
    let faulty = regular.filter_map(|date| {
        let written = document.str(date.span);
        let fault = fault(date, written)?;
        let right = canonical(date)?;
        Some(Finding::at(date.span).variant(fault).arg("right", right.as_str()).edit(date.span, right))
    });
    summary::told_once(faulty.chain(odd.filter_map(|date| told(document, date))).collect())
}

/// What is said of a day that is not written as one.
fn told(document: &Document, date: &OddDate) -> Option<Finding> {
    let finding = Finding::at(date.span);
    // A day of the enactment note dates the text: to mend it changes what is told of all the rest.
    let dates_text = document.passage_at(date.span.start).is_none();
    let finding = if dates_text { finding.to_be_checked() } else { finding };
    let Some(day) = date.meant else { return Some(finding.variant("unread")) };
    let right = format!("{}年{}月{}日", day.year(), day.month(), day.day());
    let finding = finding.arg("right", right.as_str());
    // What was meant is sometimes a guess.
    let (variant, sure) = match date.oddity {
        Oddity::Marks | Oddity::Unread => return Some(finding.edit(date.span, right)),
        // Older texts have it.
        Oddity::FirstMonth if day.year() < ARABIC_SINCE => return None,
        Oddity::FirstMonth => ("first-month", true),
        Oddity::Lookalike => ("lookalike", true),
        Oddity::Units if document.str(date.span).ends_with('号') => ("number", true),
        Oddity::Units => ("units", false),
        Oddity::ShortYear => ("short-year", false),
    };
    let finding = finding.variant(variant);
    Some(if sure { finding.edit(date.span, right) } else { finding })
}

/// Whether it stands in the running text or in the enactment note. A signature has its own customs.
fn stands_in_text(document: &Document, date: &DateMention) -> bool {
    let in_note = || document.block_at(date.span.start).is_some_and(|at| document.blocks[at].role == Role::Note);
    document.passage_at(date.span.start).is_some() || in_note()
}

fn fault(date: &DateMention, written: &str) -> Option<&'static str> {
    let has = |is: fn(char) -> bool| written.chars().any(is);
    let padded = || {
        let figures = written.split(['年', '月', '日']).map(|figure| figure.trim_matches(is_blank));
        figures.filter(|figure| figure.chars().count() <= 2).any(|figure| figure.starts_with(['0', '０']))
    };
    if has(numeral::is_chinese) {
        date.date().is_some_and(|day| day.year() >= ARABIC_SINCE).then_some("chinese")
    } else if has(|c| c.is_numeric() && !c.is_ascii()) {
        Some("wide")
    } else if padded() {
        Some("padded")
    } else {
        has(is_blank).then_some("blank")
    }
}

/// 2026年1月1日
fn canonical(date: &DateMention) -> Option<String> {
    let (month, day) = (date.month.value()?, date.day.value()?);
    let year = date.year.value().map_or_else(String::new, |year| format!("{year}年"));
    Some(format!("{year}{month}月{day}日"))
}
