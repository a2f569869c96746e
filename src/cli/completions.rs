//! `falint completions`: what a shell asks to complete a command line, names of lints and values included.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::{Shell, generate};

use super::Outcome;
use super::args::command;
use super::output::Output;
use crate::catalogue::Catalogue;
use crate::lang::Lang;

pub(super) fn run(shell: Shell, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    generate(shell, &mut named(command(lang)), "falint", &mut script);
    output.print_bytes(&script)?;
    Ok(Outcome::Clean)
}

/// The grammar with the names of lints where they may stand. The grammar itself takes any: a user has lints of their
/// own.
fn named(grammar: Command) -> Command {
    let lints = Catalogue::builtin().lints();
    let names = || lints.iter().map(|lint| &*lint.name);
    let topics = lints.chunk_by(|a, b| a.topic == b.topic).map(|lints| &*lints[0].topic);
    let selectors: Vec<&'static str> = ["all"].into_iter().chain(topics).chain(names()).collect();
    let take = |arg: Arg, all: Vec<&'static str>| arg.value_parser(PossibleValuesParser::new(all));
    grammar
        .mut_subcommand("check", |check| {
            ["select", "extend-select", "ignore"]
                .into_iter()
                .fold(check, |check, name| check.mut_arg(name, |arg| take(arg, selectors.clone())))
        })
        .mut_subcommand("explain", |explain| explain.mut_arg("lint", |arg| take(arg, names().collect())))
}
