//! `amend-title-form`: the title of a 修改决定 does not name who decides or what is amended, or calls the amendment a revision.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::front::Kind;
use crate::document::tree::maker::Maker;
use crate::lexicon::amendments;

/// How every title of a 修改决定 starts, behind who decides.
const ABOUT: &str = "关于修改";

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(title) = document.title.as_ref().filter(|_| document.instrument.kind == Kind::Amendment) else {
        return Vec::new();
    };
    if document.instrument.self_name != Some("本决定") {
        return Vec::new();
    }
    let text = document.str(title.span);
    let place = |word: &str| {
        let at = text.find(word)?;
        Some(Span::new(title.span.start + at, title.span.start + at + word.len()))
    };
    let mut out = Vec::new();
    if document.instrument.maker != Some(Maker::Executive)
        && let Some(about) = place("关于修订").filter(|_| !title.name.contains(ABOUT))
    {
        let verb = Span::new(about.end - "修订".len(), about.end);
        out.push(Finding::at(verb).variant("revising").edit(verb, "修改"));
    }
    if title.name.starts_with("关于") && document.instrument.maker.is_none() {
        out.extend(place("关于").map(|at| Finding::at(Span::new(at.start, title.span.end))));
    }
    let named = title.name.contains(['《', '〈']) || amendments::SEVERAL.iter().any(|word| title.name.contains(word));
    if !named {
        out.extend(place(ABOUT).map(|about| Finding::at(Span::new(about.end, title.span.end)).variant("unmarked")));
    }
    out
}
