//! The numbers that quoted text bears itself, 第二十四条　…, and how many units it has, beside what the instruction tells.

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::amendment::{Action, Amended, Instruction, Part, Quoted};
use crate::document::reference::StepUnit;
use crate::document::reference::address::Steps;
use crate::document::tree::label::{self, Ordinal};

/// Labels of articles in quoted text that are not those which the instruction tells; `given` are the numbers that the
/// instructions to the law give to articles.
pub(super) fn labels(document: &Document, law: &Amended, given: &[Ordinal]) -> Vec<Finding> {
    let mut out = Vec::new();
    for instruction in &law.instructions {
        let Some((text, told)) = told_articles(law, instruction) else { continue };
        let borne = articles(document, text);
        if borne.is_empty() || told.is_empty() {
            continue;
        }
        // 第七十条 of a chapter that is added with it may have been told on its own.
        let strange = |&&(number, _): &&(Ordinal, Span)| !told.contains(&number) && !given.contains(&number);
        let wrong: Vec<&(Ordinal, Span)> = borne.iter().filter(strange).collect();
        let missing: Vec<Ordinal> =
            told.iter().copied().filter(|number| !borne.iter().any(|(own, _)| own == number)).collect();
        if let (Some(&&(_, span)), Some(number)) = (wrong.first(), missing.first()) {
            out.push(Finding::at(span).variant("label").arg("told", number.label("条")));
        } else if !wrong.is_empty() || !missing.is_empty() {
            out.push(count_finding(document, instruction, told.len(), borne.len()));
        }
    }
    out
}

/// The text of an instruction that brings whole articles, and the numbers it tells for them.
fn told_articles<'a>(law: &Amended, instruction: &'a Instruction) -> Option<(&'a Quoted, Vec<Ordinal>)> {
    let articles = |numbers: &[Steps]| {
        let last = |steps: &Steps| steps.last().filter(|step| step.0 == StepUnit::Article).map(|step| step.1);
        numbers.iter().filter_map(last).collect::<Vec<_>>()
    };
    match &instruction.action {
        Action::Add { numbers, text, .. } | Action::Split { numbers, text, .. } => {
            Some((text.as_ref()?, articles(numbers)))
        }
        Action::Merge { number, text } => Some((text.as_ref()?, articles(number.as_slice()))),
        Action::Replace(text) => {
            let mut told = Vec::new();
            for place in &instruction.places {
                if place.unit() != Some(StepUnit::Article) || place.part != Part::Whole {
                    return None;
                }
                told.push(new_number(law, &place.steps)?);
            }
            Some((text, told))
        }
        Action::ReplaceWords(_)
        | Action::InsertWords { .. }
        | Action::Append { .. }
        | Action::DeleteWords(_)
        | Action::Delete
        | Action::Renumber(_)
        | Action::Absorb(_)
        | Action::Move { .. }
        | Action::Reorder
        | Action::Editorial
        | Action::NoChange
        | Action::NotUnderstood => None,
    }
}

/// The number that an article has in the new text, as far as it is told; else its own.
fn new_number(law: &Amended, old: &Steps) -> Option<Ordinal> {
    let renumbered = law.instructions.iter().find_map(|instruction| {
        let Action::Renumber(numbers) = &instruction.action else { return None };
        instruction.places.iter().zip(numbers).find(|(place, _)| place.steps == *old).map(|(_, number)| number)
    });
    let &(unit, ordinal) = renumbered.unwrap_or(old).last()?;
    (unit == StepUnit::Article).then_some(ordinal)
}

/// The labels of the articles in quoted text.
fn articles(document: &Document, text: &Quoted) -> Vec<(Ordinal, Span)> {
    let mark = |paragraph: &Span| label::article(document.str(*paragraph), paragraph.start);
    // 第六条规定的… is no label: a blank follows one.
    let marks = text.paragraphs.iter().filter_map(mark).filter(|mark| !mark.gap.is_empty());
    marks.map(|mark| (mark.ordinal, mark.label)).collect()
}

/// A quotation with another number of units than the instruction tells: 增加两款 with three.
pub(super) fn count(document: &Document, instruction: &Instruction) -> Option<Finding> {
    let (unit, count, text) = match &instruction.action {
        Action::Add { unit, count, text, .. } | Action::Split { unit, count, text, .. } => {
            (unit, count, text.as_ref()?)
        }
        Action::Replace(_)
        | Action::ReplaceWords(_)
        | Action::InsertWords { .. }
        | Action::Append { .. }
        | Action::DeleteWords(_)
        | Action::Delete
        | Action::Renumber(_)
        | Action::Merge { .. }
        | Action::Absorb(_)
        | Action::Move { .. }
        | Action::Reorder
        | Action::Editorial
        | Action::NoChange
        | Action::NotUnderstood => return None,
    };
    let is_item = |paragraph: &&Span| label::item(document.str(**paragraph), paragraph.start).is_some();
    let items = text.paragraphs.iter().filter(is_item).count();
    let others = text.paragraphs.len() - items;
    let found = match unit {
        StepUnit::Paragraph => others,
        StepUnit::Item if items > 0 && others == 0 => items,
        // Without labels of their own, articles are one paragraph each at least.
        StepUnit::Article if articles(document, text).is_empty() => others.min(*count as usize),
        StepUnit::Item
        | StepUnit::Article
        | StepUnit::Subitem
        | StepUnit::Part
        | StepUnit::Subpart
        | StepUnit::Chapter
        | StepUnit::Section => return None,
    };
    (found != *count as usize).then(|| count_finding(document, instruction, *count as usize, found))
}

fn count_finding(document: &Document, instruction: &Instruction, told: usize, found: usize) -> Finding {
    let span = told::head(document, instruction);
    Finding::at(span).variant("count").arg("told", told.to_string()).arg("found", found.to_string())
}
