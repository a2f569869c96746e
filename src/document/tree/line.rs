//! What a single line looks like, before anything around it is known: the shape that `structure` assembles from.

use std::sync::LazyLock;

use memchr::memmem::Finder;

pub use super::label::refers;
use super::label::{self, ArticleMark, DivisionMark, ItemMark};
use crate::diagnostic::Span;
use crate::lexicon::references;
use crate::source::{LineStyle, ProseLine};

/// What a line's start promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// 第一条
    Article(ArticleMark),
    /// 第一章
    Division(DivisionMark),
    /// （一）, 一、, 1.
    Item(ItemMark),
    /// 目录
    TocHeading,
    /// 附件, 附表, 附录
    Annex,
    /// A row of a table.
    Table,
    /// Anything else.
    Text,
}

/// A line that is not blank, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw {
    /// Without the blanks around it.
    pub span: Span,
    /// The whole line.
    pub line: Span,
    /// What the markup says.
    pub style: LineStyle,
    /// What its start promises.
    pub shape: Shape,
}

/// Marks that end a sentence or a member of a list.
pub const fn is_terminal(c: char) -> bool {
    matches!(c, '。' | '；' | '：' | '！' | '？' | ';' | ':' | '.' | '!' | '?')
}

/// Whether a text ends with a colon, as what leads to a list does; marks that close behind it do not count.
pub fn leads_on(text: &str) -> bool {
    last_mark(text).is_some_and(is_colon)
}

/// The colon, as it should be and as drafts write it, too.
pub const fn is_colon(c: char) -> bool {
    matches!(c, '：' | ':')
}

/// The semicolon, as it should be and as drafts write it, too.
pub const fn is_semicolon(c: char) -> bool {
    matches!(c, '；' | ';')
}

/// The comma, as it should be and as drafts write it, too.
pub const fn is_comma(c: char) -> bool {
    matches!(c, '，' | ',')
}

/// What ends a sentence or a member of a list: the full stop, or a semicolon of any width.
pub const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '；' | ';')
}

