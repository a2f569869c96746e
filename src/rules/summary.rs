//! Many findings of one kind as one: what a text does throughout is told once.

use std::collections::HashMap;
use std::hash::Hash;

use crate::diagnostic::Finding;

/// Of findings about one thing, the first; the others are its labels `also`, and all edits one fix. In order of
/// position.
pub(super) fn told_per<K: Eq + Hash>(findings: Vec<(K, Finding)>) -> Vec<Finding> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut out: Vec<Finding> = Vec::new();
    for (key, finding) in findings {
        let at = *places.entry(key).or_insert(out.len());
        match out.get_mut(at) {
            None => out.push(finding),
            Some(first) => {
                first.labels.push(("also", finding.span));
                first.edits.extend(finding.edits);
            }
        }
    }
    out
}

/// Where there are more than `most` findings, the first of them, in the variant `throughout`, with their number as
/// `{count}`, the others as labels `also` and all edits in one fix. Fewer are left as they are.
pub(super) fn told_once(mut findings: Vec<Finding>, most: usize) -> Vec<Finding> {
    if findings.len() <= most {
        return findings;
    }
    findings.sort_by_key(|finding| finding.span);
    let count = findings.len().to_string();
    let mut rest = findings.into_iter();
    let Some(first) = rest.next() else { return Vec::new() };
    let mut all = first.variant("throughout").arg("count", count);
    for finding in rest {
        all = all.label("also", finding.span);
        all.edits.extend(finding.edits);
    }
    vec![all]
}
