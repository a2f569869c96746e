//! `amend-order-clause-missing`: articles move and nothing says that the others follow, 对条文顺序作相应调整; or it is said and
//! nothing moves.

use std::collections::BTreeMap;

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::amendment::{Action, Amended, Instruction, Part};
use crate::document::reference::StepUnit;
use crate::document::reference::address::Steps;
use crate::lexicon::amendments;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let laws = &document.amendment().laws;
    let mut out: Vec<Finding> = laws.iter().filter_map(|law| missing(document, law)).collect();
    out.extend(idle(document, laws));
    out.sort_by_key(|finding| finding.span);
    out
}

fn missing(document: &Document, law: &Amended) -> Option<Finding> {
    let unmoved = amendments::UNMOVED.iter().any(|name| law.name.ends_with(name));
    let unread = law.instructions.iter().any(|instruction| instruction.action == Action::NotUnderstood);
    if unmoved || unread || law.is_reordered() {
        return None;
    }
    let first = law.instructions.iter().find(|instruction| moves(instruction, StepUnit::Article))?;
    if is_told_whole(law) {
        return None;
    }
    Some(Finding::at(told::head(document, first)))
}

/// Whether each article behind the first new one is told its new number: 增加一条，作为第七条；将第七条改为第八条. Of a law whose last
/// article is among them nothing is left that could follow.
fn is_told_whole(law: &Amended) -> bool {
    let (mut new, mut told, mut moved) = (Vec::new(), Vec::new(), Vec::new());
    for instruction in &law.instructions {
        match &instruction.action {
            Action::Add { unit: StepUnit::Article, numbers, .. } => {
                new.extend(numbers.iter().filter_map(article));
            }
            Action::Renumber(numbers) => {
                told.extend(numbers.iter().filter_map(article));
                moved.extend(instruction.places.iter().filter_map(|place| article(&place.steps)));
            }
            Action::Delete | Action::Split { .. } | Action::Merge { .. } if moves(instruction, StepUnit::Article) => {
                return false;
            }
            _ => {}
        }
    }
    let Some(&first) = new.iter().min() else { return false };
    let mut all: Vec<u32> = new.into_iter().chain(told).collect();
    all.sort_unstable();
    all.dedup();
    moved.contains(&first) && all.first() == Some(&first) && all.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// The number of an article that stands alone: 第七条.
fn article(steps: &Steps) -> Option<u32> {
    match steps.as_slice() {
        &[(StepUnit::Article, number)] if number.branch == 0 => Some(number.number),
        _ => None,
    }
}

/// The clause where nothing moves in any law that it speaks of.
fn idle(document: &Document, laws: &[Amended]) -> Vec<Finding> {
    let mut clauses: BTreeMap<Span, bool> = BTreeMap::new();
    for law in laws {
        let unread =
            |instruction: &Instruction| matches!(instruction.action, Action::NotUnderstood | Action::Editorial);
        let moved = law.instructions.iter().any(|one| unread(one) || moves(one, StepUnit::Subitem));
        for instruction in law.instructions.iter().filter(|instruction| instruction.action == Action::Reorder) {
            *clauses.entry(instruction.span).or_default() |= moved;
        }
    }
    let idle = clauses.into_iter().filter(|&(_, moved)| !moved);
    idle.map(|(span, _)| Finding::at(clause(document, span)).variant("idle")).collect()
}

/// 并对条文顺序作相应调整 in its sentence.
fn clause(document: &Document, sentence: Span) -> Span {
    let text = document.str(sentence);
    let Some(at) = amendments::ORDER.iter().filter_map(|word| text.find(word)).min() else { return sentence };
    let start = text[..at].rfind(['，', '；', '、']).map_or(0, |comma| comma + '，'.len_utf8());
    let start = text[start..at].rfind('并').map_or(start, |also| start + also);
    let end = text[at..].find(['，', '。', '；']).map_or(text.len(), |stop| at + stop);
    Span::new(sentence.start + start, sentence.start + end)
}

/// Whether an instruction lets units of this level or above get other numbers.
fn moves(instruction: &Instruction, level: StepUnit) -> bool {
    let plain = |steps: &Steps| {
        steps.last().is_some_and(|&(unit, number)| unit <= level && (unit != StepUnit::Article || number.branch == 0))
    };
    match &instruction.action {
        Action::Add { unit, numbers, .. } => {
            *unit <= level
                && (*unit == StepUnit::Article || level > StepUnit::Article)
                && (numbers.is_empty() || numbers.iter().any(plain))
        }
        Action::Delete => instruction.places.iter().any(|place| place.part == Part::Whole && plain(&place.steps)),
        Action::Renumber(numbers) => numbers.iter().any(plain),
        Action::Split { unit, numbers, .. } => *unit <= level && numbers.iter().all(plain),
        Action::Merge { .. } => instruction.places.iter().any(|place| plain(&place.steps)),
        Action::Absorb(_) | Action::Move { .. } => level > StepUnit::Article,
        Action::Replace(_)
        | Action::ReplaceWords(_)
        | Action::InsertWords { .. }
        | Action::Append { .. }
        | Action::DeleteWords(_)
        | Action::Reorder
        | Action::Editorial
        | Action::NoChange
        | Action::NotUnderstood => false,
    }
}
