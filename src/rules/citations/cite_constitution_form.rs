//! `cite-constitution-form`: the constitution is cited without 《》 and without 中华人民共和国.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::citation::Use;
use crate::rules::summary::told_per;

const NAMES: [&str; 2] = ["中华人民共和国宪法", "宪法"];

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let cited = document.citations().iter().filter(|citation| matches!(citation.used, Use::Basis | Use::Plain));
    let found = cited.filter(|citation| NAMES.contains(&document.str(citation.name)) && citation.short.is_none());
    told_per(found.map(|citation| ((), Finding::at(citation.span).edit(citation.span, "宪法"))).collect())
}
