//! From one place of a draft to others: definitions, references, highlights.

use lsp_types::{
    DocumentHighlight, DocumentHighlightKind, GotoDefinitionResponse, Location, LocationLink, Position, ReferenceParams,
};

use super::client::Client;
use super::draft::Snapshot;
use super::index::Index;
use super::place::Places;
use crate::diagnostic::Span;

/// The places that belong together: where something is said, and where it is spoken of.
struct Family {
    declaration: Span,
    mentions: Vec<Span>,
}

/// What the place at a byte belongs to: a reference or label to the references of its unit, a name to its uses.
fn family(index: &Index, offset: usize) -> Option<Family> {
    let target = index.link_at(offset).or_else(|| index.head_at(offset)).map(|link| link.target);
    if let Some(target) = target {
        let mentions = index.links_to(target).map(|link| link.span).collect();
        return Some(Family { declaration: index.targets[target].head, mentions });
    }
    let (_, term) = index.term_at(offset)?;
    Some(Family { declaration: term.head, mentions: term.uses.clone() })
}

/// Where what is named at a place is.
pub(super) fn definition(client: &Client, snapshot: &Snapshot, at: Position) -> Option<GotoDefinitionResponse> {
    let places = Places { source: &snapshot.source, encoding: client.encoding };
    let index = snapshot.index();
    let offset = places.offset(at);
    let (origin, whole, head) = match index.link_at(offset) {
        Some(link) => {
            let target = &index.targets[link.target];
            (link.span, target.whole, target.head)
        }
        None => {
            let (span, term) = index.term_at(offset)?;
            (span, term.whole, term.head)
        }
    };
    let uri = snapshot.uri.clone();
    Some(if client.links.is_yes() {
        GotoDefinitionResponse::Link(vec![LocationLink {
            origin_selection_range: Some(places.range(origin)),
            target_uri: uri,
            target_range: places.range(whole),
            target_selection_range: places.range(head),
        }])
    } else {
        GotoDefinitionResponse::Scalar(Location { uri, range: places.range(head) })
    })
}

/// Where what stands or is named at a place is spoken of.
pub(super) fn references(client: &Client, snapshot: &Snapshot, params: &ReferenceParams) -> Option<Vec<Location>> {
    let places = Places { source: &snapshot.source, encoding: client.encoding };
    let family = family(snapshot.index(), places.offset(params.text_document_position.position))?;
    let declaration = params.context.include_declaration.then_some(family.declaration);
    let all = declaration.into_iter().chain(family.mentions);
    Some(all.map(|span| Location { uri: snapshot.uri.clone(), range: places.range(span) }).collect())
}

/// The same places, to be marked.
pub(super) fn highlights(client: &Client, snapshot: &Snapshot, at: Position) -> Option<Vec<DocumentHighlight>> {
    let places = Places { source: &snapshot.source, encoding: client.encoding };
    let family = family(snapshot.index(), places.offset(at))?;
    let mark = |span, kind| DocumentHighlight { range: places.range(span), kind: Some(kind) };
    let mut marks = vec![mark(family.declaration, DocumentHighlightKind::WRITE)];
    marks.extend(family.mentions.iter().map(|&span| mark(span, DocumentHighlightKind::READ)));
    Some(marks)
}
