//! `cite-law-name-typo`: a title that is no law's, but nearly one's.

use std::collections::HashMap;

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;
use crate::document::citation::{Use, short_names};
use crate::laws::{self, Near};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut known: HashMap<&str, Option<Near>> = HashMap::new();
    let mut found = Vec::new();
    let short = short_names(document);
    let own = document.title.as_ref().map(|title| title.name.as_str());
    for citation in document.citations().iter().filter(|citation| citation.used != Use::ShortForm) {
        let outer = (!citation.local).then_some(citation.name);
        for name in outer.into_iter().chain(citation.inner.iter().copied()) {
            let text = document.str(name);
            if Some(text) == own || short.contains(text) {
                continue;
            }
            let near = known.entry(text).or_insert_with(|| laws::nearest(text));
            // Of what was law long ago, not every name is known.
            let near = near.as_ref().filter(|near| near.evident || citation.used != Use::Past);
            found.extend(near.map(|near| (text, finding(name, near))));
        }
    }
    for name in in_title(document) {
        found.extend(laws::nearest(document.str(name)).map(|near| (document.str(name), finding(name, &near))));
    }
    told_per(found)
}

/// Names in the title of a text that carries out another: 某省实施《…》办法.
fn in_title<'d>(document: &'d Document) -> impl Iterator<Item = Span> + 'd {
    let title = document.title.as_ref().filter(|title| title.name.contains('《'));
    let all =
        title.into_iter().flat_map(|title| document.quotes().titles.iter().filter(|name| title.span.covers(**name)));
    all.map(|name| Span::new(name.start + '《'.len_utf8(), name.end - '》'.len_utf8()))
}

fn finding(name: Span, near: &Near) -> Finding {
    let finding = Finding::at(name).arg("name", near.name.clone());
    if near.only { finding.edit(name, near.name.clone()) } else { finding }
}
