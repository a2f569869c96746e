//! `rev-repeal-missing`: the draft replaces the law under another name and does not repeal it.

use crate::compare::Comparison;
use crate::diagnostic::Finding;
use crate::document::date::effective_clauses;
use crate::document::tree::label;

/// How little of the law may be left, in one of so many articles, for the draft to stand in its place.
const LEAST: usize = 3;

pub(in crate::rules) fn find(comparison: &Comparison<'_>) -> Vec<Finding> {
    let Comparison { current, draft, .. } = *comparison;
    let (Some(old), Some(new)) = (&current.title, &draft.title) else { return Vec::new() };
    let (old, new) = (bare(&old.name), bare(&new.name));
    let kept = (0..current.articles.len()).filter(|&old| !comparison.articles.new_of(old).is_empty()).count();
    let replaces = LEAST * kept >= current.articles.len() && !draft.instrument.kind.is_decision();
    let repealed = draft.repeals().iter().flat_map(|clause| &clause.titles);
    let is_repealed = repealed.into_iter().any(|&title| bare(&label::without_blanks(draft.str(title))) == old);
    if old == new || !replaces || is_repealed || old.is_empty() {
        return Vec::new();
    }
    let clause = effective_clauses(draft).iter().rfind(|clause| clause.own());
    clause.map(|clause| Finding::at(clause.verb).arg("law", old.to_owned())).into_iter().collect()
}

/// A title without 《》 and without the name of the State, which may be left out.
fn bare(title: &str) -> &str {
    let title = title.trim_start_matches('《').trim_end_matches('》');
    title.strip_prefix("中华人民共和国").unwrap_or(title)
}
