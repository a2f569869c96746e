//! `layout-table-in-article`: a table stands inside an article.
//!
//! What stands behind the last article of a text may be an annex whose heading was lost.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::{ArticleForm, Role};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut places: Vec<Span> = Vec::new();
    let mut in_table = false;
    for block in &document.blocks {
        let row = block.role == Role::Table;
        if row && !in_table && in_article(document, block.span) {
            places.push(block.span);
        }
        in_table = row;
    }
    let Some(&first) = places.first() else { return Vec::new() };
    vec![places[1..].iter().fold(Finding::at(first), |all, &place| all.also(place))]
}

/// Whether a place stands in an article that another one of the same text follows.
fn in_article(document: &Document, span: Span) -> bool {
    let after = document.articles.partition_point(|article| article.span.start <= span.start);
    let Some(article) = document.articles[..after].last() else { return false };
    let followed = document.articles.get(after).is_some_and(|next| next.text == article.text);
    followed && article.form == ArticleForm::Article && article.span.covers(span)
}
