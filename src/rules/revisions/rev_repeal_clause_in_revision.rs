//! `rev-repeal-clause-in-revision`: a revision repeals the text of its own name.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::label;

/// What the bracket behind the title says of a revision.
const REVISED: &str = "修订";

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(title) = document.title.as_ref().filter(|title| title.tail.contains(REVISED) && title.is_draft()) else {
        return Vec::new();
    };
    let own = |name: &str| {
        let name = label::without_blanks(name);
        name.trim_start_matches('《').trim_end_matches('》') == title.name
    };
    let repealed = document.repeals().iter().flat_map(|clause| &clause.titles);
    repealed.filter(|&&name| own(document.str(name))).map(|&name| Finding::at(name)).collect()
}
