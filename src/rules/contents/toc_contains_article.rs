//! `toc-contains-article`: the table of contents lists articles.

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;
use crate::document::tree::toc::Listed;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let entries = document.toc.iter().flat_map(|toc| &toc.entries);
    let articles = entries.filter(|entry| entry.lists == Listed::Article);
    told_per(articles.map(|entry| {
        let finding = Finding::at(entry.span);
        let finding = match own_line(document, entry.span) {
            Some(line) => finding.edit(line, ""),
            None => finding,
        };
        ((), finding)
    }))
}

/// The line of an entry with the line end before it, where no other entry shares it.
fn own_line(document: &Document, entry: Span) -> Option<Span> {
    let at = document.block_at(entry.start)?;
    let line = document.blocks[at].line;
    let before = document.blocks[at.checked_sub(1)?].line;
    let shared = before == line || document.blocks.get(at + 1).is_some_and(|next| next.line == line);
    (!shared).then_some(Span::new(before.end, line.end))
}
