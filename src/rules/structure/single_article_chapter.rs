//! `single-article-chapter`: a chapter of one article, other than the last.

use super::chapters;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for chapters in chapters::of_texts(document) {
        let Some((_, others)) = chapters.split_last() else { continue };
        for chapter in others {
            let division = chapter.division;
            // A chapter on liability may do nothing but refer to other laws.
            let exempt = matches!(chapter.name.as_str(), "法律责任" | "罚则") || chapter.number().is_none();
            if division.articles.len() == 1 && !exempt {
                out.push(Finding::at(Span::new(division.label.start, division.name.end)));
            }
        }
    }
    out
}
