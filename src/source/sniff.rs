//! Tells what a text is by what is in it; its ending is one hint among others.
//!
//! A draft is seldom what its name says: Markdown is saved as `.txt`, and standard input has no name. The marks that count
//! are those that a plain draft does not have: one `#` in a line, `<某市>`, `*` and `2025年**月` are no marks at all.
//! Where two answers are possible, the text is plain: nothing is lost then.

use super::format::Format;

/// What the text of a file is; `name` is the file's.
pub(super) fn format(name: &str, text: &str) -> Format {
    let promised = Format::of_ending(name);
    let is_markdown = || promised == Some(Format::Markdown) || is_markdown(text);
    match promised {
        _ if is_page(text) => Format::Html,
        Some(Format::Html) if tags(text) > 0 => Format::Html,
        Some(Format::Plain | Format::Html | Format::Word) | None if is_part_of_page(text) => Format::Html,
        Some(_) | None if is_markdown() => Format::Markdown,
        Some(_) | None => Format::Plain,
    }
}

/// Tags that a page starts with, or a part of one.
const PAGE_TAGS: [&str; 5] = ["<!doctype html", "<html", "<head", "<body", "<meta "];

/// Tags that lines stand in, without their ends.
const LINE_TAGS: [&str; 13] =
    ["p", "br", "div", "td", "tr", "table", "li", "h1", "h2", "h3", "span", "section", "article"];

/// Whether a text is a whole page.
fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    while let Some((_, behind)) =
        ["<?xml", "<!--"].iter().find(|open| rest.starts_with(**open)).and_then(|_| rest.split_once('>'))
    {
        rest = behind.trim_start();
    }
    let head: String = rest.chars().take(16).collect::<String>().to_ascii_lowercase();
    PAGE_TAGS.iter().any(|tag| head.starts_with(tag))
}

/// How many tags there are in which lines stand.
fn tags(text: &str) -> usize {
    memchr::memchr_iter(b'<', text.as_bytes()).filter(|&at| is_line_tag(&text[at + 1..])).count()
}

/// Whether a tag starts here, or ends, in which lines stand.
fn is_line_tag(text: &str) -> bool {
    let text = text.strip_prefix('/').unwrap_or(text);
    let name = text.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let ends = matches!(text.as_bytes().get(name), Some(b'>' | b' ' | b'/' | b'\n' | b'\r' | b'\t'));
    ends && LINE_TAGS.iter().any(|tag| text[..name].eq_ignore_ascii_case(tag))
}

/// Whether a text is what stands in a page: it starts with a tag, and half of its lines hold tags.
fn is_part_of_page(text: &str) -> bool {
    let starts = text.trim_start().strip_prefix('<').is_some_and(is_line_tag);
    if !starts && !text.contains("<br") && !text.contains("<BR") {
        return false;
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let (held, all) = lines.fold((0, 0), |(held, all), line| (held + usize::from(tags(line) > 0), all + 1));
    tags(text) >= MANY && held * 2 >= all
}

/// So many lines of marks that plain text may have now and then, and it is Markdown.
const MANY: usize = 3;

/// What was seen of Markdown in a text.
#[derive(Debug, Default)]
struct Marks {
    headings: usize,
    /// Lines that start with bold words.
    bold: usize,
    bullets: usize,
    fences: usize,
    links: usize,
}

impl Marks {
    /// Whether they are too many, or of too many kinds, to stand in plain text by chance.
    fn are_markdown(&self) -> bool {
        let kinds = [self.headings > 0, self.bold > 0, self.links > 0, self.fences > 1, self.bullets >= MANY];
        self.headings > 1
            || self.bold >= MANY
            || self.links >= MANY
            || self.fences > 1
            || kinds.into_iter().filter(|&seen| seen).count() > 1
    }
}

/// Whether a text is Markdown. One mark is enough where nobody writes it in plain text; others must be more.
fn is_markdown(text: &str) -> bool {
    if !text.bytes().any(|byte| b"#*_<|=`[".contains(&byte)) {
        return false;
    }
    let mut marks = Marks::default();
    let mut last = "";
    for (line, whole) in text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).enumerate() {
        let body = whole.trim_start_matches([' ', '\t', '>']).trim_end();
        match body.as_bytes().first() {
            Some(b'#') if is_heading(body) => {
                let words = body.trim_start_matches(['#', ' ', '\t', '\u{3000}']);
                if is_division(words) || (line == 0 && !body.starts_with("##") && body.starts_with("# ")) {
                    return true;
                }
                marks.headings += 1;
            }
            Some(b'*' | b'_') if is_label_in_bold(body) => return true,
            Some(b'*') if is_bold(body) => marks.bold += 1,
            Some(b'*' | b'-' | b'+') if is_bullet(body) => marks.bullets += 1,
            Some(b'<') if is_comment(body) => return true,
            Some(b'|' | b':' | b'-') if last.contains('|') && is_table_rule(body) => return true,
            Some(b'=') if line == 1 && body.len() >= 3 && body.bytes().all(|byte| byte == b'=') => return true,
            Some(b'`') if body.starts_with("```") => marks.fences += 1,
            _ => {}
        }
        marks.links += usize::from(body.contains("](http") || body.contains("](#"));
        last = body;
    }
    marks.are_markdown()
}

/// Whether a line is a heading: marks, and words that are no number of a thing, as in `#1机组`.
fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let is_spaced = words.starts_with([' ', '\t', '\u{3000}']);
    let first = words.trim_start().chars().next();
    (1..=6).contains(&level)
        && first.is_some_and(|c| if is_spaced { c != '#' } else { !c.is_ascii() && c.is_alphabetic() })
}

