//! What is said of a draft: spans, findings, diagnostics, fixes, reports.
//!
//! Knows nothing of lines, columns, colours or files: positions here are bytes. Written by serde, a report has the names
//! of the format `json`, with spans in the place of lines and columns. A rule makes a [`Finding`], which holds
//! facts only; `lint()` turns it into a [`Diagnostic`], with words, a severity and positions in the decoded text.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A range of bytes, end exclusive, both ends on `char` boundaries of the text it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte, from 0.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the byte at `offset` lies in it.
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies wholly in it.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// As a standard range, for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// How sure a reviewer would be: `Error` nine times in ten, `Warning` seven in ten, `Advice` is style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Style, or a fact that the reader should weigh.
    Advice,
    /// Breaks a norm.
    Warning,
    /// Objectively wrong.
    Error,
}

impl Severity {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Advice];

    /// The severity of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.name() == name)
    }

    /// The name used in every output: `error`, `warning`, `advice`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Whether a fix may be applied unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// Cannot change the meaning.
    Safe,
    /// Right as a rule, but a person should look.
    Unsafe,
}

impl Applicability {
    /// The name used in JSON: `safe`, `unsafe`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// One replacement of a range of bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What comes in its place; empty to delete.
    pub replacement: String,
}

/// A set of edits, applied together or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Fix {
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// In order of position, not overlapping.
    pub edits: Vec<Edit>,
}

/// What a rule found: facts and places, in bytes of the document's text. The words are in the lint's table.
///
/// Of what a copy left behind in the file and the document's text does not hold, the places are bytes of the decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong, as narrowly as it can be drawn.
    pub span: Span,
    /// Which of the lint's messages; `None` for the main one.
    pub variant: Option<&'static str>,
    /// Values for the message's placeholders.
    pub args: Vec<(&'static str, String)>,
    /// Other places that belong to the finding: the label's key in the lint's table, and where.
    pub labels: Vec<(&'static str, Span)>,
    /// Other places with the same fault: what is ignored or known at one of them is told of the others.
    pub also: Vec<Span>,
    /// The edits that mend it, when it is clear what they are; the lint's table says whether they are safe.
    pub edits: Vec<Edit>,
    /// Whether a person should look at the edits even where the lint's fix is safe as a rule.
    pub to_be_checked: bool,
    /// Whether all its places are bytes of the decoded text, as those of the document's traces are.
    pub of_traces: bool,
}

impl Finding {
    /// A finding at `span`, with the main message.
    pub const fn at(span: Span) -> Self {
        Self {
            span,
            variant: None,
            args: Vec::new(),
            labels: Vec::new(),
            also: Vec::new(),
            edits: Vec::new(),
            to_be_checked: false,
            of_traces: false,
        }
    }

    /// As [`Self::at`], of what the document's text does not hold.
    pub fn at_trace(span: Span) -> Self {
        Self { of_traces: true, ..Self::at(span) }
    }

    /// Says it in another of the lint's messages.
    #[must_use]
    pub const fn variant(mut self, name: &'static str) -> Self {
        self.variant = Some(name);
        self
    }

    /// Gives a value for the placeholder `{name}`.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Marks another place, under the label `key` of the lint's table.
    #[must_use]
    pub fn label(mut self, key: &'static str, span: Span) -> Self {
        self.labels.push((key, span));
        self
    }

    /// Marks another place with the same fault.
    #[must_use]
    pub fn also(mut self, span: Span) -> Self {
        self.also.push(span);
        self
    }

    /// Marks the fix as one that a person should look at.
    #[must_use]
    pub const fn to_be_checked(mut self) -> Self {
        self.to_be_checked = true;
        self
    }

    /// Takes in another finding of the same thing: its place beside the others, its edits into the fix.
    pub fn take_in(&mut self, other: Self) {
        self.also.push(other.span);
        self.edits.extend(other.edits);
    }

    /// Adds an edit to the fix.
    #[must_use]
    pub fn edit(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.edits.push(Edit { span, replacement: replacement.into() });
        self
    }
}

/// Of findings about one thing, the first; it takes in the others. In order of position.
pub fn told_per<K: Eq + Hash>(findings: impl IntoIterator<Item = (K, Finding)>) -> Vec<Finding> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut out: Vec<Finding> = Vec::new();
    for (key, finding) in findings {
        let at = *places.entry(key).or_insert(out.len());
        match out.get_mut(at) {
            None => out.push(finding),
            Some(first) => first.take_in(finding),
        }
    }
    out
}

/// Up to how many findings of one kind are told one by one: who reads a third has seen what is wrong.
pub const SINGLE: usize = 2;

/// Of findings about one thing, the first with the others taken in where there are more than [`SINGLE`]; else each.
/// In order of position.
pub fn told_from_three<K: Eq + Hash>(findings: impl IntoIterator<Item = (K, Finding)>) -> Vec<Finding> {
    let findings: Vec<(K, Finding)> = findings.into_iter().collect();
    let mut counts: HashMap<&K, usize> = HashMap::new();
    for (key, _) in &findings {
        *counts.entry(key).or_default() += 1;
    }
    let alone: Vec<bool> = findings.iter().map(|(key, _)| counts[key] <= SINGLE).collect();
    // A finding that is told by itself is about a thing of its own.
    let keyed = findings.into_iter().zip(alone).enumerate();
    told_per(keyed.map(|(at, ((key, finding), alone))| ((key, alone.then_some(at)), finding)))
}

/// Where a norm stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Authority {
    /// The document, by its usual short name.
    pub source: String,
    /// The place in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
}

/// Another place that belongs to a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Label {
    /// Bytes of the decoded text.
    pub span: Span,
    /// What is to be seen there.
    pub message: String,
}

/// One thing to tell the reader, in words and in bytes of the decoded text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The lint's name.
    pub lint: Arc<str>,
    /// The lint's topic: the file of lints/ it stands in.
    pub topic: Arc<str>,
    /// After the stage and the user's configuration.
    pub severity: Severity,
    /// In the reader's language.
    pub message: String,
    /// Bytes of the decoded text.
    pub span: Span,
    /// The legal address, as far down as it goes (`第十二条第二款第三项`); `None` outside the articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Other places, in order of position.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The norms it rests on.
    pub authority: Arc<[Authority]>,
    /// How to mend it, where that is clear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// A rule that panicked on a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleFailure {
    /// The lint's name.
    pub lint: Arc<str>,
    /// What the panic said.
    pub message: String,
}

/// Everything said of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// Sorted by position, then by lint.
    pub diagnostics: Vec<Diagnostic>,
    /// Rules that did not finish.
    pub failures: Vec<RuleFailure>,
    /// How many articles, or points of a text without articles, were read.
    pub articles: usize,
}
