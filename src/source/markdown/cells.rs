//! The tables of a Markdown document, cell by cell: those of Markdown, and those that are written as in a page.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::front_matter;
use crate::source::html;
use crate::writing::table::{Cell, Table};

/// The tables of the document `text`: those of Markdown first.
pub(in crate::source) fn tables(text: &str) -> Vec<Table> {
    let start = front_matter::read(text).len;
    let body = text.get(start..).unwrap_or_default();
    let mut found: Vec<Table> = Vec::new();
    let mut in_cell = false;
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => found.push(Table::default()),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                found.iter_mut().last().into_iter().for_each(|table| table.rows.push(Vec::new()));
            }
            Event::Start(Tag::TableCell) => {
                if let Some(row) = found.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(Cell { column: row.len(), columns: 1, text: String::new(), at: start + range.start });
                }
                in_cell = true;
            }
            Event::End(TagEnd::TableCell) => in_cell = false,
            Event::Text(words) | Event::Code(words) if in_cell => add(&mut found, &words),
            Event::InlineHtml(tag) if in_cell && is_break(&tag) => add(&mut found, "\n"),
            _ => {}
        }
    }
    // A page's tag in a line of Markdown is read above, too, but makes no table there.
    if memchr::memmem::find(text.to_ascii_lowercase().as_bytes(), b"<table").is_some() {
        found.extend(html::cells::tables(text));
    }
    found
}

fn add(tables: &mut [Table], words: &str) {
    let row = tables.last_mut().and_then(|table| table.rows.last_mut());
    if let Some(cell) = row.and_then(|row| row.last_mut()) {
        cell.text.push_str(words);
    }
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/', ' ']);
    ["br", "p"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_freed_of_markup() {
        let text =
            "---\ntitle: 甲\n---\n\n| 现行 | 草案 |\n|---|---|\n| 第一条　**甲**\\|乙<br>丙&amp; | <del>丁</del> |\n";
        let found = tables(text);
        let rows: Vec<Vec<&str>> =
            found[0].rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(rows, [["现行", "草案"], ["第一条　甲|乙\n丙&", "丁"]]);
        assert!(
            text[found[0].rows[1][0].at..].starts_with(" 第一条")
                || text[found[0].rows[1][0].at..].starts_with("第一条")
        );
    }

    #[test]
    fn tables_of_a_page_are_read_too() {
        let found = tables("# 甲\n\n<table>\n<tr><td>现行</td><td>草案</td></tr>\n</table>\n");
        assert_eq!((found.len(), found[0].rows[0][1].text.as_str()), (1, "草案"));
    }
}
