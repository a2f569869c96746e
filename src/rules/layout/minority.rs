//! Which of several ways to do one thing a document keeps to, and where it does not.

use std::collections::BTreeMap;

use crate::diagnostic::Span;

/// A way of doing a thing, and where it is done so.
pub(in crate::rules) type Uses<'t> = Vec<(&'t str, Span)>;

/// The commonest way, with the places of all others. `None` where there is one way only. Between equals the first one
/// used is taken for the rule.
pub(in crate::rules) fn against_majority<'t>(uses: &Uses<'t>) -> Option<(&'t str, usize, Uses<'t>)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, (way, _)) in uses.iter().enumerate() {
        let entry = counts.entry(way).or_insert((0, at));
        entry.0 += 1;
    }
    let (usual, (count, _)) = counts.iter().max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)))?;
    let others: Uses<'t> = uses.iter().filter(|(way, _)| way != usual).copied().collect();
    (!others.is_empty()).then_some((*usual, *count, others))
}

/// A blank, in words: 两个全角空格.
pub(in crate::rules) fn describe(blank: &str) -> String {
    if blank.is_empty() {
        return "无空格".to_owned();
    }
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for c in blank.chars() {
        let name = match c {
            '\u{3000}' => "全角空格",
            ' ' => "半角空格",
            '\t' => "制表符",
            '\u{A0}' => "不间断空格",
            _ => "特殊空格",
        };
        match kinds.iter_mut().find(|(kind, _)| *kind == name) {
            Some((_, count)) => *count += 1,
            None => kinds.push((name, 1)),
        }
    }
    let parts: Vec<String> = kinds.iter().map(|(name, count)| format!("{count}个{name}")).collect();
    parts.join("、")
}
