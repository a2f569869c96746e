//! `rdjson`: reviewdog's DiagnosticResult. Columns count bytes of UTF-8, from 1, the last one exclusive.
//!
//! The edits of a fix belong together, but reviewdog offers each suggestion by itself: edits that one line holds are made
//! one suggestion.

use serde::Serialize;

use super::json::{line, listed, listed_last};
use super::place::LineColumn;
use super::{Chunk, FileError, Render, Totals, place, words};
use crate::diagnostic::{Diagnostic, Edit, Report, Severity, Span};
use crate::lang::Lang;
use crate::source::Source;

pub(super) struct Rdjson {
    lang: Lang,
}

impl Rdjson {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    fn diagnostic<'a>(&self, source: &'a Source, diagnostic: &'a Diagnostic) -> RdDiagnostic<'a> {
        let mut message = vec![words::told(diagnostic)];
        message.extend(words::lines(self.lang, source, diagnostic));
        let location =
            |span| Location { path: place::path(&source.name).into_owned(), range: Some(range(source, span)) };
        let related =
            diagnostic.labels.iter().map(|label| Related { message: &label.message, location: location(label.span) });
        // A suggestion changes lines of text, which a file that counts paragraphs has none of.
        let is_text = source.paragraph(diagnostic.span.start).is_none();
        let suggested = diagnostic.fix.as_ref().filter(|_| is_text);
        RdDiagnostic {
            message: message.join("\n"),
            location: location(diagnostic.span),
            severity: severity(diagnostic.severity),
            code: Some(Code { value: &diagnostic.lint }),
            suggestions: suggested.map_or_else(Vec::new, |fix| suggestions(source, &fix.edits)),
            related_locations: related.collect(),
        }
    }
}

/// A file that could not be checked: a diagnostic without a range.
fn failure(error: &FileError) -> RdDiagnostic<'_> {
    RdDiagnostic {
        message: error.message.clone(),
        location: Location { path: place::path(&error.path).into_owned(), range: None },
        severity: "ERROR",
        code: None,
        suggestions: Vec::new(),
        related_locations: Vec::new(),
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Advice => "INFO",
    }
}

fn range(source: &Source, span: Span) -> Range {
    let at = |offset| place::in_bytes(source, offset).into();
    Range { start: at(span.start), end: at(span.end) }
}

fn suggestions(source: &Source, edits: &[Edit]) -> Vec<Suggestion> {
    let line = |offset| source.lines().position(source.text(), offset).line;
    let of_one_line = edits.chunk_by(|a, b| line(a.span.end) == line(b.span.start));
    of_one_line.map(|edits| suggestion(source, edits)).collect()
}

/// Edits in order, with what stands between them as it is.
fn suggestion(source: &Source, edits: &[Edit]) -> Suggestion {
    let mut span = edits[0].span;
    let mut text = edits[0].replacement.clone();
    for edit in &edits[1..] {
        text += Span::new(span.end, edit.span.start).of(source.text());
        text += &edit.replacement;
        span.end = edit.span.end;
    }
    Suggestion { range: range(source, span), text }
}

#[derive(Serialize)]
struct RdDiagnostic<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: LineColumn,
    end: LineColumn,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location,
}

impl Render for Rdjson {
    fn head(&self) -> String {
        r#"{"source": {"name": "falint"}, "diagnostics": ["#.to_owned()
    }

    fn file(&self, source: &Source, report: &Report) -> Chunk {
        listed(report.diagnostics.iter().map(|diagnostic| line(&self.diagnostic(source, diagnostic)))).into()
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn tail(&self, totals: &Totals) -> String {
        format!("{}]}}\n", listed_last(totals, |error| line(&failure(error))))
    }
}
