//! What a table is for: the law beside its draft, data, or nothing but the look of the page.

use super::body::{Body, Cell, Node, Table};
use crate::writing::table::{self, LONGEST_HEAD, Sides};

/// What a table is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// 对照表: the law as it is beside the draft.
    Comparison(Sides),
    /// One thing a cell.
    Data,
    /// A frame around the text.
    Frame,
}

/// Which text of a 对照表 a cell belongs to, in the order in which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Law,
    Draft,
    /// Reasons, and the like.
    Other,
}

impl Column {
    pub(super) const ALL: [Self; 3] = [Self::Law, Self::Draft, Self::Other];
}

/// What a cell belongs to that starts at a column; one over both columns is a heading of the draft, too.
pub(super) fn column(sides: Sides, start: usize, cell: &Cell) -> Column {
    let covers = |column: usize| (start..start + cell.columns).contains(&column);
    match (covers(sides.draft), covers(sides.law)) {
        (true, _) => Column::Draft,
        (false, true) => Column::Law,
        (false, false) => Column::Other,
    }
}

/// What a table is for.
pub(super) fn purpose(table: &Table, body: &Body) -> Purpose {
    let heads = |row: &Vec<Cell>| cells(row).map(|(start, cell)| (start, text(&cell.flow, body))).collect();
    if let Some(sides) = table::sides(table.rows.iter().map(heads)) {
        return Purpose::Comparison(sides);
    }
    if table.rows.iter().all(|row| row.len() < 2) { Purpose::Frame } else { Purpose::Data }
}

/// The cells of a row, each with the column that it starts at.
pub(super) fn cells(row: &[Cell]) -> impl Iterator<Item = (usize, &Cell)> {
    row.iter().scan(0, |next, cell| {
        let start = *next;
        *next += cell.columns;
        Some((start, cell))
    })
}

/// What stands in a cell, as far as it could be a head.
fn text(flow: &[Node], body: &Body) -> String {
    let paragraphs = flow.iter().filter_map(|node| match node {
        Node::Paragraph(index) => body.paragraphs.get(*index),
        Node::Table(_) => None,
    });
    let shown = paragraphs.flat_map(|paragraph| paragraph.atoms.iter().map(|&atom| body.shown(atom)));
    shown.take(LONGEST_HEAD).collect()
}
