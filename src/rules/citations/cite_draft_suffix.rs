//! `cite-draft-suffix`: a draft is cited as if it were law.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::citation::Use;
use crate::lexicon::titles;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if !document.instrument.kind.is_regulation() {
        return Vec::new();
    }
    let cited = document.citations().iter().filter(|citation| citation.used != Use::Past);
    let found = cited.filter(|citation| {
        let name = document.str(citation.name).trim_end_matches(['）', ')']);
        let Some((_, bracket)) = name.rsplit_once(['（', '(']) else { return false };
        titles::CITED_DRAFTS.iter().any(|draft| bracket.ends_with(draft)) && name.len() < citation.name.len()
    });
    found.map(|citation| Finding::at(citation.span)).collect()
}
