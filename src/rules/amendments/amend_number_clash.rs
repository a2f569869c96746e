//! `amend-number-clash`: new numbers of a decision that cannot all hold: two places get one number, a deleted article gets
//! one, one article gets two; a list of numbers, or the quoted text, has more or fewer than are told, or others.

use std::collections::HashMap;

use super::{miscounted, quoted, told};
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::amendment::{Action, Amended, Instruction, Part, Place};
use crate::document::reference::StepUnit;
use crate::document::reference::address::Steps;
use crate::document::tree::label::Ordinal;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for law in &document.amendment().laws {
        let claims = claims(document, law);
        out.extend(claimed_twice(&claims));
        out.extend(moved_twice(&claims));
        out.extend(deleted(law, &claims));
        let of_article = |claim: &&Claim<'_>| claim.unit == StepUnit::Article;
        let given: Vec<Ordinal> = claims.iter().filter(of_article).map(|claim| claim.number).collect();
        out.extend(quoted::labels(document, law, &given));
        out.extend(law.instructions.iter().filter_map(|instruction| quoted::count(document, instruction)));
        out.extend(law.instructions.iter().filter_map(|instruction| miscounted::finding(document, instruction)));
    }
    out.sort_by_key(|finding: &Finding| finding.span);
    out.dedup_by_key(|finding| finding.span);
    out
}

/// A number of the new text that an instruction gives.
pub(super) struct Claim<'a> {
    /// What gets it; none where it is new text, or several become one.
    old: Option<&'a Place>,
    /// Which unit.
    pub(super) unit: StepUnit,
    /// Its number.
    pub(super) number: Ordinal,
    /// What it counts in.
    inside: Inside,
    /// Where it is told.
    span: Span,
}

/// What a number counts in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Inside {
    /// The steps above, told as those of the new text; none for an article, which is counted through.
    New(Steps),
    /// The steps above of the old place that it belongs to.
    Old(Steps),
}

/// All numbers that the instructions to a law give.
pub(super) fn claims<'a>(document: &Document, law: &'a Amended) -> Vec<Claim<'a>> {
    let mut out = Vec::new();
    for instruction in &law.instructions {
        let place = instruction.places.first();
        let mut claim = |old: Option<&'a Place>, beside: Option<&Place>, steps: &Steps| {
            out.extend(of_steps(document, instruction, old, beside, steps));
        };
        match &instruction.action {
            Action::Add { numbers, .. } | Action::Split { numbers, .. } => {
                numbers.iter().for_each(|steps| claim(None, place, steps));
            }
            Action::Renumber(numbers) => {
                instruction.places.iter().zip(numbers).for_each(|(old, steps)| claim(Some(old), Some(old), steps));
            }
            Action::Merge { number, .. } => number.iter().for_each(|steps| claim(None, place, steps)),
            Action::Replace(_)
            | Action::ReplaceWords(_)
            | Action::InsertWords { .. }
            | Action::Append { .. }
            | Action::DeleteWords(_)
            | Action::Delete
            | Action::Absorb(_)
            | Action::Move { .. }
            | Action::Reorder
            | Action::Editorial
            | Action::NoChange
            | Action::NotUnderstood => {}
        }
    }
    out
}

fn of_steps<'a>(
    document: &Document,
    instruction: &Instruction,
    old: Option<&'a Place>,
    beside: Option<&Place>,
    steps: &Steps,
) -> Option<Claim<'a>> {
    let (&(unit, number), above) = steps.split_last()?;
    let inside = if unit == StepUnit::Article || unit == StepUnit::Chapter {
        Inside::New(Steps::new())
    } else if above.is_empty() {
        let place = beside.map(|place| place.steps.iter().copied().filter(|&(own, _)| own < unit).collect());
        Inside::Old(place.unwrap_or_default())
    } else {
        Inside::New(above.to_vec())
    };
    let span = told::number(document, instruction, unit, number);
    Some(Claim { old, unit, number, inside, span })
}

/// Two places that get the same number.
fn claimed_twice(claims: &[Claim<'_>]) -> Vec<Finding> {
    let mut first: HashMap<(StepUnit, Ordinal, &Inside), &Claim<'_>> = HashMap::new();
    let mut out = Vec::new();
    for claim in claims {
        let known = *first.entry((claim.unit, claim.number, &claim.inside)).or_insert(claim);
        // The same article is given the same number again: said twice, no clash.
        let again = claim.old.is_some_and(|old| known.old.is_some_and(|other| other.steps == old.steps));
        if known.span != claim.span && !again {
            out.push(Finding::at(claim.span).label("first", known.span));
        }
    }
    out
}

/// One place that gets two numbers.
fn moved_twice(claims: &[Claim<'_>]) -> Vec<Finding> {
    let mut first: HashMap<(&Steps, Part), &Claim<'_>> = HashMap::new();
    let mut out = Vec::new();
    for claim in claims {
        let Some(old) = claim.old else { continue };
        let known = *first.entry((&old.steps, old.part)).or_insert(claim);
        if (known.unit, known.number) != (claim.unit, claim.number) {
            out.push(Finding::at(claim.span).variant("moved").label("first", known.span));
        }
    }
    out
}

/// A place that is deleted and gets a number.
fn deleted(law: &Amended, claims: &[Claim<'_>]) -> Vec<Finding> {
    let deletions = law.instructions.iter().filter(|instruction| instruction.action == Action::Delete);
    let gone: HashMap<(&Steps, Part), Span> = deletions
        .flat_map(|instruction| &instruction.places)
        .map(|place| ((&place.steps, place.part), place.span))
        .collect();
    let told = |claim: &Claim<'_>| {
        let old = claim.old?;
        let first = gone.get(&(&old.steps, old.part))?;
        Some(Finding::at(claim.span).variant("deleted").label("first", *first))
    };
    claims.iter().filter_map(told).collect()
}
