//! Many findings of one kind as one: what a text does throughout is told once.

use crate::diagnostic::Finding;
pub(super) use crate::diagnostic::SINGLE;

/// As [`told_beyond`], where the usual number of findings is told one by one.
pub(super) fn told_once(findings: Vec<Finding>) -> Vec<Finding> {
    told_beyond(findings, SINGLE)
}

/// Where there are more than `most` findings, the first of them, in the variant `throughout`, the others as places
/// with the same fault and all edits in one fix. Fewer are left as they are.
pub(super) fn told_beyond(mut findings: Vec<Finding>, most: usize) -> Vec<Finding> {
    if findings.len() <= most {
        return findings;
    }
    findings.sort_by_key(|finding| finding.span);
    let mut rest = findings.into_iter();
    let Some(first) = rest.next() else { return Vec::new() };
    let mut all = first.variant("throughout");
    rest.for_each(|finding| all.take_in(finding));
    // Findings of one pair or one list share its edits.
    all.edits.sort_by_key(|edit| edit.span);
    all.edits.dedup();
    vec![all]
}
