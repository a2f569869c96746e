//! Which chapters and other headings of the draft continue which of the law.

use super::alignment::Alignment;
use crate::document::Document;
use crate::document::tree::{Division, label};

/// Aligns the headings of a level by their names, and where those have changed by the articles below them.
pub(super) fn align(current: &Document, draft: &Document, articles: &Alignment) -> Alignment {
    let mut alignment = Alignment::empty(current.divisions.len(), draft.divisions.len());
    for (new, division) in draft.divisions.iter().enumerate() {
        let mut from = vec![0_usize; current.divisions.len()];
        for article in division.articles.clone() {
            for &old in articles.old_of(article) {
                for (count, _) in
                    from.iter_mut().zip(&current.divisions).filter(|(_, other)| other.articles.contains(&old))
                {
                    *count += 1;
                }
            }
        }
        let candidates = || current.divisions.iter().enumerate().filter(|(_, other)| other.level == division.level);
        let name = name(draft, division);
        let named = candidates().filter(|(_, other)| !name.is_empty() && self::name(current, other) == name);
        // Of several of the same name, 第一节　一般规定, the one whose articles are there.
        let best = named.max_by_key(|&(old, _)| (from[old], usize::MAX - old)).map(|(old, _)| old);
        let most = || {
            let (old, _) = candidates().max_by_key(|&(old, _)| (from[old], usize::MAX - old))?;
            (2 * from[old] > division.articles.len()).then_some(old)
        };
        if let Some(old) = best.or_else(most) {
            alignment.link(old, new);
        }
    }
    alignment
}

fn name(document: &Document, division: &Division) -> String {
    label::without_blanks(document.str(division.name))
}
