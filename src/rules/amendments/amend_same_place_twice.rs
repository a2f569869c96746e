//! `amend-same-place-twice`: two instructions replace or delete the same place, or one changes what the other replaces whole.

use std::collections::HashMap;

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::amendment::{Action, Amended, Instruction, Part, Place, Quoted};
use crate::document::reference::address::Steps;
use crate::document::tree::label;
use crate::lexicon::amendments;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out: Vec<Finding> = document.amendment().laws.iter().flat_map(|law| of_law(document, law)).collect();
    out.sort_by_key(|finding| finding.span);
    out.dedup_by_key(|finding| finding.span);
    out
}

/// What an action does to the text of its places.
enum Change<'a> {
    /// All of it gives way.
    Whole,
    /// Words of it do.
    Words(Vec<&'a Quoted>),
}

fn change(action: &Action) -> Option<Change<'_>> {
    match action {
        Action::Replace(_) | Action::Delete => Some(Change::Whole),
        Action::Split { text, .. } | Action::Merge { text, .. } => text.is_some().then_some(Change::Whole),
        Action::ReplaceWords(replacements) => {
            Some(Change::Words(replacements.iter().flat_map(|one| &one.old).collect()))
        }
        Action::DeleteWords(words) => Some(Change::Words(words.iter().collect())),
        Action::InsertWords { .. } | Action::Append { .. } => Some(Change::Words(Vec::new())),
        Action::Add { .. }
        | Action::Renumber(_)
        | Action::Absorb(_)
        | Action::Move { .. }
        | Action::Reorder
        | Action::Editorial
        | Action::NoChange
        | Action::NotUnderstood => None,
    }
}

type Key<'a> = (&'a Steps, Part);

fn of_law(document: &Document, law: &Amended) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut whole: HashMap<Key<'_>, Span> = HashMap::new();
    let mut changed: HashMap<(Key<'_>, String), Span> = HashMap::new();
    for (instruction, place) in places(law) {
        let here = told_at(document, instruction, place);
        match change(&instruction.action) {
            Some(Change::Whole) if is_restated(document, instruction) => {}
            Some(Change::Whole) if !place.steps.is_empty() || place.part != Part::Everywhere => {
                match whole.get(&(&place.steps, place.part)) {
                    Some(&first) if first != here => out.push(Finding::at(here).label("first", first)),
                    Some(_) => {}
                    None => {
                        whole.insert((&place.steps, place.part), here);
                    }
                }
            }
            Some(Change::Words(words)) => {
                for word in words {
                    let key = ((&place.steps, place.part), label::without_blanks(document.str(word.span)));
                    let first = *changed.entry(key).or_insert(word.span);
                    if first != word.span {
                        out.push(Finding::at(word.span).variant("words").label("first", first));
                    }
                }
            }
            Some(Change::Whole) | None => {}
        }
    }
    for (instruction, place) in places(law) {
        let Some(change) = change(&instruction.action) else { continue };
        let here = told_at(document, instruction, place);
        let above = (1..=place.steps.len()).find_map(|len| {
            let steps: Steps = place.steps[..len].to_vec();
            let itself = len == place.steps.len() && place.part == Part::Whole && matches!(change, Change::Whole);
            if itself { None } else { whole.get(&(&steps, Part::Whole)).copied() }
        });
        if let Some(above) = above.filter(|above| *above != here) {
            out.push(Finding::at(here).variant("inside").label("whole", above));
        }
    }
    out
}

/// Whether an instruction only gives the whole of what others before it have changed: 这一条相应修改为：“…”.
fn is_restated(document: &Document, instruction: &Instruction) -> bool {
    told::find(document, &told::own_words(document, instruction), amendments::RESTATED).is_some()
}

/// The instructions to a law, each with each of its places.
fn places(law: &Amended) -> impl Iterator<Item = (&Instruction, &Place)> {
    law.instructions.iter().flat_map(|instruction| instruction.places.iter().map(move |place| (instruction, place)))
}

/// Where an instruction names a place; where it takes it for said, its own words.
fn told_at(document: &Document, instruction: &Instruction, place: &Place) -> Span {
    if instruction.span.covers(place.span) { place.span } else { told::head(document, instruction) }
}
