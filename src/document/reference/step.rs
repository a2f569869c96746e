//! The pieces that references are made of, read where a text starts: 第三条, 第（二）项, 第四、五项, 前两款.
//!
//! Knows characters only: neither what stands before, nor whose law is meant.

use super::{Base, Join, StepUnit};
use crate::document::tree::label::{self, Level, Ordinal};
use crate::document::tree::numeral;
use crate::lexicon::references;
use crate::writing::lookalike;

const UNITS: [StepUnit; 8] = [
    StepUnit::Part,
    StepUnit::Subpart,
    StepUnit::Chapter,
    StepUnit::Section,
    StepUnit::Article,
    StepUnit::Paragraph,
    StepUnit::Item,
    StepUnit::Subitem,
];

/// Words between the numbers of a run that shares its unit. Longer ones first.
const SHARING: [&str; 13] = ["以及", "或者", "、", "和", "与", "及", "或", "至", "到", "－", "-", "—", "～"];

/// Whether a step must open with 第.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// It must.
    Needed,
    /// （三）项 goes on from what stands before.
    GoesOn,
}

/// A step as read: its unit, its number and its length in bytes.
pub(super) type Read = (StepUnit, Ordinal, usize);

/// How a word between two references joins them.
pub(super) fn join(word: &str) -> Option<Join> {
    Some(match word {
        "、" | "和" | "与" | "及" | "以及" | "或" | "或者" | "，" | "," | "、和" => Join::And,
        "至" | "到" | "以至" => Join::Through,
        "－" | "-" | "—" | "——" | "～" | "~" => Join::Dash,
        _ => return None,
    })
}

/// 三 or （二） at the start of `text`, its 第 taken off where it has one: its value and its length in bytes.
fn number(text: &str, lead: Lead) -> Option<(u32, usize)> {
    let rest = text.strip_prefix('第');
    if rest.is_none() && lead == Lead::Needed {
        return None;
    }
    let rest = rest.unwrap_or(text);
    let open = rest.chars().next().filter(|c| matches!(c, '（' | '(')).map_or(0, char::len_utf8);
    let (value, len) = match lookalike::number(&rest[open..]) {
        Some(read) => read,
        None => {
            let len = numeral::prefix_len(&rest[open..]);
            (numeral::parse(&rest[open..open + len])?.value, len)
        }
    };
    let behind = &rest[open + len..];
    let behind = if open > 0 { behind.strip_prefix(['）', ')'])? } else { behind };
    Some((value, text.len() - behind.len()))
}

/// 条, 款 … at the start of `text`: the unit and its length in bytes, 之一 behind 条 told as the branch.
fn unit(text: &str) -> Option<(StepUnit, u32, usize)> {
    let (unit, after) = UNITS.iter().find_map(|&unit| text.strip_prefix(unit.name()).map(|after| (unit, after)))?;
    let (branch, len) = if unit == StepUnit::Article { label::branch(after).unwrap_or((0, 0)) } else { (0, 0) };
    Some((unit, branch, text.len() - after.len() + len))
}

/// 第三条, 第（二）项 at the start of `text`; behind another step （二）项, too.
pub(super) fn step(text: &str, lead: Lead) -> Option<Read> {
    let bracketed = text.starts_with(['（', '(']);
    let (number, len) = number(text, if bracketed { lead } else { Lead::Needed })?;
    let (unit, branch, unit_len) = unit(&text[len..])?;
    let below = unit >= StepUnit::Paragraph || !bracketed;
    below.then_some((unit, Ordinal { number, branch }, len + unit_len))
}

