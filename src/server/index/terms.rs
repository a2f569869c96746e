//! Names that a draft defines: short forms and terms, what they mean, where they are used.

use std::collections::BTreeMap;

use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind, Scope};
use crate::document::usage::bare;
use crate::source::Source;

/// A name that the draft defines.
#[derive(Debug)]
pub(in crate::server) struct Term {
    /// The name.
    pub name: String,
    /// Where it is defined: the name itself.
    pub head: Span,
    /// What defines it: the bracket with the expression before it, or the sentence.
    pub whole: Span,
    /// The sentence that defines it, freed of markup.
    pub said: String,
    /// What it stands for, where it is short for an expression.
    pub full: Option<String>,
    /// Where it is defined, as an address.
    pub address: Option<String>,
    /// Where it is used, in order, but for its definition.
    pub uses: Vec<Span>,
}

/// All that a document defines for itself, in order.
pub(super) fn read(source: &Source, document: &Document) -> Vec<Term> {
    let own = document.definitions().iter().filter(|definition| definition.scope != Scope::Other);
    let mut by_name: BTreeMap<&str, Vec<&Definition>> = BTreeMap::new();
    for definition in own {
        by_name.entry(bare(document.str(definition.name))).or_default().push(definition);
    }
    let mut terms = Vec::new();
    for (name, definitions) in by_name {
        let uses = document.uses().of(name);
        for (at, definition) in definitions.iter().enumerate() {
            // Of several definitions, each holds up to the next; the first also for what stands before it.
            let from = if at == 0 { 0 } else { definition.name.start };
            let to = definitions.get(at + 1).map_or(usize::MAX, |next| next.name.start);
            let before = |limit: usize| uses.partition_point(|found| found.span.start < limit);
            let own = uses[before(from)..before(to)].iter().filter(|found| !found.inside);
            let uses = own.map(|found| source.to_text(found.span)).collect();
            terms.push(term(source, document, definition, uses));
        }
    }
    terms.sort_by_key(|term| term.head);
    terms
}

fn term(source: &Source, document: &Document, definition: &Definition, uses: Vec<Span>) -> Term {
    let sentence = sentence(document, definition);
    let full = document.str(definition.full);
    let whole = match definition.kind {
        DefinitionKind::ShortForm if !definition.full.is_empty() => {
            Span::new(definition.full.start, definition.span.end)
        }
        DefinitionKind::ShortForm => definition.span,
        DefinitionKind::Term | DefinitionKind::Listed => sentence,
    };
    Term {
        name: document.str(definition.name).to_owned(),
        head: source.to_text(definition.name),
        whole: source.to_text(Span::new(whole.start.min(definition.name.start), whole.end.max(definition.name.end))),
        said: document.str(sentence).trim().to_owned(),
        full: (!full.is_empty()).then(|| full.to_owned()),
        address: document.address(definition.name.start),
        uses,
    }
}

/// The sentence that a definition stands in, within its paragraph.
fn sentence(document: &Document, definition: &Definition) -> Span {
    let passage = document.passage_at(definition.span.start).map_or(definition.span, |passage| passage.span);
    let text = document.text();
    let (from, to) = (definition.span.start.max(passage.start), definition.span.end.min(passage.end));
    let start = text[passage.start..from].rfind('。').map(|at| passage.start + at + '。'.len_utf8());
    let end = text[to..passage.end].find('。').map(|at| to + at + '。'.len_utf8());
    Span::new(start.unwrap_or(passage.start), end.unwrap_or(passage.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;

    #[test]
    fn names_are_read_with_what_they_mean_and_where_they_are_used() {
        let text = "某市条例\n第一条　甲。对警务辅助人员（以下简称辅警）适用本条例。乙。\n\
                    第二条　本条例所称生活垃圾，是指固体废物。\n辅警处理生活垃圾。\n";
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        let terms = read(&source, &document);
        let shown: Vec<_> = terms
            .iter()
            .map(|term| (term.name.as_str(), term.whole.of(text), term.said.as_str(), term.uses.len()))
            .collect();
        assert_eq!(
            shown,
            [
                ("辅警", "警务辅助人员（以下简称辅警）", "对警务辅助人员（以下简称辅警）适用本条例。", 1),
                ("生活垃圾", "本条例所称生活垃圾，是指固体废物。", "本条例所称生活垃圾，是指固体废物。", 1),
            ]
        );
        assert_eq!((terms[0].full.as_deref(), terms[0].address.as_deref()), (Some("警务辅助人员"), Some("第一条")));
    }
}
