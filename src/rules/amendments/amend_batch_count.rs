//! `amend-batch-count`: a package amends more or fewer laws than its title or its last sentence counts, or others.

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::amendment::{Action, Amended};
use crate::document::tree::front::Kind;
use crate::document::tree::numeral;
use crate::lexicon::amendments;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let laws = &document.amendment().laws;
    if document.instrument.kind != Kind::Amendment || laws.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let Some(title) = &document.title else { return out };
    out.extend(counted(document, title.span, laws));
    if laws.len() > 1 || titles_in(document, title.span).len() > 1 {
        out.extend(listed(document, title.span, laws));
    }
    for clause in closing(laws) {
        out.extend(counted(document, clause, laws));
        out.extend(listed(document, clause, laws));
    }
    out.sort_by_key(|finding| finding.span);
    out
}

/// The sentences that tell which laws are published anew.
fn closing(laws: &[Amended]) -> Vec<Span> {
    let instructions = laws.iter().flat_map(|law| &law.instructions);
    let mut spans: Vec<Span> =
        instructions.filter(|one| one.action == Action::NoChange).map(|instruction| instruction.span).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// 等三件 where there are four.
fn counted(document: &Document, span: Span, laws: &[Amended]) -> Option<Finding> {
    told::without_quotations(document, span).into_iter().find_map(|stretch| {
        let text = document.str(stretch);
        let behind = text.strip_prefix('等')?;
        let len = numeral::prefix_len(behind);
        let number = numeral::parse(&behind[..len])?.value;
        let measure =
            behind[len..].chars().next().filter(|c| amendments::MEASURES.iter().any(|word| word.starts_with(*c)))?;
        let end = stretch.start + '等'.len_utf8() + len + measure.len_utf8();
        (number as usize != laws.len())
            .then(|| Finding::at(Span::new(stretch.start, end)).arg("found", laws.len().to_string()))
    })
}

/// A list of titles, all of them, beside the laws that are amended.
fn listed(document: &Document, span: Span, laws: &[Amended]) -> Vec<Finding> {
    let text = document.str(span);
    let titles = titles_in(document, span);
    let closes = amendments::REPUBLISHING.iter().any(|word| text.contains(word)) || text.contains("的决定");
    let whole = !titles.is_empty() && !text.contains('等') && closes;
    if !whole {
        return Vec::new();
    }
    let mut out = Vec::new();
    for &title in &titles {
        // 《解释》 is short for a name that holds it.
        let bare = document.str(title).trim_start_matches('《').trim_end_matches('》');
        if !laws.iter().any(|law| law.is_called(document.str(title)) || law.name.contains(bare)) {
            out.push(Finding::at(title).variant("strange"));
        }
    }
    let missing = laws.iter().filter(|law| !titles.iter().any(|&title| law.is_called(document.str(title))));
    let names: Vec<String> = missing.map(|law| format!("《{}》", law.name)).collect();
    if let (false, true, Some(&last)) = (names.is_empty(), out.is_empty(), titles.last()) {
        out.push(Finding::at(last).variant("missing").arg("laws", names.concat()));
    }
    out
}

/// The titles in 《》 of a span.
fn titles_in(document: &Document, span: Span) -> Vec<Span> {
    document.quotes().titles.iter().copied().filter(|title| span.covers(*title)).collect()
}
