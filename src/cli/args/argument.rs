//! The arguments: the name of each and the type of its value, said once.
//!
//! The grammar declares an argument and the reading asks for it by the same constant, so that no name is misspelt and no
//! value taken for one of another type. A verb that asks for an argument it does not have panics in the tests.

use std::marker::PhantomData;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::builder::{PossibleValuesParser, TypedValueParser as _, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use clap_complete::Shell;

use super::TableFormat;
use crate::cli::draft;
use crate::diagnostic::Severity;
use crate::document::tree::front::{Kind, Stage};
use crate::lang::Lang;
use crate::render::OutputFormat;
use crate::render::comparison::{Form, Mark};
use crate::source::{Encoding, FormatChoice, Revisions};

pub(super) const ADDED: Argument<Mark> = Argument::new("added");
pub(super) const ALSO: Argument<PathBuf> = Argument::new("also");
pub(super) const ANNOTATE: Argument<PathBuf> = Argument::new("annotate");
pub(super) const AUTHOR: Argument<String> = Argument::new("author");
pub(super) const BASELINE: Argument<PathBuf> = Argument::new("baseline");
pub(super) const COLOUR: Argument<ColorChoice> = Argument::new("color");
pub(super) const CONFIG: Argument<PathBuf> = Argument::new("config");
pub(super) const CURRENT: Argument<PathBuf> = Argument::new("current");
pub(super) const DELETED: Argument<Mark> = Argument::new("deleted");
pub(super) const DRAFT: Argument<PathBuf> = Argument::new("draft");
pub(super) const DECISION: Argument<PathBuf> = Argument::new("decision");
pub(super) const ENCODING: Argument<Encoding> = Argument::new("encoding");
pub(in crate::cli) const EXTEND_SELECT: Argument<String> = Argument::new("extend-select");
pub(super) const FAIL_ON: Argument<FailOn> = Argument::new("fail-on");
pub(super) const FILE: Argument<PathBuf> = Argument::new("file");
pub(super) const FORM: Argument<Form> = Argument::new("output-format");
pub(super) const FORMAT: Argument<OutputFormat> = Argument::new("output-format");
pub(in crate::cli) const IGNORE: Argument<String> = Argument::new("ignore");
pub(super) const KIND: Argument<Kind> = Argument::new("kind");
pub(super) const LANG: Argument<Lang> = Argument::new("lang");
pub(in crate::cli) const LINT: Argument<String> = Argument::new("lint");
pub(super) const MAX_FILE_SIZE: Argument<FileSize> = Argument::new("max-file-size");
pub(super) const MIN_SEVERITY: Argument<Severity> = Argument::new("min-severity");
pub(super) const OUTPUT: Argument<PathBuf> = Argument::new("output");
pub(super) const PATH: Argument<PathBuf> = Argument::new("path");
pub(super) const PATHS: Argument<PathBuf> = Argument::new("paths");
pub(super) const REVISED: Argument<PathBuf> = Argument::new("revised");
pub(super) const REVISIONS: Argument<Revisions> = Argument::new("revisions");
pub(in crate::cli) const SELECT: Argument<String> = Argument::new("select");
pub(super) const SHELL: Argument<Shell> = Argument::new("shell");
pub(super) const STAGE: Argument<Stage> = Argument::new("stage");
pub(super) const STDIN_NAME: Argument<String> = Argument::new("stdin-filename");
pub(super) const TABLE_FORMAT: Argument<TableFormat> = Argument::new("output-format");
pub(super) const TEXT_FORMAT: Argument<FormatChoice> = Argument::new("format");
pub(super) const THREADS: Argument<usize> = Argument::new("threads");
pub(super) const TRACK_CHANGES: Argument<PathBuf> = Argument::new("track-changes");

pub(super) const CHECK: Flag = Flag("check");
pub(super) const DIFF: Flag = Flag("diff");
pub(super) const DUTIES: Flag = Flag("duties");
pub(super) const FIX: Flag = Flag("fix");
pub(super) const FOLD: Flag = Flag("fold");
pub(super) const FORCE_EXCLUDE: Flag = Flag("force-exclude");
pub(super) const ISOLATED: Flag = Flag("isolated");
pub(super) const NO_IGNORES: Flag = Flag("no-ignores");
pub(super) const NO_SCHEMA: Flag = Flag("no-schema");
pub(super) const PRUNE: Flag = Flag("prune");
pub(super) const SHOW_FILES: Flag = Flag("show-files");
pub(super) const STATISTICS: Flag = Flag("statistics");
#[cfg(feature = "server")]
pub(super) const STDIO: Flag = Flag("stdio");
pub(super) const TEXT: Flag = Flag("text");
pub(super) const UNSAFE_FIXES: Flag = Flag("unsafe-fixes");
pub(super) const WRITE: Flag = Flag("write");

/// An argument with a value.
pub(in crate::cli) struct Argument<T> {
    name: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T: Value> Argument<T> {
    const fn new(name: &'static str) -> Self {
        Self { name, value: PhantomData }
    }

    pub(in crate::cli) const fn name(&self) -> &'static str {
        self.name
    }

    /// One that is named on the command line. What it may be stands in its help.
    pub(super) fn option(&self, value: &'static str, help: impl Into<String>) -> Arg {
        self.positional(value, help).long(self.name)
    }

    /// One that is known by its place.
    pub(super) fn positional(&self, value: &'static str, help: impl Into<String>) -> Arg {
        let arg = Arg::new(self.name).value_name(value).help(help.into());
        arg.value_parser(T::parser()).hide_possible_values(true)
    }

    /// What is given, or holds where nothing is.
    pub(super) fn of(&self, matches: &ArgMatches) -> Option<T> {
        matches.get_one::<T>(self.name).cloned()
    }

    /// All that is given.
    pub(super) fn all_of(&self, matches: &ArgMatches) -> Vec<T> {
        matches.get_many::<T>(self.name).into_iter().flatten().cloned().collect()
    }
}

/// An argument that is there or not.
#[derive(Clone, Copy)]
pub(super) struct Flag(&'static str);

impl Flag {
    pub(super) const fn name(self) -> &'static str {
        self.0
    }

    pub(super) fn arg(self, help: &'static str) -> Arg {
        Arg::new(self.0).long(self.0).help(help).action(ArgAction::SetTrue)
    }

    pub(super) fn is_given(self, matches: &ArgMatches) -> bool {
        matches.get_flag(self.0)
    }
}

/// From which severity on a run fails; from none for `never`.
#[derive(Debug, Clone, Copy)]
pub(super) struct FailOn(pub(super) Option<Severity>);

/// How large a file may be, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileSize(pub(super) u64);

/// What the value of an argument may be.
pub(in crate::cli) trait Value: Clone + Send + Sync + 'static {
    /// Reads it as the user writes it.
    fn parser() -> ValueParser;
}

