//! Turns reports into text for people and machines: one file a format.
//!
//! A renderer is pure and knows one file at a time, so that files can be linted side by side and their chunks written
//! in order: head, chunks with the separator between those that are not empty, tail. Bytes become lines and columns
//! here, and only through the source's line table.

mod concise;
mod diff;
pub mod duties;
mod excerpt;
mod full;
mod json;
pub mod outline;
pub(crate) mod paint;
mod pretty;
mod visible;
mod words;

use std::sync::Arc;

use crate::diagnostic::Report;
use crate::lang::Lang;
use crate::source::Source;
pub use diff::diff;
pub(crate) use words::{authority, change};

/// A way to write reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum OutputFormat {
    /// For reading: each finding with its line of the draft, drawn by codespan-reporting.
    #[default]
    Full,
    /// The same, drawn by ariadne.
    Pretty,
    /// One line a finding, for editors.
    Concise,
    /// For programs.
    Json,
}

impl OutputFormat {
    /// All of them, in the order help texts list them.
    pub const ALL: [Self; 4] = [Self::Full, Self::Pretty, Self::Concise, Self::Json];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Pretty => "pretty",
            Self::Concise => "concise",
            Self::Json => "json",
        }
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Whether the text may hold ANSI colour codes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Colour {
    /// In every format for people.
    Always,
    /// In none.
    #[default]
    Never,
}

/// How a report should look to its reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// The language of the words around the messages; the messages themselves come in theirs.
    pub lang: Lang,
    /// Whether to colour.
    pub colour: Colour,
}

/// What a whole run came to, for the closing line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files that were checked.
    pub files: usize,
    /// Shown findings of severity `error`.
    pub errors: usize,
    /// Shown findings of severity `warning`.
    pub warnings: usize,
    /// Shown findings of severity `advice`.
    pub advice: usize,
    /// Of the shown findings, those that `--fix` mends.
    pub fixable: usize,
    /// Of the shown findings, those that `--unsafe-fixes` mends besides.
    pub fixable_unsafely: usize,
    /// Fixes applied; `None` where none were asked for.
    pub fixed: Option<usize>,
    /// Findings that an ignore silenced.
    pub ignored: usize,
    /// What came of a baseline; `None` where there is none.
    pub beside: Option<Beside>,
    /// Files that could not be checked.
    pub failed: Vec<FileError>,
}

/// What came of comparing a run with a baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// Findings that it knows.
    pub known: usize,
    /// Rows of it that are of no use, by file.
    pub stale: Vec<Stale>,
}

/// A row of a baseline whose finding is there no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// As the baseline has it.
    pub path: String,
    /// The lint's name.
    pub lint: Arc<str>,
    /// The legal address it had; `None` outside the articles.
    pub article: Option<String>,
}

impl Totals {
    /// How many findings were shown.
    pub const fn shown(&self) -> usize {
        self.errors + self.warnings + self.advice
    }
}

/// A file that could not be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// As given on the command line or found under it.
    pub path: String,
    /// What went wrong, in the reader's language.
    pub message: String,
}

/// Writes reports in one format. `head`, then the chunks of `file` with `separator` between those that are not empty,
/// then `tail`, make the output.
pub trait Render: Send + Sync {
    /// What comes before the first file.
    fn head(&self) -> String;

    /// What is said of one file; empty where nothing is. The report's failures are the caller's to tell: they end the
    /// run with an error, whatever the format.
    fn file(&self, source: &Source, report: &Report) -> String;

    /// What stands between two chunks that are not empty.
    fn separator(&self) -> &'static str;

    /// What comes after the last file.
    fn tail(&self, totals: &Totals) -> String;
}

/// The renderer of a format.
pub fn renderer(format: OutputFormat, style: Style) -> Box<dyn Render> {
    match format {
        OutputFormat::Full => Box::new(full::Full::new(style)),
        OutputFormat::Pretty => Box::new(pretty::Pretty::new(style)),
        OutputFormat::Concise => Box::new(concise::Concise::new(style)),
        OutputFormat::Json => Box::new(json::Json),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};
    use proptest::sample::Index;

    use super::*;
    use crate::diagnostic::{Diagnostic, Label, Severity, Span};

    #[test]
    fn names_are_read_back() {
        for format in OutputFormat::ALL {
            assert_eq!(OutputFormat::from_name(format.name()), Some(format));
        }
        assert_eq!(OutputFormat::from_name("sarif"), None);
    }

    proptest! {
        #[test]
        fn no_text_and_no_labels_are_too_much(
            text in "[条，。、a “”\u{3000}𠮷\t\u{b}\u{200b}\u{202e}\u{301}\r\n\0]{0,300}",
            ends in prop::collection::vec(any::<(Index, Index)>(), 1..9),
        ) {
            let source = Source::from_text("甲.txt", &text);
            let places: Vec<_> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
            let mut spans = ends.iter().map(|(a, b)| {
                let (a, b) = (*a.get(&places), *b.get(&places));
                Span::new(a.min(b), a.max(b))
            });
            let diagnostic = Diagnostic {
                lint: "lint".into(),
                topic: "topic".into(),
                severity: Severity::Warning,
                message: "有误".into(),
                span: spans.next().expect("there is one at least"),
                article: None,
                labels: spans.map(|span| Label { span, message: "另处".into() }).collect(),
                help: None,
                authority: [].into(),
                fix: None,
            };
            let report = Report { diagnostics: vec![diagnostic], failures: Vec::new() };
            for format in OutputFormat::ALL {
                for colour in [Colour::Always, Colour::Never] {
                    assert!(!renderer(format, Style { lang: Lang::Zh, colour }).file(&source, &report).is_empty());
                }
            }
        }
    }
}
