//! The draft's tree, for the editor's outline, and what it may fold.

use lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, FoldingRange, FoldingRangeKind, Location, SymbolInformation, SymbolKind,
    Uri,
};

use super::client::Client;
use super::draft::Snapshot;
use super::index::{Node, NodeKind};
use super::place::Places;
use crate::diagnostic::Span;
use crate::document::tree::label::Level;

/// Of the kinds that editors know, those that look least like programs.
const fn kind(kind: NodeKind) -> SymbolKind {
    match kind {
        NodeKind::Division(Level::Part | Level::Subpart) => SymbolKind::MODULE,
        NodeKind::Division(Level::Chapter) => SymbolKind::NAMESPACE,
        NodeKind::Division(Level::Section | Level::Heading) => SymbolKind::PACKAGE,
        NodeKind::Article => SymbolKind::STRING,
    }
}

/// The tree of a document.
pub(super) fn symbols(client: &Client, snapshot: &Snapshot) -> DocumentSymbolResponse {
    let places = Places { source: &snapshot.source, encoding: client.encoding };
    let nodes = &snapshot.index().nodes;
    if client.tree.is_yes() {
        DocumentSymbolResponse::Nested(nodes.iter().map(|node| symbol(places, node)).collect())
    } else {
        let mut flat = Vec::new();
        nodes.iter().for_each(|node| flatten(places, &snapshot.uri, node, None, &mut flat));
        DocumentSymbolResponse::Flat(flat)
    }
}

/// What can be folded: divisions, articles of several lines, the contents.
pub(super) fn folds(client: &Client, snapshot: &Snapshot) -> Vec<FoldingRange> {
    let places = Places { source: &snapshot.source, encoding: client.encoding };
    let index = snapshot.index();
    let mut folds: Vec<FoldingRange> = index.contents.and_then(|span| fold(places, span)).into_iter().collect();
    index.nodes.iter().for_each(|node| fold_tree(places, node, &mut folds));
    folds.sort_by_key(|fold| (fold.start_line, fold.end_line));
    folds
}

#[expect(deprecated, reason = "the field has no default")]
fn symbol(places: Places<'_>, node: &Node) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = node.children.iter().map(|child| symbol(places, child)).collect();
    DocumentSymbol {
        name: node.name.clone(),
        detail: (!node.detail.is_empty()).then(|| node.detail.clone()),
        kind: kind(node.kind),
        tags: None,
        deprecated: None,
        range: places.range(node.whole),
        selection_range: places.range(node.head),
        children: (!children.is_empty()).then_some(children),
    }
}

#[expect(deprecated, reason = "the field has no default")]
fn flatten(places: Places<'_>, uri: &Uri, node: &Node, within: Option<&Node>, out: &mut Vec<SymbolInformation>) {
    out.push(SymbolInformation {
        name: if node.detail.is_empty() { node.name.clone() } else { format!("{}　{}", node.name, node.detail) },
        kind: kind(node.kind),
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: places.range(node.whole) },
        container_name: within.map(|node| node.name.clone()),
    });
    for child in &node.children {
        flatten(places, uri, child, Some(node), out);
    }
}

fn fold_tree(places: Places<'_>, node: &Node, out: &mut Vec<FoldingRange>) {
    out.extend(fold(places, node.whole));
    for child in &node.children {
        fold_tree(places, child, out);
    }
}

/// Whole lines; nothing where there is but one.
fn fold(places: Places<'_>, span: Span) -> Option<FoldingRange> {
    let range = places.range(span);
    (range.start.line < range.end.line).then_some(FoldingRange {
        start_line: range.start.line,
        start_character: None,
        end_line: range.end.line,
        end_character: None,
        kind: Some(FoldingRangeKind::Region),
        collapsed_text: None,
    })
}
