//! The marks that open a unit: 第三条, 第二章　总则, （一）, 一、, 1.
//!
//! Reads one line at a time and knows nothing of what stands around it; whether a mark is believed is decided by
//! `structure`. All spans are bytes of the whole text: callers pass where the line starts.

use super::lookalike;
use super::numeral::{self, Numeral};
use crate::diagnostic::Span;
use crate::lexicon::references;

/// Whether a character is a Chinese ideograph.
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}')
}

/// A number with its branch: 第十七条之一 is 17, branch 1; without a branch it is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ordinal {
    /// From 1.
    pub number: u32,
    /// 之一 is 1; 0 where there is none.
    pub branch: u32,
}

impl Ordinal {
    /// A number without a branch.
    pub const fn plain(number: u32) -> Self {
        Self { number, branch: 0 }
    }

    /// As it should be written before `unit`: `第十七条之一`.
    pub fn label(self, unit: &str) -> String {
        let mut out = format!("第{}{unit}", numeral::format(self.number));
        if self.branch > 0 {
            out.push('之');
            out.push_str(&numeral::format(self.branch));
        }
        out
    }
}

/// The levels above the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 编
    Part,
    /// 分编
    Subpart,
    /// 章
    Chapter,
    /// 节
    Section,
    /// A heading with a number of its own kind (一、) or none.
    Heading,
}

impl Level {
    /// The character that names it; empty for a heading.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Part => "编",
            Self::Subpart => "分编",
            Self::Chapter => "章",
            Self::Section => "节",
            Self::Heading => "",
        }
    }

    /// Its English name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Subpart => "subpart",
            Self::Chapter => "chapter",
            Self::Section => "section",
            Self::Heading => "heading",
        }
    }
}

/// 第十条 at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleMark {
    /// Its number.
    pub ordinal: Ordinal,
    /// How the number is written.
    pub numeral: Numeral,
    /// `第十条`, `第十条之一`.
    pub label: Span,
    /// A mark between the label and its text, which does not belong there: `第一条、`, `第一条：`; empty where there is none.
    pub separator: Span,
    /// The blank behind both; empty where there is none.
    pub gap: Span,
}

/// 第二章　总则 at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DivisionMark {
    /// Which level.
    pub level: Level,
    /// Its number.
    pub numeral: Numeral,
    /// `第二章`.
    pub label: Span,
    /// The blank behind it.
    pub gap: Span,
    /// What stands behind the blank, to the end of the line.
    pub name: Span,
}

/// How an item or subitem is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkForm {
    /// （一）
    Full,
    /// (一)
    Half,
    /// （一) or (一）
    Mixed,
    /// 一、
    Bare,
    /// 1. or 1．
    ArabicDot,
    /// 1、
    ArabicComma,
    /// （1）, (1) or 1)
    ArabicParen,
    /// ①
    Circled,
}

impl MarkForm {
    /// Whether the number in it is Chinese, as an item's is.
    pub const fn is_chinese(self) -> bool {
        matches!(self, Self::Full | Self::Half | Self::Mixed | Self::Bare)
    }
}

/// （一） at the start of a line or of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemMark {
    /// The number, from 1.
    pub number: u32,
    /// Whether the number is written as [`numeral::format`] writes it.
    pub canonical: bool,
    /// How it is marked.
    pub form: MarkForm,
    /// `（一）`.
    pub label: Span,
}

