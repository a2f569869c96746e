//! `grouped`: for reading, a heading a file with its findings below in columns, for drafts with many.

use unicode_width::UnicodeWidthStr as _;

use super::paint::Ink;
use super::visible::one_line;
use super::{Chunk, Render, Style, Totals, words};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::source::Source;

pub(super) struct Grouped {
    style: Style,
}

impl Grouped {
    pub(super) const fn new(style: Style) -> Self {
        Self { style }
    }

    /// Place, severity, lint, message, address.
    fn row(&self, source: &Source, diagnostic: &Diagnostic) -> [String; 5] {
        let at = source.position(diagnostic.span.start);
        [
            format!("{}:{}", at.line, at.column),
            words::severity(self.style.lang, diagnostic.severity).to_owned(),
            one_line(&diagnostic.lint).into_owned(),
            one_line(&diagnostic.message).into_owned(),
            one_line(diagnostic.article.as_deref().unwrap_or_default()).into_owned(),
        ]
    }

    fn line(&self, row: &[String; 5], widths: [usize; 5], severity: Severity) -> String {
        let cell = |column: usize| {
            let gap = " ".repeat(widths[column] - row[column].width());
            match column {
                // Places are numbers: their ends line up.
                0 => format!("{gap}{}", self.style.colour.paint(Ink::Frame, &row[column])),
                1 => format!("{}{gap}", self.style.colour.paint(Ink::Header(severity), &row[column])),
                _ => format!("{}{gap}", row[column]),
            }
        };
        let line = [0, 1, 2, 3, 4].map(cell).join("  ");
        format!("  {}\n", line.trim_end())
    }
}

impl Render for Grouped {
    fn file(&self, source: &Source, report: &Report) -> Chunk {
        if report.diagnostics.is_empty() {
            return Chunk::default();
        }
        let rows: Vec<_> = report.diagnostics.iter().map(|diagnostic| self.row(source, diagnostic)).collect();
        let widths = [0, 1, 2, 3, 4].map(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0));
        let mut out = format!("{}\n", self.style.colour.paint(Ink::Message, &one_line(&source.name)));
        for (row, diagnostic) in rows.iter().zip(&report.diagnostics) {
            out += &self.line(row, widths, diagnostic.severity);
        }
        out.push('\n');
        out.into()
    }

    fn tail(&self, totals: &Totals) -> String {
        words::closing(self.style.lang, totals)
    }
}

#[cfg(test)]
mod tests {
    use super::super::full::tests::report;
    use super::*;
    use crate::render::Colour;

    #[test]
    fn columns_line_up() {
        let (source, report) = report();
        insta::assert_snapshot!(Grouped::new(Style::default()).file(&source, &report).text, @r"
        某市.txt
          12:14  错误  term-variant                “科技技术”应为“科学技术”  第二条
          13:10  警告  effective-date-placeholder  施行日期尚未填写          第三条
          13:25  建议  layout                      行末有垂直制表符
        ");
        let coloured = Style { colour: Colour::Always, ..Style::default() };
        let out = Grouped::new(coloured).file(&source, &report).text.replace('\u{1b}', "␛");
        assert!(out.contains("  ␛[34m12:14␛[0m  ␛[1;91m错误␛[0m  term-variant  "), "{out}");
    }
}
