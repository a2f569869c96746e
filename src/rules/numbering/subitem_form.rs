//! `subitem-form`: a subitem is not marked `1.`; told once a document.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::label::MarkForm;

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let mut wrong = document.subitems.iter().filter(|subitem| subitem.mark.form != MarkForm::ArabicDot);
    let Some(first) = wrong.next() else { return Vec::new() };
    let right = |number: u32| format!("{number}.");
    let finding = Finding::at(first.mark.label)
        .arg("right", right(first.mark.number))
        .edit(first.mark.label, right(first.mark.number));
    let rest = wrong.fold(finding, |finding, subitem| {
        finding.label("also", subitem.mark.label).edit(subitem.mark.label, right(subitem.mark.number))
    });
    vec![rest]
}
