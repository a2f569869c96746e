//! Tells asterisks and underscores that are markup from those that are blanks to fill in.
//!
//! CommonMark was not made for Chinese, nor for drafts. It takes `2025年**月**日` for a bold 月, and it leaves the
//! asterisks in `**第一条（目的）**为了` because a bracket stands next to them. What a line can tell by itself is settled
//! here before the parser sees it: in its copy of the text, of the same length, settled marks are control characters.

use std::borrow::Cow;

use super::{attributes, containers};
use crate::diagnostic::Span;

/// Stands in the parser's copy for a mark that is settled: no punctuation to it, and no space.
const SETTLED: u8 = 0x01;

/// Characters that a blank for a number is followed by.
const UNITS: &str = "年月日号时分秒条款项目章节编届次页名人元万亿省市县区州旗乡镇村街";

/// Such words of more than one character.
const UNIT_WORDS: [&str; 8] = ["万元", "亿元", "个月", "平方米", "公里", "公顷", "小时", "工作日"];

/// A blank stands between the first and the second.
const AROUND_BLANKS: [(&str, &str); 8] = [
    ("年", "月"),
    ("月", "日"),
    ("日", "时"),
    ("时", "分"),
    ("第", "条款项章节编目届次号页批类个"),
    ("〕", "号"),
    ("〔", "〕"),
    ("［", "］"),
];

const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两0123456789０１２３４５６７８９";
const CONNECTIVES: &str = "到至与和及或、，";

/// No bold starts or ends with one of these in the middle of a line.
const LOOSE: &str = " \t\u{3000}\u{a0}，、";

/// How many characters to look at for the first that is no mark.
const WINDOW: usize = 16;

/// Which mark an emphasis is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// `*`
    Asterisk,
    /// `_`
    Underscore,
}

/// What the parser is to see of a text.
#[derive(Debug)]
pub(super) struct Masked<'a> {
    /// As long as the text, and the same but for settled marks and for lone CR, which is LF here.
    pub(super) text: Cow<'a, str>,
    /// Settled marks that are markup, in order; the others are drafting text.
    pub(super) removed: Vec<Span>,
    /// Of these, the lines and marks that the parser knows nothing of, in order.
    pub(super) hidden: Vec<Span>,
}

/// Settles the marks that a line can settle by itself; what is hidden is looked for from the byte `start` on.
pub(super) fn mask(text: &str, start: usize) -> Masked<'_> {
    let mut masker = Masker { text, bytes: None, removed: Vec::new() };
    masker.mask_line_ends();
    let mut line_start = 0;
    while let Some(found) = memchr::memchr2(b'*', b'_', &text.as_bytes()[line_start..]) {
        let mark = line_start + found;
        let start = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[line_start..mark])
            .map_or(line_start, |at| line_start + at + 1);
        let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[mark..]).map_or(text.len(), |at| mark + at);
        masker.mask_line(Span::new(start, end));
        line_start = end;
    }
    let hidden = masker.hide(start);
    masker.removed.sort_unstable();
    let masked = masker.bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    Masked { text: masked.map_or(Cow::Borrowed(text), Cow::Owned), removed: masker.removed, hidden }
}

/// Whether the markers of an emphasis that the parser found, `width` bytes at both ends of `span`, are drafting text.
pub(super) fn are_text(text: &str, span: Span, width: usize, marker: Marker, crosses_lines: bool) -> bool {
    let before = text[..span.start].chars().rev().take(WINDOW).find(|c| !is_mark(*c));
    let after = text[span.end..].chars().take(WINDOW).find(|c| !is_mark(*c));
    let content = text.get(span.start + width..span.end.saturating_sub(width)).unwrap_or_default();
    if crosses_lines {
        let is_line_end = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | '\r'));
        return !(is_line_end(before) && is_line_end(after));
    }
    if is_blank(before, content, after) {
        return true;
    }
    match marker {
        Marker::Asterisk => false,
        Marker::Underscore => {
            let mut ends = [first(content), last(content)].into_iter();
            content.chars().nth(1).is_none() || !ends.all(|end| end.is_some_and(char::is_alphanumeric))
        }
    }
}

