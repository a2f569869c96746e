//! The draft's tree as editors show it: divisions with their articles, and what can be folded.

use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::Article;
use crate::document::tree::label::Level;
use crate::source::Source;

/// A unit in the tree.
#[derive(Debug)]
pub(in crate::server) struct Node {
    pub kind: NodeKind,
    /// `第二章　登记`, `第三十条`.
    pub name: String,
    /// The words an article begins with.
    pub detail: String,
    /// Its heading or label.
    pub head: Span,
    /// All of it, its children included.
    pub whole: Span,
    pub children: Vec<Node>,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum NodeKind {
    Division(Level),
    Article,
}

/// The units at the top of the tree, with those below them, in order.
pub(super) fn nodes(source: &Source, document: &Document) -> Vec<Node> {
    let mut below: Vec<Vec<Node>> = document.divisions.iter().map(|_| Vec::new()).collect();
    let mut top = Vec::new();
    for (at, article) in document.articles.iter().enumerate() {
        let node = article_node(source, document, at, article);
        match article.division.and_then(|division| below.get_mut(division)) {
            Some(children) => children.push(node),
            None => top.push(node),
        }
    }
    // Divisions stand behind those they are in: from the last to the first, each is whole when it is taken.
    for at in (0..document.divisions.len()).rev() {
        let division = &document.divisions[at];
        let mut children = std::mem::take(&mut below[at]);
        children.sort_by_key(|child| child.whole.start);
        let prose = super::heading(division);
        let head = source.to_text(prose);
        let end = children.iter().map(|child| child.whole.end).max().unwrap_or(head.end).max(head.end);
        let kind = NodeKind::Division(division.level);
        let name = document.one_line(prose);
        let whole = Span::new(head.start, end);
        let node = Node { kind, name, detail: String::new(), head, whole, children };
        match division.parent.filter(|&parent| parent < at).and_then(|parent| below.get_mut(parent)) {
            Some(children) => children.push(node),
            None => top.push(node),
        }
    }
    top.sort_by_key(|node| node.whole.start);
    top
}

fn article_node(source: &Source, document: &Document, at: usize, article: &Article) -> Node {
    let head = source.to_text(article.label);
    let whole = source.to_text(article.span);
    Node {
        kind: NodeKind::Article,
        name: document.str(article.label).to_owned(),
        detail: super::beginning(document, at),
        head,
        whole: Span::new(whole.start.min(head.start), whole.end.max(head.end)),
        children: Vec::new(),
    }
}

/// The table of contents.
pub(super) fn contents(source: &Source, document: &Document) -> Option<Span> {
    let toc = document.toc.as_ref()?;
    let first = toc.heading.or(toc.entries.first().map(|entry| entry.span))?;
    let last = toc.entries.last()?.span;
    Some(source.to_text(Span::new(first.start, last.end.max(first.end))))
}
