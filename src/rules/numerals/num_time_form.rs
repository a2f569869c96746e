//! `num-time-form`: a time of day as 22:00 or 22点 in a text that writes Chinese figures.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::quantity::{self, Quantity, Role};
use crate::document::tree::numeral::Script;
use crate::rules::numerals::style;
use crate::rules::summary::told_once;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if style::custom(document) != Some(Script::Chinese) || !style::mostly_chinese(document) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for clock in document.quantities().all.iter().filter(|quantity| quantity.role == Role::Clock) {
        let Some(right) = hour(document, clock).filter(|right| right != document.str(clock.span)) else { continue };
        out.push(Finding::at(clock.span).arg("right", right.as_str()).edit(clock.span, right));
    }
    told_once(out)
}

/// 二十二时三十分
fn hour(document: &Document, clock: &Quantity) -> Option<String> {
    let written = document.str(clock.figure);
    let (hour, minute) = written.split_once([':', '：']).unwrap_or((written, "0"));
    let hour = quantity::value(hour).filter(|&hour| hour <= 24.0)?;
    let minute = quantity::value(minute).filter(|&minute| minute < 60.0)?;
    let mut out = format!("{}时", quantity::chinese(hour)?);
    if minute > 0.0 {
        out.push_str(if minute < 10.0 { "零" } else { "" });
        out.push_str(&quantity::chinese(minute)?);
        out.push('分');
    }
    Some(out)
}
