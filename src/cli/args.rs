//! What the command line says. Reading it does no work.

mod argument;
mod config;
mod grammar;
mod help;
mod stop;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use clap::ArgMatches;
use clap::error::ErrorKind;
use clap_complete::Shell;

use super::draft;
use crate::baseline;
use crate::diagnostic::Severity;
use crate::document::tree::front::{Kind, Stage};
use crate::fix::Reach;
use crate::lang::Lang;
use crate::render::OutputFormat;
use crate::render::comparison::{Form, Mark};
use crate::source::{Encoding, FormatChoice, Revisions, Told};
use crate::suppress::SuppressionMode;
pub(super) use argument::{EXTEND_SELECT, IGNORE, LINT, SELECT};
pub(super) use config::{ConfigFrom, ConfigVerb, Schema};
use config::{config_from, config_verb};
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
    Compare(Box<Compare>),
    Amend(Box<Amend>),
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
    /// What the files are; `None` where that is left to the configuration.
    pub text_format: Option<FormatChoice>,
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
    /// Which state of tracked changes is read.
    pub revisions: Revisions,
    /// What is written into copies of Word files.
    pub margins: Margins,
}

/// What is written into copies of Word files, and where they are put.
#[derive(Debug, Default)]
pub(super) struct Margins {
    /// The findings, as comments.
    pub comments: Option<PathBuf>,
    /// The fixes, as tracked changes.
    pub changes: Option<PathBuf>,
    pub author: Option<String>,
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
    pub told: Told,
    /// The largest draft that is read, in bytes.
    pub most_bytes: u64,
    pub stdin_name: Option<String>,
}

/// `falint compare`.
#[derive(Debug)]
pub(super) struct Compare {
    pub current: PathBuf,
    /// The draft, or a table made by hand.
    pub revised: PathBuf,
    /// The draft that a table made by hand is of.
    pub draft: Option<PathBuf>,
    /// Other texts that speak of the law.
    pub also: Vec<PathBuf>,
    /// `None` where the name of the output tells.
    pub format: Option<Form>,
    pub output: Option<PathBuf>,
    /// Whether articles that are as they were share a row.
    pub is_folded: bool,
    /// How a paper marks what was added and what was deleted; `None` for what is usual in its form.
    pub added: Option<Vec<Mark>>,
    pub deleted: Option<Vec<Mark>>,
    pub told: Told,
    /// The largest text that is read, in bytes.
    pub most_bytes: u64,
    pub from: ConfigFrom,
}

/// `falint amend`.
#[derive(Debug)]
pub(super) struct Amend {
    /// The law in force.
    pub current: PathBuf,
    /// The decision that amends it; the draft of its revision where the decision is to be written.
    pub decision: PathBuf,
    /// Whether the decision is written that leads to the draft.
    pub is_written: bool,
    pub format: TableFormat,
    /// Where the amended text goes; `-` for standard output.
    pub output: Option<PathBuf>,
    pub from: ConfigFrom,
    pub told: Told,
    /// The largest file that is read, in bytes.
    pub most_bytes: u64,
}

/// What `falint outline` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// The tree.
    Tree,
    /// Duties and prohibitions beside their penalties.
    Duties,
    /// The text as it is read.
    Text,
}

/// The language asked for, before anything else is read: what is wrong with the arguments is said in it too.
pub(super) fn lang(argv: &[OsString]) -> Lang {
    let words: Vec<&str> = argv.iter().filter_map(|word| word.to_str()).collect();
    let pairs = words.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    pairs.chain(joined).last().and_then(Lang::from_name).unwrap_or_default()
}

pub(super) fn parse(argv: Vec<OsString>, lang: Lang) -> Result<Arguments, Stop> {
    let grammar = command(lang);
    let argv = spelled_out(argv, &grammar);
    let dashed = argv.iter().skip(1).find(|word| is_dashed_file(word)).map(|word| word.to_string_lossy().into_owned());
    let matches = grammar.try_get_matches_from(argv).map_err(|error| Stop::new(error, dashed))?;
    let colour = argument::COLOUR.of(&matches).unwrap_or(ColorChoice::Auto);
    let verb = match matches.subcommand() {
        Some(("explain", verb)) => Verb::Explain(LINT.of(verb).unwrap_or_default(), config_from(verb)),
        Some(("lints", verb)) => Verb::Lints(Lints {
            format: table_format(verb),
            check: argument::CHECK.is_given(verb),
            from: config_from(verb),
        }),
        Some(("outline", verb)) => Verb::Outline(Outline {
            path: argument::FILE.of(verb).unwrap_or_default(),
            format: table_format(verb),
            view: match [argument::DUTIES, argument::TEXT].map(|flag| flag.is_given(verb)) {
                [true, _] => View::Duties,
                [false, true] => View::Text,
                [false, false] => View::Tree,
            },
            told: told(verb),
            most_bytes: most_bytes(verb),
            stdin_name: argument::STDIN_NAME.of(verb),
        }),
        Some(("compare", verb)) => Verb::Compare(Box::new(compare(verb))),
        Some(("amend", verb)) => Verb::Amend(Box::new(amend(verb))),
        Some(("baseline", verb)) => Verb::Baseline(Box::new(Baseline {
            file: argument::OUTPUT.of(verb).unwrap_or_else(|| PathBuf::from(baseline::FILE_NAME)),
            rows: if argument::PRUNE.is_given(verb) { Rows::Pruned } else { Rows::Found },
            check: checked(verb),
        })),
        Some(("config", verb)) => match config_verb(verb) {
            Some(verb) => Verb::Config(verb),
            None => return Err(Stop::from(command(lang).error(ErrorKind::MissingSubcommand, ""))),
        },
        Some(("completions", verb)) => Verb::Completions(argument::SHELL.of(verb).unwrap_or(Shell::Bash)),
        #[cfg(feature = "server")]
        Some(("server", verb)) => Verb::Server(config_from(verb)),
        Some((_, verb)) => Verb::Check(Box::new(check(verb))),
        None => return Err(Stop::from(command(lang).error(ErrorKind::MissingSubcommand, ""))),
    };
    Ok(Arguments { verb, colour })
}

