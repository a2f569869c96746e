//! `article-number-mark`: a mark stands between the number of an article or of a chapter and what follows, where a blank
//! belongs: 第一条、, 第一章：; told once each.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::ArticleForm;
use crate::document::tree::label::is_blank;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    articles(document).into_iter().chain(divisions(document)).collect()
}

/// Headings whose number has a mark behind it.
fn divisions(document: &Document) -> Option<Finding> {
    let marked = document.divisions.iter().filter(|division| {
        let gap = document.str(division.gap);
        !gap.trim_matches(is_blank).is_empty() && document.str(division.label).starts_with('第')
    });
    // 第一部分：总则 is as good as any.
    let marked: Vec<_> = marked.filter(|division| !document.str(division.label).ends_with("部分")).collect();
    let (first, rest) = marked.split_first()?;
    let finding = Finding::at(first.gap);
    let finding = rest.iter().fold(finding, |all, division| all.also(division.gap));
    Some(marked.iter().fold(finding, |all, division| all.edit(division.gap, "　")))
}

/// Articles whose number has a mark behind it.
fn articles(document: &Document) -> Option<Finding> {
    let articles = || document.articles.iter().filter(|article| article.form == ArticleForm::Article);
    let marked: Vec<_> = articles().filter(|article| !article.separator.is_empty()).collect();
    let first = marked.first()?;
    let unmarked = articles().find(|article| article.separator.is_empty() && !article.gap.is_empty());
    let usual = unmarked.map_or("　", |article| document.str(article.gap));
    let finding = Finding::at(first.separator);
    let finding = marked[1..].iter().fold(finding, |all, article| all.also(article.separator));
    let mended = marked.iter().fold(finding, |all, article| {
        let alone = document
            .block_at(article.label.start)
            .is_some_and(|block| document.blocks[block].span.end <= article.gap.end);
        let place = Span::new(article.label.end, article.gap.end);
        all.edit(place, if alone { "" } else { usual })
    });
    Some(mended)
}
