//! `article-zhi-usage`: 第二十条之一 in a text that is no law of the National People's Congress.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::front::Kind;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    match document.instrument.kind {
        // The Criminal Law; an amendment inserts articles into another text.
        Kind::Law | Kind::Amendment | Kind::Repeal => Vec::new(),
        Kind::AdminRegulation | Kind::LocalRegulation | Kind::LocalRule | Kind::NormativeDocument => {
            let inserted = document.articles.iter().filter(|article| article.ordinal.branch > 0);
            inserted.map(|article| Finding::at(article.label)).collect()
        }
    }
}
