//! The numbers that a reader sees before the items of a list, where they are not those that are written.
//!
//! Markdown counts by itself: `1. 1. 1.` is shown as 1, 2, 3, and `1)` as 1. Numbers that differ from one another are the
//! author's own, right or wrong, and stay as they are written. A list in an item of another is shown further in, which
//! lines of prose cannot tell: its numbers stand in brackets.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::source::prose::Seal;

/// Marks of items as they are shown, by the byte of the text where an item's mark starts.
pub(super) type Numbers = HashMap<usize, Shown>;

/// An item's mark as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// `2.`, or `（2）` further in.
    pub(super) mark: String,
    /// Of a mark that only prose needs nothing is said.
    pub(super) seal: Seal,
}

impl Shown {
    fn new(number: u64, is_inner: bool) -> Self {
        if is_inner {
            Self { mark: format!("（{number}）"), seal: Seal::Silent }
        } else {
            Self { mark: format!("{number}."), seal: Seal::Told }
        }
    }
}

/// A list in the making: its first number, and the marks of its items.
#[derive(Debug, Default)]
struct List {
    first: Option<u64>,
    marks: Vec<Mark>,
}

/// The written mark of an item.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    number: u64,
    stop: char,
}

/// The numbers that are shown otherwise than the document `body`, which starts at the byte `start`, has them.
pub(super) fn numbers(body: &str, start: usize, options: Options) -> Numbers {
    let mut out = Numbers::new();
    if !may_differ(body) {
        return out;
    }
    let mut lists: Vec<List> = Vec::new();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        match event {
            Event::Start(Tag::List(first)) => lists.push(List { first, marks: Vec::new() }),
            Event::Start(Tag::Item) => {
                let mark = body.get(range.clone()).and_then(|item| mark(item, range.start));
                if let Some(list) = lists.last_mut() {
                    list.marks.extend(mark);
                }
            }
            Event::End(TagEnd::List(_)) => {
                let list = lists.pop().unwrap_or_default();
                let is_inner = lists.iter().any(|outer| outer.first.is_some());
                let shown = list.shown(is_inner).into_iter();
                out.extend(shown.map(|(at, number)| (start + at, Shown::new(number, is_inner))));
            }
            _ => {}
        }
    }
    out
}

impl List {
    /// The numbers of the items, where they are not shown as they are written, by the bytes where they stand.
    fn shown(&self, is_inner: bool) -> Vec<(usize, u64)> {
        let Some((first, mark)) = self.first.zip(self.marks.first()) else { return Vec::new() };
        let is_counted = self.marks.len() > 1 && self.marks.iter().all(|other| other.number == mark.number);
        if is_counted {
            self.marks.iter().zip(first..).map(|(mark, number)| (mark.at, number)).collect()
        } else if mark.stop == ')' || (is_inner && mark.number == 1) {
            self.marks.iter().map(|mark| (mark.at, mark.number)).collect()
        } else {
            Vec::new()
        }
    }
}

/// Whether a number is written twice in a row, before a bracket or further in.
fn may_differ(body: &str) -> bool {
    let mut last = None;
    body.lines().any(|line| {
        let Some(mark) = mark(line.trim_start_matches(['>', '-', '*', '+', ' ', '\t']), 0) else { return false };
        mark.stop == ')' || line.starts_with("  ") || last.replace(mark.number) == Some(mark.number)
    })
}

/// The mark that an item, which starts at the byte `at`, opens with.
fn mark(item: &str, at: usize) -> Option<Mark> {
    let source = item.trim_start_matches([' ', '\t']);
    let behind = source.trim_start_matches(|c: char| c.is_ascii_digit());
    let stop = behind.chars().next().filter(|stop| matches!(stop, '.' | ')'))?;
    let number = source[..source.len() - behind.len()].parse().ok()?;
    Some(Mark { at: at + item.len() - source.len(), number, stop })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let mut found: Vec<(usize, Shown)> = numbers(text, 0, Options::empty()).into_iter().collect();
        found.sort_unstable_by_key(|&(at, _)| at);
        assert_eq!(found.iter().map(|(_, shown)| shown.mark.as_str()).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn numbers_that_are_all_one_are_counted() {
        check("1. 甲\n1. 乙\n\n1. 丙", &["1.", "2.", "3."]);
        check("3. 甲\n3. 乙", &["3.", "4."]);
        check("1. 甲\n   1. 丙\n   1. 丁\n1. 乙", &["1.", "（1）", "（2）", "2."]);
        check("1. 甲\n   1. 丙\n   2. 丁\n2. 乙", &["（1）", "（2）"]);
        check("1) 甲\n2) 乙", &["1.", "2."]);
    }

    #[test]
    fn numbers_of_the_authors_own_are_left() {
        check("1. 甲\n2. 乙\n4. 丙", &[]);
        check("1. 甲\n2. 乙\n2. 丙", &[]);
        check("1. 甲\n\n第二条\n\n1. 乙", &[]);
        check("- 甲\n- 乙", &[]);
    }
}
