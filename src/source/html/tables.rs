//! Which tables of a page hold data, row by row, and which only say where on the page things stand.

use std::collections::HashSet;

use super::Piece;

/// The rows and cells of tables that hold data, by the index of their tags.
#[derive(Debug, Default)]
pub(super) struct Tables {
    tags: HashSet<usize>,
}

/// A table that is open.
#[derive(Debug, Default)]
struct Open {
    tags: Vec<usize>,
    /// The cells of each row that hold something.
    rows: Vec<usize>,
    /// Whether the cell that is open holds something already.
    is_filled: bool,
    holds_table: bool,
}

impl Open {
    /// Whether most of its rows have several cells. Pages are laid out in one row, or with tables inside.
    fn holds_data(&self) -> bool {
        let filled = self.rows.iter().filter(|&&cells| cells > 0).count();
        let several = self.rows.iter().filter(|&&cells| cells > 1).count();
        !self.holds_table && several > 1 && several * 5 >= filled * 3
    }
}

impl Tables {
    pub(super) fn of(text: &str, pieces: &[Piece]) -> Self {
        let mut found = Self::default();
        let mut open: Vec<Open> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Start { name, .. } if name == b"table" => {
                    open.iter_mut().for_each(|table| table.holds_table = true);
                    // One is enough to know of those around it.
                    open.truncate(1);
                    open.push(Open::default());
                }
                Piece::End { name, .. } if name == b"table" => found.close(open.pop()),
                Piece::Start { name, .. } => {
                    if let Some(table) = open.last_mut() {
                        table.start(at, name);
                    }
                }
                Piece::Text(span) => {
                    if let Some(table) = open.last_mut().filter(|_| !span.of(text).trim().is_empty()) {
                        table.fill();
                    }
                }
                Piece::End { .. } | Piece::Comment(_) => {}
            }
        }
        open.into_iter().for_each(|table| found.close(Some(table)));
        found
    }

    fn close(&mut self, table: Option<Open>) {
        self.tags.extend(table.filter(Open::holds_data).into_iter().flat_map(|table| table.tags));
    }

    /// Whether the tag with that index starts a cell of data.
    pub(super) fn is_cell(&self, at: usize) -> bool {
        self.tags.contains(&at)
    }

    /// The same of a row.
    pub(super) fn is_row(&self, at: usize) -> bool {
        self.tags.contains(&at)
    }
}

impl Open {
    fn start(&mut self, at: usize, name: &[u8]) {
        match name {
            b"tr" => self.rows.push(0),
            b"td" | b"th" => self.is_filled = false,
            _ => return,
        }
        self.tags.push(at);
    }

    fn fill(&mut self) {
        if let Some(cells) = self.rows.last_mut().filter(|_| !std::mem::replace(&mut self.is_filled, true)) {
            *cells += 1;
        }
    }
}
