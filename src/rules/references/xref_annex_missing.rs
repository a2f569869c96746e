//! `xref-annex-missing`: 附件二 where there is none.

use std::collections::HashSet;

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::annex::AnnexKind;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let annexes = document.annexes();
    let present: HashSet<(AnnexKind, Option<u32>)> =
        annexes.present.iter().map(|annex| (annex.kind, annex.number)).collect();
    let mut out = Vec::new();
    for mention in &annexes.mentions {
        let of_kind = present.iter().any(|&(kind, _)| kind == mention.kind);
        let numbered = present.iter().any(|&(kind, number)| kind == mention.kind && number.is_some());
        if present.is_empty() {
            // Annexes are often kept in files of their own: told once.
            if mention.own && out.is_empty() {
                out.push(Finding::at(mention.span).variant("none"));
            }
        } else if mention.number.is_some() && of_kind && numbered && !present.contains(&(mention.kind, mention.number))
        {
            out.push(Finding::at(mention.span));
        }
    }
    out
}
