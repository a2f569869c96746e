//! The grammar of the command line, with its help in both languages.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use super::config::{completions_command, config_command, config_options};
use super::help::{Shape, flag, help_flag, option, template, with_help};
use crate::cli::draft;
use crate::diagnostic::Severity;
use crate::document::tree::front::{Kind, Stage};
use crate::lang::{Lang, Text};
use crate::render::OutputFormat;
use crate::source::Encoding;

/// The grammar, with its help in one language.
pub(in crate::cli) fn command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let verbs = [
        check_command(lang),
        explain_command(lang),
        lints_command(lang),
        outline_command(lang),
        baseline_command(lang),
        config_command(lang),
        completions_command(lang),
        #[cfg(feature = "server")]
        server_command(lang),
    ];
    let mut command = Command::new("falint")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("检查中文法律法规草案", "Checks Chinese legislative drafts"))
        .after_help(say(
            "例：falint check 草案.txt    falint explain article-number-gap",
            "e.g. falint check draft.txt    falint explain article-number-gap",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .disable_help_flag(true)
        .help_template(template(lang, Shape::Verbs))
        .arg(flag("version", say("显示版本", "show the version")).short('V').action(ArgAction::Version))
        .arg(help_flag(lang))
        .arg(
            option("color", "WHEN", say("何时用颜色：auto always never", "when to colour"))
                .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
                .hide_possible_values(true)
                .global(true),
        )
        .arg(
            option("lang", "LANG", say("说明文字的语言：zh en", "language of messages: zh en"))
                .value_parser(PossibleValuesParser::new(["zh", "en"]))
                .hide_possible_values(true)
                .global(true),
        );
    for verb in verbs {
        command = command.subcommand(with_help(verb, lang));
    }
    command
}

fn selectors(name: &'static str, help: &'static str) -> Arg {
    option(name, "LINT,…", help).value_delimiter(',').action(ArgAction::Append)
}

fn encoding_option(lang: Lang) -> Arg {
    let help = Text {
        zh: "文件编码，不写则自动：utf-8 gb18030 utf-16le utf-16be",
        en: "encoding of the files, else found out: utf-8 gb18030 utf-16le utf-16be",
    };
    let known = |label: &str| match Encoding::from_label(label) {
        Some(_) => Ok(label.to_owned()),
        None => Err(label.to_owned()),
    };
    option("encoding", "LABEL", help.get(lang)).value_parser(known)
}

fn size_option(lang: Lang) -> Arg {
    let help = Text {
        zh: "文件大小的上限，如 500K、128M，默认 64M；更大的不检查，算作失败",
        en: "the largest file to check, such as 500K, 128M; default 64M; a larger one is a failure",
    };
    let known = |text: &str| draft::size(text).ok_or_else(|| text.to_owned());
    option("max-file-size", "SIZE", help.get(lang)).value_parser(known)
}

fn stdin_option(lang: Lang) -> Arg {
    let help =
        Text { zh: "从标准输入读时当作这个文件", en: "the name of what is read from standard input" };
    option("stdin-filename", "NAME", help.get(lang))
}

fn one_of(name: &'static str, value: &'static str, help: &'static str, names: Vec<&'static str>) -> Arg {
    option(name, value, help).value_parser(PossibleValuesParser::new(names)).hide_possible_values(true)
}

fn check_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let about = say("检查文件和文件夹", "lint files and folders");
    let command = Command::new("check").about(about).arg(paths(lang));
    input_options(kept_options(output_options(fix_options(selection_options(command, lang), lang), lang), lang), lang)
}

/// What is checked.
fn paths(lang: Lang) -> Arg {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    Arg::new("paths")
        .value_name("PATH")
        .help(say(
            "文件或文件夹，不写则为当前文件夹；- 为标准输入",
            "files and folders, else the current folder; - for standard input",
        ))
        .num_args(0..)
        .value_parser(value_parser!(PathBuf))
}

/// What is kept back.
fn kept_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let baseline = option("baseline", "FILE", say("只报这份基线里没有的", "report only what this baseline has not"));
    let ignores = say("忽略设置和注释都不算", "heed no ignores, neither settings nor comments");
    command.arg(baseline.value_parser(value_parser!(PathBuf))).arg(flag("no-ignores", ignores))
}

fn baseline_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let about = say("记下现有的问题，以后只报新的", "write down what is found now, to report only what is new");
    let file = say("基线文件，默认 falint-baseline.jsonl", "the baseline; default falint-baseline.jsonl");
    let prune = say("只删去过时的行，不记新的", "only remove the rows that are stale");
    let command = Command::new("baseline").about(about).arg(paths(lang));
    input_options(selection_options(command, lang), lang)
        .arg(option("output", "FILE", file).short('o').value_parser(value_parser!(PathBuf)))
        .arg(flag("prune", prune))
}

