//! Which of several ways to do one thing a document keeps to, and where it does not.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Span};

/// A blank of one kind: how it is written, where, and what is reported where it differs.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Use<'t> {
    /// The blank as written.
    pub way: &'t str,
    /// Its place.
    pub gap: Span,
    /// What it belongs to.
    pub place: Span,
}

/// One finding for all uses that differ from the commonest: at the first of them, with the places of the others, each
/// mended to the commonest. `None` where there is one way only, or none that most keep to.
pub(in crate::rules) fn told(uses: &[Use<'_>]) -> Option<Finding> {
    let (usual, _) = commonest(uses).filter(|&(_, count)| count * 2 > uses.len())?;
    let others: Vec<&Use<'_>> = uses.iter().filter(|each| each.way != usual).collect();
    let first = others.first()?;
    let finding = Finding::at(first.place).arg("usual", describe(usual)).arg("found", describe(first.way));
    let all = others[1..].iter().fold(finding, |all, each| all.also(each.place));
    Some(others.iter().fold(all, |all, each| all.edit(each.gap, usual)))
}

/// The way that is used most often, and how often; between equals the first one used.
pub(in crate::rules) fn commonest<'t>(uses: &[Use<'t>]) -> Option<(&'t str, usize)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, each) in uses.iter().enumerate() {
        counts.entry(each.way).or_insert((0, at)).0 += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)))?;
    Some((most.0, most.1.0))
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
