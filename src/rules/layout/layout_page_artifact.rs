//! `layout-page-artifact`: the number of a page stands in the text, on a line of its own or inside one; told once.
//!
//! The document does not read it, so that it can be deleted without changing any paragraph's number.

use super::traces;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::{PageForm, Role, TraceKind};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let annex = document.blocks.iter().find(|block| block.role == Role::Annex).map_or(usize::MAX, |it| it.span.start);
    let told = traces::told(document, |trace| match trace.kind {
        TraceKind::Page(PageForm::Printed) | TraceKind::PageBreak => true,
        // 第1页　共2页 belongs to a form in an annex.
        TraceKind::Page(PageForm::Worded) => trace.at < annex,
        TraceKind::Invisible(_) | TraceKind::Overprint | TraceKind::Wrap => false,
    });
    told.into_iter().collect()
}
