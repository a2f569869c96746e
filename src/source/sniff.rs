//! What a file is: one row a format, with who reads it.

use super::carrier::{Content, Read};
use super::encoding::DecodeError;
use super::{markdown, plain};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Every line stands for itself.
    Plain,
    /// Markdown.
    Markdown,
}

/// What is known of a format outside the file that reads it.
struct Row {
    format: Format,
    /// What names of such files end with, in lower case.
    endings: &'static [&'static str],
    read: fn(Content) -> Result<Read, DecodeError>,
    /// What stands around a comment that a reader of the draft does not see; `None` where there are none.
    comment: Option<(&'static str, &'static str)>,
}

const ROWS: [Row; 2] = [
    Row { format: Format::Plain, endings: &["txt"], read: plain::read, comment: None },
    Row {
        format: Format::Markdown,
        endings: &["md", "markdown"],
        read: markdown::read,
        comment: Some(("<!-- ", " -->")),
    },
];

impl Format {
    /// By the file's ending; plain text where nothing is known of it.
    pub fn of_name(name: &str) -> Self {
        Self::of_ending(name).unwrap_or(Self::Plain)
    }

    /// By the file's ending, in any case; `None` where no format has it.
    pub fn of_ending(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let row = ROWS.iter().find(|row| row.endings.iter().any(|known| ending.eq_ignore_ascii_case(known)));
        row.map(|row| row.format)
    }

    /// A comment in such a file; `None` where it can have none.
    pub fn comment(self, words: &str) -> Option<String> {
        self.row().comment.map(|(open, close)| format!("{open}{words}{close}"))
    }

    pub(super) fn read(self, content: Content) -> Result<Read, DecodeError> {
        (self.row().read)(content)
    }

    fn row(self) -> &'static Row {
        // Each format has a row: see the test.
        ROWS.iter().find(|row| row.format == self).unwrap_or(&ROWS[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_row() {
        for format in [Format::Plain, Format::Markdown] {
            assert_eq!(format.row().format, format);
        }
    }

    #[test]
    fn endings_tell_the_format_in_any_case() {
        let known = ["甲.txt", "甲.MD", "甲.乙.markdown", "md", "甲.docx"].map(Format::of_ending);
        assert_eq!(known, [Some(Format::Plain), Some(Format::Markdown), Some(Format::Markdown), None, None]);
        assert_eq!(Format::of_name("甲.docx"), Format::Plain);
    }
}
