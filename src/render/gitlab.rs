//! `gitlab`: a Code Quality report, a JSON list in the form that Code Climate gave it.
//!
//! GitLab reads the description, the check, the severity, the fingerprint and the place; the rest is Code Climate's and
//! does no harm. Columns are code points.

use serde::Serialize;

use super::fingerprint::{fingerprints, of_file};
use super::json::{line, listed, listed_last};
use super::place::LineColumn;
use super::{Chunk, FileError, Render, Totals, place, words};
use crate::diagnostic::{Diagnostic, Report, Severity, Span};
use crate::lang::Lang;
use crate::source::Source;

pub(super) struct Gitlab {
    lang: Lang,
}

impl Gitlab {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    fn issue<'a>(&self, source: &'a Source, diagnostic: &'a Diagnostic, fingerprint: String) -> Issue<'a> {
        let path = place::path(&source.name).into_owned();
        let body = words::lines(self.lang, source, diagnostic).join("\n\n");
        let other = |span| Location { path: path.clone(), at: At::Positions(positions(source, span)) };
        Issue {
            r#type: "issue",
            description: words::told(diagnostic),
            check_name: &diagnostic.lint,
            fingerprint,
            severity: severity(diagnostic.severity),
            categories: ["Style"],
            location: other(diagnostic.span),
            other_locations: diagnostic.labels.iter().map(|label| other(label.span)).collect(),
            content: (!body.is_empty()).then_some(Content { body }),
        }
    }
}

/// A file that could not be checked: GitLab takes an issue on its first line.
fn failure(error: &FileError) -> Issue<'_> {
    let path = place::path(&error.path).into_owned();
    Issue {
        r#type: "issue",
        description: error.message.clone(),
        check_name: "falint",
        fingerprint: of_file(&path, &error.message),
        severity: "blocker",
        categories: ["Bug Risk"],
        location: Location { path, at: At::Lines(Lines { begin: 1 }) },
        other_locations: Vec::new(),
        content: None,
    }
}

/// One of blocker, critical, major, minor, info.
const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Advice => "minor",
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    r#type: &'static str,
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    categories: [&'static str; 1],
    location: Location,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(flatten)]
    at: At,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum At {
    Positions(Positions),
    Lines(Lines),
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

#[derive(Serialize)]
struct Positions {
    begin: LineColumn,
    end: LineColumn,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

fn positions(source: &Source, span: Span) -> Positions {
    let at = |offset| source.position(offset).into();
    Positions { begin: at(span.start), end: at(span.end) }
}

impl Render for Gitlab {
    fn head(&self) -> String {
        "[".to_owned()
    }

    fn file(&self, source: &Source, report: &Report) -> Chunk {
        let fingerprints = fingerprints(&place::path(&source.name), source, report);
        let issues = report.diagnostics.iter().zip(fingerprints);
        listed(issues.map(|(diagnostic, print)| line(&self.issue(source, diagnostic, print)))).into()
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn tail(&self, totals: &Totals) -> String {
        format!("{}]\n", listed_last(totals, |error| line(&failure(error))))
    }
}