/// Whether a character is blank: white space of any width, and the characters that print nothing.
pub const fn is_blank(c: char) -> bool {
    // White space as Unicode has it, spelt out: this is asked of every mark and line.
    matches!(c,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{A0}' | '\u{AD}' | '\u{1680}' | '\u{2000}'..='\u{200D}' | '\u{2028}'
        | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{2060}' | '\u{3000}' | '\u{FEFF}')
}

/// A text without its blanks, as names are compared: 附　则 is 附则.
pub fn without_blanks(text: &str) -> String {
    text.chars().filter(|&c| !is_blank(c)).collect()
}

/// Length in bytes of the blank that `text` starts with.
pub fn blank_len(text: &str) -> usize {
    text.find(|c| !is_blank(c)).unwrap_or(text.len())
}

/// The numeral at the start of `text`, blanks inside it allowed, with its end.
fn spaced_numeral(text: &str) -> Option<(Numeral, usize)> {
    let start = blank_len(text);
    let len = numeral::prefix_len(&text[start..]);
    let first = &text[start..start + len];
    let disguised = || {
        let (value, len) = lookalike::number(&text[start..])?;
        Some((Numeral { value, script: numeral::Script::Mixed }, start + len))
    };
    if len == 0 {
        return disguised();
    }
    let rest = &text[start + len..];
    if rest.starts_with(lookalike::is_lookalike) {
        return disguised();
    }
    // 第 二 十 条: single characters, blank between them.
    let gap = blank_len(rest);
    let more = numeral::prefix_len(&rest[gap..]);
    if gap > 0 && more > 0 {
        let joined = format!("{first}{}", &rest[gap..gap + more]);
        return Some((numeral::parse(&joined)?, start + len + gap + more));
    }
    Some((numeral::parse(first)?, start + len))
}

/// Whether what follows 第N条 shows that it is a reference, not an article's label.
pub fn refers(rest: &str) -> bool {
    references::TAILS.iter().any(|tail| rest.starts_with(tail))
}

/// 之一 behind a label: its number, and its length in bytes.
pub fn branch(text: &str) -> Option<(u32, usize)> {
    let rest = text.strip_prefix('之')?;
    let len = numeral::prefix_len(rest);
    let number = numeral::parse(&rest[..len])?;
    Some((number.value, '之'.len_utf8() + len))
}

/// Reads 第N条 at the start of `text`, which stands at byte `at` of the document.
pub fn article(text: &str, at: usize) -> Option<ArticleMark> {
    // 笫 is a slip of the keyboard for 第.
    let rest = text.strip_prefix(['第', '笫'])?;
    let (number, len) = spaced_numeral(rest)?;
    let unit = len + blank_len(&rest[len..]);
    let after = rest[unit..].strip_prefix(['条', '條'])?;
    let (branch, branch_len) = branch(after).unwrap_or((0, 0));
    let end = text.len() - after.len() + branch_len;
    let gap = blank_len(&text[end..]);
    Some(ArticleMark {
        ordinal: Ordinal { number: number.value, branch },
        numeral: number,
        label: Span::new(at, at + end),
        separator: Span::new(at + end, at + end),
        gap: Span::new(at + end, at + end + gap),
    })
}

/// As [`article`], at the start of a line, where the label may stand in brackets, or have a mark behind it: 【第一条】, 第一条、.
pub fn article_line(text: &str, at: usize) -> Option<ArticleMark> {
    let open = text.chars().next()?;
    if let Some(close) = closing(open) {
        let inner = &text[open.len_utf8()..];
        let mark = article(inner, at + open.len_utf8())?;
        let end = mark.gap.end - at;
        let behind = text[end..].strip_prefix(close)?;
        let end = at + text.len() - behind.len();
        let gap = Span::new(end, end + blank_len(behind));
        let label = Span::new(at, end);
        return Some(separated(text, at, ArticleMark { label, separator: Span::new(end, end), gap, ..mark }));
    }
    article(text, at).map(|mark| separated(text, at, mark))
}

/// A label with the marks behind it that do not belong there.
fn separated(text: &str, at: usize, mark: ArticleMark) -> ArticleMark {
    let behind = &text[mark.gap.end - at..];
    let rest = behind.trim_start_matches(['、', '，', ',', '：', ':', '.', '．', '。']);
    if rest.len() == behind.len() {
        return mark;
    }
    let end = mark.gap.end + behind.len() - rest.len();
    let gap = Span::new(end, end + blank_len(rest));
    ArticleMark { separator: Span::new(mark.gap.end, end), gap, ..mark }
}

/// The bracket that closes what one opens that may stand around an article's label.
const fn closing(open: char) -> Option<char> {
    Some(match open {
        '【' => '】',
        '〖' => '〗',
        '［' => '］',
        '[' => ']',
        '（' => '）',
        '(' => ')',
        '〔' => '〕',
        _ => return None,
    })
}

/// Reads 第N编, 第N分编, 第N章 (or 第N部分, which stands for it) or 第N节 at the start of `text`, with a mark behind it as a part
/// of the blank.
pub fn division(text: &str, at: usize) -> Option<DivisionMark> {
    let rest = text.strip_prefix('第')?;
    let (number, len) = spaced_numeral(rest)?;
    let unit = &rest[len + blank_len(&rest[len..])..];
    let (level, after) = [
        (Level::Subpart, "分编"),
        (Level::Part, "编"),
        (Level::Chapter, "章"),
        (Level::Chapter, "部分"),
        (Level::Section, "节"),
    ]
    .into_iter()
    .find_map(|(level, name)| unit.strip_prefix(name).map(|after| (level, after)))?;
    let end = text.len() - after.len();
    // 第一章：总则; but 第一章、第二章 are two.
    let mark = after.strip_prefix(['：', ':', '、', '．', '.']).filter(|name| !name.starts_with('第'));
    let gap = after.len() - mark.unwrap_or(after).trim_start_matches(is_blank).len();
    // 第一部分 is a heading only where something parts it from its name.
    if unit.starts_with("部分") && gap == 0 && !after.is_empty() {
        return None;
    }
    Some(DivisionMark {
        level,
        numeral: number,
        label: Span::new(at, at + end),
        gap: Span::new(at + end, at + end + gap),
        name: Span::new(at + end + gap, at + text.trim_end_matches(is_blank).len().max(end + gap)),
    })
}

/// Reads an item's or a subitem's mark at the start of `text`.
pub fn item(text: &str, at: usize) -> Option<ItemMark> {
    let first = text.chars().next()?;
    let mark =
        |number: u32, canonical, form, len| Some(ItemMark { number, canonical, form, label: Span::new(at, at + len) });
    if let Some(number) = circled(first) {
        return mark(number, true, MarkForm::Circled, first.len_utf8());
    }
    if let '⒈'..='⒛' = first {
        return mark(first as u32 - '⒈' as u32 + 1, true, MarkForm::ArabicDot, first.len_utf8());
    }
    if let '⑴'..='⒇' = first {
        return mark(first as u32 - '⑴' as u32 + 1, true, MarkForm::ArabicParen, first.len_utf8());
    }
    if let '㈠'..='㈩' = first {
        return mark(first as u32 - '㈠' as u32 + 1, false, MarkForm::Full, first.len_utf8());
    }
    if matches!(first, '（' | '(') {
        return bracketed(text, at, first);
    }
    let len = numeral::prefix_len(text);
    let digits = &text[..len];
    let number = numeral::parse(digits)?;
    let stop = text[len..].chars().next()?;
    let end = len + stop.len_utf8();
    match (number.script, stop) {
        // 一、二级森林火险区, 二、三类动物疫病.
        (numeral::Script::Chinese, '、') if counts_on(&text[end..], number.value) => None,
        (numeral::Script::Chinese, '、') => {
            mark(number.value, numeral::format(number.value) == digits, MarkForm::Bare, end)
        }
        // 1) and 1）, whose opening bracket nobody wrote.
        (numeral::Script::Arabic, ')' | '）') if number.value < 100 => {
            mark(number.value, true, MarkForm::ArabicParen, end)
        }
        (numeral::Script::Arabic, '、') if number.value < 100 => mark(number.value, true, MarkForm::ArabicComma, end),
        (numeral::Script::Arabic, '.' | '．') if number.value < 100 => {
            // 3.5 is a number.
            let figure = text[end..].starts_with(|c: char| c.is_ascii_digit());
            if figure { None } else { mark(number.value, true, MarkForm::ArabicDot, end) }
        }
        (numeral::Script::Chinese | numeral::Script::Arabic | numeral::Script::Mixed, _) => None,
    }
}

/// Reads （一） at the start of `text`, whose first character is its bracket.
fn bracketed(text: &str, at: usize, first: char) -> Option<ItemMark> {
    let inner_at = first.len_utf8();
    let inner_blank = blank_len(&text[inner_at..]);
    let inner = &text[inner_at + inner_blank..];
    let (number, len) = match lookalike::number(inner) {
        Some((value, len)) => (Numeral { value, script: numeral::Script::Chinese }, len),
        None => {
            let len = numeral::prefix_len(inner);
            (numeral::parse(&inner[..len])?, len)
        }
    };
    let digits = &inner[..len];
    let tail_at = inner_at + inner_blank + len;
    let tail_at = tail_at + blank_len(&text[tail_at..]);
    let close = text[tail_at..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let end = tail_at + close.len_utf8();
    // （2014）第5号 is a document's number.
    if names_items(&text[end..]) || number.value >= 1000 {
        return None;
    }
    let form = match (number.script, first, close) {
        (numeral::Script::Arabic, _, _) => MarkForm::ArabicParen,
        (_, '（', '）') => MarkForm::Full,
        (_, '(', ')') => MarkForm::Half,
        _ => MarkForm::Mixed,
    };
    let canonical = form == MarkForm::ArabicParen || numeral::format(number.value) == digits;
    // （一）、有: the mark is one too many.
    let comma = if form.is_chinese() && text[end..].starts_with('、') { '、'.len_utf8() } else { 0 };
    let label = Span::new(at, at + end + comma);
    Some(ItemMark { number: number.value, canonical: canonical && comma == 0, form, label })
}

/// Whether what stands behind （一） shows that it names an item instead of opening one: （一）至（三）项, （四）、（五）项.
fn names_items(behind: &str) -> bool {
    let joined = ["至", "、", "和", "或者", "或", "及", "到", "与"].iter().find_map(|word| behind.strip_prefix(word));
    let Some(inner) = joined.and_then(|rest| rest.strip_prefix(['（', '('])) else { return false };
    let len = numeral::prefix_len(inner);
    len > 0 && inner[len..].starts_with(['）', ')'])
}

/// Whether a text starts with the number behind `number`, and it is no word that starts like it: 三峡.
fn counts_on(text: &str, number: u32) -> bool {
    let next = &text[..numeral::prefix_len(text)];
    let unit = text[next.len()..]
        .starts_with(['级', '类', '审', '等', '、', '款', '项', '条', '章', '期', '线', '档', '层', '楼', '号']);
    unit && numeral::parse(next).is_some_and(|next| next.value == number + 1)
}

const fn circled(c: char) -> Option<u32> {
    match c {
        '①'..='⑳' => Some(c as u32 - '①' as u32 + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article_of(text: &str) -> Option<(u32, u32, &str, usize)> {
        article(text, 0).map(|m| (m.ordinal.number, m.ordinal.branch, m.label.of(text), m.gap.len()))
    }

    #[test]
    fn blanks_are_white_space_and_what_prints_nothing() {
        let nothing = ['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{AD}'];
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            assert_eq!(is_blank(c), c.is_whitespace() || nothing.contains(&c), "{c:?}");
        }
    }

    #[test]
    fn reads_article_labels() {
        assert_eq!(article_of("第一条　为了"), Some((1, 0, "第一条", 3)));
        assert_eq!(article_of("第十七条之一 已满"), Some((17, 1, "第十七条之一", 1)));
        assert_eq!(article_of("第十条\u{a0}为了"), Some((10, 0, "第十条", 2)));
        assert_eq!(article_of("第一条为了"), Some((1, 0, "第一条", 0)));
        assert_eq!(article_of("第 二 条 为了"), Some((2, 0, "第 二 条", 1)));
        assert_eq!(article_of("第12条 为了"), Some((12, 0, "第12条", 1)));
        assert_eq!(article_of("第三章 总则"), None);
        assert_eq!(article_of("本条例"), None);
    }

    #[test]
    fn reads_divisions() {
        let text = "第八章   保障措施";
        let mark = division(text, 0).expect("a chapter");
        assert_eq!((mark.level, mark.numeral.value, mark.name.of(text)), (Level::Chapter, 8, "保障措施"));
        let text = "第二分编　典型合同";
        assert_eq!(division(text, 0).expect("a subpart").level, Level::Subpart);
        let text = "第三章";
        assert!(division(text, 0).expect("a chapter").name.is_empty());
    }

    #[test]
    fn reads_item_marks() {
        for (text, number, form) in [
            ("（一）有", 1, MarkForm::Full),
            ("(二)有", 2, MarkForm::Half),
            ("（三)有", 3, MarkForm::Mixed),
            ("四、有", 4, MarkForm::Bare),
            ("5.有", 5, MarkForm::ArabicDot),
            ("6．有", 6, MarkForm::ArabicDot),
            ("7、有", 7, MarkForm::ArabicComma),
            ("（8）有", 8, MarkForm::ArabicParen),
            ("⑨有", 9, MarkForm::Circled),
            ("⒈有", 1, MarkForm::ArabicDot),
            ("二、三峡工程", 2, MarkForm::Bare),
        ] {
            let mark = item(text, 0).expect(text);
            assert_eq!((mark.number, mark.form), (number, form), "{text}");
        }
        for text in [
            "3.5公里",
            "一百米",
            "（有关）",
            "2025年",
            "一",
            "一、二级森林火险区",
            "（一）至（三）项",
            "（四）、（五）项",
        ] {
            assert_eq!(item(text, 0), None, "{text}");
        }
        assert!(!item("（十零）有", 0).expect("a mark").canonical);
    }
}
