//! The forms that people have laws in: pages cut into lines, pages of the web, Markdown, other marks behind labels.
//!
//! Each writes what a reader of the law would still call the same law.

use falint::diagnostic::Span;
use falint::source::Encoding;

use super::draft::{Draft, Line, Look};
use super::rendering::{Render, Rendering};

/// A form and how it is written.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    pub name: &'static str,
    pub render: Render,
}

/// All forms.
pub const FORMS: &[Form] = &[
    Form { name: "lines of paragraphs", render: |draft| lines(draft, &PLAIN) },
    Form { name: "GB18030, CRLF", render: |draft| lines(draft, &Lines { encoding: Encoding::Gb18030, end: "\r\n", ..PLAIN }) },
    Form { name: "glued labels", render: |draft| lines(draft, &Lines { label: ["", "", ""], ..PLAIN }) },
    Form { name: "labels with 、", render: |draft| lines(draft, &Lines { label: ["", "、", ""], ..PLAIN }) },
    Form { name: "labels with ：", render: |draft| lines(draft, &Lines { label: ["", "：", ""], ..PLAIN }) },
    Form { name: "labels with ，", render: |draft| lines(draft, &Lines { label: ["", "，", ""], ..PLAIN }) },
    Form { name: "labels in 【】", render: |draft| lines(draft, &Lines { label: ["【", "】", "　"], ..PLAIN }) },
    Form { name: "wrapped at 28", render: |draft| wrapped(draft, &Page { width: 28, indent: true, rows: None }) },
    Form { name: "wrapped at 33, without indents", render: |draft| wrapped(draft, &Page { width: 33, indent: false, rows: None }) },
    Form { name: "wrapped at 36, with page numbers", render: |draft| wrapped(draft, &Page { width: 36, indent: true, rows: Some(24) }) },
    Form { name: "Markdown in .txt", render: markdown },
];

/// A law with a line a paragraph.
struct Lines {
    encoding: Encoding,
    end: &'static str,
    /// What stands before an article's label, behind it, and for its gap.
    label: [&'static str; 3],
}

const PLAIN: Lines = Lines { encoding: Encoding::Utf8, end: "\n", label: ["", "", "　"] };

/// The lines that a reader sees.
fn written(draft: &Draft) -> impl Iterator<Item = &Line> {
    draft.lines.iter().filter(|line| line.look != Look::Blank && !draft.str(line.span).trim_start().starts_with("<!--"))
}

/// The blanks between a label and what stands behind it; empty where the line has no label.
fn gap(line: &Line) -> Span {
    Span::new(line.label.end, line.body.start)
}

/// How a line's first letters stand in: titles and headings stand alone.
fn is_indented(line: &Line) -> bool {
    matches!(line.look, Look::Article | Look::Paragraph | Look::Item)
}

fn lines(draft: &Draft, form: &Lines) -> Rendering {
    let mut out = Rendering::new("law.txt", form.encoding);
    for line in written(draft) {
        if is_indented(line) {
            out.put("　　");
        }
        let [before, behind, blank] = form.label;
        match line.look {
            Look::Article => {
                out.put(before);
                out.keep(draft, line.label);
                out.put(behind);
                out.put(blank);
            }
            Look::Blank | Look::Other | Look::Heading | Look::Paragraph | Look::Item => {
                out.keep(draft, line.label);
                out.keep(draft, gap(line));
            }
        }
        out.keep(draft, line.body);
        out.put(form.end);
    }
    out
}

/// A page's measures.
struct Page {
    /// How many ideographs a line has.
    width: usize,
    indent: bool,
    /// How many lines a page has; its number stands below them.
    rows: Option<usize>,
}

/// A law as it is copied from a page.
fn wrapped(draft: &Draft, page: &Page) -> Rendering {
    let mut out = Rendering::new("law.txt", Encoding::Utf8);
    let mut row = 0;
    let mut end_line = |out: &mut Rendering| {
        out.put("\n");
        row += 1;
        if let Some(rows) = page.rows.filter(|rows| row % rows == 0) {
            out.put(&format!("— {} —\n", row / rows));
        }
    };
    for line in written(draft) {
        let indented = page.indent && is_indented(line);
        if indented {
            out.put("　　");
        }
        let mut place = Span::new(line.label.start, line.body.end);
        let mut room = 2 * page.width - if indented { 4 } else { 0 };
        while let Some(at) = full(draft.str(place), room) {
            out.keep(draft, Span::new(place.start, place.start + at));
            end_line(&mut out);
            place.start += at;
            room = 2 * page.width;
        }
        out.keep(draft, place);
        end_line(&mut out);
    }
    out
}

/// Marks that do not open a line: they hang over the end of the one before.
const CLOSING: &str = "，。；：、）》”！？";

/// Where a line has to be broken for its first part to fit, in bytes; `None` where all of it fits. An ideograph takes two
/// columns.
fn full(text: &str, columns: usize) -> Option<usize> {
    let mut taken = 0;
    for (at, c) in text.char_indices() {
        taken += if c.is_ascii() { 1 } else { 2 };
        if taken > columns && !CLOSING.contains(c) {
            let word = text[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
            let is_cut = c.is_ascii_alphanumeric() && word > 0;
            return Some(if is_cut { word } else { at });
        }
    }
    None
}

/// A law in Markdown, in a file whose name does not say so.
fn markdown(draft: &Draft) -> Rendering {
    let mut out = Rendering::new("law.txt", Encoding::Utf8);
    for (number, line) in written(draft).enumerate() {
        match line.look {
            _ if number == 0 => out.put("# "),
            Look::Heading => out.put(if draft.str(line.label).ends_with('节') { "### " } else { "## " }),
            Look::Article => out.put("**"),
            Look::Blank | Look::Other | Look::Paragraph | Look::Item => {}
        }
        out.keep(draft, line.label);
        if line.look == Look::Article {
            out.put("**");
        }
        out.keep(draft, gap(line));
        out.keep(draft, line.body);
        out.put("\n\n");
    }
    out
}
