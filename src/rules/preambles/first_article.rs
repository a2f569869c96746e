//! `preamble-first-article`, `preamble-enactment-missing`, `preamble-purpose-order`: 为了…，根据…，制定本条例.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::preamble::{Part, PartKind, Preamble};
use crate::document::tree::line;
use crate::lexicon::preambles;

/// The first article of a text that lays down rules.
fn preamble(document: &Document) -> Option<&Preamble> {
    document.preamble().filter(|_| document.instrument.kind.is_regulation())
}

/// 为… for 为了….
pub(in crate::rules) fn wording(document: &Document) -> Vec<Finding> {
    let found = preamble(document).and_then(|preamble| {
        preamble.part(PartKind::Enactment)?;
        let purpose = preamble.part(PartKind::Purpose)?;
        let short = document.str(purpose.lead) == "为";
        short.then(|| Finding::at(purpose.lead).edit(purpose.lead, "为了"))
    });
    found.into_iter().collect()
}

/// Purpose and basis, but no 制定本条例.
pub(in crate::rules) fn enactment(document: &Document) -> Vec<Finding> {
    let Some(preamble) = preamble(document).filter(|preamble| preamble.complete) else { return Vec::new() };
    let article = document.articles.first().map_or("", |article| document.str(article.span));
    if preambles::ENACTING.iter().any(|word| article.contains(word)) {
        return Vec::new();
    }
    let opens = |part: &&Part| part.lead.start == preamble.span.start;
    let (Some(_), Some(last)) = (preamble.parts.first().filter(opens), preamble.parts.last()) else {
        return Vec::new();
    };
    let unfinished = match last.kind {
        PartKind::Basis | PartKind::Circumstances => preamble.last == last.span && preamble.parts.len() > 1,
        PartKind::Purpose => !preambles::RULING.iter().any(|word| document.str(preamble.span).contains(word)),
        PartKind::Enactment => false,
    };
    if unfinished { vec![Finding::at(preamble.last)] } else { Vec::new() }
}

/// 根据…，为了…，制定本条例.
pub(in crate::rules) fn order(document: &Document) -> Vec<Finding> {
    let implements = document.title.as_ref().is_some_and(|title| title.name.contains("实施"));
    let Some(preamble) = preamble(document).filter(|_| !implements) else { return Vec::new() };
    let parts = preamble.parts.as_slice();
    let place = |kind: PartKind| parts.iter().position(|part| part.kind == kind);
    let (Some(0), Some(at), Some(_)) = (place(PartKind::Basis), place(PartKind::Purpose), place(PartKind::Enactment))
    else {
        return Vec::new();
    };
    let (basis, before, purpose) = (&parts[0], &parts[at - 1], &parts[at]);
    let given = document.str(Span::new(basis.span.start, before.span.end));
    let all = Span::new(basis.span.start, purpose.span.end);
    let swapped = format!("{}，{given}", document.str(purpose.span));
    // 为了加强养犬管理制定本条例
    let glued = !document.text()[purpose.span.end..].starts_with(line::is_comma);
    let tail = if glued { "，" } else { "" };
    vec![Finding::at(purpose.lead).label("basis", basis.lead).edit(all, swapped + tail)]
}
