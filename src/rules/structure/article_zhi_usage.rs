//! `article-zhi-usage`: 第二十条之一 in a text that is no law of the National People's Congress.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::front::Kind;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let kind = document.instrument.kind;
    // The Criminal Law; an amendment inserts articles into another text.
    if kind == Kind::Law || kind.is_decision() {
        return Vec::new();
    }
    let inserted = document.articles.iter().filter(|article| article.ordinal.branch > 0);
    inserted.map(|article| Finding::at(article.label)).collect()
}
