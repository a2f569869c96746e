//! `transition-date-consistency`: a deadline that ends before the text takes effect.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::date::{self, DateMention, Subject};
use crate::lexicon::dates;

/// How far back, in characters, the sentence is read for its 应当.
const SENTENCE: usize = 60;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let clauses = date::effective_clauses(document).iter();
    let own = clauses.filter(|clause| clause.subject == Subject::Named && clause.lead.is_some());
    let Some((start, clause)) = own.filter_map(|clause| clause.date.map(|day| (day, clause.day))).min() else {
        return Vec::new();
    };
    let missed = document.dates().iter().filter(|date| date.date().is_some_and(|day| day < start));
    missed
        .filter(|date| is_deadline(document, date))
        .map(|date| Finding::at(date.span).arg("effective", document.str(clause)).label("effective", clause))
        .collect()
}

/// 应当在2026年5月1日前补办: a duty comes before the date, and what follows is no attribute (2020年以前建成的).
fn is_deadline(document: &Document, date: &DateMention) -> bool {
    let Some(passage) = document.passage_at(date.span.start) else { return false };
    let before = &document.text()[passage.span.start..date.span.start];
    let near = before.char_indices().rev().take(SENTENCE).last().map_or(before.len(), |(at, _)| at);
    let sentence = before[near..].rfind(['。', '；']).map_or(near, |stop| near + stop);
    let duty = dates::DEADLINE_DUTIES.iter().any(|word| before[sentence..].contains(word));
    let behind = &document.text()[date.span.end..passage.span.end];
    let Some(rest) = dates::DEADLINE_ENDS.iter().find_map(|word| behind.strip_prefix(word)) else {
        return false;
    };
    let clause = &rest[..rest.find(['，', '。', '；', '：']).unwrap_or(rest.len())];
    duty && !clause.contains('的') && !clause.starts_with(['已', '依', '在', '经'])
}
