//! What a table is for: the law beside its draft, data, or nothing but the look of the page.

use super::body::{Body, Cell, Node, Table};
use crate::writing::label;

/// In how many of the first rows a table's head is looked for.
const HEAD_ROWS: usize = 3;
/// No head of a column is longer, in characters.
const LONGEST: usize = 40;

/// What the head of a column with the law as it is says.
const BEFORE: [&str; 8] = ["现行", "修改前", "修订前", "修正前", "原条文", "原条款", "原文", "原规定"];
/// What the head of a column with the draft says.
const AFTER: [&str; 14] = [
    "修改后",
    "修订后",
    "修正后",
    "修订草案",
    "修正草案",
    "修改草案",
    "修订稿",
    "修改稿",
    "修正稿",
    "草案",
    "征求意见稿",
    "送审稿",
    "审议稿",
    "建议稿",
];

/// What a table is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// 对照表: the law as it is beside the draft.
    Comparison(Comparison),
    /// One thing a cell.
    Data,
    /// A frame around the text.
    Frame,
}

/// How the columns of a 对照表 lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Comparison {
    /// How many rows the head takes.
    pub(super) head: usize,
    /// The column of the draft, from 0; of several, the last.
    pub(super) draft: usize,
    /// The column of the law as it is.
    law: usize,
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

impl Comparison {
    /// What a cell belongs to that starts at a column; one over both columns is a heading of the draft, too.
    pub(super) fn column(self, start: usize, cell: &Cell) -> Column {
        let covers = |column: usize| (start..start + cell.columns).contains(&column);
        match (covers(self.draft), covers(self.law)) {
            (true, _) => Column::Draft,
            (false, true) => Column::Law,
            (false, false) => Column::Other,
        }
    }
}

/// What a table is for.
pub(super) fn purpose(table: &Table, body: &Body) -> Purpose {
    if let Some(comparison) = comparison(table, body) {
        return Purpose::Comparison(comparison);
    }
    if table.rows.iter().all(|row| row.len() < 2) { Purpose::Frame } else { Purpose::Data }
}

fn comparison(table: &Table, body: &Body) -> Option<Comparison> {
    table.rows.iter().take(HEAD_ROWS).enumerate().find_map(|(at, row)| {
        let heads: Vec<(usize, String)> = cells(row).map(|(start, cell)| (start, text(&cell.flow, body))).collect();
        let is = |words: &[&str], head: &str| {
            head.chars().nth(LONGEST).is_none() && words.iter().any(|word| head.contains(word))
        };
        let is_law = |head: &str| is(&BEFORE, head) || head.starts_with('原') && is(&[head], head);
        let law = heads.iter().find(|(_, head)| is_law(head))?.0;
        let draft = heads.iter().rev().find(|(start, head)| *start != law && is(&AFTER, head) && !is_law(head))?.0;
        Some(Comparison { head: at + 1, draft, law })
    })
}

/// The cells of a row, each with the column that it starts at.
pub(super) fn cells(row: &[Cell]) -> impl Iterator<Item = (usize, &Cell)> {
    row.iter().scan(0, |next, cell| {
        let start = *next;
        *next += cell.columns;
        Some((start, cell))
    })
}

/// What stands in a cell, without blanks.
fn text(flow: &[Node], body: &Body) -> String {
    let paragraphs = flow.iter().filter_map(|node| match node {
        Node::Paragraph(index) => body.paragraphs.get(*index),
        Node::Table(_) => None,
    });
    let shown = paragraphs.flat_map(|paragraph| paragraph.atoms.iter().map(|&atom| body.shown(atom)));
    label::without_blanks(&shown.take(LONGEST).collect::<String>())
}
