//! `item-number-form`: an item is not marked （一）.
//!
//! A text that marks all its items in one other way is told so once; in a text that marks them rightly each exception
//! is told.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::label::{ItemMark, MarkForm, is_blank};
use crate::document::tree::{Item, numeral};
use crate::rules::summary::{SINGLE, told_once};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if !document.has_articles() {
        return Vec::new();
    }
    let wrong: Vec<(&Item, ItemMark)> = document
        .items
        .iter()
        .filter_map(|item| Some((item, item.mark?)))
        .filter(|(_, mark)| !is_right(document, mark))
        .collect();
    let throughout = wrong.len() > SINGLE;
    let one = |&(item, mark): &(&Item, ItemMark)| {
        let right = format!("（{}）", numeral::format(mark.number));
        let finding = Finding::at(mark.label).arg("right", right.clone());
        let list = document.paragraphs[item.paragraph].items.clone();
        if list.len() < 2 && !mark.form.is_chinese() {
            // The marks of the other items are not known.
            return finding;
        }
        if throughout {
            return finding.edit(mark.label, right);
        }
        // Half of a list would be read as another.
        let same = wrong.iter().filter(|(other, _)| other.paragraph == item.paragraph);
        same.fold(finding, |all, (_, mark)| all.edit(mark.label, format!("（{}）", numeral::format(mark.number))))
    };
    told_once(wrong.iter().map(one).collect())
}

fn is_right(document: &Document, mark: &ItemMark) -> bool {
    mark.form == MarkForm::Full && mark.canonical && !document.str(mark.label).contains(is_blank)
}
