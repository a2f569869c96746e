//! How verbs come with their help, in the reader's language. Knows none of them.

use clap::{Arg, ArgAction, Command};

use crate::lang::{Lang, Text};

/// A verb with its help in one language.
pub(super) fn with_help(verb: Command, lang: Lang) -> Command {
    let shape = match (verb.has_subcommands(), verb.get_positionals().next()) {
        (true, _) => Shape::Verbs,
        (false, Some(_)) => Shape::Arguments,
        (false, None) => Shape::Options,
    };
    // Of a flag that is given twice the last one holds: what a script has, its caller may change.
    verb.args_override_self(true).disable_help_flag(true).arg(help_flag(lang)).help_template(template(lang, shape))
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
    let help = Text { zh: "显示帮助", en: "show help" }.get(lang);
    Arg::new("help").long("help").short('h').help(help).action(ArgAction::Help)
}