/// One of these, by name.
fn one_of<T: Value>(all: impl IntoIterator<Item = (&'static str, T)>) -> ValueParser {
    let all: Vec<(&'static str, T)> = all.into_iter().collect();
    let names = PossibleValuesParser::new(all.iter().map(|(name, _)| *name));
    let named = move |text: String| {
        let found = all.iter().find(|(name, _)| *name == text);
        found.map(|(_, value)| value.clone()).ok_or("the parser of names takes no other")
    };
    names.try_map(named).into()
}

impl Value for String {
    fn parser() -> ValueParser {
        ValueParser::string()
    }
}

impl Value for PathBuf {
    fn parser() -> ValueParser {
        ValueParser::path_buf()
    }
}

impl Value for usize {
    fn parser() -> ValueParser {
        value_parser!(usize).into()
    }
}

impl Value for Encoding {
    fn parser() -> ValueParser {
        ValueParser::new(|label: &str| Self::from_label(label).ok_or_else(|| label.to_owned()))
    }
}

impl Value for FormatChoice {
    fn parser() -> ValueParser {
        one_of(Self::ALL.map(|choice| (choice.name(), choice)))
    }
}

impl Value for Revisions {
    fn parser() -> ValueParser {
        one_of(Self::ALL.map(|one| (one.name(), one)))
    }
}

impl Value for FileSize {
    fn parser() -> ValueParser {
        ValueParser::new(|size: &str| draft::size(size).map(Self).ok_or_else(|| size.to_owned()))
    }
}

impl Value for Severity {
    fn parser() -> ValueParser {
        one_of(Self::ALL.map(|severity| (severity.name(), severity)))
    }
}

impl Value for FailOn {
    fn parser() -> ValueParser {
        let severities = Severity::ALL.map(|severity| (severity.name(), Self(Some(severity))));
        one_of(severities.into_iter().chain([("never", Self(None))]))
    }
}

impl Value for Stage {
    fn parser() -> ValueParser {
        one_of(Self::ALL.map(|stage| (stage.name(), stage)))
    }
}

impl Value for Kind {
    fn parser() -> ValueParser {
        one_of(Self::ALL.map(|kind| (kind.name(), kind)))
    }
}

impl Value for Lang {
    fn parser() -> ValueParser {
        one_of(Self::ALL.map(|lang| (lang.name(), lang)))
    }
}

impl Value for OutputFormat {
    fn parser() -> ValueParser {
        one_of(Self::ALL.iter().map(|&format| (format.name(), format)))
    }
}

impl Value for Form {
    fn parser() -> ValueParser {
        one_of(Self::ALL.iter().map(|&form| (form.name(), form)))
    }
}

impl Value for Mark {
    fn parser() -> ValueParser {
        one_of(Self::ALL.map(|mark| (mark.name(), mark)))
    }
}

impl Value for TableFormat {
    fn parser() -> ValueParser {
        one_of([("text", Self::Text), ("json", Self::Json)])
    }
}

impl Value for ColorChoice {
    fn parser() -> ValueParser {
        one_of([("auto", Self::Auto), ("always", Self::Always), ("never", Self::Never)])
    }
}

impl Value for Shell {
    fn parser() -> ValueParser {
        one_of([("bash", Self::Bash), ("zsh", Self::Zsh), ("fish", Self::Fish), ("powershell", Self::PowerShell)])
    }
}
