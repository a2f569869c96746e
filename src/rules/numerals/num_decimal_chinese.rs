//! `num-decimal-chinese`: 1.5米 beside 五十米. Percentages belong to num-style-mixed where Chinese figures are the custom.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::quantity::{self, Quantity};
use crate::document::tree::numeral::Script;
use crate::rules::numerals::figure::{Figure, counts, figures, written};
use crate::rules::numerals::style::{asked_for, custom};
use crate::rules::options::Options;
use crate::rules::summary::told_once;

/// More than so many are told at once.
const MOST: usize = 3;

/// Decimals in Arabic figures where whole numbers of their class, or other decimals, are written in Chinese.
pub(in crate::rules) fn find(document: &Document, options: &Options) -> Vec<Finding> {
    if asked_for(options) == Some(Script::Arabic) {
        return Vec::new();
    }
    let figures = figures(document);
    let whole = counts(&figures);
    let rare = figures.iter().filter(|figure| {
        let count = whole.get(&figure.class).copied().unwrap_or_default();
        let mixed = custom(document) == Some(Script::Chinese) && !figure.technical();
        figure.decimal() && !mixed && figure.quantity.script == Script::Arabic && count.chinese > count.arabic
    });
    let finding = |figure: &Figure| {
        let right = decimal(document, figure)?;
        Some(Finding::at(figure.span()).arg("right", right))
    };
    told_once(rare.filter_map(finding).collect(), MOST)
}

/// A decimal as the Chinese figures around it ask for.
pub(super) fn in_chinese(document: &Document, figure: &Figure) -> Option<Finding> {
    let right = decimal(document, figure)?;
    Some(Finding::at(figure.span()).arg("right", right.as_str()).edit(figure.span(), right))
}

/// 百分之三点五
fn decimal(document: &Document, figure: &Figure) -> Option<String> {
    let of = |quantity: &Quantity| {
        let written = document.str(quantity.figure).trim_end_matches(['万', '亿']);
        let large = &document.str(quantity.figure)[written.len()..];
        let (whole, part) = written.split_once(['.', '．']).unwrap_or((written, ""));
        let mut out = quantity::chinese(whole.parse().ok()?)?;
        out.push_str(if part.is_empty() { "" } else { "点" });
        for digit in part.chars() {
            out.push(['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'][digit.to_digit(10)? as usize]);
        }
        Some(out + large)
    };
    written(figure, of)
}