/// The length of the character at byte `at` of `text`.
pub fn len_at(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether it can be nothing but a reference. 列入, 原告, 第三方 and 与…有关的 may open an article's text, too.
pub fn surely_refers(rest: &str) -> bool {
    references::SURE_TAILS.iter().any(|tail| rest.starts_with(tail))
}

/// The last character that is no closing bracket or quotation mark.
pub fn last_mark(text: &str) -> Option<char> {
    text.chars().rev().find(|c| !matches!(c, '”' | '’' | '）' | ')' | '」' | '』' | '"' | '】') && !label::is_blank(*c))
}

/// Reads the lines of `text` that are not blank.
pub fn read(text: &str, lines: &[ProseLine]) -> Vec<Raw> {
    let mut raws = Vec::new();
    for line in lines {
        let whole = line.span.of(text);
        let trimmed = whole.trim_matches(label::is_blank);
        if trimmed.is_empty() {
            continue;
        }
        let start = line.span.start + (whole.len() - whole.trim_start_matches(label::is_blank).len());
        let mut from = 0;
        for to in cuts(trimmed).into_iter().chain([trimmed.len()]) {
            let part = trimmed[from..to].trim_end_matches(label::is_blank);
            let span = Span::new(start + from, start + from + part.len());
            raws.push(Raw { span, line: line.span, style: line.style, shape: shape(part, span.start, line.style) });
            from = to;
        }
    }
    raws
}

/// What a line's start promises; `at` is where it stands in the text, in bytes.
pub(super) fn shape(text: &str, at: usize, style: LineStyle) -> Shape {
    if style == LineStyle::Table || style == LineStyle::Plain && is_table_row(text) {
        return Shape::Table;
    }
    if let Some(mark) = label::article_line(text, at) {
        return Shape::Article(mark);
    }
    let marked_up = matches!(style, LineStyle::Heading(_));
    if let Some(mark) = label::division(text, at).filter(|mark| marked_up || is_heading_name(mark, text, at)) {
        return Shape::Division(mark);
    }
    if let Some(mark) = label::item(text, at) {
        return Shape::Item(mark);
    }
    if is_toc_heading(text) {
        return Shape::TocHeading;
    }
    if is_annex_heading(text) { Shape::Annex } else { Shape::Text }
}

/// A row or a rule of a table that is drawn with characters: │甲│乙│, ├──┤, |甲|乙|, +--+.
fn is_table_row(text: &str) -> bool {
    let drawn = text.starts_with(|c: char| matches!(c, '│' | '┃' | '┌'..='╋' | '║' | '╒'..='╬'));
    let ruled = |mark: char| text.len() > 2 && text.starts_with(mark) && text.ends_with(mark);
    drawn || ruled('|') || ruled('+') && text.contains("--")
}

/// A heading's name is short and ends without a stop; `第三章规定的…` in running text is none.
fn is_heading_name(mark: &DivisionMark, text: &str, at: usize) -> bool {
    /// No name is longer, in characters.
    const NAME: usize = 50;
    let name = &text[mark.name.start - at..mark.name.end - at];
    // Of a line of megabytes no more is read than a name could be.
    if name.chars().nth(NAME).is_some() {
        return false;
    }
    let prose = mark.gap.is_empty() && reads_on(name);
    // 第三章　审议工作报告，审查预算
    let comma = name.contains(is_comma) && (mark.gap.is_empty() || name.ends_with(is_comma));
    !prose && !comma && !name.contains(|c| is_stop(c) || is_colon(c))
}

/// Whether what follows 第三章 without a blank goes on with a sentence.
fn reads_on(behind: &str) -> bool {
    references::AFTER_HEADINGS.iter().any(|word| behind.starts_with(word))
}

fn is_toc_heading(text: &str) -> bool {
    text.chars().count() <= 12 && {
        let mut letters = text.chars().filter(|&c| !label::is_blank(c));
        (letters.next(), letters.next(), letters.next()) == (Some('目'), Some('录'), None)
    }
}

/// 附件, 附表一, 附 1, 附式：1.《登记表》: the heading of an annex, or the list of them.
fn is_annex_heading(text: &str) -> bool {
    /// No heading of an annex is longer, in characters, but the list of them may be.
    const LONGEST: usize = 60;
    let Some(rest) = text.strip_prefix('附') else { return false };
    let rest = rest.trim_start_matches(label::is_blank);
    let behind = match rest.chars().next() {
        None => return true,
        Some('件' | '表' | '录' | '图' | '式') => &rest[3..],
        Some('：' | ':' | '（' | '(') => rest,
        Some(c) if super::numeral::is_numeral(c) => rest,
        Some(_) => return false,
    };
    let behind = behind.trim_start_matches(label::is_blank);
    let listed = behind.strip_prefix(['：', ':']).map(|list| list.trim_start_matches(label::is_blank));
    if listed.is_some_and(|list| list.is_empty() || label::item(list, 0).is_some()) {
        return true;
    }
    let inner = behind.strip_prefix(['（', '(']).unwrap_or(behind);
    let numbered = inner.trim_start_matches(super::numeral::is_numeral);
    let bracketed = inner.len() < behind.len();
    let numbered = if bracketed { numbered.strip_prefix(['）', ')']).unwrap_or("甲") } else { numbered };
    let titled = numbered.is_empty()
        || numbered.starts_with(|c: char| label::is_blank(c) || matches!(c, '：' | ':' | '.' | '．' | '、' | '《'));
    titled && text.chars().nth(LONGEST).is_none() && !text.contains('。')
}

/// Where a line must be cut because headings were run together, in bytes of `text`: before a 章 or 节 behind a full
/// stop, before a 条 with a blank behind it or before it there, and before a 章, 节 or 条 behind a heading's name.
fn cuts(text: &str) -> Vec<usize> {
    static FINDER: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("第"));
    let mut cuts = Vec::new();
    let first = label::division(text, 0);
    let mut heading = first.filter(|_| !text.starts_with(['（', '(']));
    for at in FINDER.find_iter(text.as_bytes()).filter(|&at| at > 0) {
        let rest = &text[at..];
        let before = text[..at].trim_end_matches(label::is_blank);
        let last = before.chars().next_back();
        let cut = if before.len() < at {
            let division = label::division(rest, at).filter(|mark| is_heading_name(mark, rest, at));
            let behind_stop = last.is_some_and(is_stop);
            let opens = |mark: &ArticleMark| !mark.gap.is_empty() || behind_stop && !refers(&text[mark.label.end..]);
            (heading.is_some() || behind_stop)
                && (division.is_some_and(|mark| !mark.gap.is_empty())
                    || label::article(rest, at).is_some_and(|mark| opens(&mark)))
        } else if heading.is_some() || last == Some('。') {
            let tight = Tight { text, at, division: label::division(rest, at), article: label::article(rest, at) };
            heading.map_or_else(|| tight.opens(), |heading| tight.goes_on(&heading))
        } else {
            false
        };
        if cut {
            cuts.push(at);
            heading = label::division(rest, at);
        }
    }
    cuts
}

/// What stands before a reference, as a heading's name does not end.
pub(super) const BEFORE_REFERENCE: [char; 17] =
    ['本', '该', '照', '按', '反', '和', '与', '及', '至', '或', '的', '为', '据', '将', '在', '、', '对'];

/// A mark in the middle of a line with no blank before it.
struct Tight<'t> {
    text: &'t str,
    at: usize,
    division: Option<DivisionMark>,
    article: Option<ArticleMark>,
}

