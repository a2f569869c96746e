//! Tables cell by cell, and what the heads of a 对照表 say: which column holds the law as it is, and which the draft.

use super::label;

/// A table, row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The cells of each row, from left to right. What a cell covers of the rows below it is not in those.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The column that it starts at, from 0.
    pub column: usize,
    /// How many columns it runs over.
    pub columns: usize,
    /// What stands in it, its lines parted by `\n`.
    pub text: String,
    /// Where it stands, in bytes of the decoded text.
    pub at: usize,
}

impl Cell {
    /// Whether it runs over a column.
    pub const fn covers(&self, column: usize) -> bool {
        self.column <= column && column < self.column + self.columns
    }
}

/// How a 对照表 lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// How many rows its head takes.
    pub head: usize,
    /// The column of the law as it is, from 0.
    pub law: usize,
    /// The column of the draft; of several, the last.
    pub draft: usize,
}

/// In how many of the first rows a table's head is looked for.
const HEAD_ROWS: usize = 3;
/// No head of a column is longer, in characters.
pub const LONGEST_HEAD: usize = 40;

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
/// What it says in one word.
const AFTER_ALONE: [&str; 3] = ["修改", "修订", "修正"];

/// How a table lies by the heads of its first rows, each with the column that it starts at; `None` where it is no 对照表.
pub fn sides(rows: impl IntoIterator<Item = Vec<(usize, String)>>) -> Option<Sides> {
    rows.into_iter().take(HEAD_ROWS).enumerate().find_map(|(at, heads)| {
        let heads: Vec<(usize, String)> =
            heads.into_iter().map(|(at, head)| (at, label::without_blanks(&head))).collect();
        let law = heads.iter().find(|(_, head)| is_law(head))?.0;
        let draft = heads.iter().rev().find(|(start, head)| *start != law && is_draft(head))?.0;
        Some(Sides { head: at + 1, law, draft })
    })
}

fn is_short(head: &str) -> bool {
    !head.is_empty() && head.chars().nth(LONGEST_HEAD).is_none()
}

fn is_law(head: &str) -> bool {
    is_short(head) && (head.starts_with('原') || BEFORE.iter().any(|word| head.contains(word)))
}

fn is_draft(head: &str) -> bool {
    let says = AFTER.iter().any(|word| head.contains(word)) || AFTER_ALONE.contains(&head);
    is_short(head) && says && !is_law(head)
}

impl Table {
    /// How it lies as a 对照表; `None` where it is none.
    pub fn sides(&self) -> Option<Sides> {
        sides(self.rows.iter().map(|row| row.iter().map(|cell| (cell.column, cell.text.clone())).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[&[&str]]) -> Option<(usize, usize, usize)> {
        let row = |row: &&[&str]| row.iter().enumerate().map(|(at, head)| (at, (*head).to_owned())).collect();
        sides(rows.iter().map(row)).map(|sides| (sides.head, sides.law, sides.draft))
    }

    #[test]
    fn heads_tell_the_columns() {
        assert_eq!(of(&[&["现行条文", "修订草案", "说明"]]), Some((1, 0, 1)));
        assert_eq!(of(&[&["某市养犬条例修改前后对照表"], &["序号", "修改前", "修改后"]]), Some((2, 1, 2)));
        assert_eq!(of(&[&["原 规 定", "修正"]]), Some((1, 0, 1)));
        assert_eq!(of(&[&["现行", "征求意见稿", "草案"]]), Some((1, 0, 2)));
        assert_eq!(of(&[&["违法行为", "处罚依据"], &["修改前", "甲"]]), None);
    }
}
