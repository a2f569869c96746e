//! The numbers of pages as they are printed: on a line of their own, and inside a line where a copy has glued them to it.

use super::label;
use super::numeral;

/// How a page's number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageForm {
    /// — 3 —, or the field of a word processor, PAGE 3: nobody writes that.
    Printed,
    /// 第3页　共10页: forms have it, too.
    Worded,
}

/// The form of the page number that a line is; `None` where it is something else.
pub fn form(line: &str) -> Option<PageForm> {
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

/// Whether a text may hold page numbers inside its lines: it has a long dash with a figure beside it, or counts pages.
pub fn may_be_inside(text: &str) -> bool {
    let mut places = long_dashes(text);
    let figure = |at: usize| {
        let behind = text[at..].trim_start_matches(is_long_dash).trim_start_matches(label::is_blank);
        behind.starts_with(is_figure)
    };
    places.any(figure) || text.contains('页')
}

/// The page numbers inside a line that is more than one, in bytes of the line, in order: — 3 — or 第3页 共10页, with the
/// blanks around them. What joins figures, as in 1—3—5, is none.
pub fn inside(line: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    if long_dashes(line).next().is_none() && !line.contains('页') {
        return found;
    }
    let mut from = 0;
    while let Some((at, c)) = line[from..].char_indices().find(|&(_, c)| is_long_dash(c) || c == '第') {
        let at = from + at;
        let len = if c == '第' { worded_len(&line[at..]) } else { printed_len(&line[at..]) };
        from = at + len.unwrap_or(c.len_utf8());
        let joins = line[..at].ends_with(is_figure) || line[from..].starts_with(is_figure);
        if len.is_some() && !joins {
            let before = line[..at].trim_end_matches(label::is_blank).len();
            found.push(before..from + label::blank_len(&line[from..]));
        }
    }
    found
}

/// Where long dashes stand in a text, in bytes, in order.
fn long_dashes(text: &str) -> impl Iterator<Item = usize> {
    // All of them begin with this byte of UTF-8.
    memchr::memchr_iter(0xE2, text.as_bytes()).filter(|&at| text[at..].starts_with(is_long_dash))
}

/// The length of — 3 — at the start of `text`.
fn printed_len(text: &str) -> Option<usize> {
    let dashes = text.len() - text.trim_start_matches(is_long_dash).len();
    let open = dashes + label::blank_len(&text[dashes..]);
    let figures = text[open..].chars().take_while(|&c| is_figure(c)).map(char::len_utf8);
    let (count, len) = figures.fold((0, 0), |(count, len), next| (count + 1, len + next));
    let behind = open + len + label::blank_len(&text[open + len..]);
    let close = text.len() - text[behind..].trim_start_matches(is_long_dash).len();
    ((1..=3).contains(&count) && close > behind).then_some(close)
}

/// The length of 第3页 共10页 at the start of `text`.
fn worded_len(text: &str) -> Option<usize> {
    let part = |text: &str, word| {
        let rest = text.strip_prefix(word)?;
        let start = text.len() - rest.len() + label::blank_len(rest);
        let figures = text.len() - text[start..].trim_start_matches(is_figure).len();
        let behind = text[figures..].trim_start_matches(label::is_blank).strip_prefix('页')?;
        (figures > start).then_some(text.len() - behind.len())
    };
    let first = part(text, "第")?;
    let rest = &text[first..];
    let start = first + rest.len() - rest.trim_start_matches(|c| label::is_blank(c) || matches!(c, '，' | '/')).len();
    Some(start + part(&text[start..], "共")?)
}

/// The dashes that page numbers inside a line are told by; hyphens join figures and names.
const fn is_long_dash(c: char) -> bool {
    matches!(c, '—' | '―' | '─' | '━')
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn page_numbers_inside_a_line() {
        let texts = |line: &str| inside(line).into_iter().map(|place| line[place].to_owned()).collect::<Vec<_>>();
        assert_eq!(texts("登记有效— 3 —"), ["— 3 —"]);
        assert_eq!(texts("登记有效 —12— 的证明"), [" —12— "]);
        assert_eq!(texts("登记有效第 3 页 共 10 页的证明"), ["第 3 页 共 10 页"]);
        for line in ["1—3—5", "第12—15—20条", "甲——乙", "—第三条—", "第3页的图纸", "2020—2025年", "甲-3-乙"]
        {
            assert!(texts(line).is_empty(), "{line}");
        }
    }
}
