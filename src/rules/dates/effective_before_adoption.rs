//! `effective-before-adoption`: the text takes effect before it was passed, approved or published.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::date::{self, Subject};
use crate::document::history::{Event, EventKind};

/// Since then a revised text (修订) sets its effective date anew; older revisions often kept the first one.
const ANEW_SINCE: i16 = 2005;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(adopted) = adopted(document) else { return Vec::new() };
    // The notes of an amending decision speak of the decision, its clauses of the texts it amends, too.
    let decision = document.instrument.kind.is_decision();
    let clauses = date::effective_clauses(document).iter().filter(|clause| {
        clause.starts
            && matches!(document.str(clause.verb), "施行" | "实施" | "生效")
            && clause.subject == Subject::Named
    });
    // Parts of a text may have taken effect earlier, by another text: the last day counts.
    let last = clauses.filter_map(|clause| clause.date.map(|day| (day, clause.day))).max();
    let Some((_, span)) = last.filter(|&(day, _)| day < adopted.date && !decision) else { return Vec::new() };
    let when = adopted.date;
    let told = format!("{}年{}月{}日", when.year(), when.month(), when.day());
    vec![Finding::at(span).arg("adopted", told).label("adopted", adopted.span)]
}

/// The day before which the text cannot take effect: its last revision, or else its first adoption. A text that was
/// amended (修正) keeps its first effective date; one that had to be approved waits for the approval.
fn adopted(document: &Document) -> Option<&Event> {
    let history = document.history();
    // 国务院令 call amendments 修订, too.
    let law = document.instrument.kind.is_of_congress();
    // What a decision 关于修改… changed is an amendment, whatever the note calls it.
    let amends = |event: &Event| event.decision.is_some_and(|title| document.str(title).contains("关于修改"));
    let revision = history.iter().rfind(|event| event.kind == EventKind::Revised && !amends(event));
    let anew = |revision: &&Event| law && revision.date.year() >= ANEW_SINCE && !tells_of_several(history);
    if let Some(revision) = revision.filter(anew) {
        return Some(revision);
    }
    let first = |kind: EventKind| history.iter().find(|event| event.kind == kind);
    let passed = first(EventKind::Passed);
    let approved = first(EventKind::Approved).filter(|event| passed.is_none_or(|passed| passed.date <= event.date));
    let adopted = approved.or(passed).or_else(|| first(EventKind::Published));
    // A note that opens with a revision leaves out what was before.
    adopted.filter(|adopted| revision.is_none_or(|revision| adopted.date <= revision.date))
}

/// Whether the note tells of several texts: they were passed more than twice.
fn tells_of_several(history: &[Event]) -> bool {
    history.iter().filter(|event| event.kind == EventKind::Passed).count() > 2
}
