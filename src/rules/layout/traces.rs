//! What a copy left behind, told once a kind.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::{Trace, TraceKind};

/// One finding for all traces of a kind: at the first, with the places of the others, each to be taken out of the file.
/// A line break at a page's end goes with the page's number and is no place of its own.
pub(super) fn told(document: &Document, is: impl Fn(&Trace) -> bool) -> Option<Finding> {
    let traces = || document.traces.iter().filter(|trace| is(trace));
    let mut places: Vec<Span> = Vec::new();
    for trace in traces().filter(|trace| trace.kind != TraceKind::PageBreak) {
        match places.last_mut() {
            Some(last) if last.end == trace.span.start => *last = Span::new(last.start, trace.span.end),
            Some(_) | None => places.push(trace.span),
        }
    }
    let (&first, rest) = places.split_first()?;
    let finding = Finding::at_trace(first);
    let finding = rest.iter().fold(finding, |all, &place| all.also(place));
    Some(traces().fold(finding, |all, trace| all.edit(trace.removal, "")))
}
