//! `xref-paragraph-omitted`: 第十条第三项 where several paragraphs of 第十条 have items.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::reference::{self, Base, Reference, Resolution, StepUnit};
use crate::document::tree::Article;
use crate::document::tree::label::Ordinal;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    document.references().iter().filter_map(|reference| one(document, reference)).collect()
}

fn one(document: &Document, reference: &Reference) -> Option<Finding> {
    let item = reference.own_steps().find(|step| step.unit == StepUnit::Item)?;
    let named = reference.own_steps().any(|step| step.unit == StepUnit::Article)
        || (matches!(reference.base, Base::ThisArticle | Base::PreviousArticles(_)) && reference.join.is_none());
    if !named || reference.bare || reference.step(StepUnit::Paragraph).is_some() {
        return None;
    }
    let Resolution::Found(home) = reference::resolve(document, reference) else { return None };
    let article = &document.articles[home.article?];
    if with_items(document, article).count() < 2 {
        return None;
    }
    let has = |paragraph: &usize| {
        let mut marks = document.paragraphs[*paragraph].items.clone().filter_map(|item| document.items[item].mark);
        marks.any(|mark| mark.number == item.ordinal.number)
    };
    let holders: Vec<usize> = with_items(document, article).filter(has).collect();
    let finding = Finding::at(reference.span).arg("target", article.ordinal.label("条")).label("target", article.label);
    let [only] = holders.as_slice() else { return Some(finding) };
    let number = u32::try_from(only - article.paragraphs.start + 1).ok()?;
    let insert = Ordinal::plain(number).label("款");
    Some(finding.edit(crate::diagnostic::Span::new(item.span.start, item.span.start), insert))
}

/// The paragraphs of an article that open a list of items.
fn with_items<'d>(document: &'d Document, article: &Article) -> impl Iterator<Item = usize> + use<'d> {
    let opens = |&paragraph: &usize| {
        let paragraph = &document.paragraphs[paragraph];
        !paragraph.items.is_empty() && !paragraph.continues
    };
    article.paragraphs.clone().filter(opens)
}
