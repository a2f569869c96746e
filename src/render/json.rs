//! `json`: everything, for programs; the shape is the contract of docs and editors, and only ever grows.
//!
//! One finding a line, so that a person can read it and `diff` can compare it. Positions are given twice, as line with
//! column (code points, from 1) and as bytes of the decoded text (from 0).

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::{Beside, Chunk, FileError, Render, Stale, Totals};
use crate::diagnostic::{Authority, Diagnostic, Fix, Report, Span};
use crate::source::{Position, Section, Source};

pub(super) struct Json;

impl Render for Json {
    fn head(&self) -> String {
        r#"{"schema": 1, "diagnostics": ["#.to_owned()
    }

    fn file(&self, source: &Source, report: &Report) -> Chunk {
        listed(report.diagnostics.iter().map(|diagnostic| line(&JsonDiagnostic::new(source, diagnostic)))).into()
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn tail(&self, totals: &Totals) -> String {
        let end = if totals.shown() > 0 { "\n" } else { "" };
        let errors: Vec<_> = totals.failed.iter().map(JsonError::new).collect();
        let mut out = format!("{end}], \"files\": {}, \"errors\": {}", totals.files, line(&errors));
        if totals.ignored > 0 {
            out += &format!(", \"ignored\": {}", totals.ignored);
        }
        if let Some(beside) = &totals.beside {
            out += &format!(", \"baseline\": {}", line(&JsonBeside::new(beside)));
        }
        out + "}\n"
    }
}

#[derive(Serialize)]
pub(super) struct JsonDiagnostic<'a> {
    lint: &'a str,
    topic: &'a str,
    severity: &'static str,
    message: &'a str,
    quote: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a str>,
    start: JsonPosition,
    end: JsonPosition,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<JsonLabel<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    authority: Vec<JsonAuthority<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<JsonFix<'a>>,
}

impl<'a> JsonDiagnostic<'a> {
    pub(super) fn new(source: &'a Source, diagnostic: &'a Diagnostic) -> Self {
        let (start, end) = ends(source, diagnostic.span);
        let labels = diagnostic.labels.iter().map(|label| {
            let (start, end) = ends(source, label.span);
            JsonLabel { message: &label.message, start, end }
        });
        Self {
            lint: &diagnostic.lint,
            topic: &diagnostic.topic,
            severity: diagnostic.severity.name(),
            message: &diagnostic.message,
            quote: quoted(diagnostic.span.of(source.text())),
            path: &source.name,
            article: diagnostic.article.as_deref(),
            start,
            end,
            labels: labels.collect(),
            help: diagnostic.help.as_deref(),
            authority: diagnostic.authority.iter().map(JsonAuthority::new).collect(),
            fix: diagnostic.fix.as_ref().filter(|fix| !fix.edits.is_empty()).map(|fix| JsonFix::new(source, fix)),
        }
    }
}

/// The words of a finding; of what goes on and on, the start. Its places tell how far it reaches.
fn quoted(words: &str) -> &str {
    /// In characters.
    const LONGEST: usize = 1000;
    words.char_indices().nth(LONGEST).map_or(words, |(at, _)| &words[..at])
}

/// A place, as line with column and as byte.
#[derive(Serialize)]
pub(super) struct JsonPosition {
    line: usize,
    column: usize,
    offset: usize,
    /// The number of the paragraph, where the file counts those.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    /// What the paragraph is counted in, if that is not the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    message: &'a str,
    start: JsonPosition,
    end: JsonPosition,
}

#[derive(Serialize)]
struct JsonAuthority<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a str>,
}

impl<'a> JsonAuthority<'a> {
    fn new(authority: &'a Authority) -> Self {
        Self { source: &authority.source, article: authority.article.as_deref() }
    }
}

#[derive(Serialize)]
struct JsonFix<'a> {
    applicability: &'static str,
    edits: Vec<JsonEdit<'a>>,
}

impl<'a> JsonFix<'a> {
    fn new(source: &Source, fix: &'a Fix) -> Self {
        let edits = fix.edits.iter().map(|edit| {
            let (start, end) = ends(source, edit.span);
            JsonEdit { start, end, replacement: &edit.replacement }
        });
        Self { applicability: fix.applicability.name(), edits: edits.collect() }
    }
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    start: JsonPosition,
    end: JsonPosition,
    replacement: &'a str,
}

#[derive(Serialize)]
pub(super) struct JsonError<'a> {
    path: &'a str,
    message: &'a str,
}

impl<'a> JsonError<'a> {
    pub(super) fn new(error: &'a FileError) -> Self {
        Self { path: &error.path, message: &error.message }
    }
}

#[derive(Serialize)]
struct JsonBeside<'a> {
    known: usize,
    stale: Vec<JsonStale<'a>>,
}

#[derive(Serialize)]
struct JsonStale<'a> {
    path: &'a str,
    lint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a str>,
}

impl<'a> JsonBeside<'a> {
    fn new(beside: &'a Beside) -> Self {
        let row = |row: &'a Stale| JsonStale { path: &row.path, lint: &row.lint, article: row.article.as_deref() };
        Self { known: beside.known, stale: beside.stale.iter().map(row).collect() }
    }
}

/// Where a span starts and ends.
pub(super) fn ends(source: &Source, span: Span) -> (JsonPosition, JsonPosition) {
    let at = |offset| {
        let position = source.lines().position(source.text(), offset);
        let paragraph = source.paragraph(offset);
        let part = paragraph.and_then(|paragraph| match paragraph.section {
            Section::Body => None,
            Section::Footnotes => Some("footnotes"),
        });
        let Position { line, column } = position;
        JsonPosition { line, column, offset, paragraph: paragraph.map(|paragraph| paragraph.number), part }
    };
    (at(span.start), at(span.end))
}

