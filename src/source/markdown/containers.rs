//! Lines that are no line of the draft: they tell a site generator what to do, or are notes and links around the text.
//!
//! `::: tip 标题`, `@tab 条例`, `[[toc]]`, `!!! note`, `> [!NOTE]`, `{% … %}`, the definition of a footnote, a strip of links
//! into the page, an address alone. What stands in a container is text, but for a container of contents or of links.
//! Reads lines from above, before the parser, which knows none of these.

use super::attributes;
use super::units::{self, Opening};
use crate::diagnostic::Span;

/// What the title of a container says that holds no text of the draft.
const NO_TEXT: [&str; 6] = ["目录", "目次", "链接", "来源", "出处", "toc"];

/// Lines that a table of contents is put in the place of, in lower case.
const TOC: [&str; 9] =
    ["[[toc]]", "[toc]", "[[_toc_]]", "\\[toc\\]", "{:toc}", "{{toc}}", "${toc}", "@[toc]", "[[toc]"];

/// What a line for the generator starts with.
const DIRECTIVES: [&str; 8] = ["@tab", "@include", "@import", "@[", "!!! ", "??? ", "???+ ", "\\newpage"];

/// Longest container of contents, in lines.
const MOST_CONTENTS: usize = 500;

/// How many links make a strip.
const STRIP: usize = 2;

/// The stretches, in order, each within one line, that are no text of the draft from the byte `start` on.
pub(super) fn hidden(text: &str, start: usize) -> Vec<Span> {
    let lines: Vec<Span> = lines(text, start).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&line) = lines.get(at) {
        let body = body(line.of(text));
        let first = body.as_bytes().first().copied().unwrap_or_default();
        // Most lines start with a Chinese character.
        let count = if first.is_ascii() && first != 0 { hide(text, &lines[at..], body, &mut out) } else { 1 };
        at += count;
    }
    out
}

/// The lines of a text, their ends left out.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(at..).filter(|rest| !rest.is_empty())?;
        let len = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = Span::new(at, at + len);
        let is_crlf = rest[len..].starts_with(b"\r\n");
        at += len + 1 + usize::from(is_crlf);
        Some(line)
    })
}

/// A line without what indents or quotes it.
fn body(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>']).trim_end()
}

/// Hides what is to be hidden from the first of `lines` on; gives how many lines that took.
fn hide(text: &str, lines: &[Span], body: &str, out: &mut Vec<Span>) -> usize {
    let Some(&line) = lines.first() else { return 1 };
    if let Some(fence) = Fence::read(body) {
        let all = fence.holds_no_text().then(|| fence.len(text, lines)).flatten().unwrap_or(1);
        let title = if all == 1 { fence.annex() } else { "" };
        // A title of an annex is the end of its line.
        let end = line.end - title.len() - (line.of(text).len() - line.of(text).trim_end().len());
        out.push(Span::new(line.start, if title.is_empty() { line.end } else { end }));
        out.extend(&lines[1..all]);
        all
    } else if attributes::is_definition(body) {
        let all = definition_len(text, lines);
        out.extend(&lines[..all]);
        all
    } else if is_strip(body) {
        if let Some(above) = label_above(text, line.start) {
            out.push(above);
        }
        out.push(line);
        1
    } else if let Some(all) = contents_len(text, lines) {
        out.extend(&lines[..all]);
        all
    } else {
        if is_directive(body, line.of(text)) || is_address(body) {
            out.push(line);
        }
        1
    }
}

/// The first or last line of a container.
#[derive(Debug, Clone, Copy)]
struct Fence<'a> {
    colons: usize,
    /// What stands behind the colons.
    words: &'a str,
}

impl<'a> Fence<'a> {
    fn read(body: &'a str) -> Option<Self> {
        let words = body.trim_start_matches(':');
        let colons = body.len() - words.len();
        (colons >= 3).then(|| Self { colons, words: words.trim() })
    }

