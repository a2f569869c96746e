//! `amend-text-unchanged`: what comes in the place of the old text is the same: “甲”修改为“甲”, 将第五条改为第五条.

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::amendment::{Action, Instruction, Replacement};
use crate::document::tree::label;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for instruction in document.amendment().laws.iter().flat_map(|law| &law.instructions) {
        match &instruction.action {
            Action::ReplaceWords(replacements) => {
                out.extend(replacements.iter().filter_map(|replacement| same_words(document, replacement)));
            }
            Action::Renumber(_) => out.extend(same_number(document, instruction)),
            Action::Replace(_)
            | Action::DeleteWords(_)
            | Action::InsertWords { .. }
            | Action::Append { .. }
            | Action::Delete
            | Action::Add { .. }
            | Action::Split { .. }
            | Action::Merge { .. }
            | Action::Absorb(_)
            | Action::Move { .. }
            | Action::Reorder
            | Action::Editorial
            | Action::NoChange
            | Action::NotUnderstood => {}
        }
    }
    out.sort_by_key(|finding: &Finding| finding.span);
    out.dedup_by_key(|finding| finding.span);
    out
}

/// “甲”修改为“甲”
fn same_words(document: &Document, replacement: &Replacement) -> Option<Finding> {
    let text = |span: Span| label::without_blanks(document.str(span));
    let new = text(replacement.new.span);
    let same = replacement.old.iter().find(|old| text(old.span) == new)?;
    Some(Finding::at(replacement.new.span).label("old", same.span))
}

/// 将第五条改为第五条
fn same_number(document: &Document, instruction: &Instruction) -> Option<Finding> {
    let Action::Renumber(numbers) = &instruction.action else { return None };
    let mut pairs = instruction.places.iter().zip(numbers);
    let (_, number) = pairs.find(|(place, number)| match number.as_slice() {
        [step] => place.steps.last() == Some(step),
        _ => place.steps == **number,
    })?;
    let &(unit, ordinal) = number.last()?;
    Some(Finding::at(told::number(document, instruction, unit, ordinal)).variant("number"))
}
