//! `layout-trailing-space`: blanks at the ends of lines; told once.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_blank;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut spans: Vec<Span> = Vec::new();
    for block in &document.blocks {
        let line = document.str(block.line);
        let kept = line.trim_end_matches(is_blank).len();
        let span = Span::new(block.line.start + kept, block.line.end);
        if !span.is_empty() && spans.last() != Some(&span) {
            spans.push(span);
        }
    }
    let Some(&first) = spans.first() else { return Vec::new() };
    let finding = Finding::at(first).edit(first, "");
    vec![spans[1..].iter().fold(finding, |all, &span| all.also(span).edit(span, ""))]
}
