//! `toc-form`: the word 目录 with a narrow blank in it, or page numbers typed behind the entries.

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;
use crate::document::tree::toc::Listed;

/// How 目录 is set.
const HEADING: &str = "目　　录";

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(toc) = &document.toc else { return Vec::new() };
    let heading = toc.heading.filter(|&heading| document.str(heading).contains([' ', '\u{A0}', '\t']));
    let mut out: Vec<Finding> = heading.map(|span| Finding::at(span).edit(span, HEADING)).into_iter().collect();
    let pages = toc.entries.iter().filter(|entry| entry.lists == Listed::Heading && entry.mark.is_some());
    let tails = pages.map(|entry| Span::new(entry.name.end, entry.span.end));
    let pages = tails.filter(|&tail| document.str(tail).contains(|c: char| c.is_ascii_digit()));
    out.extend(told_per(pages.map(|tail| ((), Finding::at(tail).variant("pages").edit(tail, "")))));
    out
}
