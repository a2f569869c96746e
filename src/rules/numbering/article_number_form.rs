//! `article-number-form`: an article's number is not written as numbers of articles are, in its label or in a
//! reference to this text. A text that writes most of them so is told so once.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::reference::{Law, StepUnit};
use crate::document::tree::ArticleForm;
use crate::document::tree::lookalike::is_lookalike;
use crate::rules::summary::told_once;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    // Texts made of points (1. 2.) are cited by those numbers.
    if !document.has_articles() {
        return Vec::new();
    }
    let labels = document.articles.iter().filter(|article| article.form == ArticleForm::Article).map(|article| {
        let right = article.ordinal.label("条");
        // 【第一条】为了: without its brackets the label would run into the text.
        let tight = article.gap.is_empty() && !document.str(article.label).starts_with('第');
        (article.label, if tight { right + "　" } else { right })
    });
    let own = document.references().iter().filter(|reference| matches!(reference.law, Law::Own(_) | Law::Implied));
    let references = own
        .flat_map(|reference| reference.steps.iter().filter(|step| reference.span.covers(step.span)))
        .filter(|step| step.unit == StepUnit::Article && is_whole(document.str(step.span)))
        .map(|step| (step.span, step.ordinal.label("条")));
    let wrong = |(span, right): (Span, String)| {
        let text = document.str(span);
        let shown = right.trim_end().to_owned();
        let wrong = text != right && !text.contains(is_lookalike) && text.replace('條', "条") != right;
        wrong.then(|| Finding::at(span).arg("right", shown).edit(span, right))
    };
    told_once(labels.chain(references).filter_map(wrong).collect())
}

/// Whether a step is written out: those of 第三、四条 are not, which is another lint's fault.
fn is_whole(step: &str) -> bool {
    step.starts_with('第') && step.contains('条')
}