/// The values of a list that goes on, a line each; empty where there is none.
pub(super) fn listed(values: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for value in values {
        out.push_str(if out.is_empty() { "\n  " } else { ",\n  " });
        out.push_str(&value);
    }
    out
}

/// What ends such a list, after findings if any were told: the lines of what failed, and the line end before the bracket.
pub(super) fn listed_last(totals: &Totals, failure: impl Fn(&FileError) -> String) -> String {
    let failed = listed(totals.failed.iter().map(failure));
    match (totals.shown() > 0, failed.is_empty()) {
        (false, true) => failed,
        (true, false) => format!(",{failed}\n"),
        (_, _) => failed + "\n",
    }
}

/// A value on one line.
pub(super) fn line(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, Spaced));
    written.expect("numbers, texts and lists of them always have a JSON form");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

/// A space after commas and colons, as people write JSON.
struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::full::tests::{draft, nasty, report};
    use super::*;
    use crate::diagnostic::Severity;

    fn whole(chunks: &[String], totals: &Totals) -> Value {
        let text = format!("{}{}{}", Json.head(), chunks.join(Json.separator()), Json.tail(totals));
        serde_json::from_str(&text).expect("is JSON")
    }

    #[test]
    fn one_finding_a_line() {
        let (source, report) = report();
        insta::assert_snapshot!(Json.file(&source, &report).text.trim(), @r#"
        {"lint": "term-variant", "topic": "topic", "severity": "error", "message": "“科技技术”应为“科学技术”", "quote": "科技技术", "path": "某市.txt", "article": "第二条", "start": {"line": 12, "column": 14, "offset": 135}, "end": {"line": 12, "column": 18, "offset": 147}, "labels": [{"message": "第一条的写法", "start": {"line": 4, "column": 9, "offset": 41}, "end": {"line": 4, "column": 13, "offset": 53}}], "authority": [], "fix": {"applicability": "unsafe", "edits": [{"start": {"line": 12, "column": 14, "offset": 135}, "end": {"line": 12, "column": 18, "offset": 147}, "replacement": "科学技术"}]}},
          {"lint": "effective-date-placeholder", "topic": "topic", "severity": "warning", "message": "施行日期尚未填写", "quote": "2025年  月  日", "path": "某市.txt", "article": "第三条", "start": {"line": 13, "column": 10, "offset": 336}, "end": {"line": 13, "column": 21, "offset": 353}, "help": "填写具体日期", "authority": [{"source": "立法法", "article": "第六十一条"}, {"source": "《立法技术规范》", "article": "6.1"}]},
          {"lint": "layout", "topic": "topic", "severity": "advice", "message": "行末有垂直制表符", "quote": "\u000b", "path": "某市.txt", "start": {"line": 13, "column": 25, "offset": 365}, "end": {"line": 13, "column": 26, "offset": 366}, "authority": []}
        "#);
    }

    #[test]
    fn always_json() {
        let none = whole(&[], &Totals { files: 2, ..Totals::default() });
        assert_eq!(none, json!({"schema": 1, "diagnostics": [], "files": 2, "errors": []}));
        let (source, report) = report();
        let chunk = Json.file(&source, &report).text;
        let failed = vec![FileError { path: "坏\".txt".into(), message: "不是\n文本".into() }];
        let some = whole(&[chunk.clone(), chunk], &Totals { files: 2, errors: 6, failed, ..Totals::default() });
        assert_eq!(some["diagnostics"].as_array().map(Vec::len), Some(6));
        assert_eq!(some["errors"], json!([{"path": "坏\".txt", "message": "不是\n文本"}]));
        assert_eq!(some["diagnostics"][5]["quote"], json!("\u{b}"));
    }

    #[test]
    fn every_place_is_told() {
        let source = nasty();
        let finding = |span| Diagnostic {
            lint: "nasty".into(),
            topic: "topic".into(),
            severity: Severity::Advice,
            message: "坏\u{1b}".into(),
            span,
            article: None,
            labels: Vec::new(),
            help: None,
            authority: [].into(),
            fix: None,
        };
        let ends = (0..=source.text().len()).filter(|at| source.text().is_char_boundary(*at));
        let diagnostics: Vec<_> = ends.map(|start| finding(Span::new(start, source.text().len()))).collect();
        let chunk = Json.file(&source, &Report { diagnostics, ..Report::default() }).text;
        let all = whole(&[chunk], &Totals { files: 1, advice: 1, ..Totals::default() });
        for one in all["diagnostics"].as_array().expect("a list") {
            let start = usize::try_from(one["start"]["offset"].as_u64().expect("a number")).expect("is small");
            assert_eq!(one["quote"], json!(source.text()[start..]));
            let at = source.lines().position(source.text(), start);
            assert_eq!(one["start"], json!({"line": at.line, "column": at.column, "offset": start}));
        }
    }

    #[test]
    fn what_goes_on_and_on_is_quoted_in_part() {
        assert_eq!(quoted("犬"), "犬");
        assert_eq!(quoted(&"犬".repeat(1000)), "犬".repeat(1000));
        assert_eq!(quoted(&"犬".repeat(1_000_000)), "犬".repeat(1000));
    }

    #[test]
    fn nothing_found_is_nothing_said() {
        assert_eq!(Json.file(&draft(), &Report::default()).text, "");
    }
}