/// What is mended.
fn fix_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let fix = say("修正可以放心修正的问题，写回文件", "apply the safe fixes and write the files back");
    let risky = say("连同改后需要核对的修正", "also the fixes that are to be checked afterwards");
    let diff = say("只显示修正会改动什么，不写文件", "show what the fixes would change and write nothing");
    command.arg(flag("fix", fix)).arg(flag("unsafe-fixes", risky)).arg(flag("diff", diff))
}

/// What is looked for.
fn selection_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let least = say(
        "只报这一级以上：error warning advice，默认 warning",
        "report from this severity on: error warning advice; default warning",
    );
    let stage = say(
        "草拟阶段：draft vote published，不写则看标题",
        "drafting stage: draft vote published, else told by the title",
    );
    let kind = say(
        "文件种类，如 local-regulation，不写则看标题",
        "kind of instrument, such as local-regulation, else told by the title",
    );
    let only = say("只查这些规则：规则名、类名或 all", "run only these: lints, topics, all");
    command
        .arg(selectors("select", only))
        .arg(selectors("extend-select", say("另外还查这些规则", "run these, too")))
        .arg(selectors("ignore", say("不查这些规则", "do not run these")))
        .arg(one_of("min-severity", "SEVERITY", least, Severity::ALL.map(Severity::name).to_vec()))
        .arg(one_of("stage", "STAGE", stage, Stage::ALL.map(Stage::name).to_vec()))
        .arg(one_of("kind", "KIND", kind, Kind::ALL.map(Kind::name).to_vec()))
}

/// What comes out.
fn output_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let fail = say(
        "有这一级以上的问题则退出码为 1，never 为从不；默认 warning",
        "exit with 1 from this severity on, or never; default warning",
    );
    let formats: Vec<_> = OutputFormat::ALL.iter().map(|format| format.name()).collect();
    let format = format!("{}{}", say("输出格式：", "output format: "), formats.join(" "));
    let statistics = say("不列问题，只数各条规则报了几处", "count the findings of each lint instead of listing them");
    let files = say("只列出会检查哪些文件", "only list the files that would be checked");
    let levels: Vec<&str> = Severity::ALL.map(Severity::name).into_iter().chain(["never"]).collect();
    let file = option("output", "FILE", say("写入文件，不写到屏幕", "write to a file")).short('o');
    command
        .arg(one_of("fail-on", "SEVERITY", fail, levels).default_value("warning").hide_default_value(true))
        .arg(one_of("output-format", "FORMAT", "", formats).help(format))
        .arg(file.value_parser(value_parser!(PathBuf)))
        .arg(flag("statistics", statistics).conflicts_with("diff"))
        .arg(flag("show-files", files).conflicts_with_all(["statistics", "fix", "diff"]))
}

/// What is read, and how.
fn input_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let excluded = say("配置中的 exclude 对点名的文件也有效", "exclude holds for files named, too");
    let threads = say("同时检查的文件数，不写则为处理器数", "files at once, else the number of processors");
    config_options(command, lang)
        .arg(stdin_option(lang))
        .arg(flag("force-exclude", excluded))
        .arg(encoding_option(lang))
        .arg(size_option(lang))
        .arg(option("threads", "N", threads).short('j').value_parser(value_parser!(usize)))
}

fn explain_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let command = Command::new("explain")
        .about(say("解释一条规则：查什么、为什么、依据、例子", "explain a lint: what, why, authority, examples"))
        .arg(Arg::new("lint").value_name("LINT").help(say("规则名", "its name")).required(true));
    config_options(command, lang)
}

fn format_option(lang: Lang) -> Arg {
    one_of("output-format", "FORMAT", Text { zh: "text 或者 json", en: "text or json" }.get(lang), vec!["text", "json"])
}

fn lints_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let check = say("改为检查自己的规则的例子", "check the examples of your own lints instead");
    let command = Command::new("lints")
        .about(say("列出所有规则", "list all lints"))
        .arg(format_option(lang))
        .arg(flag("check", check));
    config_options(command, lang)
}

fn outline_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    Command::new("outline")
        .about(say("显示解析出的结构：编章节条款项目和引用", "show the parsed tree, with references resolved"))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .help(say("文件；- 为标准输入", "the file; - for standard input"))
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            Arg::new("duties")
                .long("duties")
                .help(say(
                    "改为列出义务、禁止和引用它们的罚则",
                    "list duties and prohibitions with their penalties instead",
                ))
                .action(ArgAction::SetTrue),
        )
        .arg(format_option(lang))
        .arg(encoding_option(lang))
        .arg(size_option(lang))
        .arg(stdin_option(lang))
}

#[cfg(feature = "server")]
fn server_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let command = Command::new("server")
        .about(say("语言服务器，由编辑器启动", "the language server, started by an editor"))
        // There is no other way to speak with it; some editors name this one all the same.
        .arg(flag("stdio", "").hide(true));
    config_options(command, lang)
}
