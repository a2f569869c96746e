//! `amend-quote-multipara`: quoted text over several paragraphs of which one does not open with “, as the others do; and
//! quoted text that no ” closes.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::quote::LongQuotation;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.amendment().laws.is_empty() {
        return Vec::new();
    }
    let quotations = document.long_quotations().iter();
    let mut out: Vec<Finding> = quotations
        .flat_map(|quotation| open(document, quotation).into_iter().chain(bare(document, quotation)))
        .collect();
    out.sort_by_key(|finding| finding.span);
    out
}

/// A quotation that nothing closes: its last mark.
fn open(document: &Document, quotation: &LongQuotation) -> Option<Finding> {
    if quotation.closed {
        return None;
    }
    let from = quotation.span.start;
    let at = from + document.str(quotation.span).rfind('“')?;
    Some(Finding::at(Span::new(at, at + '“'.len_utf8())).variant("open"))
}

/// The paragraphs that do not open with a mark, where others of their quotation do: the mark is due before them.
fn bare(document: &Document, quotation: &LongQuotation) -> Vec<Finding> {
    let later = quotation.paragraphs.iter().skip(1);
    let (marked, bare): (Vec<Span>, Vec<Span>) =
        later.copied().partition(|paragraph| document.text()[..paragraph.start].ends_with('“'));
    if marked.len() <= bare.len() {
        return Vec::new();
    }
    let first = |paragraph: Span| {
        let width = document.str(paragraph).chars().next().map_or(0, char::len_utf8);
        Span::new(paragraph.start, paragraph.start + width)
    };
    bare.into_iter().map(first).filter(|place| !place.is_empty()).map(Finding::at).collect()
}