impl Tight<'_> {
    /// Whether it opens a line behind a full stop: a blank behind it shows that it is no reference.
    fn opens(&self) -> bool {
        let article = |mark: ArticleMark| {
            let rest = &self.text[mark.gap.end..];
            !mark.gap.is_empty() && !rest.is_empty() && !refers(rest)
        };
        let heading =
            |mark: DivisionMark| !mark.gap.is_empty() && is_heading_name(&mark, &self.text[self.at..], self.at);
        self.division.is_some_and(heading) || self.article.is_some_and(article)
    }

    /// Whether it opens a line behind a heading: behind its name, the heading that counts on, or an article.
    fn goes_on(&self, heading: &DivisionMark) -> bool {
        /// No name is longer.
        const NAME: usize = 20;
        let name = &self.text[heading.name.start.min(self.at)..self.at];
        let named = !name.is_empty()
            && name.chars().nth(NAME).is_none()
            && name.chars().all(|c| label::is_han(c) || label::is_blank(c) || c == '、')
            && (!name.ends_with(BEFORE_REFERENCE) || references::HEADING_ENDS.iter().any(|word| name.ends_with(word)))
            && !reads_on(name);
        let counts_on = |mark: DivisionMark| {
            let next = mark.level == heading.level && mark.numeral.value == heading.numeral.value + 1;
            let inner = mark.level > heading.level && mark.numeral.value == 1;
            let behind = &self.text[mark.gap.end..];
            (next || inner) && behind.starts_with(label::is_han) && !reads_on(behind)
        };
        let article = |mark: ArticleMark| {
            let rest = &self.text[mark.gap.end..];
            !rest.is_empty() && !refers(rest)
        };
        named && (self.division.is_some_and(counts_on) || self.article.is_some_and(article))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let lines = [ProseLine { span: Span::new(0, text.len()), style: LineStyle::Plain }];
        read(text, &lines).into_iter().map(|raw| raw.span.of(text)).collect()
    }

    #[test]
    fn headings_run_together_are_cut() {
        assert_eq!(parts("第二章 任免范围 第三章 任免程序"), ["第二章 任免范围", "第三章 任免程序"]);
        assert_eq!(parts("第一章　总则　第一条　为了。"), ["第一章　总则", "第一条　为了。"]);
        assert_eq!(parts("应当备案。　第五章　监督管理"), ["应当备案。", "第五章　监督管理"]);
        assert_eq!(parts("违反本条例第三章 规定的"), ["违反本条例第三章 规定的"]);
        assert_eq!(parts("第一章 总  则"), ["第一章 总  则"]);
        assert_eq!(parts("应当备案。 第八条养犬应当登记。"), ["应当备案。", "第八条养犬应当登记。"]);
        assert_eq!(parts("应当备案。 第八条规定的除外。"), ["应当备案。 第八条规定的除外。"]);
        assert_eq!(parts("应当备案。第五章　监督管理"), ["应当备案。", "第五章　监督管理"]);
        assert_eq!(parts("应当备案。第八条　养犬应当登记。"), ["应当备案。", "第八条　养犬应当登记。"]);
        assert_eq!(parts("应当备案。第八条规定的除外。"), ["应当备案。第八条规定的除外。"]);
        assert_eq!(parts("第二章任免范围第三章任免程序"), ["第二章任免范围", "第三章任免程序"]);
        assert_eq!(parts("第一章总则第一条为了规范养犬。"), ["第一章总则", "第一条为了规范养犬。"]);
        assert_eq!(parts("第二章登记第三章监督第二条养犬。"), ["第二章登记", "第三章监督", "第二条养犬。"]);
        assert_eq!(parts("第三章公众参与第九条 甲。"), ["第三章公众参与", "第九条 甲。"]);
        assert_eq!(parts("第七节相应改为第八节，第九条相应改为第十条。").len(), 1);
        assert_eq!(parts("第三章和第四章的规定"), ["第三章和第四章的规定"]);
        assert_eq!(parts("第三章违反第四章的处罚"), ["第三章违反第四章的处罚"]);
    }

    #[test]
    fn shapes() {
        let shape_of = |text: &str| shape(text, 0, LineStyle::Plain);
        assert!(matches!(shape_of("第八章   保障措施"), Shape::Division(_)));
        assert!(matches!(shape_of("第三章规定的措施"), Shape::Text));
        assert!(matches!(shape_of("目　　录"), Shape::TocHeading));
        assert!(matches!(shape_of("附件一：收费标准"), Shape::Annex));
        assert!(matches!(shape_of("附"), Shape::Annex));
        for heading in ["附 1", "附一", "附式 1", "附件（二）", "附式：1.《登记表》2.《签收单》", "附："]
        {
            assert!(matches!(shape_of(heading), Shape::Annex), "{heading}");
        }
        for text in ["附则", "附近的居民", "附有图纸的", "附三份证明"] {
            assert!(matches!(shape_of(text), Shape::Text), "{text}");
        }
        assert!(matches!(shape_of("├──┼──┤"), Shape::Table));
        assert!(matches!(shape_of("|甲|乙|"), Shape::Table));
        assert!(matches!(shape_of("─ 2 ─"), Shape::Text));
        assert!(matches!(shape_of("附件中的表格由市人民政府制定。"), Shape::Text));
        assert!(matches!(shape_of("（一）有"), Shape::Item(_)));
    }
}