    fn holds_no_text(self) -> bool {
        let words = self.words.to_ascii_lowercase();
        NO_TEXT.iter().any(|word| words.contains(word))
    }

    /// The title, where it is that of an annex.
    fn annex(self) -> &'a str {
        let title = self.words.split_once(' ').map_or("", |(_, title)| title.trim());
        if title.starts_with('附') { title } else { "" }
    }

    /// How many lines the container has, from its first to its last; `None` where it has no end, or holds articles.
    fn len(self, text: &str, lines: &[Span]) -> Option<usize> {
        for (count, line) in lines.iter().enumerate().take(MOST_CONTENTS).skip(1) {
            let body = body(line.of(text));
            match Fence::read(body) {
                Some(fence) if fence.words.is_empty() && fence.colons >= self.colons => return Some(count + 1),
                // Another such container: this one was never closed.
                Some(fence) if fence.holds_no_text() => return None,
                Some(_) | None => {}
            }
            if units::is_article(body) {
                return None;
            }
        }
        None
    }
}

/// How many lines the definition of a footnote has: its paragraph, and those that are indented under it.
fn definition_len(text: &str, lines: &[Span]) -> usize {
    let mut all = 1;
    let mut is_behind_blank = false;
    for (at, line) in lines.iter().enumerate().skip(1) {
        let line = line.of(text);
        let is_indented = line.starts_with(['\t']) || line.starts_with("  ");
        let opens = units::opening(body(line)) == Opening::Labelled || line.starts_with(['#', ':', '@']);
        if line.trim().is_empty() {
            is_behind_blank = true;
        } else if opens || attributes::is_definition(body(line)) || (is_behind_blank && !is_indented) {
            break;
        } else {
            all = at + 1;
        }
    }
    all
}

fn is_directive(body: &str, line: &str) -> bool {
    let is_template =
        (body.starts_with("{%") && body.ends_with("%}")) || (body.starts_with("{{") && body.ends_with("}}"));
    let is_alert = line.trim_start().starts_with('>')
        && body
            .strip_prefix("[!")
            .and_then(|rest| rest.split_once(']'))
            .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic()));
    // The title of a fold, as that of a container.
    let is_fold = body.contains("<summary") && NO_TEXT.iter().any(|word| body.contains(word));
    is_template
        || is_alert
        || is_fold
        || DIRECTIVES.iter().any(|start| body.starts_with(start))
        || (body.len() < 16 && TOC.contains(&body.to_ascii_lowercase().as_str()))
}

/// Whether a line is an address and nothing else.
fn is_address(body: &str) -> bool {
    let item = body.trim_start_matches(['-', '*', '+', ' ']);
    let inner = item.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(item);
    (inner.starts_with("http://") || inner.starts_with("https://"))
        && inner.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'<')
}

/// Whether a line is links into the page and nothing else: `[1](#t1)&emsp;[2](#t2)`.
fn is_strip(body: &str) -> bool {
    let mut rest = body.trim_start_matches(['-', '*', '+', ' ']);
    let mut count = 0;
    while let Some((_, behind)) = rest.strip_prefix('[').and_then(|inner| inner.split_once("](#")) {
        let Some((_, after)) = behind.split_once(')') else { return false };
        count += 1;
        rest = after.trim_start_matches([' ', '\t', '|', '·', '\u{3000}', '\u{a0}']);
        while let Some(after) = ["&emsp;", "&ensp;", "&nbsp;"].iter().find_map(|blank| rest.strip_prefix(blank)) {
            rest = after.trim_start();
        }
    }
    count >= STRIP && rest.is_empty()
}

