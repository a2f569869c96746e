//! What stands in the main part: paragraphs, runs and what is in them, tables, each with its bytes.
//!
//! Read once, in the order of the part. What of it a reader sees, and in which order, is settled elsewhere.

mod field;
mod reader;

use super::styles::{Numbered, Styles};
use crate::diagnostic::Span;
use crate::source::broken::{Part, WordError};
use crate::source::revisions::Revisions;

/// The main part, or that of the footnotes.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// In order of their start tags; the first is paragraph 1.
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) runs: Vec<Run>,
    /// What stands in the runs, in order.
    pub(super) atoms: Vec<Atom>,
    /// What runs stand in; the first is the part itself.
    pub(super) containers: Vec<Container>,
    /// The text of all atoms, one behind the other.
    text: String,
    /// Paragraphs and tables as they follow one another.
    pub(super) flow: Vec<Node>,
    /// How many insertions, deletions and moves there are.
    pub(super) revisions: usize,
    /// The relationships of documents of another kind that stand in it as they are.
    pub(super) embedded: Vec<String>,
    /// Whether there are pictures, or drawings that may be one.
    pub(super) has_pictures: bool,
    /// The name of the outermost element, if it is one of Word's.
    pub(super) root: String,
    /// The prefix of Word's names, with its colon, and their namespace.
    pub(super) prefix: String,
    pub(super) namespace: String,
}

/// One `w:p`.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) span: Span,
    /// Whether the part has it as one tag without an end.
    pub(super) is_empty_tag: bool,
    pub(super) style: Option<String>,
    /// Its list and level as it says itself.
    pub(super) numbering: Numbered,
    /// How deep it stands among headings, from 0, as it says itself.
    pub(super) outline: Option<u8>,
    /// Whether its end is gone in the view, so that it goes on with the next one.
    pub(super) is_joined: bool,
    /// Whether it is a line of the table of contents.
    pub(super) is_contents: bool,
    /// The atoms that a reader sees, in order.
    pub(super) atoms: Vec<usize>,
    /// The text boxes and the like that hang on it.
    pub(super) boxes: Vec<Node>,
    /// Whether it stands in a cell, a text box or a note.
    pub(super) is_apart: bool,
}

/// One `w:r`.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) span: Span,
    /// Its start tag.
    pub(super) open: Span,
    /// Its properties; empty where it has none.
    pub(super) properties: Span,
    /// What it stands in.
    pub(super) container: usize,
    /// Its atoms, `properties` aside.
    pub(super) atoms: std::ops::Range<usize>,
}

/// A child of a run.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub(super) span: Span,
    pub(super) run: usize,
    pub(super) kind: AtomKind,
    /// The field whose result it stands in, from 1; 0 for none.
    pub(super) field: usize,
    /// What it shows, in bytes of the body's text.
    text: Span,
}

/// What a child of a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Words.
    Text,
    /// Words that somebody has deleted.
    Deleted,
    /// What shows a character and is none: a tab, a hyphen, a symbol.
    Sign,
    /// The end of a line within a paragraph.
    Break,
    /// The mark of a footnote, with its identifier.
    Note(Option<String>),
    /// Where a page ended when the file was last shown.
    PageEnd,
    /// Anything else: a picture, a field's limits.
    Other,
}

/// What a run stands in.
#[derive(Debug, Clone)]
pub(super) struct Container {
    pub(super) parent: usize,
    pub(super) kind: ContainerKind,
    pub(super) span: Span,
}

/// What runs may stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContainerKind {
    /// A paragraph.
    Paragraph,
    /// What somebody has inserted, or moved to here.
    Inserted,
    /// What somebody has deleted, or moved from here.
    Deleted,
    /// A link, a field, a content control.
    Frame,
    /// A stretch that a program has recognised.
    SmartTag,
}

/// What follows another in a flow.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A paragraph, by its place in the list.
    Paragraph(usize),
    Table(Table),
}

/// A table, row by row.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// How many columns it runs over.
    pub(super) columns: usize,
    pub(super) flow: Vec<Node>,
}

impl Body {
    /// Reads a part. Of a view, atoms that it does not show are none of their paragraph's.
    ///
    /// # Errors
    /// Where the part is no XML that is read here.
    pub(super) fn read(part: Part, bytes: &[u8], view: Revisions, styles: &Styles) -> Result<Self, WordError> {
        reader::read(part, bytes, view, styles)
    }

    /// Whether there is nothing to read in it.
    pub(super) fn shows_nothing(&self) -> bool {
        self.paragraphs.iter().all(|paragraph| paragraph.atoms.iter().all(|&atom| self.shown(atom).trim().is_empty()))
    }

    /// What an atom shows.
    pub(super) fn shown(&self, atom: usize) -> &str {
        self.atoms.get(atom).map_or("", |atom| atom.text.of(&self.text))
    }

    /// Whether a run stands in what somebody has inserted, deleted or moved.
    pub(super) fn is_revised(&self, run: usize) -> bool {
        self.containers_of(run).any(|(_, one)| matches!(one.kind, ContainerKind::Inserted | ContainerKind::Deleted))
    }

    /// What a run stands in, the innermost first, down to its paragraph.
    pub(super) fn containers_of(&self, run: usize) -> impl Iterator<Item = (usize, &Container)> {
        let first = self.runs.get(run).map_or(0, |run| run.container);
        std::iter::successors(Some(first), |&at| self.containers.get(at).map(|one| one.parent).filter(|&up| up != at))
            .filter_map(|at| self.containers.get(at).map(|one| (at, one)))
            .take_while(|(_, one)| one.kind != ContainerKind::Paragraph)
    }
}
