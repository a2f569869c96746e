//! `xref-bare-article`: 第二十条 without 本条例 before it.
//!
//! Only where it is plain that this text's own article is meant: nothing in the article speaks of another law. A text
//! that leaves its name out throughout is told once.

use std::collections::HashSet;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::reference::{self, Base, Law, Reference, Share, StepUnit};
use crate::rules::summary::{SINGLE, told_beyond};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(own) = document.instrument.self_name else { return Vec::new() };
    if !document.instrument.kind.is_regulation() {
        return Vec::new();
    }
    let references = document.references();
    let foreign: HashSet<Option<usize>> = references
        .iter()
        .filter(|reference| matches!(reference.law, Law::Other(_) | Law::Unclear))
        .map(|reference| reference.home.article)
        .collect();
    let named = references.iter().filter(|reference| matches!(reference.law, Law::Own(_))).count();
    let bare = (0..references.len()).filter(|&at| {
        is_bare(&references[at])
            && !foreign.contains(&references[at].home.article)
            && !is_own(document, &references[at])
            && !goes_on(document, &references[..at], &references[at], own)
    });
    let found: Vec<Finding> = bare.filter_map(|at| one(document, &references[at], own)).collect();
    let most = if named >= found.len() { SINGLE } else { 1 };
    told_beyond(found, most)
}

fn is_bare(reference: &Reference) -> bool {
    let article = reference.own_steps().next().is_some_and(|step| step.unit == StepUnit::Article);
    article && reference.law == Law::Implied && reference.base == Base::Law && reference.join.is_none()
}

/// Whether it names the article it stands in, which is told of as such.
fn is_own(document: &Document, reference: &Reference) -> bool {
    let article = reference::article_of(document, reference);
    article.is_some() && article == reference.home.article
}

/// Whether the name is understood: a list whose start is on a line above, a reference or the name itself before it in
/// the same sentence, or the name in the lead of its list.
fn goes_on(document: &Document, before: &[Reference], reference: &Reference, own: &str) -> bool {
    let Some(passage) = document.passage_at(reference.span.start) else { return false };
    let text = document.str(Span::new(passage.span.start, reference.span.start));
    let sentence = text.rfind('。').unwrap_or(0);
    let shares = before.last().is_some_and(|last| {
        last.span.start >= passage.span.start + sentence && last.steps.iter().any(|step| step.unit == StepUnit::Article)
    });
    let lead = passage.home.paragraph.filter(|_| passage.home.item.is_some());
    let named_in_lead = lead.is_some_and(|lead| document.str(document.paragraphs[lead].span).contains(own));
    let listed = text.ends_with(['、', '和', '至', '或', '及', '与', '者']);
    shares || listed || text[sentence..].contains(own) || named_in_lead
}

fn one(document: &Document, reference: &Reference, own: &str) -> Option<Finding> {
    let article = reference.own_steps().next()?.span;
    let start = Span::new(article.start, article.start);
    // 本第二十一条 has lost a part of the name.
    let halved = document.text()[..article.start].ends_with('本');
    let lost = own.strip_prefix('本').filter(|_| halved).unwrap_or(own);
    // 第三、四条 is told of by its own lint first.
    let whole = reference.share == Share::Whole || reference.own_steps().count() > 1;
    whole.then(|| Finding::at(article).arg("own", own).edit(start, lost))
}
