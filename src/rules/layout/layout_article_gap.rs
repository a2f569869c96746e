//! `layout-article-gap`: the blank between an article's number and its text is not the same throughout; told once.

use super::minority::{Use, told};
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::ArticleForm;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let uses: Vec<Use<'_>> = document
        .articles
        .iter()
        .filter(|article| article.form == ArticleForm::Article && !article.paragraphs.is_empty())
        .filter(|article| {
            article.gist.is_none() && document.paragraphs[article.paragraphs.start].span.start == article.gap.end
        })
        .map(|article| Use { way: document.str(article.gap), gap: article.gap, place: article.label })
        .collect();
    told(&uses).into_iter().collect()
}
