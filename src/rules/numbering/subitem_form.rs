//! `subitem-form`: a subitem is not marked `1.`; told once a document. （1） below 1. is a level of its own.

use std::collections::HashSet;

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::Subitem;
use crate::document::tree::label::MarkForm;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let is_right = |form: MarkForm| form == MarkForm::ArabicDot;
    let right: HashSet<usize> =
        document.subitems.iter().filter(|one| is_right(one.mark.form)).map(|one| one.item).collect();
    // 1) 1) 1): what their numbers would be is for the author to say.
    let counts_up = |item: usize| {
        let range = document.items[item].subitems.clone();
        document.subitems[range].iter().zip(1..).all(|(one, number)| one.mark.number == number)
    };
    let mut wrong = document.subitems.iter().filter(|one| !is_right(one.mark.form) && !right.contains(&one.item));
    let Some(first) = wrong.next() else { return Vec::new() };
    let right = |number: u32| format!("{number}.");
    let mended = |finding: Finding, subitem: &Subitem| {
        if counts_up(subitem.item) { finding.edit(subitem.mark.label, right(subitem.mark.number)) } else { finding }
    };
    let finding = mended(Finding::at(first.mark.label).arg("right", right(first.mark.number)), first);
    vec![wrong.fold(finding, |finding, subitem| mended(finding.also(subitem.mark.label), subitem))]
}
