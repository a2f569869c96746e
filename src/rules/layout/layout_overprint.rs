//! `layout-overprint`: a label is repeated right behind itself, as copies of bold print have it: 第三条第三条; told once.

use super::traces;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::TraceKind;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    traces::told(document, |trace| trace.kind == TraceKind::Overprint).into_iter().collect()
}