/// How many lines a generated table of contents has: a list of links into the page, one an item. Under a heading of its own it
/// is the draft's.
fn contents_len(text: &str, lines: &[Span]) -> Option<usize> {
    let is_entry = |line: &Span| is_entry(body(line.of(text)));
    let start = lines.first().filter(|line| is_entry(line))?.start;
    let above = text[..start].trim_end();
    let heading = &above[above.rfind(['\n', '\r']).map_or(0, |end| end + 1)..];
    let is_titled = heading.chars().filter(|c| !c.is_whitespace() && !c.is_ascii()).eq("目录".chars());
    let is_titled = is_titled && !heading.trim_start().starts_with(['@', ':', '<']);
    let is_part = |line: &&Span| is_entry(line) || line.of(text).trim().is_empty();
    let all = lines.iter().take_while(is_part).count();
    (!is_titled && lines[..all].iter().filter(|line| is_entry(line)).count() >= STRIP).then_some(all)
}

/// `- [第一章　总则](#第一章)`.
fn is_entry(body: &str) -> bool {
    let item = body.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '*' | '+' | '.'));
    let link = item.strip_prefix(' ').and_then(|link| link.trim_start().strip_prefix('['));
    link.and_then(|link| link.split_once("](#")).is_some_and(|(_, target)| target.find(')') == Some(target.len() - 1))
}

/// The line that says of what the strip behind it is: `- 第1~20条：`.
fn label_above(text: &str, at: usize) -> Option<Span> {
    let above = text.get(..at)?.trim_end();
    let start = above.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let label = body(above.get(start..)?);
    let is_label = label.starts_with(['-', '*', '+']) && label.ends_with(['：', ':', '条', '章', '节']);
    is_label.then(|| Span::new(start, above.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of a text.
    fn check(text: &str, expect: &str) {
        let mut rest = text.to_owned();
        for span in hidden(text, 0).iter().rev() {
            rest.replace_range(span.range(), "");
        }
        let rest: Vec<&str> = rest.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(rest.join("/"), expect, "{text}");
    }

    #[test]
    fn the_text_of_a_container_is_kept_and_its_fences_are_not() {
        check("::: tip 修订信息\n（2020年通过）\n:::\n甲", "（2020年通过）/甲");
        check("::::tabs\n@tab 一\n甲\n\n@tab:active 二\n乙\n::::", "甲/乙");
        check(":::note[标题]\n甲\n:::", "甲");
        check("::: info 附件1\n甲\n:::", "附件1/甲");
    }

    #[test]
    fn contents_and_links_are_no_text() {
        check("::: details 目录\n::: tabs\n@tab 章节\n[[toc]]\n- 第1~3条：\n  [1](#t1)\n:::\n甲", "甲");
        check("::: warning 原文链接\n[全文](https://a.cn)\n:::\n甲", "甲");
        check("甲\n- 第1~3条：\n\n  [1](#t1)&emsp;[2](#t2)\n乙", "甲/乙");
        check("甲\n\n- [第一章](#a)\n  - [第一节](#b)\n\n乙", "甲/乙");
        check("<details><summary>目录</summary>\n\n- [第一章](#a)\n- [第二章](#b)\n\n乙", "乙");
        check("目录\n\n- [第一章](#a)\n- [第二章](#b)", "目录/- [第一章](#a)/- [第二章](#b)");
        check("甲\n\n<https://a.cn/b>\n\n见<https://a.cn/b>", "甲/见<https://a.cn/b>");
        // Nothing of a law is left out for the title above it.
        check("::: details 目录\n第一条　甲", "第一条　甲");
        check("::: details 目录\n第一条　甲\n:::", "第一条　甲");
    }

    #[test]
    fn footnotes_are_no_text() {
        check("甲[^1]\n\n[^1]: 参见水法。\n  续\n\n    又\n\n乙", "甲[^1]/乙");
        check("[^注]：参见水法。\n第二条　乙", "第二条　乙");
        check("[1]: 甲\n[^ ]: 乙", "[1]: 甲/[^ ]: 乙");
    }

    #[test]
    fn directives_are_no_text() {
        check("!!! note \"甲\"\n    乙\n\n> [!NOTE]\n> 丙\n\n{% raw %}\n[TOC]\n丁", "乙/> 丙/丁");
        check("@市人民政府\n！！！ 甲\n[甲]", "@市人民政府/！！！ 甲/[甲]");
    }
}
