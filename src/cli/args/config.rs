//! `falint config` and `falint completions`, and which configuration a table of lints goes by.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use super::help::{flag, option, with_help};
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
    let config = option("config", "PATH", say("用这个配置文件", "use this configuration"));
    let isolated = flag("isolated", say("不读任何配置文件", "read no configuration"));
    command.arg(config.value_parser(value_parser!(PathBuf))).arg(isolated.conflicts_with("config"))
}

pub(super) fn config_from(matches: &ArgMatches) -> ConfigFrom {
    ConfigFrom { config: matches.get_one::<PathBuf>("config").cloned(), isolated: matches.get_flag("isolated") }
}

pub(super) fn config_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let init = Command::new("init")
        .about(say(
            "在当前文件夹写一个 falint.toml，已有的不动",
            "write a falint.toml into the current folder, never over one",
        ))
        .arg(flag("no-schema", say("不在旁边写 falint.schema.json", "write no falint.schema.json beside it")));
    let path = Arg::new("path")
        .value_name("PATH")
        .help(say("文件或文件夹，不写则为当前文件夹", "a file or folder, else the current folder"))
        .value_parser(value_parser!(PathBuf));
    let show = Command::new("show")
        .about(say(
            "显示对一个文件或文件夹起作用的设置，各从哪里来",
            "show the settings in force for a file or folder, and where each comes from",
        ))
        .arg(path);
    let output = option("output", "FILE", say("写入文件，不写到屏幕", "write to a file")).short('o');
    let schema = Command::new("schema")
        .about(say(
            "写出 falint.toml 的 JSON Schema，供编辑器补全和检查",
            "write the JSON Schema of falint.toml, for editors to complete and check by",
        ))
        .arg(output.value_parser(value_parser!(PathBuf)));
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
            ConfigVerb::Init { schema: if verb.get_flag("no-schema") { Schema::None } else { Schema::Beside } }
        }
        ("schema", verb) => {
            ConfigVerb::Schema { output: verb.get_one::<PathBuf>("output").cloned(), from: config_from(verb) }
        }
        (_, verb) => {
            let path = verb.get_one::<PathBuf>("path").cloned().unwrap_or_else(|| PathBuf::from("."));
            ConfigVerb::Show { path, from: config_from(verb) }
        }
    })
}

/// The shells for which there are completions.
pub(super) const SHELLS: [(&str, Shell); 4] =
    [("bash", Shell::Bash), ("zsh", Shell::Zsh), ("fish", Shell::Fish), ("powershell", Shell::PowerShell)];

pub(super) fn completions_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    Command::new("completions")
        .about(say("写出命令补全的脚本：bash zsh fish powershell", "write completions: bash zsh fish powershell"))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .help(say("哪种 shell", "the shell"))
                .required(true)
                .hide_possible_values(true)
                .value_parser(PossibleValuesParser::new(SHELLS.map(|(name, _)| name))),
        )
}
