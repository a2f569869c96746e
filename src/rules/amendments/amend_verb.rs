//! `amend-verb`: another verb than decisions have for it: 将第五十条修改为第四十七条, 删除第五条.

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::amendment::{Action, Instruction};
use crate::lexicon::amendments;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let court = told::is_of_court(document);
    let mut out: Vec<Finding> = Vec::new();
    let instructions = document.amendment().laws.iter().flat_map(|law| &law.instructions);
    for instruction in instructions {
        let found = match &instruction.action {
            Action::Renumber(_) => renumbering(document, instruction),
            Action::Delete | Action::DeleteWords(_) if !court => deleting(document, instruction),
            Action::Replace(_) | Action::ReplaceWords(_) if !court => replacing(document, instruction),
            Action::Replace(_)
            | Action::ReplaceWords(_)
            | Action::Delete
            | Action::DeleteWords(_)
            | Action::InsertWords { .. }
            | Action::Append { .. }
            | Action::Add { .. }
            | Action::Split { .. }
            | Action::Merge { .. }
            | Action::Absorb(_)
            | Action::Move { .. }
            | Action::Reorder
            | Action::Editorial
            | Action::NoChange
            | Action::NotUnderstood => None,
        };
        out.extend(found);
    }
    out.sort_by_key(|finding| finding.span);
    out.dedup_by_key(|finding| finding.span);
    out
}

/// 将第五十条修改为第四十七条: text is 修改为 other text, a number is 改为 another number.
fn renumbering(document: &Document, instruction: &Instruction) -> Option<Finding> {
    let stretches = told::own_words(document, instruction);
    let (verb, _) = told::find(document, &stretches, amendments::ODD_RENUMBERING)?;
    let behind = &document.text()[verb.end..instruction.span.end.max(verb.end)];
    behind.trim_start().starts_with('第').then(|| finding(verb, "改为"))
}

fn deleting(document: &Document, instruction: &Instruction) -> Option<Finding> {
    let (verb, _) = told::find(document, &told::own_words(document, instruction), amendments::ODD_DELETING)?;
    Some(finding(verb, "删去").variant("deleting"))
}

fn replacing(document: &Document, instruction: &Instruction) -> Option<Finding> {
    let (verb, _) = told::find(document, &told::own_words(document, instruction), amendments::ODD_REPLACING)?;
    Some(finding(verb, "修改为").variant("replacing"))
}

fn finding(verb: Span, right: &str) -> Finding {
    Finding::at(verb).arg("right", right).edit(verb, right)
}
