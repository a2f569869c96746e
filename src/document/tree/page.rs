//! What the pages of a printed copy leave behind in a text: the number of a page, on a line of its own.
//!
//! Such lines belong to no paragraph. They are taken out before the text is put together, so that a text with them and
//! one without them have the same tree.

use super::label;
use super::line::Raw;
use super::numeral;
use crate::diagnostic::Span;
use crate::source::LineStyle;

/// How a page's number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageForm {
    /// — 3 —, or the field of a word processor, PAGE 3: nobody writes that.
    Printed,
    /// 第3页　共10页: forms have it, too.
    Worded,
}

/// The number of a page on a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageMark {
    /// What is written.
    pub span: Span,
    /// The whole line, without its end.
    pub line: Span,
    /// How it is written.
    pub form: PageForm,
}

/// Takes the numbers of pages out of the lines.
pub(super) fn take(text: &str, raws: &mut Vec<Raw>) -> Vec<PageMark> {
    let mark = |raw: &Raw| {
        let form = if raw.style == LineStyle::Plain { form(raw.span.of(text)) } else { None };
        form.map(|form| PageMark { span: raw.span, line: raw.line, form })
    };
    let marks: Vec<PageMark> = raws.iter().filter_map(mark).collect();
    if !marks.is_empty() {
        raws.retain(|raw| mark(raw).is_none());
    }
    marks
}

/// The form of the page number that a line is; `None` where it is something else.
fn form(line: &str) -> Option<PageForm> {
    /// No page number is longer.
    const LONGEST: usize = 40;
    if line.len() > LONGEST || !line.contains(is_dash) && !line.contains(['页', 'P', 'p']) {
        return None;
    }
    let letters = label::without_blanks(line);
    let core = letters.trim_start_matches(is_dash);
    let opened = core.len() < letters.len();
    let inner = core.trim_end_matches(is_dash);
    let framed = opened && inner.len() < core.len();
    let figure = |text: &str| !text.is_empty() && text.chars().count() <= 4 && text.chars().all(is_figure);
    if framed && figure(inner) {
        return Some(PageForm::Printed);
    }
    let upper = inner.to_uppercase();
    if let Some(rest) = upper.strip_prefix("PAGE") {
        let field = rest.trim_start_matches('\\').strip_prefix("*MERGEFORMAT");
        let number = field.unwrap_or(rest);
        let (page, all) = number.split_once("OF").map_or((number, None), |(page, all)| (page, Some(all)));
        let numbered = figure(page) && all.is_none_or(figure);
        return (numbered || number.is_empty() && (framed || field.is_some())).then_some(PageForm::Printed);
    }
    is_worded(inner).then_some(PageForm::Worded)
}

/// 第3页, 第3页共10页, 共10页第3页, 第三页/共十页.
fn is_worded(text: &str) -> bool {
    fn part<'t>(text: &'t str, word: &str) -> Option<&'t str> {
        let rest = text.strip_prefix(word)?;
        let len = numeral::prefix_len(rest);
        rest[len..].strip_prefix('页').filter(|_| len > 0)
    }
    let second = |rest: &str, word| {
        let rest = rest.trim_start_matches(['，', ',', '/', '／', '、', '（', '(']);
        part(rest, word).is_some_and(|rest| matches!(rest, "" | "）" | ")"))
    };
    let page = part(text, "第").is_some_and(|rest| rest.is_empty() || second(rest, "共"));
    page || part(text, "共").is_some_and(|rest| second(rest, "第"))
}

const fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// What stands around a page's number.
const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '─' | '━' | '－' | '~')
}

#[cfg(test)]
mod tests {
    use super::super::excerpt::Excerpt;
    use super::super::{Hints, Tree};
    use super::*;
    use crate::source::Source;

    #[test]
    fn page_numbers() {
        for line in ["— 3 —", "-12-", "— ３ —", "─ PAGE  2 ─", "- PAGE -", "PAGE \\* MERGEFORMAT 3", "Page 3 of 10"]
        {
            assert_eq!(form(line), Some(PageForm::Printed), "{line}");
        }
        for line in ["第3页", "第 3 页 共 10 页", "共10页，第3页", "第三页/共十页", "第3页（共10页）", "- 第3页 -"]
        {
            assert_eq!(form(line), Some(PageForm::Worded), "{line}");
        }
        for line in ["3", "—3", "——", "第　页　共　页", "第3页的图纸", "第一条", "-", "PAGE", "12-13", "— 甲 —"]
        {
            assert_eq!(form(line), None, "{line}");
        }
    }

    #[test]
    fn a_text_with_page_numbers_has_the_tree_of_one_without() {
        let text = "某市示例条例\n第一章\n— 1 —\n总则\n第一条　甲。\n— 2 —\n第二条　有下列情形之一的：\n（一）乙；\n第3页\n（二）丙。\n";
        let plain = ["— 1 —\n", "— 2 —\n", "第3页\n"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, ""));
        let shape = |text: &str| {
            let source = Source::from_text("a.txt", text);
            let tree = Tree::parse(&Excerpt::of(&source), &Hints::default());
            let marks = tree.page_marks.len();
            let blocks: Vec<_> = tree.blocks.iter().map(|block| block.role).collect();
            (marks, blocks, tree.one_line(tree.divisions[0].name))
        };
        let (marks, blocks, name) = shape(text);
        assert_eq!((0, blocks, name), shape(&plain));
        assert_eq!(marks, 3);
    }
}
