//! `punct-quote-nesting`: “” inside “”, where ‘’ is due.
//!
//! A quotation over several paragraphs opens each of them; such a mark opens the outer one, too.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::landmark::Sought;
use crate::rules::summary::told_once;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for block in &document.blocks {
        let quoted = (block.role == Role::Quoted).then_some(block.span);
        let Some(place) = document.own_text(block.role).or(quoted) else { continue };
        nested(document, place, &mut out);
    }
    told_once(out)
}

const MARKS: Sought<2> = Sought::new(['“', '”']);

fn nested(document: &Document, place: Span, out: &mut Vec<Finding>) {
    let mut open: Vec<usize> = Vec::new();
    let mut inner: Vec<(usize, Span)> = Vec::new();
    for (at, c) in document.landmarks(place, &MARKS) {
        match c {
            '“' => open.push(at),
            '”' => {
                let Some(start) = open.pop() else { continue };
                let span = Span::new(start, at + c.len_utf8());
                if let [outer] = open[..] {
                    inner.push((outer, span));
                } else if open.is_empty() {
                    // The outer one is closed: what it holds is nested.
                    tell(&mut inner, start, out);
                }
            }
            _ => {}
        }
    }
    if open.first() == Some(&place.start) {
        tell(&mut inner, place.start, out);
    }
}

fn tell(inner: &mut Vec<(usize, Span)>, outer: usize, out: &mut Vec<Finding>) {
    let width = '“'.len_utf8();
    for (_, span) in inner.drain(..).filter(|&(start, _)| start == outer) {
        let (first, last) = (Span::new(span.start, span.start + width), Span::new(span.end - width, span.end));
        out.push(Finding::at(span).edit(first, "‘").edit(last, "’"));
    }
}
