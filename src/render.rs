//! Turns reports into text for people and machines: one file a format.
//!
//! A file is rendered by itself, so that files can be linted side by side; then its chunk is joined to those before it,
//! in order: what depends on other files (a cap over the whole run, numbers of rules) is decided there. Bytes become
//! lines and columns here, and only through the source's line table.

#[cfg(feature = "cli")]
pub(crate) mod amend;
mod breaks;
mod checkstyle;
#[cfg(feature = "cli")]
mod comment;
pub mod comparison;
mod concise;
mod diff;
pub mod duties;
#[cfg(feature = "terminal")]
mod excerpt;
mod fingerprint;
#[cfg(feature = "terminal")]
mod full;
mod github;
mod gitlab;
mod grouped;
mod json;
mod jsonl;
mod junit;
pub mod outline;
pub(crate) mod paint;
mod place;
#[cfg(feature = "terminal")]
mod pretty;
mod rdjson;
mod sarif;
mod visible;
mod words;
mod xml;

use std::sync::Arc;

use crate::diagnostic::{Applicability, Authority, Diagnostic, Report, Severity};
use crate::lang::{Lang, Text};
use crate::source::{Format, Source};
#[cfg(feature = "cli")]
pub(crate) use breaks::is_break;
#[cfg(feature = "cli")]
pub(crate) use comment::{FixIn, comment};
pub use diff::diff;
#[cfg(feature = "cli")]
pub(crate) use visible::one_line;
#[cfg(any(feature = "cli", feature = "server"))]
pub(crate) use words::authority;
#[cfg(feature = "server")]
pub(crate) use words::change;
#[cfg(feature = "cli")]
pub(crate) use words::{kinds, severity};

