//! The YAML or TOML before a document: how long it is, and the title that it gives.
//!
//! Reads as much of either as that takes. Every line between two `---` must look like YAML: two rules around drafting text
//! do not.

use jiff::civil::Date;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

use super::units::{self, Opening};
use crate::diagnostic::Span;

/// Among how many lines of the document its own title is looked for.
const FIRST_LINES: usize = 20;

/// What stands before the document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// How many bytes it has.
    pub(super) len: usize,
    /// The value of `title`, without its quotes.
    pub(super) title: Option<Span>,
    /// The day that starts the value of `date`.
    pub(super) date: Option<Date>,
}

/// Reads what stands before the document `text`.
pub(super) fn read(text: &str) -> FrontMatter {
    let (fence, assigns) = match text.lines().next().map(str::trim_end) {
        Some("---") => ("---", ':'),
        Some("+++") => ("+++", '='),
        _ => return FrontMatter::default(),
    };
    let mut end = text.find('\n').map_or(text.len(), |at| at + 1);
    let (mut title, mut date) = (None, None);
    // Whether the line before says that the title is folded into those below.
    let mut is_folded = false;
    for line in text[end..].split_inclusive('\n') {
        let start = end;
        end += line.len();
        let body = line.trim_end();
        if body == fence || body == "..." {
            return FrontMatter { len: end, title, date };
        }
        if !looks_right(line, assigns) {
            break;
        }
        let (key, assigned) = line.split_once(assigns).unwrap_or_default();
        if key.trim_end() == "title" {
            title = value(assigned, start + line.len() - assigned.len());
            is_folded = assigned.trim_start().starts_with(['>', '|']);
        } else if key.trim_end() == "date" {
            date = day(assigned);
        } else if std::mem::take(&mut is_folded) && line.starts_with([' ', '\t']) {
            title = value(line, start);
        }
    }
    FrontMatter::default()
}

/// The day that a value starts with, such as `2017-01-25 08:00`.
fn day(value: &str) -> Option<Date> {
    value.trim().trim_start_matches(['"', '\'']).get(..10)?.parse().ok()
}

/// Whether the document `body` has no other title than `title`: no heading of level 1 that is one, and not the same words.
pub(super) fn is_only_title(title: &str, body: &str) -> bool {
    let words = |line: &str| line.chars().filter(|c| !c.is_ascii() && !c.is_whitespace()).collect::<String>();
    let title = words(title);
    let mut first = body.lines().filter(|line| !line.trim().is_empty()).take(FIRST_LINES);
    !first.any(|line| words(line) == title) && !body.contains("<h1") && !has_heading(body)
}

fn has_heading(body: &str) -> bool {
    let loose =
        body.lines().filter_map(|line| line.strip_prefix('#')).filter(|name| name.starts_with(|c: char| !c.is_ascii()));
    let headings = Parser::new(body).into_offset_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => body.get(range),
        _ => None,
    });
    headings.chain(loose).any(|heading| units::opening(heading.trim_start_matches(['#', ' '])) == Opening::Nothing)
}

fn looks_right(line: &str, assigns: char) -> bool {
    let body = line.trim_end();
    let starts_key = body.split_once(assigns).is_some_and(|(key, rest)| {
        let key = key.trim_end();
        !key.is_empty() && !key.contains(char::is_whitespace) && (rest.is_empty() || rest.starts_with(' '))
    });
    let goes_on = line.starts_with([' ', '\t', '#']) || body.starts_with("- ");
    starts_key || body.is_empty() || goes_on || (assigns == '=' && body.starts_with(['[', ']']))
}

/// A value on one line that starts at the byte `start`; `None` where it is no Chinese words.
fn value(source: &str, start: usize) -> Option<Span> {
    let indent = source.len() - source.trim_start().len();
    let value = source.trim();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let (inset, words) = match quote {
        Some(quote) => (1, value[1..].split(quote).next().unwrap_or_default()),
        None => (0, value.split(" #").next().unwrap_or_default().trim_end()),
    };
    let at = start + indent + inset;
    (!words.is_ascii()).then(|| Span::new(at, at + words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, body: &str, title: Option<&str>) {
        let found = read(text);
        assert_eq!((&text[found.len..], found.title.map(|span| span.of(text))), (body, title), "{text}");
    }

    #[test]
    fn front_matter_is_yaml_or_toml() {
        check("---\ntitle: 甲条例\ntags:\n  - 乙\n---\n第一条\n", "第一条\n", Some("甲条例"));
        check("---\r\ntitle: \"甲条例\" # 乙\r\n---\r\n丙", "丙", Some("甲条例"));
        check("+++\ntitle = '甲条例'\n[a]\ndate = 2020-01-01\n+++\n丙", "丙", Some("甲条例"));
        check("---\ntitle: >-\n  甲条例\na: b\n---\n丙", "丙", Some("甲条例"));
        check("---\ntitle: README\nshortTitle: 甲\n...\n丙", "丙", None);
    }

    #[test]
    fn rules_around_a_text_are_none() {
        for text in ["---\n第一条\n---\n第二条\n", "---\ntitle: 甲\n", "甲\n---\ntitle: 乙\n---\n", ""] {
            check(text, text, None);
        }
    }
}
