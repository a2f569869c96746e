//! `chapters-threshold`: a short rule in chapters, or a long regulation without.

use super::chapters;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::ArticleForm;
use crate::document::tree::front::Kind;
use crate::options::Options;

/// So few chapters are no division of the text.
const CHAPTERS: usize = 3;

pub(in crate::rules) fn find(document: &Document, options: &Options) -> Vec<Finding> {
    let kind = document.instrument.kind;
    if !kind.is_regulation() {
        return Vec::new();
    }
    let least = options.number(if kind == Kind::LocalRule { "least-rule" } else { "least-regulation" });
    // A book of a code starts anywhere.
    if document.articles.first().is_none_or(|first| first.ordinal.number != 1) {
        return Vec::new();
    }
    // The last number, not the number of articles: copies lose some.
    let plain = document.articles.iter().filter(|article| article.form == ArticleForm::Article && article.text == 0);
    let Some(count) = plain.map(|article| article.ordinal.number as usize).max() else { return Vec::new() };
    let texts = chapters::of_texts(document);
    let finding = |span: Span| Finding::at(span).arg("count", count.to_string());
    let chapters = texts.first().map_or(&[][..], |chapters| chapters.as_slice());
    match chapters.first().map(|chapter| chapter.division) {
        Some(first) if count < least && chapters.len() >= CHAPTERS => {
            let chapters = chapters.len().to_string();
            vec![finding(Span::new(first.label.start, first.name.end)).arg("chapters", chapters)]
        }
        None if count > options.number("undivided") && document.divisions.is_empty() => {
            let title = document.title.as_ref().map(|title| title.span);
            title.map(|span| finding(span).variant("long")).into_iter().collect()
        }
        Some(_) | None => Vec::new(),
    }
}
