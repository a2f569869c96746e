//! `subitem-form`: a subitem is not marked `1.`; told once a document. （1） below 1. is a level of its own.

use std::collections::HashSet;

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::label::MarkForm;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let is_right = |form: MarkForm| form == MarkForm::ArabicDot;
    let right: HashSet<usize> =
        document.subitems.iter().filter(|one| is_right(one.mark.form)).map(|one| one.item).collect();
    let mut wrong = document.subitems.iter().filter(|one| !is_right(one.mark.form) && !right.contains(&one.item));
    let Some(first) = wrong.next() else { return Vec::new() };
    let right = |number: u32| format!("{number}.");
    let finding = Finding::at(first.mark.label)
        .arg("right", right(first.mark.number))
        .edit(first.mark.label, right(first.mark.number));
    let rest = wrong.fold(finding, |finding, subitem| {
        finding.also(subitem.mark.label).edit(subitem.mark.label, right(subitem.mark.number))
    });
    vec![rest]
}
