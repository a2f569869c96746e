//! `layout-hard-wrap`: all lines end where the page was full, as in a copy of a printed page; told once.
//!
//! The document reads them joined. To join them in the file changes every line of it, so that is done on request.

use super::traces;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::TraceKind;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let told = traces::told(document, |trace| trace.kind == TraceKind::Wrap);
    let once = |finding: Finding| {
        let count = (finding.also.len() + 1).to_string();
        Finding { also: Vec::new(), ..finding }.arg("count", count)
    };
    told.map(once).into_iter().collect()
}
