//! `article-number-mark`: a mark stands between an article's number and its text, where a blank belongs: 第一条、; told once.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::ArticleForm;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let articles = || document.articles.iter().filter(|article| article.form == ArticleForm::Article);
    let marked: Vec<_> = articles().filter(|article| !article.separator.is_empty()).collect();
    let Some(first) = marked.first() else { return Vec::new() };
    let unmarked = articles().find(|article| article.separator.is_empty() && !article.gap.is_empty());
    let usual = unmarked.map_or("　", |article| document.str(article.gap));
    let finding = Finding::at(first.separator).arg("count", marked.len().to_string());
    let finding = marked[1..].iter().fold(finding, |all, article| all.also(article.separator));
    let mended = marked.iter().fold(finding, |all, article| {
        let alone = document
            .block_at(article.label.start)
            .is_some_and(|block| document.blocks[block].span.end <= article.gap.end);
        let place = Span::new(article.label.end, article.gap.end);
        all.edit(place, if alone { "" } else { usual })
    });
    vec![mended]
}
