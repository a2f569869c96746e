//! What the command line says. Reading it does no work.

mod config;
mod grammar;
mod help;
mod stop;

use std::ffi::OsString;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::ArgMatches;
use clap::error::ErrorKind;
use clap_complete::Shell;

use super::{draft, output};
use crate::baseline;
use crate::diagnostic::Severity;
use crate::document::tree::front::{Kind, Stage};
use crate::fix::Reach;
use crate::lang::Lang;
use crate::render::OutputFormat;
use crate::source::Encoding;
use crate::suppress::SuppressionMode;
pub(super) use config::{ConfigFrom, ConfigVerb, Schema};
use config::{SHELLS, config_from, config_verb};
pub(super) use grammar::command;
pub(super) use stop::Stop;

/// The whole command line.
#[derive(Debug)]
pub(super) struct Arguments {
    pub verb: Verb,
    pub colour: ColorChoice,
}

/// What to do.
#[derive(Debug)]
pub(super) enum Verb {
    Check(Box<Check>),
    Explain(String, ConfigFrom),
    Lints(Lints),
    Outline(Outline),
    Baseline(Box<Baseline>),
    Config(ConfigVerb),
    Completions(Shell),
    #[cfg(feature = "server")]
    Server(ConfigFrom),
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableFormat {
    Text,
    Json,
}

/// `falint lints`.
#[derive(Debug)]
pub(super) struct Lints {
    pub format: TableFormat,
    /// Whether the examples of the user's lints are checked instead.
    pub check: bool,
    pub from: ConfigFrom,
}

/// `falint check`.
#[derive(Debug)]
pub(super) struct Check {
    pub paths: Vec<PathBuf>,
    pub select: Vec<String>,
    pub extend_select: Vec<String>,
    pub ignore: Vec<String>,
    pub min_severity: Severity,
    /// `None` for `never`.
    pub fail_on: Option<Severity>,
    pub format: OutputFormat,
    pub output: Option<PathBuf>,
    pub from: ConfigFrom,
    pub stdin_name: Option<String>,
    pub force_exclude: bool,
    pub encoding: Option<Encoding>,
    /// The largest draft that is read, in bytes.
    pub most_bytes: u64,
    pub stage: Option<Stage>,
    pub kind: Option<Kind>,
    pub threads: usize,
    /// What is known and not told again.
    pub baseline: Option<PathBuf>,
    pub ignoring: SuppressionMode,
    pub shows: Shows,
    /// Whether fixes are applied.
    pub mending: Option<Mending>,
    /// Which fixes are applied, or counted.
    pub reach: Reach,
}

/// What is done with mended text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mending {
    /// It is written back.
    Write,
    /// What would change is shown.
    Show,
}

/// `falint baseline`.
#[derive(Debug)]
pub(super) struct Baseline {
    /// What is checked, and how.
    pub check: Check,
    pub file: PathBuf,
    pub rows: Rows,
}

/// Which rows a baseline is left with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Those of all that is found.
    Found,
    /// Those it has, without the stale ones.
    Pruned,
}

/// What a run writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// What was found.
    Findings,
    /// How often each lint found something.
    Statistics,
    /// What the fixes would change.
    Changes,
    /// The files that would be linted; none is.
    Files,
}

/// `falint outline`.
#[derive(Debug)]
pub(super) struct Outline {
    pub path: PathBuf,
    pub format: TableFormat,
    pub view: View,
    pub encoding: Option<Encoding>,
    /// The largest draft that is read, in bytes.
    pub most_bytes: u64,
    pub stdin_name: Option<String>,
}

/// What `falint outline` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// The tree.
    Tree,
    /// Duties and prohibitions beside their penalties.
    Duties,
}

/// The language asked for, before anything else is read: what is wrong with the arguments is said in it too.
pub(super) fn lang(argv: &[OsString]) -> Lang {
    let words: Vec<&str> = argv.iter().filter_map(|word| word.to_str()).collect();
    let pairs = words.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    pairs.chain(joined).last().and_then(Lang::from_name).unwrap_or_default()
}

