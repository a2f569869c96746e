//! `falint check --statistics`: how often each lint found something, instead of the findings.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::diagnostic::{Report, Severity};
use crate::fix::Reach;
use crate::render::paint::Ink;
use crate::render::{self, FileError, Style, Totals};

/// What lints are called, by name.
pub(super) type Titles<'t> = dyn Fn(&str) -> String + 't;

/// What each lint came to, by name.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<Arc<str>, Count>);

#[derive(Debug)]
struct Count {
    findings: usize,
    /// The gravest.
    severity: Severity,
    fixable: usize,
    fixable_unsafely: usize,
}

impl Count {
    const NONE: Self = Self { findings: 0, severity: Severity::Advice, fixable: 0, fixable_unsafely: 0 };

    fn add(&mut self, other: &Self) {
        self.findings += other.findings;
        self.severity = self.severity.max(other.severity);
        self.fixable += other.fixable;
        self.fixable_unsafely += other.fixable_unsafely;
    }

    /// As `falint lints` marks them.
    const fn mark(&self) -> char {
        match (self.fixable, self.fixable_unsafely) {
            (0, 0) => ' ',
            (0, _) => '?',
            (_, _) => '*',
        }
    }
}

#[derive(Serialize)]
struct JsonCount<'a> {
    lint: &'a str,
    title: String,
    severity: &'static str,
    count: usize,
    fixable: usize,
    fixable_unsafely: usize,
}

impl<'a> JsonCount<'a> {
    fn new(lint: &'a str, count: &Count, title: &Titles<'_>) -> Self {
        Self {
            lint,
            title: title(lint),
            severity: count.severity.name(),
            count: count.findings,
            fixable: count.fixable,
            fixable_unsafely: count.fixable_unsafely,
        }
    }
}

#[derive(Serialize)]
struct JsonError<'a> {
    path: &'a str,
    message: &'a str,
}

impl<'a> JsonError<'a> {
    fn new(error: &'a FileError) -> Self {
        Self { path: &error.path, message: &error.message }
    }
}

#[derive(Serialize)]
struct JsonStatistics<'a> {
    schema: u8,
    statistics: Vec<JsonCount<'a>>,
    files: usize,
    errors: Vec<JsonError<'a>>,
}

impl Tally {
    /// Of one file; what may be mended so far counts as fixable.
    pub(super) fn of(report: &Report, reach: Reach) -> Self {
        let mut tally = Self::default();
        for diagnostic in &report.diagnostics {
            let fix = diagnostic.fix.as_ref().map(|fix| reach.takes(fix.applicability));
            let one = Count {
                findings: 1,
                severity: diagnostic.severity,
                fixable: usize::from(fix == Some(true)),
                fixable_unsafely: usize::from(fix == Some(false)),
            };
            tally.0.entry(Arc::clone(&diagnostic.lint)).or_insert(Count::NONE).add(&one);
        }
        tally
    }

    /// Takes in another file's.
    pub(super) fn add(&mut self, other: &Self) {
        for (lint, count) in &other.0 {
            self.0.entry(Arc::clone(lint)).or_insert(Count::NONE).add(count);
        }
    }

    /// The most frequent first; between equals, by name.
    fn ranked(&self) -> Vec<(&str, &Count)> {
        let mut rows: Vec<_> = self.0.iter().map(|(lint, count)| (&**lint, count)).collect();
        rows.sort_by_key(|(_, count)| std::cmp::Reverse(count.findings));
        rows
    }

    /// A table: count, severity, whether it can be mended, lint, title.
    pub(super) fn text(&self, style: Style, title: &Titles<'_>) -> String {
        let rows = self.ranked();
        let widest = |width: &dyn Fn(&(&str, &Count)) -> usize| rows.iter().map(width).max().unwrap_or(0);
        let digits = widest(&|(_, count)| count.findings.to_string().len());
        let words = widest(&|(_, count)| render::severity(style.lang, count.severity).width());
        let names = widest(&|(lint, _)| lint.len());
        let line = |(lint, count): &(&str, &Count)| {
            let word = render::severity(style.lang, count.severity);
            let gap = " ".repeat(words - word.width());
            let word = style.colour.paint(Ink::Header(count.severity), word);
            let (mark, title) = (count.mark(), title(lint));
            let line = format!("{:>digits$}  {word}{gap}  {mark} {lint:names$}  {title}", count.findings);
            format!("{}\n", line.trim_end())
        };
        rows.iter().map(line).collect()
    }

    /// The same for programs.
    pub(super) fn json(&self, totals: &Totals, title: &Titles<'_>) -> serde_json::Result<String> {
        let all = JsonStatistics {
            schema: 1,
            statistics: self.ranked().into_iter().map(|(lint, count)| JsonCount::new(lint, count, title)).collect(),
            files: totals.files,
            errors: totals.failed.iter().map(JsonError::new).collect(),
        };
        Ok(serde_json::to_string_pretty(&all)? + "\n")
    }
}
