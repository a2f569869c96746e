//! Addresses as an amending decision names them, read where a text starts: 第四十一条第一款、第三款, 第三、四款, 第二条至第五条.
//!
//! Knows characters only. Whose law is meant, and what is done there, is known to whoever asks.

use std::ops::Range;

use super::StepUnit;
use super::step::{self, Lead};
use crate::document::tree::label::Ordinal;

/// The steps of an address, from the highest unit down: 第三条第二款.
pub type Steps = Vec<(StepUnit, Ordinal)>;

/// One address of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Its steps, those taken over from the address before it included: of 第三条第一款、第二款 the second is 第三条第二款.
    pub steps: Steps,
    /// Where it is written, in bytes of the text; of one inside a range, the whole range.
    pub place: Range<usize>,
}

/// Words between two addresses of a list. Longer ones first.
const JOINS: [&str; 7] = ["以及", "或者", "、", "和", "与", "及", "或"];

/// Words between the ends of a range.
const RANGES: [&str; 6] = ["至", "到", "—", "－", "-", "～"];

/// No range of addresses is longer.
const LONGEST_RANGE: u32 = 500;

/// The list of addresses that `text`, which has no blanks, starts with, and its length in bytes. None where it starts
/// with no address.
pub fn addresses(text: &str) -> Option<(Vec<Address>, usize)> {
    let (mut list, mut end) = one(text, None)?;
    loop {
        let rest = &text[end..];
        let range = RANGES.iter().find(|word| rest.starts_with(**word));
        let Some(word) = range.or_else(|| JOINS.iter().find(|word| rest.starts_with(**word))) else { break };
        let at = end + word.len();
        let Some((next, len)) = one(&text[at..], list.last().map(|last| &last.steps)) else { break };
        let moved = next
            .into_iter()
            .map(|one| Address { place: one.place.start + at..one.place.end + at, ..one })
            .collect::<Vec<_>>();
        if range.is_some() {
            let (Some(from), Some(to)) = (list.pop(), moved.first()) else { break };
            let Some(between) = range_of(&from, to) else {
                list.push(from);
                break;
            };
            list.extend(between);
            list.extend(moved.into_iter().skip(1));
        } else {
            list.extend(moved);
        }
        end = at + len;
    }
    Some((list, end))
}

/// One address, or several that share their unit (第三、四款), with the length in bytes.
fn one(text: &str, before: Option<&Steps>) -> Option<(Vec<Address>, usize)> {
    let mut steps = Steps::new();
    let mut at = 0;
    loop {
        let lead = if steps.is_empty() && before.is_none() { Lead::Needed } else { Lead::GoesOn };
        let Some((unit, ordinal, len)) = step::step(&text[at..], lead) else { break };
        if steps.last().is_some_and(|&(above, _)| above >= unit) {
            break;
        }
        steps.push((unit, ordinal));
        at += len;
    }
    let run = step::run(&text[at..], if steps.is_empty() { Lead::Needed } else { Lead::GoesOn });
    let below = |run: &Vec<_>| {
        let first: Option<&(usize, super::Join, step::Read)> = run.first();
        first.is_some_and(|&(_, _, (unit, ..))| steps.last().is_none_or(|&(above, _)| above < unit))
    };
    let Some(run) = run.filter(below) else {
        let first = steps.first()?.0;
        let all = taken_over(before, first).chain(steps).collect();
        return Some((vec![Address { steps: all, place: 0..at }], at));
    };
    let mut list: Vec<Address> = Vec::new();
    let mut end = at;
    for &(start, join, (unit, ordinal, len)) in &run {
        let first = steps.first().map_or(unit, |&(unit, _)| unit);
        let all = taken_over(before, first).chain(steps.iter().copied()).chain([(unit, ordinal)]).collect();
        let address = Address { steps: all, place: at + start..at + start + len };
        end = address.place.end;
        match (join, list.pop()) {
            (super::Join::And, Some(last)) => list.extend([last, address]),
            (super::Join::Through | super::Join::Dash, Some(last)) => list.extend(range_of(&last, &address)?),
            (_, None) => list.push(address),
        }
    }
    Some((list, end))
}

/// The steps above a unit that an address takes over from the one before it.
fn taken_over(before: Option<&Steps>, unit: StepUnit) -> impl Iterator<Item = (StepUnit, Ordinal)> {
    let articles = unit > StepUnit::Article || unit == StepUnit::Section;
    before.filter(|_| articles).into_iter().flatten().copied().filter(move |&(above, _)| above < unit)
}

/// All addresses from one to another that differ in their last number only.
fn range_of(from: &Address, to: &Address) -> Option<Vec<Address>> {
    let (&(unit, first), above) = from.steps.split_last()?;
    let (&(other, last), beside) = to.steps.split_last()?;
    let fits = unit == other && (above == beside || unit == StepUnit::Article) && first.branch == 0 && last.branch == 0;
    let count = last.number.checked_sub(first.number)?;
    if !fits || count > LONGEST_RANGE {
        return None;
    }
    let place = from.place.start..to.place.end;
    let nth = |number: u32| {
        let steps = above.iter().copied().chain([(unit, Ordinal::plain(number))]).collect();
        Address { steps, place: place.clone() }
    };
    Some((first.number..=last.number).map(nth).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses of a list, and what stands behind it.
    fn read(text: &str) -> (Vec<String>, &str) {
        let Some((list, len)) = addresses(text) else { return (Vec::new(), text) };
        let show = |one: Address| one.steps.iter().map(|(unit, ordinal)| ordinal.label(unit.name())).collect();
        (list.into_iter().map(show).collect(), &text[len..])
    }

    #[test]
    fn lists_take_over_what_stands_above() {
        let check = |text: &str, list: &[&str], rest: &str| {
            assert_eq!(read(text), (list.iter().map(|&one| one.to_owned()).collect(), rest), "{text}");
        };
        check("第四十一条第一款、第三款中的", &["第四十一条第一款", "第四十一条第三款"], "中的");
        check("第二十九条第三款和第四款", &["第二十九条第三款", "第二十九条第四款"], "");
        check("第三、四、五款分别", &["第三款", "第四款", "第五款"], "分别");
        check("第十三条第（三）、（四）项", &["第十三条第三项", "第十三条第四项"], "");
        check("第四十九条至第五十一条。", &["第四十九条", "第五十条", "第五十一条"], "。");
        check("第八条第一款、第九条、第十一条中的", &["第八条第一款", "第九条", "第十一条"], "中的");
        check("第二款至第四款：", &["第二款", "第三款", "第四款"], "：");
        check("第九章第六十三条，修改为", &["第九章第六十三条"], "，修改为");
        check("第六条改为第七条", &["第六条"], "改为第七条");
        check("第六条、将第七条", &["第六条"], "、将第七条");
        check("第一百三十三条之一后", &["第一百三十三条之一"], "后");
        check("增加一条", &[], "增加一条");
    }
}
