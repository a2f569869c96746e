//! `falint completions`: what a shell asks to complete a command line, names of lints and values included.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::{Shell, generate};

use super::Outcome;
use super::args::{EXTEND_SELECT, IGNORE, LINT, SELECT, command};
use super::output::Output;
use crate::catalogue::Catalogue;
use crate::lang::Lang;

pub(super) fn run(shell: Shell, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    let mut grammar = named(command(lang));
    generate(shell, &mut grammar, "falint", &mut script);
    if shell == Shell::Fish {
        script.extend(positionals_for_fish(&grammar).into_bytes());
    }
    output.print_bytes(&script)?;
    Ok(Outcome::Clean)
}

/// The words that arguments without a name may be: what is generated for fish leaves them out.
fn positionals_for_fish(grammar: &Command) -> String {
    let mut out = String::new();
    for verb in grammar.get_subcommands() {
        for argument in verb.get_positionals() {
            let values = argument.get_possible_values();
            if values.is_empty() {
                continue;
            }
            let words: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
            let (verb, words) = (verb.get_name(), words.join(" "));
            out += &format!("complete -c falint -n \"__fish_falint_using_subcommand {verb}\" -f -a \"{words}\"\n");
        }
    }
    out
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
            [SELECT, EXTEND_SELECT, IGNORE]
                .into_iter()
                .fold(check, |check, one| check.mut_arg(one.name(), |arg| take(arg, selectors.clone())))
        })
        .mut_subcommand("explain", |explain| explain.mut_arg(LINT.name(), |arg| take(arg, names().collect())))
}
