//! `layout-article-gap`: the blank between an article's number and its text is not the same throughout; told once.

use super::minority::{Uses, against_majority, describe};
use crate::diagnostic::Finding;
use crate::document::{ArticleForm, Document};

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let uses: Uses<'_> = document
        .articles
        .iter()
        .filter(|article| article.form == ArticleForm::Article && !article.paragraphs.is_empty())
        .filter(|article| {
            article.gist.is_none() && document.paragraphs[article.paragraphs.start].span.start == article.gap.end
        })
        .map(|article| (document.str(article.gap), article.label))
        .collect();
    let Some((usual, _, others)) = against_majority(&uses) else { return Vec::new() };
    let gap_of = |label| document.articles.iter().find(|article| article.label == label).map(|article| article.gap);
    let Some(&(way, first)) = others.first() else { return Vec::new() };
    let finding = Finding::at(first)
        .arg("usual", describe(usual))
        .arg("found", describe(way))
        .arg("count", others.len().to_string());
    let all = others[1..].iter().fold(finding, |all, &(_, label)| all.label("also", label));
    vec![others.iter().filter_map(|&(_, label)| gap_of(label)).fold(all, |all, gap| all.edit(gap, usual))]
}
