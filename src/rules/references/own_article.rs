//! References to the article they stand in: `xref-self-reference` (第十条 in 第十条) and `xref-adjacent-should-be-relative`
//! (本条第一款 in the second paragraph).

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::reference::{self, Base, Reference, Resolution, StepUnit};
use crate::document::tree::{ArticleForm, Home};

/// The longest word between two members of a list, in bytes.
const JOIN: usize = "或者".len();

pub(in crate::rules) fn itself(document: &Document) -> Vec<Finding> {
    alone(document).filter_map(|reference| own(document, reference)).collect()
}

pub(in crate::rules) fn adjacent(document: &Document) -> Vec<Finding> {
    let previous = |reference: &Reference| matches!(reference.base, Base::PreviousParagraphs(1));
    let relative = document.references().iter().filter(|reference| previous(reference)).count();
    let found: Vec<Finding> = alone(document).filter_map(|reference| before(document, reference)).collect();
    // A text that hardly uses 前款 has its own way.
    if relative >= found.len() || found.len() == 1 { found } else { Vec::new() }
}

/// The references that are in no list or range: a list may well name its own article.
fn alone(document: &Document) -> impl Iterator<Item = &Reference> {
    reference::lists(document.references()).filter_map(|list| match list {
        [reference] if !reference.bare => Some(reference),
        _ => None,
    })
}

/// The article or paragraph that a reference leads to, where it stands in it.
fn target(document: &Document, reference: &Reference) -> Option<Home> {
    let Resolution::Found(home) = reference::resolve(document, reference) else { return None };
    let same = home.article.is_some() && home.article == reference.home.article;
    let article = same.then_some(home.article).flatten()?;
    (document.articles[article].form == ArticleForm::Article).then_some(home)
}

fn own(document: &Document, reference: &Reference) -> Option<Finding> {
    let home = target(document, reference)?;
    let by_number = reference.base == Base::Law && reference.own_steps().any(|step| step.unit == StepUnit::Article);
    let own_paragraph = home.paragraph.is_some() && home.paragraph == reference.home.paragraph && home.item.is_none();
    match reference.base {
        Base::Law if by_number && own_paragraph => Some(Finding::at(reference.span).variant("paragraph")),
        Base::Law if by_number => Some(Finding::at(reference.span)),
        Base::ThisArticle if own_paragraph => Some(Finding::at(reference.span).variant("paragraph")),
        Base::Law
        | Base::ThisArticle
        | Base::ThisParagraph
        | Base::ThisItem
        | Base::ThisDivision(_)
        | Base::PreviousParagraphs(_)
        | Base::PreviousArticles(_)
        | Base::PreviousItems(_) => None,
    }
}

fn before(document: &Document, reference: &Reference) -> Option<Finding> {
    if reference.base != Base::ThisArticle || reference.home.item.is_some() {
        return None;
    }
    let step = reference.own_steps().find(|step| step.unit == StepUnit::Paragraph)?;
    let home = target(document, reference)?;
    let adjacent = home.paragraph.is_some_and(|paragraph| Some(paragraph + 1) == reference.home.paragraph);
    // Set against another paragraph of the article, or in a list with other articles, it is named by its number.
    let all = document.references();
    let here = all.partition_point(|other| other.span.start < reference.span.start);
    let near = &all[here.saturating_sub(1)..all.len().min(here + 2)];
    let set_against = near.iter().any(|other| {
        let touches = other.span.end.abs_diff(reference.span.start) <= JOIN;
        let same = other.home.paragraph == reference.home.paragraph;
        other != reference && same && (touches || other.base == Base::ThisArticle)
    });
    let adjacent = adjacent && !set_against;
    let relative = Span::new(reference.span.start, step.span.end);
    adjacent.then(|| Finding::at(reference.span).edit(relative, "前款"))
}