/// The arguments with what people leave out, or say as they know it from elsewhere: `falint 草案.txt`, which is what dragging
/// a file onto the program comes to, is `falint check 草案.txt`; `falint help check` is `falint check --help`.
fn spelled_out(mut argv: Vec<OsString>, grammar: &clap::Command) -> Vec<OsString> {
    let Some(at) = first_word(&argv) else { return argv };
    let is_verb = |word: &OsString| grammar.get_subcommands().any(|verb| verb.get_name() == *word);
    let word = &argv[at];
    if word == "help" {
        argv.remove(at);
        if argv.get(at).is_none_or(&is_verb) {
            argv.push("--help".into());
        }
    } else if !is_verb(word) && (word == "-" || word == "--" || Path::new(word).exists()) {
        argv.insert(at, "check".into());
    }
    argv
}

/// Where the first argument stands that is no option of the program's own, nor the value of one.
fn first_word(argv: &[OsString]) -> Option<usize> {
    let mut at = 1;
    while let Some(word) = argv.get(at) {
        match word.to_str() {
            Some("--lang" | "--color") => at += 2,
            Some(option) if option.starts_with('-') && !matches!(option, "-" | "--") => at += 1,
            Some(_) | None => return Some(at),
        }
    }
    None
}

/// Whether an argument that looks like an option is the name of a file.
fn is_dashed_file(word: &OsString) -> bool {
    let dashed = word.to_str().is_some_and(|word| word.starts_with('-') && !matches!(word, "-" | "--"));
    dashed && Path::new(word).exists()
}

/// What `check` takes besides what is checked: what comes of it.
fn check(matches: &ArgMatches) -> Check {
    let output = argument::OUTPUT.of(matches);
    let margins = margins(matches, output.as_ref());
    // What is written to there is no report then.
    let output = output.filter(|path| !lacks_name(matches) || margins.changes.as_ref() != Some(path));
    Check {
        fail_on: argument::FAIL_ON.of(matches).and_then(|argument::FailOn(severity)| severity),
        format: argument::FORMAT.of(matches).unwrap_or(OutputFormat::Full),
        output,
        margins,
        baseline: argument::BASELINE.of(matches),
        ignoring: match argument::NO_IGNORES.is_given(matches) {
            true => SuppressionMode::Disregarded,
            false => SuppressionMode::Heeded,
        },
        shows: shows(matches),
        mending: match (argument::DIFF.is_given(matches), argument::FIX.is_given(matches)) {
            (true, _) => Some(Mending::Show),
            (false, true) => Some(Mending::Write),
            (false, false) => None,
        },
        reach: if argument::UNSAFE_FIXES.is_given(matches) { Reach::Unsafe } else { Reach::Safe },
        ..checked(matches)
    }
}

/// What is checked, and for what; what comes of it is as it is without a word.
fn checked(matches: &ArgMatches) -> Check {
    let paths = argument::PATHS.all_of(matches);
    Check {
        paths: if paths.is_empty() { vec![PathBuf::from(".")] } else { paths },
        select: SELECT.all_of(matches),
        extend_select: EXTEND_SELECT.all_of(matches),
        ignore: IGNORE.all_of(matches),
        min_severity: argument::MIN_SEVERITY.of(matches).unwrap_or(Severity::Warning),
        fail_on: None,
        format: OutputFormat::Full,
        output: None,
        from: config_from(matches),
        stdin_name: argument::STDIN_NAME.of(matches),
        force_exclude: argument::FORCE_EXCLUDE.is_given(matches),
        encoding: argument::ENCODING.of(matches),
        text_format: argument::TEXT_FORMAT.of(matches),
        most_bytes: most_bytes(matches),
        stage: argument::STAGE.of(matches),
        kind: argument::KIND.of(matches),
        threads: argument::THREADS.of(matches).unwrap_or(0),
        baseline: None,
        ignoring: SuppressionMode::Heeded,
        shows: Shows::Findings,
        mending: None,
        reach: Reach::Safe,
        revisions: argument::REVISIONS.of(matches).unwrap_or_default(),
        margins: Margins::default(),
    }
}

