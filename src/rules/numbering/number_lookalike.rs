//! `number-lookalike`: a character that looks like a numeral stands for one in a label or in a reference: 第十—条, 第l项,
//! 第陆拾条.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::ArticleForm;
use crate::document::tree::label::Ordinal;
use crate::document::tree::lookalike::is_lookalike;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let articles = document.articles.iter().filter(|article| article.form == ArticleForm::Article);
    let labels = articles.map(|article| (article.label, article.ordinal.label("条")));
    let divisions = document.divisions.iter().filter_map(|division| {
        let number = division.numeral?.value;
        Some((division.label, Ordinal::plain(number).label(division.level.unit())))
    });
    let steps = document.references().iter().flat_map(|reference| {
        let own = reference.steps.iter().filter(|step| reference.span.covers(step.span));
        own.map(|step| (step.span, step.ordinal.label(step.unit.name())))
    });
    let all = labels.chain(divisions).chain(steps);
    all.filter_map(|(span, right)| one(document, span, &right)).collect()
}

/// A label or a step that is written with such characters.
fn one(document: &Document, span: Span, right: &str) -> Option<Finding> {
    let text = document.str(span);
    // Radicals and compatibility ideographs are told of wherever they stand, as characters that are not standard.
    let radical = |c: char| matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}');
    let found: String = text.chars().filter(|&c| is_lookalike(c) && !radical(c)).collect();
    // 第三、四条: what is left out is shared.
    let whole = text.starts_with('第') && !found.is_empty();
    whole.then(|| Finding::at(span).arg("found", found).arg("right", right).edit(span, right))
}
