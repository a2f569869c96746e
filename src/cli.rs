//! The command line: arguments in, text out, exit code. The only part that prints, reads files and exits.
//!
//! Exit codes: 0 nothing at or above `--fail-on`, 1 findings, 2 the work could not be done; of the server, 1 where the
//! editor left without a word. A pipe that is closed early is success.

mod amend;
mod args;
mod baseline;
mod check;
mod compare;
mod completions;
mod config;
mod configs;
mod draft;
mod explain;
mod kept;
mod lints;
mod mend;
mod outline;
mod output;
mod problem;
mod progress;
mod queue;
mod replace;
#[cfg(feature = "server")]
mod server;
mod statistics;
mod walk;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::diagnostic::Report;
use crate::lang::{Lang, Text};
use crate::source::Source;
use args::Verb;
use output::Output;

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing to complain of.
    Clean,
    /// Findings.
    Findings,
    /// The editor was gone before it had taken its leave: 1, as the language server protocol has it.
    #[cfg(feature = "server")]
    Abandoned,
    /// The work could not be done, or not all of it.
    Failed,
}

/// What a run comes to in which this was found; a rule that did not finish is told.
fn outcome<'f>(found: impl Iterator<Item = (&'f Source, &'f Report)>, lang: Lang, output: &Output) -> Outcome {
    let colon = Text { zh: "：", en: ": " }.get(lang);
    found.fold(Outcome::Clean, |outcome, (source, report)| {
        for failure in &report.failures {
            output.complain(lang, &format!("{}{colon}{}", source.name, problem::unfinished(failure, lang)));
        }
        outcome.max(match (report.failures.is_empty(), report.diagnostics.is_empty()) {
            (false, _) => Outcome::Failed,
            (true, false) => Outcome::Findings,
            (true, true) => Outcome::Clean,
        })
    })
}

/// Runs falint with the arguments of the process, the program's name first.
pub fn run(argv: Vec<OsString>) -> ExitCode {
    let lang = args::lang(&argv);
    let outcome = match args::parse(argv, lang) {
        Ok(arguments) => {
            let mut output = Output::new(arguments.colour);
            let outcome = match arguments.verb {
                Verb::Check(check) => check::run(*check, lang, &mut output),
                Verb::Explain(lint, from) => explain::run(&lint, &from, lang, &mut output),
                Verb::Lints(lints) => lints::run(&lints, lang, &mut output),
                Verb::Compare(compare) => compare::run(&compare, lang, &mut output),
                Verb::Amend(amend) => amend::run(&amend, lang, &mut output),
                Verb::Outline(outline) => outline::run(&outline, lang, &mut output),
                Verb::Baseline(baseline) => baseline::run(*baseline, lang, &mut output),
                Verb::Config(verb) => config::run(verb, lang, &mut output),
                Verb::Completions(shell) => completions::run(shell, lang, &mut output),
                #[cfg(feature = "server")]
                Verb::Server(from) => server::run(configs::which(&from), lang),
            };
            outcome.unwrap_or_else(|error| {
                // A closed pipe is the reader's choice.
                if output::is_closed_pipe(&error) {
                    return Outcome::Clean;
                }
                // What cannot be written: standard output, for files are named where it happens.
                let said = match error.downcast_ref::<std::io::Error>() {
                    Some(error) => problem::unprintable(error, lang),
                    None => format!("{error:#}"),
                };
                output.complain(lang, &said);
                Outcome::Failed
            })
        }
        Err(stop) => stop.show(lang),
    };
    ExitCode::from(match outcome {
        Outcome::Clean => 0,
        Outcome::Findings => 1,
        #[cfg(feature = "server")]
        Outcome::Abandoned => 1,
        Outcome::Failed => 2,
    })
}
