//! Which lines of an amending decision are the new text of another law.
//!
//! A quotation over several paragraphs opens each of them with “ and closes only the last one with ” (the practice of
//! the Standing Committee's decisions); some texts open only the first. So a quotation stays open over lines until it
//! closes, but never past a line that plainly goes on amending: a closing mark that was forgotten must not swallow
//! the rest.

use crate::document::tree::label::MarkForm;
use crate::document::tree::line::{Raw, Shape};
use crate::lexicon::structure;

/// For each line, whether it is quoted as a whole.
pub(super) fn quoted(text: &str, raws: &[Raw]) -> Vec<bool> {
    let mut open = false;
    raws.iter()
        .map(|raw| {
            let line = raw.span.of(text);
            let starts = line.starts_with('“');
            if open && !starts && amends(line, raw) {
                open = false;
            }
            let whole = open || starts;
            // A mark at the line's start goes on with the quotation; it does not nest.
            let mut depth = i32::from(open && !starts);
            for c in line.chars() {
                match c {
                    '“' => depth += 1,
                    '”' => depth -= 1,
                    _ => {}
                }
            }
            open = depth > 0;
            whole
        })
        .collect()
}

/// A line that says what is done to the law: it is never part of the quotation.
fn amends(line: &str, raw: &Raw) -> bool {
    let verb = structure::AMENDING.iter().any(|verb| line.contains(verb));
    match raw.shape {
        Shape::Item(mark) => verb || mark.form == MarkForm::Bare,
        Shape::Text => line.starts_with("本决定") || line.starts_with("此外") || (line.starts_with('将') && verb),
        Shape::Article(_) | Shape::Division(_) | Shape::TocHeading | Shape::Annex | Shape::Table => false,
    }
}
