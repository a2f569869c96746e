//! The formats: one row each, with its names, who reads it, and how it writes a comment.

use std::sync::Arc;

use super::lines::LineTable;
use super::prose::Prose;
use super::{html, markdown};
use crate::lang::Text;
use crate::writing::table::Table;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Every line stands for itself.
    Plain,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A Word file.
    Word,
}

/// What is known of a format outside the file that reads it.
struct Row {
    format: Format,
    name: &'static str,
    title: Text<'static>,
    /// What names of such files end with, in lower case.
    endings: &'static [&'static str],
    /// The drafting text in a text whose lines are known.
    prose: fn(&Arc<str>, &LineTable) -> Prose,
    /// Words as such a file writes them, if it can: the second is what its lines end with.
    written: fn(&str, &str) -> Option<String>,
    /// The tables in the text, cell by cell.
    tables: fn(&str) -> Vec<Table>,
    /// What stands around a comment that a reader of the draft does not see; `None` where there are none.
    comment: Option<(&'static str, &'static str)>,
}

const ROWS: [Row; 4] = [
    Row {
        format: Format::Plain,
        name: "plain",
        title: Text { zh: "纯文本", en: "plain text" },
        endings: &["txt"],
        prose: Prose::plain,
        written: with_line_ends,
        tables: |_| Vec::new(),
        comment: None,
    },
    Row {
        format: Format::Markdown,
        name: "markdown",
        title: Text { zh: "Markdown", en: "Markdown" },
        endings: &["md", "markdown"],
        prose: |text, _| markdown::prose(text),
        written: with_line_ends,
        tables: markdown::cells::tables,
        comment: Some(("<!-- ", " -->")),
    },
    Row {
        format: Format::Html,
        name: "html",
        title: Text { zh: "HTML", en: "HTML" },
        endings: &["html", "htm"],
        prose: |text, _| html::prose(text),
        written: |text, _| Some(html::written(text)),
        tables: html::cells::tables,
        comment: Some(("<!-- ", " -->")),
    },
    Row {
        format: Format::Word,
        name: "word",
        title: Text { zh: "Word 文件", en: "Word" },
        endings: &["docx", "docm"],
        // Where somebody else has read the file: its lines.
        prose: Prose::plain,
        // A paragraph is more than a line.
        written: |text, _| (!text.contains('\n')).then(|| text.to_owned()),
        tables: |_| Vec::new(),
        comment: None,
    },
];

fn with_line_ends(text: &str, line_end: &str) -> Option<String> {
    Some(text.replace('\n', line_end))
}

impl Format {
    /// By the file's ending, in any case; `None` where no format has it.
    pub fn of_ending(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let row = ROWS.iter().find(|row| row.endings.iter().any(|known| ending.eq_ignore_ascii_case(known)));
        row.map(|row| row.format)
    }

    /// The name that the command line and falint.toml know it by.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it is called.
    pub fn title(self) -> Text<'static> {
        self.row().title
    }

    /// A comment in such a file; `None` where it can have none.
    pub fn comment(self, words: &str) -> Option<String> {
        self.row().comment.map(|(open, close)| format!("{open}{words}{close}"))
    }

    pub(super) fn written(self, text: &str, line_end: &str) -> Option<String> {
        (self.row().written)(text, line_end)
    }

    pub(super) fn prose(self, text: &Arc<str>, lines: &LineTable) -> Prose {
        (self.row().prose)(text, lines)
    }

    pub(super) fn tables(self, text: &str) -> Vec<Table> {
        (self.row().tables)(text)
    }

    fn row(self) -> &'static Row {
        // Each format has a row: see the test.
        ROWS.iter().find(|row| row.format == self).unwrap_or(&ROWS[0])
    }
}

/// What the user says a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FormatChoice {
    /// Its content tells.
    #[default]
    Auto,
    /// This, whatever is in it.
    Is(Format),
}

impl From<Format> for FormatChoice {
    fn from(format: Format) -> Self {
        Self::Is(format)
    }
}

impl FormatChoice {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Auto,
        Self::Is(Format::Plain),
        Self::Is(Format::Markdown),
        Self::Is(Format::Html),
        Self::Is(Format::Word),
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Is(format) => format.name(),
        }
    }

    /// The one that a word stands for.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_row_and_can_be_chosen() {
        for row in &ROWS {
            assert_eq!((row.format.row().name, row.format.name()), (row.name, row.name));
            assert_eq!(FormatChoice::from_name(row.name), Some(FormatChoice::Is(row.format)));
        }
        assert_eq!(FormatChoice::ALL.len(), ROWS.len() + 1);
        assert_eq!(FormatChoice::from_name("auto"), Some(FormatChoice::Auto));
    }

    #[test]
    fn endings_tell_the_format_in_any_case() {
        let known = ["甲.txt", "甲.MD", "甲.乙.markdown", "md", "甲.docx"].map(Format::of_ending);
        let (plain, markdown, word) = (Some(Format::Plain), Some(Format::Markdown), Some(Format::Word));
        assert_eq!(known, [plain, markdown, markdown, None, word]);
    }
}
