//! `effective-date-missing`: nothing says when the text takes effect.

use crate::diagnostic::Finding;
use crate::document::tree::{ArticleForm, Role};
use crate::document::{Document, date};
use crate::lexicon::{dates, titles};

/// A text with fewer articles is taken for an excerpt.
const LEAST: usize = 5;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let regulation = document.instrument.kind.is_regulation();
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

fn says_when(document: &Document) -> bool {
    let note = document.blocks.iter().any(|block| {
        matches!(block.role, Role::Note | Role::Front | Role::Tail)
            && dates::EFFECTIVE_VERBS.iter().any(|verb| document.str(block.span).contains(verb))
    });
    // Older texts: 本法自公布之日施行, 本条例经批准后施行.
    let last = document.articles.iter().rev().take(3).any(|article| {
        document.str(article.span).split(['。', '；']).any(|sentence| {
            // 自本法施行之日起终止 tells of something else: the verb stands behind the day.
            let behind = |word: &&str| sentence.split_once(*word).map(|(_, behind)| behind);
            titles::SELF_NAMES.iter().any(|name| sentence.contains(name))
                && dates::EFFECTIVE_DAY
                    .iter()
                    .filter_map(behind)
                    .any(|behind| dates::EFFECTIVE_VERBS.iter().any(|verb| behind.contains(verb)))
        })
    });
    note || last || date::effective_clauses(document).iter().any(date::EffectiveClause::own)
}
