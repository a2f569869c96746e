//! `sarif`: SARIF 2.1.0, as code scanning reads it. Columns are code points, the last one exclusive.
//!
//! Of the rules only those are described that found something: a run with two findings should not carry the texts of two
//! hundred lints. So the rules stand behind the results, and a result gets its rule's number when its turn has come.
//! The structures are our own: the crate that has them all brings forty others for the dozen that are used here.

mod rule;

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use super::json::{line, listed};
use super::place::{self, Uri};
use super::{Chunk, FileError, Fragment, Render, Totals, words};
use crate::diagnostic::{Diagnostic, Edit, Fix, Report, Severity, Span};
use crate::lang::{Lang, Text};
use crate::source::Source;

/// What relative URIs are read from: whoever reads the report knows where the sources are.
const ROOT: &str = "%SRCROOT%";

pub(super) struct Sarif {
    lang: Lang,
    /// The rules that found something, in order of their first finding.
    rules: Vec<Value>,
    numbers: HashMap<Arc<str>, usize>,
}

impl Sarif {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, rules: Vec::new(), numbers: HashMap::new() }
    }

    fn result<'a>(&self, source: &'a Source, diagnostic: &'a Diagnostic, fingerprint: String) -> Finding<'a> {
        let mut text = vec![diagnostic.message.clone()];
        text.extend(words::help(self.lang, diagnostic).map(|note| format!("{}{}", note.title, note.body)));
        let mut location = Location::of(source, diagnostic.span);
        location.logical_locations = diagnostic.article.iter().map(|name| LogicalLocation::of(name)).collect();
        let related = diagnostic.labels.iter().enumerate().map(|(at, label)| Location {
            id: Some(at + 1),
            message: Some(Message { text: label.message.clone() }),
            ..Location::of(source, label.span)
        });
        let fix = diagnostic.fix.as_ref().filter(|fix| !fix.edits.is_empty());
        Finding {
            rule_id: &diagnostic.lint,
            level: level(diagnostic.severity),
            message: Message { text: text.join("\n") },
            locations: [location],
            related_locations: related.collect(),
            fixes: fix.map(|fix| self.fix(source, fix)).into_iter().collect(),
            partial_fingerprints: Fingerprints { v1: fingerprint },
        }
    }

    fn fix<'a>(&self, source: &Source, fix: &'a Fix) -> SarifFix<'a> {
        let replacement = |edit: &'a Edit| Replacement {
            deleted_region: Region::of(source, edit.span),
            inserted_content: Snippet { text: &edit.replacement },
        };
        let words = words::fix(self.lang, source, Some(fix));
        SarifFix {
            description: Message {
                text: words.map_or_else(String::new, |note| format!("{}{}", note.title, note.body)),
            },
            artifact_changes: [ArtifactChange {
                artifact_location: ArtifactLocation::of(&source.name),
                replacements: fix.edits.iter().map(replacement).collect(),
            }],
        }
    }

    /// The number of a finding's rule; a new one is described.
    fn number(&mut self, told: &Fragment) -> usize {
        if let Some(&number) = self.numbers.get(&told.lint) {
            return number;
        }
        let number = self.rules.len();
        self.rules.push(rule::descriptor(self.lang, told));
        self.numbers.insert(Arc::clone(&told.lint), number);
        number
    }
}

/// A file that could not be checked.
fn notification(error: &FileError) -> Value {
    json!({
        "level": "error",
        "message": {"text": error.message},
        "locations": [{"physicalLocation": {"artifactLocation": ArtifactLocation::of(&error.path)}}],
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'a str,
    level: &'static str,
    message: Message,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix<'a>>,
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "falint/v1")]
    v1: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

impl<'a> Location<'a> {
    fn of(source: &'a Source, span: Span) -> Self {
        let snippet = Some(Snippet { text: span.of(source.text()) }).filter(|snippet| !snippet.text.is_empty());
        Self {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation::of(&source.name),
                region: Region { snippet, ..Region::of(source, span) },
            },
            logical_locations: Vec::new(),
            message: None,
        }
    }
}

/// A place by law: 第十二条第二款.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    name: &'a str,
    fully_qualified_name: &'a str,
    kind: &'static str,
}

impl<'a> LogicalLocation<'a> {
    const fn of(name: &'a str) -> Self {
        Self { name, fully_qualified_name: name, kind: "provision" }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation,
    region: Region<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl ArtifactLocation {
    fn of(name: &str) -> Self {
        match place::uri(name) {
            Uri::Relative(uri) => Self { uri, uri_base_id: Some(ROOT) },
            Uri::Absolute(uri) => Self { uri, uri_base_id: None },
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Snippet<'a>>,
}

impl Region<'_> {
    fn of(source: &Source, span: Span) -> Self {
        let at = |offset| source.position(offset);
        let (start, end) = (at(span.start), at(span.end));
        Self {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            snippet: None,
        }
    }
}

#[derive(Serialize)]
struct Snippet<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix<'a> {
    description: Message,
    artifact_changes: [ArtifactChange<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region<'a>,
    inserted_content: Snippet<'a>,
}

impl Render for Sarif {
    fn head(&self) -> String {
        let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
        format!("{{\"$schema\": \"{schema}\", \"version\": \"2.1.0\", \"runs\": [{{\"results\": [")
    }

    fn file(&self, source: &Source, report: &Report) -> Chunk {
        let fingerprints = fingerprints(&place::path(&source.name), source, report);
        let findings = report.diagnostics.iter().zip(fingerprints);
        let told = |(diagnostic, print)| Fragment::new(diagnostic, line(&self.result(source, diagnostic, print)));
        Chunk { text: String::new(), findings: findings.map(told).collect() }
    }

    fn join(&mut self, chunk: Chunk) -> String {
        listed(chunk.findings.iter().map(|told| {
            let number = self.number(told);
            format!("{{\"ruleIndex\": {number}, {}", &told.text[1..])
        }))
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn tail(&self, totals: &Totals) -> String {
        let end = if self.rules.is_empty() { "" } else { "\n" };
        let language = Text { zh: "zh-CN", en: "en" }.get(self.lang);
        let version = env!("CARGO_PKG_VERSION");
        let rules = listed(self.rules.iter().map(line));
        let notifications: Vec<_> = totals.failed.iter().map(notification).collect();
        let invocation = json!({
            "executionSuccessful": totals.failed.is_empty(),
            "toolExecutionNotifications": notifications,
        });
        let here = Text { zh: "运行 falint 的文件夹", en: "the folder that falint was started in" }.get(self.lang);
        let root = json!({ROOT: {"description": {"text": here}}});
        let driver = format!(
            "{{\"name\": \"falint\", \"semanticVersion\": \"{version}\", \"language\": \"{language}\", \"rules\": [{rules}{end}]}}"
        );
        format!(
            "{end}],\n\"tool\": {{\"driver\": {driver}}},\n\"invocations\": [{}],\n\"originalUriBaseIds\": {},\n\
             \"columnKind\": \"unicodeCodePoints\", \"newlineSequences\": [\"\\r\\n\", \"\\n\", \"\\r\"]}}]}}\n",
            line(&invocation),
            line(&root),
        )
    }
}