/// Whether the marks around `content` are blanks, as in `*年*月` and `第*条、第*条`.
fn is_blank(before: Option<char>, content: &str, after: Option<char>) -> bool {
    let (Some(first), Some(last)) = (first(content), last(content)) else {
        return true;
    };
    let is_in = |set: &str, c: Option<char>| c.is_some_and(|c| set.contains(c));
    if is_in(NUMERALS, Some(first)) && first != '万' && first != '亿' {
        return false;
    }
    let mut written = content.chars().take(2 * WINDOW).filter(|c| !is_mark(*c) && *c != ' ');
    let is_single = written.next().is_some() && written.next().is_none();
    let is_unit = (is_single && UNITS.contains(first))
        || (content.len() < 32 && UNIT_WORDS.contains(&content.trim_matches(is_mark)));
    // 由**部门和**部门: two blanks; but **养犬人**养犬 is bold.
    let repeats = after == Some(first)
        && first.is_alphabetic()
        && !is_single
        && (UNITS.contains(first) || is_in(CONNECTIVES, Some(last)));
    let joins = UNITS.contains(first) && is_in(CONNECTIVES, Some(last)) && is_in(UNITS, after);
    let numbers = before == Some('第') || (last == '第' && !is_single);
    is_unit || repeats || joins || numbers || stands_around_blank(before, Some(first))
}

fn stands_around_blank(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    AROUND_BLANKS.iter().any(|(left, right)| left.contains(before) && right.contains(after))
}

fn is_mark(c: char) -> bool {
    matches!(c, '*' | '_')
}

fn first(content: &str) -> Option<char> {
    content.chars().take(WINDOW).find(|c| !is_mark(*c))
}

fn last(content: &str) -> Option<char> {
    content.chars().rev().take(WINDOW).find(|c| !is_mark(*c))
}

struct Masker<'a> {
    text: &'a str,
    /// The parser's copy, made when there is something to settle.
    bytes: Option<Vec<u8>>,
    removed: Vec<Span>,
}

impl Masker<'_> {
    /// Lines that are no text are blank to the parser; marks in a line are one word with what stands around them.
    fn hide(&mut self, start: usize) -> Vec<Span> {
        let (lines, marks) = (containers::hidden(self.text, start), attributes::marks(self.text, start));
        marks.iter().for_each(|&mark| self.remove(mark));
        for &line in &lines {
            // Blanks before text that stays would make code of it.
            let goes_on = self.text.as_bytes().get(line.end).is_some_and(|byte| !matches!(byte, b'\n' | b'\r' | b' '));
            self.put(line, if goes_on { SETTLED } else { b' ' });
            self.removed.push(line);
        }
        let mut hidden = lines;
        hidden.extend(marks);
        hidden.sort_unstable();
        hidden
    }

    /// The parser looks for the next line by LF alone.
    fn mask_line_ends(&mut self) {
        for at in memchr::memchr_iter(b'\r', self.text.as_bytes()) {
            if self.text.as_bytes().get(at + 1) != Some(&b'\n') {
                self.put(Span::new(at, at + 1), b'\n');
            }
        }
    }

    fn put(&mut self, span: Span, byte: u8) {
        let text = self.text;
        self.bytes.get_or_insert_with(|| text.as_bytes().to_vec())[span.range()].fill(byte);
    }

    fn mask_line(&mut self, line: Span) {
        self.mask_underscores(line);
        let source = line.of(self.text);
        let is_rule = source.bytes().all(|byte| matches!(byte, b'*' | b' ' | b'\t' | b'>'));
        if is_rule {
            return;
        }
        let mut runs = runs(source, line.start);
        runs.retain(|run| {
            let before = self.text[line.start..run.start].chars().next_back();
            let after = self.text[run.end..line.end].chars().next();
            let is_blank = stands_around_blank(before, after);
            if is_blank {
                self.put(*run, SETTLED);
            }
            !is_blank && matches!(run.len(), 2 | 3)
        });
        if source.contains('`') {
            return;
        }
        let is_even = runs.len().is_multiple_of(2);
        for (index, pair) in runs.chunks_exact(2).enumerate() {
            let starts_line = index == 0 && is_line_start(&self.text[line.start..pair[0].start]);
            if starts_line || is_even {
                self.mask_pair(line, pair[0], pair[1], starts_line);
            }
        }
    }

    /// Settles two runs that belong together, so that a bracket next to them, an indentation or a tag makes no difference.
    fn mask_pair(&mut self, line: Span, open: Span, close: Span, starts_line: bool) {
        let content = &self.text[open.end..close.start];
        if open.len() != close.len() || content.trim().is_empty() || content.contains('|') {
            return;
        }
        let is_loose = |c| LOOSE.contains(c);
        let before = self.text[line.start..open.start].chars().next_back();
        let after = self.text[close.end..line.end].chars().next();
        if is_blank(before, content, after) {
            self.put(open, SETTLED);
            self.put(close, SETTLED);
        } else if starts_line || !(content.starts_with(is_loose) || content.ends_with(is_loose)) {
            self.remove(open);
            self.remove(close);
        }
    }

    /// Underscores are blanks but around an article's label at the start of a line.
    fn mask_underscores(&mut self, line: Span) {
        let source = line.of(self.text);
        let Some(open) = source.find("__").filter(|&open| is_line_start(&source[..open])) else {
            return;
        };
        let content = &source[open + 2..];
        if let Some(close) = content.find("__").filter(|_| is_label(content)) {
            let start = line.start + open;
            self.remove(Span::new(start, start + 2));
            self.remove(Span::new(start + 2 + close, start + 4 + close));
        }
    }

    fn remove(&mut self, span: Span) {
        self.put(span, SETTLED);
        self.removed.push(span);
    }
}

