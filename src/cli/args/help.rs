//! How verbs and arguments come with their help, in the reader's language. Knows none of them.

use clap::{Arg, ArgAction, Command};

use crate::lang::{Lang, Text};

/// A verb with its help in one language.
pub(super) fn with_help(verb: Command, lang: Lang) -> Command {
    let shape = match (verb.has_subcommands(), verb.get_positionals().next()) {
        (true, _) => Shape::Verbs,
        (false, Some(_)) => Shape::Arguments,
        (false, None) => Shape::Options,
    };
    verb.disable_help_flag(true).arg(help_flag(lang)).help_template(template(lang, shape))
}

/// Which parts a help text has.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    Verbs,
    Arguments,
    Options,
}

/// The parts of a help text, with their titles in one language.
pub(super) fn template(lang: Lang, shape: Shape) -> String {
    let part = |title: Text<'_>, tag: &str| format!("\n\n{}\n{{{tag}}}", title.get(lang));
    let mut out = format!("{{about}}\n\n{}{{usage}}", Text { zh: "用法：", en: "Usage: " }.get(lang));
    match shape {
        Shape::Verbs => out += &part(Text { zh: "命令：", en: "Commands:" }, "subcommands"),
        Shape::Arguments => out += &part(Text { zh: "参数：", en: "Arguments:" }, "positionals"),
        Shape::Options => {}
    }
    out += &part(Text { zh: "选项：", en: "Options:" }, "options");
    out + "{after-help}\n"
}

pub(super) fn help_flag(lang: Lang) -> Arg {
    flag("help", Text { zh: "显示帮助", en: "show help" }.get(lang)).short('h').action(ArgAction::Help)
}

/// An argument that is there or not.
pub(super) fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

/// An argument with a value.
pub(super) fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}
