//! `effective-date-missing`: nothing says when the text takes effect.

use crate::diagnostic::Finding;
use crate::document::front::Kind;
use crate::document::{ArticleForm, Document, Role, date};

/// A text with fewer articles is taken for an excerpt.
const LEAST: usize = 5;

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let regulation = match document.instrument.kind {
        Kind::Law | Kind::AdminRegulation | Kind::LocalRegulation | Kind::LocalRule => true,
        Kind::NormativeDocument | Kind::Amendment | Kind::Repeal => false,
    };
    // A part of a code calls itself nothing.
    let first = document.articles.first();
    let whole = document.instrument.self_name.is_some()
        && first.is_some_and(|first| first.ordinal.number == 1 && first.form == ArticleForm::Article);
    let Some(last) = document.articles.last() else { return Vec::new() };
    if !regulation || !whole || document.articles.len() < LEAST || says_when(document) {
        return Vec::new();
    }
    vec![Finding::at(last.label)]
}

fn says_when(document: &Document<'_>) -> bool {
    let note = document.blocks.iter().any(|block| {
        matches!(block.role, Role::Note | Role::Front | Role::Tail) && document.str(block.span).contains("施行")
    });
    // Older texts: 自公布之日施行, 公布后施行.
    let last = document.articles.iter().rev().take(3).any(|article| {
        let text = document.str(article.span);
        (text.contains("公布") || text.contains("发布") || text.contains("颁布") || text.contains("批准"))
            && (text.contains("施行") || text.contains("生效") || text.contains("实施"))
    });
    note || last || !date::effective_clauses(document).is_empty()
}
