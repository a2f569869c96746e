//! `amend-not-understood`: an instruction that could not be read.

use super::{miscounted, told};
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::amendment::{Action, Amended};
use crate::lexicon::amendments;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    document.amendment().laws.iter().flat_map(|law| of_law(document, law)).collect()
}

fn of_law(document: &Document, law: &Amended) -> Vec<Finding> {
    // 宪法修正案 tell the old words in full, in a form of their own.
    if amendments::UNMOVED.last().is_some_and(|name| law.name.ends_with(name)) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut last = 0;
    for instruction in law.instructions.iter().filter(|one| one.action == Action::NotUnderstood) {
        // The quotation behind a lead that was not understood either.
        let led = document.str(instruction.span).starts_with('“')
            && document.text()[last..instruction.span.start].trim().is_empty();
        last = instruction.span.end;
        if !led && miscounted::finding(document, instruction).is_none() {
            out.push(Finding::at(told::head(document, instruction)));
        }
    }
    out
}
