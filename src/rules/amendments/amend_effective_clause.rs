//! `amend-effective-clause`: a 修改决定 does not say when it takes effect, or that the amended text is published anew.

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::front::Kind;
use crate::lexicon::{amendments, dates};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(at) = place(document) else { return Vec::new() };
    let mut out = Vec::new();
    if !takes_effect(document) {
        out.push(Finding::at(at));
    }
    let several = document.title.as_ref().is_some_and(|title| title.name.contains("部分"));
    let anew = told::own_lines(document).any(|line| says(document, line, amendments::REPUBLISHING));
    if !several && !anew {
        out.push(Finding::at(at).variant("anew"));
    }
    out
}

/// Where both should stand: the last point of a decision that amends something. A 修正案 takes effect by a decision, or is
/// followed by no new text.
fn place(document: &Document) -> Option<Span> {
    let own = document.instrument.self_name == Some("本决定") && document.instrument.kind == Kind::Amendment;
    let laws = &document.amendment().laws;
    if !own || laws.is_empty() || told::is_of_court(document) {
        return None;
    }
    let last = laws.iter().flat_map(|law| &law.instructions).max_by_key(|instruction| instruction.span.end)?;
    Some(told::head(document, last))
}

/// Whether something says when the decision takes effect: a sentence of its own, or the announcement before it.
fn takes_effect(document: &Document) -> bool {
    document.blocks.iter().any(|block| {
        let sentence = |stretch: Span| {
            document.str(stretch).split(['。', '；', '\n']).any(|sentence| {
                let effect = amendments::EFFECTS.iter().any(|word| sentence.contains(word));
                let own = amendments::DECISIONS.iter().any(|word| sentence.contains(word));
                effect && (own || dates::EFFECTIVE_DAY.iter().any(|word| sentence.contains(word)))
            })
        };
        let around = matches!(block.role, Role::Front | Role::Note | Role::Tail);
        block.role != Role::Quoted
            && (around && says(document, block.span, amendments::EFFECTS)
                || told::without_quotations(document, block.span).into_iter().any(sentence))
    })
}

fn says(document: &Document, line: Span, list: &[&str]) -> bool {
    list.iter().any(|word| document.str(line).contains(word))
}
