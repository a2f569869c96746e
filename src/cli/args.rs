//! What the command line says. Reading it does no work.

mod grammar;
mod stop;

use std::ffi::OsString;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::ArgMatches;
use clap::error::ErrorKind;

use super::output;
use crate::diagnostic::Severity;
use crate::document::front::{Kind, Stage};
use crate::fix::Reach;
use crate::lang::Lang;
use crate::render::OutputFormat;
use crate::source::Encoding;
use grammar::command;
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
    Explain(String),
    Lints(TableFormat),
    Outline(Outline),
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableFormat {
    Text,
    Json,
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
    pub config: Option<PathBuf>,
    pub isolated: bool,
    pub stdin_name: Option<String>,
    pub force_exclude: bool,
    pub encoding: Option<Encoding>,
    pub stage: Option<Stage>,
    pub kind: Option<Kind>,
    pub threads: usize,
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

/// `falint outline`.
#[derive(Debug)]
pub(super) struct Outline {
    pub path: PathBuf,
    pub format: TableFormat,
    pub view: View,
    pub encoding: Option<Encoding>,
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
        Some(("explain", verb)) => Verb::Explain(text(verb, "lint").unwrap_or_default()),
        Some(("lints", verb)) => Verb::Lints(table_format(verb)),
        Some(("outline", verb)) => Verb::Outline(Outline {
            path: verb.get_one::<PathBuf>("file").cloned().unwrap_or_default(),
            format: table_format(verb),
            view: if verb.get_flag("duties") { View::Duties } else { View::Tree },
            encoding: encoding(verb),
            stdin_name: text(verb, "stdin-filename"),
        }),
        Some((_, verb)) => Verb::Check(Box::new(check(verb))),
        None => return Err(Stop::from(command(lang).error(ErrorKind::MissingSubcommand, ""))),
    };
    Ok(Arguments { verb, colour })
}

fn check(matches: &ArgMatches) -> Check {
    let list = |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<String>>();
    let severity = |name: &str| text(matches, name).and_then(|name| severity(&name));
    let paths: Vec<PathBuf> = matches.get_many::<PathBuf>("paths").into_iter().flatten().cloned().collect();
    Check {
        paths: if paths.is_empty() { vec![PathBuf::from(".")] } else { paths },
        select: list("select"),
        extend_select: list("extend-select"),
        ignore: list("ignore"),
        min_severity: severity("min-severity").unwrap_or(Severity::Warning),
        fail_on: severity("fail-on"),
        format: text(matches, "output-format").and_then(|name| OutputFormat::from_name(&name)).unwrap_or_default(),
        output: matches.get_one::<PathBuf>("output").cloned(),
        config: matches.get_one::<PathBuf>("config").cloned(),
        isolated: matches.get_flag("isolated"),
        stdin_name: text(matches, "stdin-filename"),
        force_exclude: matches.get_flag("force-exclude"),
        encoding: encoding(matches),
        stage: text(matches, "stage").and_then(|name| Stage::from_name(&name)),
        kind: text(matches, "kind").and_then(|name| Kind::from_name(&name)),
        threads: matches.get_one::<usize>("threads").copied().unwrap_or(0),
        mending: match (matches.get_flag("diff"), matches.get_flag("fix")) {
            (true, _) => Some(Mending::Show),
            (false, true) => Some(Mending::Write),
            (false, false) => None,
        },
        reach: if matches.get_flag("unsafe-fixes") { Reach::Unsafe } else { Reach::Safe },
    }
}

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

fn encoding(matches: &ArgMatches) -> Option<Encoding> {
    text(matches, "encoding").and_then(|label| Encoding::from_label(&label))
}

fn table_format(matches: &ArgMatches) -> TableFormat {
    if text(matches, "output-format").as_deref() == Some("json") { TableFormat::Json } else { TableFormat::Text }
}

fn severity(name: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Advice].into_iter().find(|severity| severity.name() == name)
}
