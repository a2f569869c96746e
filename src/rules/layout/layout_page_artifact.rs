//! `layout-page-artifact`: the number of a page stands in the text; told once.
//!
//! The document does not count such a line, so that it can be deleted without changing any paragraph's number.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::page::PageForm;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let annex = document.blocks.iter().find(|block| block.role == Role::Annex).map_or(usize::MAX, |it| it.span.start);
    // 第1页　共2页 belongs to a form in an annex.
    let marks = document.page_marks.iter().filter(|mark| match mark.form {
        PageForm::Printed => true,
        PageForm::Worded => mark.span.start < annex,
    });
    let marks: Vec<_> = marks.collect();
    let Some(first) = marks.first() else { return Vec::new() };
    let finding = Finding::at(first.span).arg("count", marks.len().to_string());
    let finding = marks[1..].iter().fold(finding, |all, mark| all.also(mark.span));
    vec![marks.iter().fold(finding, |all, mark| all.edit(whole_line(document, mark.line), ""))]
}

/// A line with its end. Where blank lines part paragraphs, the end stays, so that the blank lines around it still part the paragraphs.
fn whole_line(document: &Document, line: Span) -> Span {
    let behind = &document.text()[line.end..];
    let end = match behind.as_bytes() {
        _ if !document.has_line_paragraphs() => 0,
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    };
    Span::new(line.start, line.end + end)
}