pub(super) fn parse(argv: Vec<OsString>, lang: Lang) -> Result<Arguments, Stop> {
    let matches = command(lang).try_get_matches_from(argv).map_err(Stop::from)?;
    let colour = text(&matches, "color").and_then(|name| output::choice(&name)).unwrap_or(ColorChoice::Auto);
    let verb = match matches.subcommand() {
        Some(("explain", verb)) => Verb::Explain(text(verb, "lint").unwrap_or_default(), config_from(verb)),
        Some(("lints", verb)) => {
            Verb::Lints(Lints { format: table_format(verb), check: verb.get_flag("check"), from: config_from(verb) })
        }
        Some(("outline", verb)) => Verb::Outline(Outline {
            path: verb.get_one::<PathBuf>("file").cloned().unwrap_or_default(),
            format: table_format(verb),
            view: if verb.get_flag("duties") { View::Duties } else { View::Tree },
            encoding: encoding(verb),
            most_bytes: most_bytes(verb),
            stdin_name: text(verb, "stdin-filename"),
        }),
        Some(("baseline", verb)) => Verb::Baseline(Box::new(Baseline {
            file: path(verb, "output").unwrap_or_else(|| PathBuf::from(baseline::FILE_NAME)),
            rows: if flag(verb, "prune") { Rows::Pruned } else { Rows::Found },
            check: Check { output: None, ..check(verb) },
        })),
        Some(("config", verb)) => match config_verb(verb) {
            Some(verb) => Verb::Config(verb),
            None => return Err(Stop::from(command(lang).error(ErrorKind::MissingSubcommand, ""))),
        },
        Some(("completions", verb)) => {
            let named = text(verb, "shell").and_then(|name| SHELLS.into_iter().find(|(known, _)| *known == name));
            Verb::Completions(named.map_or(Shell::Bash, |(_, shell)| shell))
        }
        #[cfg(feature = "server")]
        Some(("server", verb)) => Verb::Server(config_from(verb)),
        Some((_, verb)) => Verb::Check(Box::new(check(verb))),
        None => return Err(Stop::from(command(lang).error(ErrorKind::MissingSubcommand, ""))),
    };
    Ok(Arguments { verb, colour })
}

fn check(matches: &ArgMatches) -> Check {
    let list = |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<String>>();
    let severity = |name: &str| text(matches, name).and_then(|name| Severity::from_name(&name));
    let paths: Vec<PathBuf> = matches.get_many::<PathBuf>("paths").into_iter().flatten().cloned().collect();
    Check {
        paths: if paths.is_empty() { vec![PathBuf::from(".")] } else { paths },
        select: list("select"),
        extend_select: list("extend-select"),
        ignore: list("ignore"),
        min_severity: severity("min-severity").unwrap_or(Severity::Warning),
        fail_on: severity("fail-on"),
        format: text(matches, "output-format")
            .and_then(|name| OutputFormat::from_name(&name))
            .unwrap_or(OutputFormat::Full),
        output: path(matches, "output"),
        from: config_from(matches),
        stdin_name: text(matches, "stdin-filename"),
        force_exclude: flag(matches, "force-exclude"),
        encoding: encoding(matches),
        most_bytes: most_bytes(matches),
        stage: text(matches, "stage").and_then(|name| Stage::from_name(&name)),
        kind: text(matches, "kind").and_then(|name| Kind::from_name(&name)),
        threads: matches.get_one::<usize>("threads").copied().unwrap_or(0),
        baseline: path(matches, "baseline"),
        ignoring: if flag(matches, "no-ignores") { SuppressionMode::Disregarded } else { SuppressionMode::Heeded },
        shows: shows(matches),
        mending: match (flag(matches, "diff"), flag(matches, "fix")) {
            (true, _) => Some(Mending::Show),
            (false, true) => Some(Mending::Write),
            (false, false) => None,
        },
        reach: if flag(matches, "unsafe-fixes") { Reach::Unsafe } else { Reach::Safe },
    }
}

fn shows(matches: &ArgMatches) -> Shows {
    match ["show-files", "diff", "statistics"].map(|name| flag(matches, name)) {
        [true, _, _] => Shows::Files,
        [false, true, _] => Shows::Changes,
        [false, false, true] => Shows::Statistics,
        [false, false, false] => Shows::Findings,
    }
}

// A verb that takes only some of the options of `check` has the others as they are without a word.

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.try_get_one::<String>(name).ok().flatten().cloned()
}

fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.try_get_one::<PathBuf>(name).ok().flatten().cloned()
}

fn flag(matches: &ArgMatches, name: &str) -> bool {
    matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false)
}

fn encoding(matches: &ArgMatches) -> Option<Encoding> {
    text(matches, "encoding").and_then(|label| Encoding::from_label(&label))
}

fn most_bytes(matches: &ArgMatches) -> u64 {
    matches.try_get_one::<u64>("max-file-size").ok().flatten().copied().unwrap_or(draft::MOST_BYTES)
}

fn table_format(matches: &ArgMatches) -> TableFormat {
    if text(matches, "output-format").as_deref() == Some("json") { TableFormat::Json } else { TableFormat::Text }
}