fn margins(matches: &ArgMatches, output: Option<&PathBuf>) -> Margins {
    let changes = argument::TRACK_CHANGES.of(matches);
    Margins {
        comments: argument::ANNOTATE.of(matches),
        changes: changes.or_else(|| output.filter(|_| lacks_name(matches)).cloned()),
        author: argument::AUTHOR.of(matches),
    }
}

/// Whether tracked changes are asked for without a word on where.
fn lacks_name(matches: &ArgMatches) -> bool {
    matches.contains_id(argument::TRACK_CHANGES.name()) && argument::TRACK_CHANGES.of(matches).is_none()
}

fn shows(matches: &ArgMatches) -> Shows {
    match [argument::SHOW_FILES, argument::DIFF, argument::STATISTICS].map(|flag| flag.is_given(matches)) {
        [true, _, _] => Shows::Files,
        [false, true, _] => Shows::Changes,
        [false, false, true] => Shows::Statistics,
        [false, false, false] => Shows::Findings,
    }
}

fn told(matches: &ArgMatches) -> Told {
    Told {
        encoding: argument::ENCODING.of(matches),
        format: argument::TEXT_FORMAT.of(matches).unwrap_or_default(),
        revisions: argument::REVISIONS.of(matches).unwrap_or_default(),
    }
}

fn most_bytes(matches: &ArgMatches) -> u64 {
    argument::MAX_FILE_SIZE.of(matches).map_or(draft::MOST_BYTES, |argument::FileSize(bytes)| bytes)
}

fn compare(matches: &ArgMatches) -> Compare {
    Compare {
        current: argument::CURRENT.of(matches).unwrap_or_default(),
        revised: argument::REVISED.of(matches).unwrap_or_default(),
        draft: argument::DRAFT.of(matches),
        also: argument::ALSO.all_of(matches),
        format: argument::FORM.of(matches),
        output: argument::OUTPUT.of(matches),
        is_folded: argument::FOLD.is_given(matches),
        added: marks(&argument::ADDED, matches),
        deleted: marks(&argument::DELETED, matches),
        told: told(matches),
        most_bytes: most_bytes(matches),
        from: config_from(matches),
    }
}

fn amend(matches: &ArgMatches) -> Amend {
    Amend {
        current: argument::CURRENT.of(matches).unwrap_or_default(),
        decision: argument::DECISION.of(matches).unwrap_or_default(),
        is_written: argument::WRITE.is_given(matches),
        format: table_format(matches),
        output: argument::OUTPUT.of(matches),
        from: config_from(matches),
        told: told(matches),
        most_bytes: most_bytes(matches),
    }
}

/// The marks that are named; `None` where nothing is said.
fn marks(argument: &argument::Argument<Mark>, matches: &ArgMatches) -> Option<Vec<Mark>> {
    Some(argument.all_of(matches)).filter(|marks| !marks.is_empty())
}

fn table_format(matches: &ArgMatches) -> TableFormat {
    argument::TABLE_FORMAT.of(matches).unwrap_or(TableFormat::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_verb_asks_for_arguments_that_it_has() {
        command(Lang::Zh).debug_assert();
        let lines = [
            "check",
            "explain x",
            "lints",
            "outline a.txt",
            "compare a.txt b.txt",
            "amend a.txt b.txt",
            "baseline",
            "config init",
            "config show",
            "config schema",
            "completions bash",
            #[cfg(feature = "server")]
            "server",
        ];
        let verbs = command(Lang::Zh);
        let named: Vec<&str> = verbs.get_subcommands().map(clap::Command::get_name).collect();
        assert!(named.iter().all(|verb| lines.iter().any(|line| line.starts_with(verb))), "{named:?}");
        // In the tests, clap panics where an argument is asked for that the verb does not have.
        for line in lines {
            let argv = ["falint"].into_iter().chain(line.split(' ')).map(OsString::from).collect();
            assert!(parse(argv, Lang::Zh).is_ok(), "{line}");
        }
    }

    #[test]
    fn values_are_read_as_what_they_are() {
        let line = "falint check --min-severity advice --fail-on never --output-format sarif --stage vote --kind law \
                    --encoding gbk --color never -j 3 --select dates,words a.txt";
        let read = parse(line.split_whitespace().map(OsString::from).collect(), Lang::Zh).expect("it is right");
        assert_eq!(read.colour, ColorChoice::Never);
        let Verb::Check(check) = read.verb else { panic!("it is check") };
        assert_eq!((check.min_severity, check.fail_on), (Severity::Advice, None));
        assert_eq!((check.format, check.encoding), (OutputFormat::Sarif, Some(Encoding::Gb18030)));
        assert_eq!((check.stage, check.kind, check.threads), (Some(Stage::Vote), Some(Kind::Law), 3));
        assert_eq!((check.select.join(" "), check.paths), ("dates words".to_owned(), vec![PathBuf::from("a.txt")]));
        for line in ["falint check --stage later", "falint check -j x", "falint outline a.txt --encoding x"] {
            assert!(parse(line.split(' ').map(OsString::from).collect(), Lang::Zh).is_err(), "{line}");
        }
    }
}
