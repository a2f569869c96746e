//! The command line: arguments in, text out, exit code. The only part that prints, reads files and exits.
//!
//! Exit codes: 0 nothing at or above `--fail-on`, 1 findings, 2 the work could not be done. A pipe that is closed
//! early is success.

mod args;
mod check;
mod configs;
mod explain;
mod lints;
mod mend;
mod outline;
mod output;
mod problem;
mod queue;

use std::ffi::OsString;
use std::process::ExitCode;

use args::Verb;
use output::Output;

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing to complain of.
    Clean,
    /// Findings.
    Findings,
    /// The work could not be done, or not all of it.
    Failed,
}

/// Runs falint with the arguments of the process, the program's name first.
pub fn run(argv: Vec<OsString>) -> ExitCode {
    let lang = args::lang(&argv);
    let outcome = match args::parse(argv, lang) {
        Ok(arguments) => {
            let mut output = Output::new(arguments.colour);
            let outcome = match arguments.verb {
                Verb::Check(check) => check::run(*check, lang, &mut output),
                Verb::Explain(lint) => explain::run(&lint, lang, &mut output),
                Verb::Lints(format) => lints::run(format, lang, &mut output),
                Verb::Outline(outline) => outline::run(&outline, lang, &mut output),
            };
            outcome.unwrap_or_else(|error| {
                // A closed pipe is the reader's choice.
                if output::is_closed_pipe(&error) {
                    return Outcome::Clean;
                }
                output.complain(lang, &format!("{error:#}"));
                Outcome::Failed
            })
        }
        Err(stop) => stop.show(lang),
    };
    ExitCode::from(match outcome {
        Outcome::Clean => 0,
        Outcome::Findings => 1,
        Outcome::Failed => 2,
    })
}
