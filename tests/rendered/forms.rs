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

/// Pages whose paragraphs are not indented.
pub const UNINDENTED: &str = "wrapped at 33, without indents";

/// All forms.
pub const FORMS: &[Form] = &[
    Form { name: "lines of paragraphs", render: |draft| lines(draft, &PLAIN) },
    Form {
        name: "GB18030, CRLF",
        render: |draft| lines(draft, &Lines { encoding: Encoding::Gb18030, end: "\r\n", ..PLAIN }),
    },
    Form { name: "glued labels", render: |draft| lines(draft, &Lines { label: ["", "", ""], ..PLAIN }) },
    Form { name: "labels with 、", render: |draft| lines(draft, &Lines { label: ["", "、", ""], ..PLAIN }) },
    Form { name: "labels with ：", render: |draft| lines(draft, &Lines { label: ["", "：", ""], ..PLAIN }) },
    Form { name: "labels with ，", render: |draft| lines(draft, &Lines { label: ["", "，", ""], ..PLAIN }) },
    Form { name: "labels in 【】", render: |draft| lines(draft, &Lines { label: ["【", "】", "　"], ..PLAIN }) },
    Form { name: "wrapped at 28", render: |draft| wrapped(draft, &Page { width: 28, indent: true, rows: None }) },
    Form { name: UNINDENTED, render: |draft| wrapped(draft, &Page { width: 33, indent: false, rows: None }) },
    Form {
        name: "wrapped at 36, with page numbers",
        render: |draft| wrapped(draft, &Page { width: 36, indent: true, rows: Some(24) }),
    },
    Form { name: "Markdown in .txt", render: markdown },
    Form { name: "page of a government's site", render: |draft| page_of_site(draft, &PARAGRAPHS) },
    Form { name: "page of a government's site, with <br>", render: |draft| page_of_site(draft, &BREAKS) },
    Form { name: "Word's page", render: page_of_word },
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
            out.text.push_str("　　");
        }
        let [before, behind, blank] = form.label;
        match line.look {
            Look::Article => {
                out.text.push_str(before);
                out.keep(draft, line.label);
                out.text.push_str(behind);
                out.text.push_str(blank);
            }
            Look::Blank | Look::Other | Look::Heading | Look::Paragraph | Look::Item => {
                out.keep(draft, line.label);
                out.keep(draft, gap(line));
            }
        }
        out.keep(draft, line.body);
        out.text.push_str(form.end);
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
        out.text.push('\n');
        row += 1;
        if let Some(rows) = page.rows.filter(|rows| row % rows == 0) {
            out.text.push_str(&format!("— {} —\n", row / rows));
        }
    };
    for line in written(draft) {
        let indented = page.indent && is_indented(line);
        if indented {
            out.text.push_str("　　");
        }
        let mut place = Span::new(line.label.start, line.body.end);
        let mut room = 2 * page.width - if indented { 4 } else { 0 };
        while let Some(at) = full(draft.str(place), room, page) {
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
/// columns. Without indents nobody can tell whether a sentence that ends with its line ends a paragraph, so none does.
fn full(text: &str, columns: usize, page: &Page) -> Option<usize> {
    let mut taken = 0;
    for (at, c) in text.char_indices() {
        taken += if c.is_ascii() { 1 } else { 2 };
        if taken > columns && !CLOSING.contains(c) {
            let word = text[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
            let is_cut = c.is_ascii_alphanumeric() && word > 0;
            let at = if is_cut { word } else { at };
            let sentence = text[..at].trim_end_matches(['。', '；', '：', '）', '”']);
            let ends = !page.indent && sentence.len() < at;
            return Some(if ends {
                sentence.len() - sentence.chars().next_back().map_or(0, char::len_utf8)
            } else {
                at
            });
        }
    }
    None
}

/// A law in Markdown, in a file whose name does not say so.
fn markdown(draft: &Draft) -> Rendering {
    let mut out = Rendering::new("law.txt", Encoding::Utf8);
    for (number, line) in written(draft).enumerate() {
        match line.look {
            _ if number == 0 => out.text.push_str("# "),
            Look::Heading => out.text.push_str(if draft.str(line.label).ends_with('节') { "### " } else { "## " }),
            Look::Article => out.text.push_str("**"),
            Look::Blank | Look::Other | Look::Paragraph | Look::Item => {}
        }
        out.keep(draft, line.label);
        if line.look == Look::Article {
            out.text.push_str("**");
        }
        out.keep(draft, gap(line));
        out.keep(draft, line.body);
        out.text.push_str("\n\n");
    }
    out
}

/// How a page of the web sets paragraphs: what stands before and behind each.
struct Markup {
    open: &'static str,
    close: &'static str,
}

const PARAGRAPHS: Markup = Markup { open: "<p style=\"text-indent: 2em;\">&emsp;&emsp;", close: "</p>\n" };

const BREAKS: Markup = Markup { open: "&nbsp;&nbsp;&nbsp;&nbsp;", close: "<br/>\n" };

const MENU: &str = "<div class=\"header\"><ul class=\"nav\"><li><a href=\"/\">首页</a></li>\n\
    <li><a href=\"/zwgk/\">政务公开</a></li><li><a href=\"/hdjl/\">互动交流</a></li></ul></div>\n\
    <div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zwgk/\">政务公开</a> &gt; <a href=\"/flfg/\">法规</a></div>\n";

const FOOTER: &str = "<div class=\"footer\"><p>主办：某市人民政府办公室</p><p>网站标识码：1234567890 备案号：某ICP备12345678号</p></div>\n\
    </body>\n</html>\n";

/// The first line that a reader sees.
fn title(draft: &Draft) -> &str {
    written(draft).next().map_or("", |line| draft.str(Span::new(line.label.start, line.body.end)))
}

/// What stands in a law, between tags.
fn keep_escaped(out: &mut Rendering, draft: &Draft, span: Span) {
    let mut at = span.start;
    for (found, mark) in draft.str(span).match_indices(['&', '<', '>']) {
        out.keep(draft, Span::new(at, span.start + found));
        out.text.push_str(match mark {
            "&" => "&amp;",
            "<" => "&lt;",
            _ => "&gt;",
        });
        at = span.start + found + mark.len();
    }
    out.keep(draft, Span::new(at, span.end));
}

fn page_of_site(draft: &Draft, markup: &Markup) -> Rendering {
    let mut out = Rendering::new("law.html", Encoding::Utf8);
    out.text.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    out.text.push_str(title(draft));
    out.text.push_str("_某市人民政府门户网站</title>\n<script>var share = \"第一条,\";</script>\n</head>\n<body>\n");
    out.text.push_str(MENU);
    out.text.push_str("<div class=\"article\">\n");
    for (number, line) in written(draft).enumerate() {
        let (open, close) =
            if number == 0 { ("<h1>", "</h1>\n<div class=\"content\">\n") } else { (markup.open, markup.close) };
        out.text.push_str(open);
        keep_escaped(&mut out, draft, line.label);
        if line.look == Look::Article {
            out.text.push_str("&emsp;");
        } else {
            out.keep(draft, gap(line));
        }
        keep_escaped(&mut out, draft, line.body);
        out.text.push_str(close);
    }
    out.text.push_str("</div>\n</div>\n");
    out.text.push_str(FOOTER);
    out
}

/// A law as Word saves it as a web page.
fn page_of_word(draft: &Draft) -> Rendering {
    let mut out = Rendering::new("law.htm", Encoding::Utf8);
    out.text.push_str(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns=\"http://www.w3.org/TR/REC-html40\">\n<head>\n\
         <meta http-equiv=Content-Type content=\"text/html; charset=utf-8\">\n<meta name=Generator content=\"Microsoft Word 15\">\n\
         <style><!-- p.MsoNormal {margin:0cm; text-indent:28.0pt;} --></style>\n</head>\n\
         <body lang=ZH-CN>\n<div class=WordSection1>\n",
    );
    for line in written(draft) {
        out.text.push_str("<p class=MsoNormal style='text-indent:28.0pt'><span style='font-family:仿宋'>");
        keep_escaped(&mut out, draft, line.label);
        if line.look == Look::Article {
            out.text.push_str("<span lang=EN-US>&nbsp; </span>");
        } else {
            out.keep(draft, gap(line));
        }
        out.text.push_str("</span><span\nstyle='font-family:仿宋'>");
        keep_escaped(&mut out, draft, line.body);
        out.text.push_str("<span lang=EN-US><o:p></o:p></span></span></p>\n\n");
    }
    out.text.push_str("</div>\n</body>\n</html>\n");
    out
}
