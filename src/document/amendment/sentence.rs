//! Sentences of a decision that name no place: 对条文顺序作相应调整, 作文字技术修改, 本决定自公布之日起施行, and those that lead to
//! others, 对部分条文作如下修改.

use super::skeleton::QUOTE;
use super::state::Clauses;
use super::{Action, Instruction};
use crate::document::reference::address;
use crate::lexicon::amendments;

/// Reads the sentence or clause that stands here, where it is one of these.
pub(super) fn read(clauses: &mut Clauses<'_, '_, '_>) -> bool {
    let rest = clauses.reader.rest();
    let sentence = until(rest, &['。', '\n', '；']);
    let clause = until(rest, &['，', '。', '\n', '；']);
    let own = amendments::DECISIONS.iter().any(|word| sentence.starts_with(word));
    if !sentence.contains(QUOTE) && (own || has(sentence, amendments::NO_CHANGE)) {
        let mut actions = Vec::new();
        if reorders(sentence) {
            actions.push(Action::Reorder);
        }
        if has(sentence, amendments::EDITORIAL) {
            actions.push(Action::Editorial);
        }
        actions.push(Action::NoChange);
        return push(clauses, sentence, actions);
    }
    if !clause.contains(QUOTE) && has(clause, amendments::EDITORIAL) {
        let order = reorders(clause).then_some(Action::Reorder);
        return push(clauses, clause, [Action::Editorial].into_iter().chain(order).collect());
    }
    if !clause.contains(QUOTE) && reorders(clause) {
        return push(clauses, clause, vec![Action::Reorder]);
    }
    let lead = until(rest, &['：', '。', '\n', '；']);
    let leads = lead.ends_with("决定") || amendments::AMENDS_LAW.iter().any(|word| lead.ends_with(word));
    if leads && !lead.contains(QUOTE) && !names_a_place(lead) {
        clauses.reader.at += lead.len();
        return true;
    }
    let reason = amendments::REASONS.iter().any(|word| clause.starts_with(word));
    if reason && !clause.contains(QUOTE) && !names_a_place(clause) {
        clauses.reader.at += clause.len();
        return true;
    }
    false
}

/// Whether an address stands in some words.
fn names_a_place(text: &str) -> bool {
    text.char_indices().any(|(at, c)| c == '第' && address::addresses(&text[at..]).is_some())
}

/// Adds what a stretch of the words here does to the laws that it names.
fn push(clauses: &mut Clauses<'_, '_, '_>, stretch: &str, actions: Vec<Action>) -> bool {
    let from = clauses.reader.at;
    clauses.reader.at += stretch.len();
    let span = clauses.reader.skeleton.place(from, clauses.reader.at);
    let titles: Vec<_> = clauses.reader.skeleton.titles().filter(|title| span.covers(*title)).collect();
    for action in actions {
        clauses.out.push_to(&titles, &Instruction { span, places: Vec::new(), action });
    }
    true
}

fn until<'t>(text: &'t str, marks: &[char]) -> &'t str {
    &text[..text.find(marks).unwrap_or(text.len())]
}

fn has(text: &str, list: &[&str]) -> bool {
    list.iter().any(|word| text.contains(word))
}

/// Whether the order of articles is let move.
fn reorders(text: &str) -> bool {
    has(text, amendments::ORDER) && has(text, amendments::REORDER)
}
