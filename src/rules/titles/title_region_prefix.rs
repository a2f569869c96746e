//! `title-region-prefix`: a text that holds in one place does not name it in its title.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::maker::Locality;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let instrument = &document.instrument;
    let unnamed = instrument.locality == Locality::Unnamed && instrument.kind.is_regulation();
    let titled = instrument.self_name.is_some() && document.has_articles();
    let title = document.title.as_ref().filter(|_| unnamed && titled);
    title.map(|title| Finding::at(title.span)).into_iter().collect()
}
