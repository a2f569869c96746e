//! `falint config` and `falint completions`, and which configuration a table of lints goes by.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::argument;
use super::help::with_help;
use crate::lang::{Lang, Text};

/// Where the configuration comes from.
#[derive(Debug, Clone, Default)]
pub(in crate::cli) struct ConfigFrom {
    /// `--config`
    pub config: Option<PathBuf>,
    /// `--isolated`
    pub isolated: bool,
}

/// `falint config`.
#[derive(Debug)]
pub(in crate::cli) enum ConfigVerb {
    /// Write a falint.toml, and its schema beside it.
    Init { schema: Schema },
    /// Show what holds for a file or folder.
    Show { path: PathBuf, from: ConfigFrom },
    /// Write the schema.
    Schema { output: Option<PathBuf>, from: ConfigFrom },
}

/// Whether a schema is written beside a new configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Schema {
    Beside,
    None,
}

/// The arguments that say which configuration holds.
pub(super) fn config_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let config = argument::CONFIG.option("PATH", say("用这个配置文件", "use this configuration"));
    let isolated = argument::ISOLATED.arg(say("不读任何配置文件", "read no configuration"));
    command.arg(config).arg(isolated.conflicts_with(argument::CONFIG.name()))
}

pub(super) fn config_from(matches: &ArgMatches) -> ConfigFrom {
    ConfigFrom { config: argument::CONFIG.of(matches), isolated: argument::ISOLATED.is_given(matches) }
}

pub(super) fn config_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let init = Command::new("init")
        .about(say(
            "在当前文件夹写一个 falint.toml，已有的不动",
            "write a falint.toml into the current folder, never over one",
        ))
        .arg(argument::NO_SCHEMA.arg(say("不在旁边写 falint.schema.json", "write no falint.schema.json beside it")));
    let path = say("文件或文件夹，不写则为当前文件夹", "a file or folder, else the current folder");
    let show = Command::new("show")
        .about(say(
            "显示对一个文件或文件夹起作用的设置，各从哪里来",
            "show the settings in force for a file or folder, and where each comes from",
        ))
        .arg(argument::PATH.positional("PATH", path));
    let output = argument::OUTPUT.option("FILE", say("写入文件，不写到屏幕", "write to a file"));
    let schema = Command::new("schema")
        .about(say(
            "写出 falint.toml 的 JSON Schema，供编辑器补全和检查",
            "write the JSON Schema of falint.toml, for editors to complete and check by",
        ))
        .arg(output.short('o'));
    let verbs = [init, config_options(show, lang), config_options(schema, lang)];
    let command = Command::new("config")
        .about(say("写、看、描述配置文件 falint.toml", "write, show and describe falint.toml"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true);
    verbs.into_iter().fold(command, |command, verb| command.subcommand(with_help(verb, lang)))
}

pub(super) fn config_verb(matches: &ArgMatches) -> Option<ConfigVerb> {
    Some(match matches.subcommand()? {
        ("init", verb) => {
            let none = argument::NO_SCHEMA.is_given(verb);
            ConfigVerb::Init { schema: if none { Schema::None } else { Schema::Beside } }
        }
        ("schema", verb) => ConfigVerb::Schema { output: argument::OUTPUT.of(verb), from: config_from(verb) },
        (_, verb) => {
            let path = argument::PATH.of(verb).unwrap_or_else(|| PathBuf::from("."));
            ConfigVerb::Show { path, from: config_from(verb) }
        }
    })
}

pub(super) fn completions_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    Command::new("completions")
        .about(say("写出命令补全的脚本：bash zsh fish powershell", "write completions: bash zsh fish powershell"))
        .arg(argument::SHELL.positional("SHELL", say("哪种 shell", "the shell")).required(true))
}
