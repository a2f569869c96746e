//! `rev-repeal-clause-in-revision`: a revision repeals the text of its own name.

use super::revision::is_revision;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::label;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(title) = document.title.as_ref().filter(|_| is_revision(document)) else {
        return Vec::new();
    };
    let own = |name: &str| {
        let name = label::without_blanks(name);
        name.trim_start_matches('《').trim_end_matches('》') == title.name
    };
    let repealed = document.repeals().iter().flat_map(|clause| &clause.titles);
    repealed.filter(|&&name| own(document.str(name))).map(|&name| Finding::at(name)).collect()
}