/// Declares the formats: what each is, its name on the command line, who reads it, what makes its renderer, and the
/// feature that it needs, if any.
macro_rules! formats {
    ($($(#[$about:meta])+ $format:ident = $name:literal, $audience:ident, $new:expr $(, $feature:meta)?;)+) => {
        /// A way to write reports.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum OutputFormat {
            $($(#[$about])+ $(#[cfg($feature)])? $format,)+
        }

        impl OutputFormat {
            /// All of them, in the order help texts list them.
            pub const ALL: &[Self] = &[$($(#[cfg($feature)])? Self::$format),+];

            /// The name on the command line.
            pub const fn name(self) -> &'static str {
                match self {
                    $($(#[cfg($feature)])? Self::$format => $name,)+
                }
            }

            /// Who reads it.
            pub const fn audience(self) -> Audience {
                match self {
                    $($(#[cfg($feature)])? Self::$format => Audience::$audience,)+
                }
            }
        }

        /// The renderer of a format.
        pub fn renderer(format: OutputFormat, style: Style) -> Box<dyn Render> {
            match format {
                $($(#[cfg($feature)])? OutputFormat::$format => Box::new(made($new, style)),)+
            }
        }
    };
}

formats! {
    /// For reading: each finding with its line of the draft, drawn by codespan-reporting.
    Full = "full", Person, full::Full::new, feature = "terminal";
    /// The same, drawn by ariadne.
    Pretty = "pretty", Person, pretty::Pretty::new, feature = "terminal";
    /// One line a finding, for editors.
    Concise = "concise", Person, concise::Concise::new;
    /// A heading a file, its findings below in columns.
    Grouped = "grouped", Person, grouped::Grouped::new;
    /// For programs.
    Json = "json", Program, |_| json::Json;
    /// The same, one object a line.
    Jsonl = "jsonl", Program, |_| jsonl::Jsonl;
    /// Annotations of GitHub Actions.
    Github = "github", Program, |style| github::Github::new(style.lang);
    /// Code Quality of GitLab.
    Gitlab = "gitlab", Program, |style| gitlab::Gitlab::new(style.lang);
    /// SARIF 2.1.0, for code scanning.
    Sarif = "sarif", Program, |style| sarif::Sarif::new(style.lang);
    /// Test results.
    Junit = "junit", Program, |style| junit::Junit::new(style.lang);
    /// Checkstyle's XML.
    Checkstyle = "checkstyle", Program, |style| checkstyle::Checkstyle::new(style.lang);
    /// For reviewdog.
    Rdjson = "rdjson", Program, |style| rdjson::Rdjson::new(style.lang);
}

fn made<R: Render>(new: impl FnOnce(Style) -> R, style: Style) -> R {
    new(style)
}

impl OutputFormat {
    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }
}

/// Whom a format is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Text, in the reader's language.
    Person,
    /// A form that must be whole whatever was found.
    Program,
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
#[non_exhaustive]
pub struct Totals {
    /// Files that were checked.
    pub files: usize,
    /// Articles that were read in them, or points of texts without articles.
    pub articles: usize,
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
    /// Of the shown findings, those of Word files that `--track-changes` mends.
    pub trackable: usize,
    /// Fixes applied; `None` where none were asked for.
    pub fixed: Option<usize>,
    /// Findings that an ignore silenced.
    pub ignored: usize,
    /// What came of a baseline; `None` where there is none.
    pub beside: Option<Beside>,
    /// Files in the folders that are no text, by what they are called, and how many of each.
    pub left_out: Vec<(Text<'static>, usize)>,
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
    /// What a run over one file comes to.
    pub fn of(source: &Source, report: &Report) -> Self {
        let count = |severity| report.diagnostics.iter().filter(|found| found.severity == severity).count();
        let fixable = |applicability| {
            let fixes = report.diagnostics.iter().filter_map(|found| found.fix.as_ref());
            fixes.filter(|fix| fix.applicability == applicability).count()
        };
        let is_word = source.format == Format::Word;
        Self {
            files: 1,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
            fixable: if is_word { 0 } else { fixable(Applicability::Safe) },
            fixable_unsafely: if is_word { 0 } else { fixable(Applicability::Unsafe) },
            trackable: if is_word { fixable(Applicability::Safe) } else { 0 },
            ..Self::default()
        }
    }

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

/// What is said of one file, until it is joined to what is said of those before it.
#[derive(Debug, Clone, Default)]
pub struct Chunk {
    /// What does not depend on other files.
    text: String,
    /// What does, a finding each.
    findings: Vec<Fragment>,
}

impl From<String> for Chunk {
    fn from(text: String) -> Self {
        Self { text, findings: Vec::new() }
    }
}

/// A finding whose place in the whole depends on those before it.
#[derive(Debug, Clone)]
struct Fragment {
    severity: Severity,
    lint: Arc<str>,
    topic: Arc<str>,
    authority: Arc<[Authority]>,
    /// What is written of it.
    text: String,
}

impl Fragment {
    fn new(diagnostic: &Diagnostic, text: String) -> Self {
        Self {
            severity: diagnostic.severity,
            lint: Arc::clone(&diagnostic.lint),
            topic: Arc::clone(&diagnostic.topic),
            authority: Arc::clone(&diagnostic.authority),
            text,
        }
    }
}

/// Writes reports in one format. `head`, then the chunks of `file` as `join` gives them back, with `separator` between
/// those that are not empty, then `tail`, make the output.
pub trait Render: Send + Sync {
    /// What comes before the first file.
    fn head(&self) -> String {
        String::new()
    }

    /// What is said of one file; empty where nothing is. The report's failures are the caller's to tell: they end the
    /// run with an error, whatever the format.
    fn file(&self, source: &Source, report: &Report) -> Chunk;

    /// What is written now that a file's turn has come. Called once a file, in order of files.
    fn join(&mut self, chunk: Chunk) -> String {
        chunk.text
    }

    /// What stands between two files of which something is written.
    fn separator(&self) -> &'static str {
        ""
    }

    /// What comes after the last file.
    fn tail(&self, totals: &Totals) -> String;
}

/// The report of one file, whole, in a format.
///
/// ```
/// use falint::{OutputFormat, Settings, Source, Style, lint, render};
///
/// let source = Source::from_text("草案.txt", "第一条　为了规范养犬行为,制定本条例。\n");
/// let report = lint(&source, &Settings::default());
/// let sarif = render(&source, &report, OutputFormat::Sarif, Style::default());
/// assert!(sarif.contains("punct-halfwidth"));
/// ```
pub fn render(source: &Source, report: &Report, format: OutputFormat, style: Style) -> String {
    let mut renderer = renderer(format, style);
    let chunk = renderer.file(source, report);
    renderer.head() + &renderer.join(chunk) + &renderer.tail(&Totals::of(source, report))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};
    use proptest::sample::Index;

    use super::*;
    use crate::diagnostic::{Diagnostic, Label, Severity, Span};

    #[test]
    fn names_are_read_back() {
        for &format in OutputFormat::ALL {
            assert_eq!(OutputFormat::from_name(format.name()), Some(format));
        }
        assert_eq!(OutputFormat::from_name("word"), None);
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
            let report = Report { diagnostics: vec![diagnostic], ..Report::default() };
            for &format in OutputFormat::ALL {
                for colour in [Colour::Always, Colour::Never] {
                    let mut renderer = renderer(format, Style { lang: Lang::Zh, colour });
                    let chunk = renderer.file(&source, &report);
                    let whole = renderer.join(chunk) + &renderer.tail(&Totals { files: 1, warnings: 1, ..Totals::default() });
                    assert!(!whole.is_empty());
                }
            }
        }
    }
}
