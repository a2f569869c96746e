//! 增加三条，分别作为第二十四条、第二十五条: how many are added, and as how many.

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::amendment::{Action, Instruction};
use crate::document::reference::StepUnit;
use crate::document::reference::address;
use crate::document::tree::numeral;
use crate::lexicon::amendments;

/// A count that the numbers behind it do not bear out. A parse that trusts neither has not understood the instruction.
pub(super) fn finding(document: &Document, instruction: &Instruction) -> Option<Finding> {
    if instruction.action != Action::NotUnderstood {
        return None;
    }
    told::own_words(document, instruction).into_iter().find_map(|stretch| {
        let text = document.str(stretch);
        let (at, word) = amendments::BECOMING.iter().filter_map(|word| Some((text.find(word)?, word))).min()?;
        let (numbers, _) = address::addresses(&text[at + word.len()..])?;
        let before = text[..at].trim_end_matches(['，', ',']);
        let (told, count, unit) = counted(before)?;
        let &(of, _) = numbers.first()?.steps.last()?;
        if of != unit || numbers.len() == count as usize {
            return None;
        }
        let span = Span::new(stretch.start + told, stretch.start + before.len());
        Some(
            Finding::at(span)
                .variant("miscounted")
                .arg("told", count.to_string())
                .arg("found", numbers.len().to_string()),
        )
    })
}

/// 增加三条 at the end of some words: where it starts, how many, and of what.
fn counted(before: &str) -> Option<(usize, u32, StepUnit)> {
    let unit = [StepUnit::Article, StepUnit::Paragraph, StepUnit::Item]
        .into_iter()
        .find(|unit| before.ends_with(unit.name()))?;
    let number = &before[..before.len() - unit.name().len()];
    let verbs = amendments::ADDING.iter().chain(amendments::REPLACING);
    let (at, verb) = verbs.filter_map(|verb| Some((number.rfind(verb)?, verb))).max()?;
    let digits = &number[at + verb.len()..];
    let whole = numeral::prefix_len(digits) == digits.len();
    Some((at, numeral::parse(digits).filter(|_| whole)?.value, unit))
}