/// A run that shares its unit, 第四、五项 or 第（一）至（三）项, at the start of `text`: its members, each with where
/// it starts and how it is joined. The unit stands behind the last one.
pub(super) fn run(text: &str, lead: Lead) -> Option<Vec<(usize, Join, Read)>> {
    let bracketed = text.starts_with(['（', '(']);
    let (first, len) = number(text, if bracketed { lead } else { Lead::Needed })?;
    let mut members = vec![(0, Join::And, first, len)];
    let mut at = len;
    loop {
        let rest = &text[at..];
        let word = SHARING.iter().find(|word| rest.starts_with(**word));
        // 第（三）（四）项: the brackets keep the numbers apart.
        let join = match word {
            Some(word) => join(word)?,
            None if text[..at].ends_with(['）', ')']) && rest.starts_with(['（', '(']) => Join::And,
            None => return None,
        };
        at += word.map_or(0, |word| word.len());
        at += label::blank_len(&text[at..]);
        let (value, len) = number(&text[at..], Lead::GoesOn)?;
        members.push((at, join, value, len));
        at += len;
        let Some((unit, branch, unit_len)) = unit(&text[at..]) else { continue };
        let last = members.len() - 1;
        let read = |(i, (start, join, number, len)): (usize, (usize, Join, u32, usize))| {
            let (branch, unit_len) = if i == last { (branch, unit_len) } else { (0, 0) };
            (start, join, (unit, Ordinal { number, branch }, len + unit_len))
        };
        return Some(members.into_iter().enumerate().map(read).collect());
    }
}

/// Whether what follows the last step lets it be a reference: 第一项目 and 第二条件 are none.
pub(super) fn ends_like_reference(last: StepUnit, after: &str) -> bool {
    let tails: &[&str] = match last {
        StepUnit::Part => &["号", "制", "码", "队"],
        StepUnit::Subpart => &[],
        StepUnit::Chapter => &["程"],
        StepUnit::Section => &["课", "约", "能", "点"],
        // 第一条城市主要道路 is a road.
        StepUnit::Article => references::NOT_ARTICLES,
        StepUnit::Paragraph => &["项", "额", "式"],
        StepUnit::Item => &["目", "工作", "任务"],
        StepUnit::Subitem => &["标", "的"],
    };
    !tails.iter().any(|tail| after.starts_with(tail))
}

/// 前款, 前两款, 本条 … at the start of `rest`: its base and length; `before` tells words such as 基本 apart.
pub(super) fn relative(rest: &str, before: &str) -> Option<(Option<Base>, usize)> {
    let first = rest.chars().next()?;
    let previous = before.chars().next_back();
    let inside_word = match first {
        '前' => false,
        '本' => previous.is_some_and(|c| "基成资根日样版文课剧书原副".contains(c)),
        '上' => previous.is_some_and(|c| "以".contains(c)),
        _ => true,
    };
    if inside_word {
        return None;
    }
    let behind = &rest[first.len_utf8()..];
    let len = numeral::prefix_len(behind);
    let count = if len == 0 { 1 } else { numeral::parse(&behind[..len])?.value };
    let after = &behind[len..];
    let unit = after.chars().next()?;
    let tail = &after[unit.len_utf8()..];
    let base = match (first, unit, len) {
        ('前', '款', _) if !tail.starts_with('项') => Base::PreviousParagraphs(count),
        ('前', '条', _) if !tail.starts_with(['件', '例', '款']) => Base::PreviousArticles(count),
        ('前', '项', _) if !tail.starts_with('目') => Base::PreviousItems(count),
        ('上', '款', 0) if !tail.starts_with('项') => Base::PreviousParagraphs(1),
        ('上', '条', 0) if !tail.starts_with(['件', '例']) => Base::PreviousArticles(1),
        ('本', '条', 0) if !tail.starts_with(['例', '件', '约']) => Base::ThisArticle,
        ('本', '款', 0) if !tail.starts_with('项') => Base::ThisParagraph,
        ('本', '项', 0) if !tail.starts_with('目') => Base::ThisItem,
        ('本', '章', 0) if !tail.starts_with('程') => Base::ThisDivision(Level::Chapter),
        ('本', '节', 0) if !tail.starts_with(['约', '目', '能']) => Base::ThisDivision(Level::Section),
        ('本', '编', 0) if !tail.starts_with(['号', '制']) => Base::ThisDivision(Level::Part),
        _ => return None,
    };
    // 前三项 of a list, but not 前十名 …: only small counts are references.
    (1..=20).contains(&count).then_some((Some(base), rest.len() - tail.len()))
}
