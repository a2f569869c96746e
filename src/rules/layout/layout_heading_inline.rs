//! `layout-heading-inline`: a heading, an article, or the first item below a point's heading stands in the middle of a line.
//!
//! The document has cut such lines already: they hold more than one block.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::{Block, Role};
use crate::rules::summary::told_once;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for pair in document.blocks.windows(2).filter(|pair| pair[0].line == pair[1].line) {
        let Some(place) = opening(document, &pair[1]) else { continue };
        let indent = &document.text()[pair[0].line.start..document.blocks[first_of(document, &pair[1])].span.start];
        let line_end = if document.has_line_paragraphs() { format!("\n{indent}") } else { "\n\n".to_owned() };
        out.push(Finding::at(place).edit(Span::new(pair[0].span.end, pair[1].span.start), line_end));
    }
    told_once(out)
}

/// The first block of a block's line.
fn first_of(document: &Document, block: &Block) -> usize {
    document.blocks.partition_point(|other| other.line.start < block.line.start)
}

/// The heading, the label or the mark that a block opens with.
fn opening(document: &Document, block: &Block) -> Option<Span> {
    if let Role::Division(division) = block.role {
        let division = &document.divisions[division];
        return Some(Span::new(division.label.start, division.name.end.max(division.label.end)));
    }
    if let Role::Item(item) = block.role {
        return document.items[item].mark.map(|mark| mark.label);
    }
    document.opened_by(block).map(|article| document.articles[article].label)
}
