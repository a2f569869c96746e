//! Marks within a line that a reader does not see or that are no words: `{#id .class align="center"}`, `[^1]`, `:mag:`.
//!
//! CommonMark knows none of them. Only what no draft holds is taken for one: attributes and names are ASCII, and Chinese
//! text puts neither between braces or colons.

use crate::diagnostic::Span;

/// Longest mark, in bytes.
const LONGEST: usize = 256;

/// The marks of a text from the byte `start` on, in order, apart.
pub(super) fn marks(text: &str, start: usize) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = start;
    while let Some(found) = memchr::memchr3(b'{', b'[', b':', bytes.get(at..).unwrap_or_default()) {
        at += found;
        let before = text[..at].chars().next_back();
        let window = window(text, at);
        let len = match bytes[at] {
            b'{' => attributes_len(window, before),
            b'[' => footnote_len(window, before),
            _ => emoji_len(window, before),
        };
        if let Some(len) = len {
            // The caret of `^[…]`.
            let caret = usize::from(bytes[at] == b'[' && before == Some('^'));
            out.push(Span::new(at - caret, at + len));
        }
        at += len.unwrap_or(1);
    }
    out
}

/// Whether a line defines a footnote: `[^1]: …`.
pub(super) fn is_definition(body: &str) -> bool {
    reference_len(body).is_some_and(|len| body[len..].starts_with([':', '：']))
}

/// The text from `at` to the end of the line, as far as a mark may go.
fn window(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let mut end = rest.len().min(LONGEST);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest[..end].split(['\n', '\r']).next().unwrap_or_default()
}

/// `[^1]`, or `^[words]`.
fn footnote_len(window: &str, before: Option<char>) -> Option<usize> {
    if before == Some('^') {
        return window.find(']').map(|end| end + 1);
    }
    reference_len(window)
}

fn reference_len(window: &str) -> Option<usize> {
    let name = window.strip_prefix("[^")?;
    let end = name.find(']')?;
    let is_name = |c: char| !c.is_whitespace() && !matches!(c, '[' | '^');
    (end > 0 && name[..end].chars().all(is_name)).then_some(end + 3)
}

/// `{#id}`, `{.class}`, `{: .class}`, `{align="center" width=3}`.
fn attributes_len(window: &str, before: Option<char>) -> Option<usize> {
    let mut rest = window.strip_prefix('{')?;
    // LaTeX: x_{i=1}, \frac{a=b}.
    let is_behind_name = before.is_some_and(|c| matches!(c, '_' | '^' | '\\' | '{' | '$' | '}'))
        || (before.is_some_and(|c| c.is_ascii_alphabetic()) && !rest.starts_with(['#', '.', ':']));
    if is_behind_name {
        return None;
    }
    rest = rest.strip_prefix(':').unwrap_or(rest);
    let mut count = 0;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        if let Some(behind) = rest.strip_prefix('}') {
            return (count > 0).then_some(window.len() - behind.len());
        }
        rest = &rest[attribute_len(rest)?..];
        count += 1;
    }
}

/// `#id`, `.class`, `name=value`, `name="any words"`.
fn attribute_len(rest: &str) -> Option<usize> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    if let Some(name) = rest.strip_prefix(['#', '.']) {
        let name_len = name.find(|c: char| !is_name(c) && c.is_ascii()).unwrap_or(name.len());
        return (name_len > 0).then_some(1 + name_len);
    }
    let name_len = rest.find(|c| !is_name(c)).filter(|&len| len > 0)?;
    let value = rest[name_len..].strip_prefix('=')?;
    let value_len = match value.strip_prefix(['"', '\'']) {
        Some(words) => words.find(&value[..1])? + 2,
        None => value.find(|c: char| !is_name(c) && !matches!(c, '%' | '/')).filter(|&len| len > 0)?,
    };
    Some(name_len + 1 + value_len)
}

/// `:mag:`; not the colons of `10:30:20` or of an address.
fn emoji_len(window: &str, before: Option<char>) -> Option<usize> {
    let name = window.strip_prefix(':')?;
    let end = name.find(':').filter(|&end| (2..32).contains(&end))?;
    let is_name = name[..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-'));
    let is_free = before.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '/'));
    (is_name && is_free && name.starts_with(|c: char| c.is_ascii_lowercase())).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of a text.
    fn check(text: &str, expect: &str) {
        let mut rest = text.to_owned();
        marks(text, 0).iter().rev().for_each(|span| rest.replace_range(span.range(), ""));
        assert_eq!(rest, expect);
    }

    #[test]
    fn marks_are_left_out() {
        check("## 第一章　总则{align=\"center\"}", "## 第一章　总则");
        check("## 总则 {#总则 .a width=3} ##", "## 总则  ##");
        check("{: .note}\n*[全文](a.pdf){target=\"_blank\"}*", "\n*[全文](a.pdf)*");
        check("许可证[^1]，水法[^水法]。甲^[参见水法。]乙", "许可证，水法。甲乙");
        check("点击:mag:[全文](a)", "点击[全文](a)");
    }

    #[test]
    fn words_are_not() {
        for text in [
            "{甲}",
            "{}",
            "x_{i=1}",
            "\\frac{a=b}{c}",
            "{ a }",
            "[甲]",
            "[^ ]",
            "[^",
            "10:30:20",
            "http://a:b:c",
            "::",
            "：甲：",
        ] {
            check(text, text);
        }
    }
}
