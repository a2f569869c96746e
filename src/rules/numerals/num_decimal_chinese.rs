//! `num-decimal-chinese`: 1.5米 beside 五十米. Percentages belong to num-style-mixed where Chinese figures are the custom.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::numeral::Script;
use crate::options::Options;
use crate::rules::numerals::figure::{Figure, counts, decimal_in_chinese, figures};
use crate::rules::numerals::style::{asked_for, custom};
use crate::rules::summary::told_once;

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
        let right = decimal_in_chinese(document, figure)?;
        Some(Finding::at(figure.span()).arg("right", right))
    };
    told_once(rare.filter_map(finding).collect())
}
