//! `amend-word-missing-zhongde`: words of an article are changed without 中的: 将第四十一条“甲”修改为“乙”.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::amendment::{Action, Instruction, Part, Quoted};
use crate::document::reference::StepUnit;
use crate::document::tree::label;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    // Amendments to the constitution have no 中的.
    if document.title.as_ref().is_some_and(|title| title.name.contains("宪法修正案")) {
        return Vec::new();
    }
    let instructions = document.amendment().laws.iter().flat_map(|law| &law.instructions);
    let mut out: Vec<Finding> =
        instructions.filter_map(|instruction| bare(document, instruction, first_words(&instruction.action)?)).collect();
    out.sort_by_key(|finding| finding.span);
    out.dedup_by_key(|finding| finding.span);
    out
}

/// The first words of the old text that an action speaks of.
fn first_words(action: &Action) -> Option<&Quoted> {
    match action {
        Action::ReplaceWords(replacements) => replacements.first()?.old.first(),
        Action::DeleteWords(words) => words.first(),
        Action::InsertWords { anchors, .. } => anchors.first(),
        Action::Replace(_)
        | Action::Append { .. }
        | Action::Delete
        | Action::Add { .. }
        | Action::Renumber(_)
        | Action::Split { .. }
        | Action::Merge { .. }
        | Action::Absorb(_)
        | Action::Move { .. }
        | Action::Reorder
        | Action::Editorial
        | Action::NoChange
        | Action::NotUnderstood => None,
    }
}

/// The place and the words with nothing between them.
fn bare(document: &Document, instruction: &Instruction, words: &Quoted) -> Option<Finding> {
    let place = instruction.places.iter().rfind(|place| place.span.end <= words.span.start)?;
    let unit = place.unit().filter(|&unit| unit >= StepUnit::Article)?;
    let between = &document.text()[place.span.end..words.span.start];
    let whole = matches!(place.part, Part::Whole | Part::Sentence(_) | Part::Natural(_));
    let named = document.str(place.span).ends_with(unit.name()) || place.part != Part::Whole;
    let inside = instruction.span.covers(place.span);
    if !whole || !named || !inside || !between.chars().all(label::is_blank) || between.contains('\n') {
        return None;
    }
    let at = place.span.end;
    Some(Finding::at(place.span).edit(Span::new(at, at), "中的"))
}