/// Whether words name a division of a law or an article: `第三章`, `总则`.
fn is_division(words: &str) -> bool {
    is_label(words) || ["总则", "附则", "目录", "目　录"].iter().any(|known| words.starts_with(known))
}

/// Whether words start with a label such as `第一条`; a blank such as `第**条` is none.
fn is_label(words: &str) -> bool {
    let Some(number) = words.strip_prefix('第') else { return false };
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千两".contains(c));
    unit.len() < number.len() && unit.starts_with(['编', '章', '节', '条'])
}

/// What is bold at the start of a line.
fn bold(line: &str) -> Option<&str> {
    let mark = if line.starts_with("**") { "**" } else { "__" };
    let (words, _) = line.strip_prefix(mark)?.trim_start_matches('*').split_once(mark)?;
    Some(words.trim())
}

fn is_label_in_bold(line: &str) -> bool {
    bold(line).is_some_and(|words| is_label(words) || words.starts_with('（') && words.contains('）'))
}

/// Whether a line starts with bold words, which are not what stands between two blanks.
fn is_bold(line: &str) -> bool {
    let is_word = |words: &str| {
        let length = words.chars().filter(|c| c.is_alphabetic()).count();
        length > 2 && !words.ends_with(['，', '、', '和', '或', '与', '至', '到', '及'])
    };
    bold(line).is_some_and(is_word)
}

/// Whether a line is an item of a list; `- 3 -` is the number of a page.
fn is_bullet(line: &str) -> bool {
    let Some(words) = line.get(1..).filter(|rest| rest.starts_with(' ')) else { return false };
    !words.ends_with(['-', '*', '+']) && words.chars().any(char::is_alphabetic)
}

/// Whether a line starts with a comment, or with one that goes on in the next.
fn is_comment(line: &str) -> bool {
    line.strip_prefix("<!--").is_some_and(|rest| rest.contains("-->"))
}

/// Whether a line is what stands between the head of a table and its rows.
fn is_table_rule(line: &str) -> bool {
    line.contains("--") && line.contains('|') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_told_whatever_its_name() {
        for text in [
            "# 某市养犬条例\n\n第一条　为了\n",
            "某市养犬条例\n\n## 第一章　总则\n\n第一条　为了\n",
            "某市养犬条例\n\n##第一章\n第一条　为了\n",
            "### 甲\n\n### 乙\n",
            "某市养犬条例\n\n**第一条** 为了\n",
            "某市养犬条例\r\n\r\n  **第十二条（目的）**为了\r\n",
            "__第一条__ 为了\n",
            "甲\n<!-- INFO END -->\n乙\n",
            "第一条　为了\n<!-- falint-ignore punct-double: 原文如此 -->\n第二条\n",
            "|甲|乙|\n|---|---|\n|丙|丁|\n",
            "某市养犬条例\n=====\n第一条\n",
            "**应当**：\n- 甲方\n- 乙方\n- 丙方\n见[乙](http://a.cn)\n",
            "**养犬登记**甲\n**养犬管理**乙\n**法律责任**丙\n",
        ] {
            for name in ["甲.txt", "-", "甲", "甲.docx"] {
                assert_eq!(format(name, text), Format::Markdown, "{name}: {text}");
            }
        }
    }

    #[test]
    fn pages_are_told_whatever_their_name() {
        for text in [
            "<!DOCTYPE html>\n<html>",
            "\u{FEFF}<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">",
            "<!-- saved from url=(0014)about:internet -->\r\n<HTML><BODY>",
            "<html xmlns:v=\"urn:schemas-microsoft-com:vml\">",
        ] {
            for name in ["甲.txt", "-", "甲.md", "甲.docx"] {
                assert_eq!(format(name, text), Format::Html, "{name}: {text}");
            }
        }
        let part = "<div class=\"a\"><p>第一条</p><p>第二条</p></div>";
        assert_eq!(
            ["甲.txt", "甲.html", "甲.md"].map(|name| format(name, part)),
            [Format::Html, Format::Html, Format::Markdown]
        );
        assert_eq!(format("-", "第一条<br>\n第二条<br/>\n第三条<BR>\n"), Format::Html);
        assert_eq!(format("甲.txt", "第一条\n第二条\n第三条\n<p>甲\n第四条<br>\n"), Format::Plain);
        assert_eq!(format("甲.html", "第一条　<某市>\n第二条\n"), Format::Plain);
    }

    #[test]
    fn stray_marks_are_plain_text() {
        for text in [
            "",
            "某市养犬条例\n　　第一条　为了\n",
            "第一条　#1机组和#2机组\n#3机组\n#4机组\n",
            "第一条　为了\n# 此处待定\n第二条\n",
            "自2025年**月**日起\n**月**日\n**年**月**日\n**市**县\n",
            "**部门负责，**部门协助\n**市和**县\n*****\n",
            "<某市>养犬条例\n<!-- 未完\n",
            "- 1 -\n第一条\n- 2 -\n第二条\n- 3 -\n- 4 -\n",
            "* 注：甲\n第一条\n",
            "应当：\n- 甲方\n- 乙方\n- 丙方\n",
            "第一条\n----------\n第二条\n==========\n",
            "第**条\n第*条\n__年__月\n",
        ] {
            assert_eq!(format("甲.txt", text), Format::Plain, "{text}");
            assert_eq!(format("甲.md", text), Format::Markdown, "{text}");
        }
    }
}