/// The runs of asterisks in a line that starts at the byte `start`, escaped ones left out.
fn runs(line: &str, start: usize) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for at in memchr::memchr_iter(b'*', line.as_bytes()) {
        match runs.last_mut() {
            Some(last) if last.end == start + at => last.end += 1,
            _ => runs.push(Span::new(start + at, start + at + 1)),
        }
    }
    runs.retain(|run| !line[..run.start - start].ends_with('\\'));
    runs
}

/// Whether what stands before is only what may stand before a line's first word: indentation and marks of a heading, a
/// quotation or a list.
fn is_line_start(before: &str) -> bool {
    let rest = before.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}', '>', '#', '-', '+', '*']);
    let after_digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.is_empty() || (after_digits.len() < rest.len() && matches!(after_digits.trim_end(), "." | ")"))
}

/// Whether it starts with `第一条` or the like.
fn is_label(content: &str) -> bool {
    let Some(number) = content.strip_prefix('第') else {
        return false;
    };
    let unit = number.trim_start_matches(|c| NUMERALS.contains(c));
    unit.len() < number.len() && unit.starts_with(['编', '章', '节', '条'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_is_as_long_as_the_text_and_settled() {
        let text = "甲\r**第一条（乙）**丙\r\n2025年*月";
        let masked = mask(text, 0);
        assert_eq!(masked.text, "甲\n\u{1}\u{1}第一条（乙）\u{1}\u{1}丙\r\n2025年\u{1}月");
        let removed: Vec<&str> = masked.removed.iter().map(|span| span.of(text)).collect();
        assert_eq!(removed, ["**", "**"]);
        assert!(matches!(mask("第一条\r\n- 乙", 0).text, Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_no_pair_is_left_to_the_parser() {
        for line in ["* * *", "* 甲", "`**甲**`", "\\**甲**", "**甲***", "|**|**|", "甲** 乙**丙", "__甲__", "____"]
        {
            assert!(mask(line, 0).removed.is_empty(), "{line}");
        }
    }

    #[test]
    fn blanks_are_told_by_what_stands_around_them() {
        let check = |before: &str, content: &str, after: &str, expect: bool| {
            let found = is_blank(before.chars().next_back(), content, after.chars().next());
            assert_eq!(found, expect, "{before}*{content}*{after}");
        };
        check("自", "年", "月", true);
        check("第", "条至第", "条", true);
        check("罚款", "万元", "以下", true);
        check("从", "市到", "县", true);
        check("从", "公司到", "公司", true);
        check("自2025年", "月，甲", "市", true);
        check("", "第一条", "　", false);
        check("处", "五万元", "以上", false);
        check("第", "三", "条", false);
        check("的", "年度", "目标", false);
        check("由", "市人民政府", "规定", false);
        // Known to be missed: blanks for names look like bold.
        check("由", "市人民政府会同", "部门", false);
    }

    #[test]
    fn a_line_starts_after_its_marks() {
        for before in ["", "　　", "> - ", "## ", "1. ", "  2) "] {
            assert!(is_line_start(before), "{before}");
        }
        for before in ["2025", "第", "1.5", "(1) "] {
            assert!(!is_line_start(before), "{before}");
        }
    }
}
