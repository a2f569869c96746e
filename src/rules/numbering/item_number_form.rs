//! `item-number-form`: an item is not marked （一）.
//!
//! A text that marks all its items in one other way is told so once; in a text that marks them rightly each exception
//! is told.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::label::{ItemMark, MarkForm};
use crate::document::tree::numeral;
use crate::rules::summary::told_once;

/// Up to how many exceptions are told one by one.
const SINGLE: usize = 5;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if !document.has_articles() {
        return Vec::new();
    }
    let marks = || document.items.iter().filter_map(|item| item.mark);
    let right = |mark: &ItemMark| mark.form == MarkForm::Full && mark.canonical && unspaced(document, mark);
    let wrong: Vec<ItemMark> = marks().filter(|mark| !right(mark)).collect();
    let finding = |mark: &ItemMark| {
        let right = format!("（{}）", numeral::format(mark.number));
        Finding::at(mark.label).arg("right", right.clone()).edit(mark.label, right)
    };
    told_once(wrong.iter().map(finding).collect(), SINGLE)
}

fn unspaced(document: &Document, mark: &ItemMark) -> bool {
    !document.str(mark.label).contains(crate::document::tree::label::is_blank)
}
