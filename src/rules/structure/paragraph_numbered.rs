//! `paragraph-numbered`: the paragraphs of an article carry numbers.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::{self, MarkForm, is_blank};
use crate::document::tree::{ArticleForm, Paragraph};
use crate::rules::summary::told_once;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let articles = document.articles.iter().filter(|article| article.form == ArticleForm::Article);
    let found = articles.filter_map(|article| {
        let paragraphs = &document.paragraphs[article.paragraphs.clone()];
        let listed = |at: usize| paragraphs[..at].iter().any(|before| opens_list(document, before));
        (0..paragraphs.len())
            .filter(|&at| !(is_counted(document, &paragraphs[at]) && listed(at)))
            .find_map(|at| numbered(document, &paragraphs[at..]))
            .map(Finding::at)
    });
    told_once(found.collect())
}

/// Whether a paragraph opens with （一）: what is numbered 1. behind it is its list.
fn opens_list(document: &Document, paragraph: &Paragraph) -> bool {
    let mark = label::item(document.str(paragraph.span), paragraph.span.start);
    mark.is_some_and(|mark| mark.form.is_chinese() && mark.form != MarkForm::Bare)
}

/// Whether a paragraph opens with a number in figures.
fn is_counted(document: &Document, paragraph: &Paragraph) -> bool {
    label::item(document.str(paragraph.span), paragraph.span.start).is_some_and(|mark| !mark.form.is_chinese())
}

/// The number of a paragraph that the next paragraph, or the item behind it, counts on; or the words 第一款 before it.
fn numbered(document: &Document, paragraphs: &[Paragraph]) -> Option<Span> {
    let paragraph = paragraphs.first()?;
    let text = document.str(paragraph.span);
    if let Some(rest) = text.strip_prefix("第一款") {
        let end = paragraph.span.start + "第一款".len();
        return rest
            .starts_with(|c| is_blank(c) || matches!(c, '：' | ':'))
            .then(|| Span::new(paragraph.span.start, end));
    }
    let mark = label::item(text, paragraph.span.start)?;
    let next = paragraphs.get(1).and_then(|next| label::item(document.str(next.span), next.span.start));
    let item = document.items[paragraph.items.clone()].first().and_then(|item| item.mark);
    let counted = item.or(next).is_some_and(|after| after.number == mark.number + 1);
    counted.then_some(mark.label)
}
