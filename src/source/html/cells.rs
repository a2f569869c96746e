//! The tables of a page, cell by cell, wherever they stand on it and whatever they are for.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};

use super::{BLOCKS, OPAQUE};
use crate::writing::table::{Cell, Table};

/// No cell runs over more columns or rows.
const MOST_COLUMNS: usize = 64;
const MOST_ROWS: usize = 10_000;

/// The tables of the page `text`, each behind those inside it.
pub(in crate::source) fn tables(text: &str) -> Vec<Table> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader::default();
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&tag.name),
            Token::String(words) => reader.words(&String::from_utf8_lossy(&words.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while !reader.open.is_empty() {
        reader.end(b"table");
    }
    reader.found
}

#[derive(Debug, Default)]
struct Reader {
    found: Vec<Table>,
    /// Tables that stand in one another, the innermost last.
    open: Vec<Open>,
    /// The element that is passed over.
    opaque: Option<Vec<u8>>,
}

/// A table that is open.
#[derive(Debug, Default)]
struct Open {
    table: Table,
    /// For each column the row, from 0, that is the first not to be covered by a cell above it.
    free_from: Vec<usize>,
    /// Whether the last cell of the last row is open.
    in_cell: bool,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        if self.opaque.is_some() {
            return;
        }
        if OPAQUE.contains(&name) {
            self.opaque = Some(name.to_vec());
            return;
        }
        if name == b"table" {
            self.open.push(Open::default());
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        match name {
            b"tr" => open.row(),
            b"td" | b"th" => {
                let number = |name: &[u8], most: usize| {
                    let value = tag.attributes.get(name)?;
                    let value = std::str::from_utf8(&value.value).ok()?.trim().parse::<usize>().ok()?;
                    Some(value.clamp(1, most))
                };
                let columns = number(b"colspan", MOST_COLUMNS).unwrap_or(1);
                open.cell(columns, number(b"rowspan", MOST_ROWS).unwrap_or(1), tag.span.start);
            }
            _ if BLOCKS.contains(&name) => open.words("\n"),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some(opaque) = &self.opaque {
            if opaque == name {
                self.opaque = None;
            }
            return;
        }
        match name {
            b"table" => self.found.extend(self.open.pop().map(|open| open.table)),
            b"td" | b"th" | b"tr" => self.open.iter_mut().last().into_iter().for_each(|open| open.in_cell = false),
            _ if BLOCKS.contains(&name) => self.open.iter_mut().last().into_iter().for_each(|open| open.words("\n")),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.opaque.is_none()
            && let Some(open) = self.open.last_mut()
        {
            // Where a line of the page ends is nothing to its reader.
            open.words(&words.replace(['\n', '\r'], " "));
        }
    }
}

impl Open {
    fn row(&mut self) {
        self.table.rows.push(Vec::new());
        self.in_cell = false;
    }

    fn cell(&mut self, columns: usize, rows: usize, at: usize) {
        if self.table.rows.is_empty() {
            self.row();
        }
        let own = self.table.rows.len() - 1;
        let Some(row) = self.table.rows.last_mut() else { return };
        let mut column = row.last().map_or(0, |cell| cell.column + cell.columns);
        while self.free_from.get(column).is_some_and(|&free_from| free_from > own) {
            column += 1;
        }
        self.free_from.resize(self.free_from.len().max(column + columns), 0);
        self.free_from[column..column + columns].fill(own + rows);
        row.push(Cell { column, columns, text: String::new(), at });
        self.in_cell = true;
    }

    fn words(&mut self, words: &str) {
        let cell = self.table.rows.last_mut().and_then(|row| row.last_mut());
        if let Some(cell) = cell.filter(|_| self.in_cell) {
            cell.text.push_str(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of each row as their columns and words.
    fn shown(page: &str) -> Vec<Vec<String>> {
        let cell = |cell: &Cell| format!("{}+{} {}", cell.column, cell.columns, cell.text.trim().replace('\n', "/"));
        let rows = |table: &Table| table.rows.iter().map(|row| row.iter().map(cell).collect()).collect::<Vec<_>>();
        tables(page).iter().flat_map(rows).collect()
    }

    #[test]
    fn cells_have_their_columns() {
        let page = "<table><tr><th colspan=2>甲<th>乙</tr><tr><td rowspan=2>丙<td>丁<br>戊&amp;<td><p>己<p>庚</tr>\
                    <tr><td>辛\n壬<td>癸</table>";
        let rows = shown(page);
        assert_eq!(rows[0], ["0+2 甲", "2+1 乙"]);
        assert_eq!(rows[1], ["0+1 丙", "1+1 丁/戊&", "2+1 己/庚"]);
        assert_eq!(rows[2], ["1+1 辛 壬", "2+1 癸"]);
    }

    #[test]
    fn what_no_page_should_have_does_no_harm() {
        assert_eq!(
            shown("<td>甲</td></table><table><td colspan=99999999 rowspan=x>乙<script>丙</script>"),
            [["0+64 乙"]]
        );
        let found = shown("<table><tr><td>甲<table><tr><td>乙</table>丙</table>");
        assert_eq!(found, [["0+1 乙"], ["0+1 甲丙"]]);
    }
}
