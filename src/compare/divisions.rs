//! Which chapters and other headings of the draft continue which of the law.

use super::alignment::Alignment;
use crate::document::Document;
use crate::document::tree::{Division, label};

/// Aligns the headings of a level by their names, and those whose names have changed by the articles below them; each with
/// one at most.
pub(super) fn align(current: &Document, draft: &Document, articles: &Alignment) -> Alignment {
    let mut alignment = Alignment::empty(current.divisions.len(), draft.divisions.len());
    let from = |new: usize, old: usize| {
        let here = draft.divisions[new].articles.clone();
        let there = &current.divisions[old].articles;
        here.filter(|&article| articles.old_of(article).iter().any(|old| there.contains(old))).count()
    };
    let candidates = |new: usize, alignment: &Alignment| -> Vec<usize> {
        let level = draft.divisions[new].level;
        let free = |&old: &usize| current.divisions[old].level == level && alignment.new_of(old).is_empty();
        (0..current.divisions.len()).filter(free).collect()
    };
    for new in 0..draft.divisions.len() {
        let name = name(draft, &draft.divisions[new]);
        let named = candidates(new, &alignment).into_iter();
        let named = named.filter(|&old| !name.is_empty() && self::name(current, &current.divisions[old]) == name);
        // Of several of the same name, 第一节　一般规定, the one whose articles are there.
        if let Some(old) = named.max_by_key(|&old| (from(new, old), usize::MAX - old)) {
            alignment.link(old, new);
        }
    }
    for new in 0..draft.divisions.len() {
        if !alignment.old_of(new).is_empty() {
            continue;
        }
        let most = candidates(new, &alignment).into_iter().max_by_key(|&old| (from(new, old), usize::MAX - old));
        if let Some(old) = most.filter(|&old| 2 * from(new, old) > draft.divisions[new].articles.len()) {
            alignment.link(old, new);
        }
    }
    alignment
}

fn name(document: &Document, division: &Division) -> String {
    label::without_blanks(document.str(division.name))
}
