//! `toc-contains-article`: the table of contents lists articles.

use crate::diagnostic::{Finding, told_per};
use crate::document::Document;
use crate::document::toc::Listed;

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let entries = document.toc.iter().flat_map(|toc| &toc.entries);
    let articles = entries.filter(|entry| entry.lists == Listed::Article);
    told_per(articles.map(|entry| ((), Finding::at(entry.span))))
}
