//! `xref-single-paragraph-first`: 第一款 of an article that has one paragraph only.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::reference::{self, Base, Reference, Resolution, Share, StepUnit};
use crate::document::tree::ArticleForm;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let lists = reference::lists(document.references());
    lists.flat_map(|list| list.iter().filter_map(|reference| one(document, list, reference))).collect()
}

fn one(document: &Document, list: &[Reference], reference: &Reference) -> Option<Finding> {
    let step = reference.own_steps().find(|step| step.unit == StepUnit::Paragraph)?;
    let counts = step.ordinal.number == 1 && reference.share == Share::Whole && !reference.bare;
    // Something must be left of it: 本条第一款, 第三条第一款.
    let goes_on = reference.span.start < step.span.start;
    let absolute = matches!(reference.base, Base::Law | Base::ThisArticle | Base::PreviousArticles(_));
    if !counts || !goes_on || !absolute {
        return None;
    }
    let Resolution::Found(home) = reference::resolve(document, reference) else { return None };
    // 本条第一款 in its own article is a reference to itself.
    let article = &document.articles[home.article.filter(|_| home.article != reference.home.article)?];
    // Where a second paragraph is named too, it is that one which is wrong, or a paragraph has been lost.
    let alone =
        list.iter().all(|other| other == reference || other.own_steps().all(|step| step.unit != StepUnit::Paragraph));
    if article.paragraphs.len() != 1 || article.form == ArticleForm::Point || !alone {
        return None;
    }
    let target = article.ordinal.label("条");
    Some(Finding::at(reference.span).arg("target", target).label("target", article.label).edit(step.span, ""))
}
