//! `invalid-calendar-date`: a day that no calendar has.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::date::DateMention;
use crate::document::tree::numeral;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let lunar = |date: &DateMention| {
        let before = &document.text()[..date.span.start];
        // 农历2月29日、2月30日
        let listed =
            before.trim_end_matches(|c| numeral::is_numeral(c) || matches!(c, '月' | '日' | '、' | '至' | '和' | '或'));
        listed.ends_with("农历") || listed.ends_with("阴历")
    };
    document.dates().iter().filter(|date| !exists(date) && !lunar(date)).map(|date| Finding::at(date.span)).collect()
}

/// A date without a year exists where some year has it.
fn exists(date: &DateMention) -> bool {
    const LEAP_YEAR: i16 = 2000;
    let year = match date.year.value() {
        Some(year) => i16::try_from(year).ok(),
        None => Some(LEAP_YEAR),
    };
    let (month, day) = (date.month.value().unwrap_or(0), date.day.value().unwrap_or(0));
    let parts = (year, i8::try_from(month).ok(), i8::try_from(day).ok());
    let (Some(year), Some(month), Some(day)) = parts else { return false };
    jiff::civil::Date::new(year, month, day).is_ok()
}
