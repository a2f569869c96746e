//! What the command line says, in both languages. Reading it does no work.

use std::ffi::OsString;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::{Outcome, output};
use crate::diagnostic::Severity;
use crate::document::front::{Kind, Stage};
use crate::fix::Reach;
use crate::lang::{Lang, Text};
use crate::render::OutputFormat;
use crate::source::Encoding;

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
    Explain(String),
    Lints(TableFormat),
    Outline(Outline),
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableFormat {
    Text,
    Json,
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
    pub config: Option<PathBuf>,
    pub isolated: bool,
    pub stdin_name: Option<String>,
    pub force_exclude: bool,
    pub encoding: Option<Encoding>,
    pub stage: Option<Stage>,
    pub kind: Option<Kind>,
    pub threads: usize,
    /// Whether fixes are applied.
    pub mending: Option<Mending>,
    /// Which fixes are applied, or counted.
    pub reach: Reach,
}

/// What is done with mended text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mending {
    /// It is written back.
    Write,
    /// What would change is shown.
    Show,
}

/// `falint outline`.
#[derive(Debug)]
pub(super) struct Outline {
    pub path: PathBuf,
    pub format: TableFormat,
    pub view: View,
    pub encoding: Option<Encoding>,
    pub stdin_name: Option<String>,
}

/// What `falint outline` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// The tree.
    Tree,
    /// Duties and prohibitions beside their penalties.
    Duties,
}

/// Why there is nothing to run: help was asked for, or the arguments are wrong.
#[derive(Debug)]
pub(super) struct Stop(Box<clap::Error>);

/// The language asked for, before anything else is read: what is wrong with the arguments is said in it too.
pub(super) fn lang(argv: &[OsString]) -> Lang {
    let words: Vec<&str> = argv.iter().filter_map(|word| word.to_str()).collect();
    let pairs = words.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    pairs.chain(joined).last().and_then(Lang::from_name).unwrap_or_default()
}

pub(super) fn parse(argv: Vec<OsString>, lang: Lang) -> Result<Arguments, Stop> {
    let matches = command(lang).try_get_matches_from(argv).map_err(|error| Stop(Box::new(error)))?;
    let colour = text(&matches, "color").and_then(|name| output::choice(&name)).unwrap_or(ColorChoice::Auto);
    let verb = match matches.subcommand() {
        Some(("explain", verb)) => Verb::Explain(text(verb, "lint").unwrap_or_default()),
        Some(("lints", verb)) => Verb::Lints(table_format(verb)),
        Some(("outline", verb)) => Verb::Outline(Outline {
            path: verb.get_one::<PathBuf>("file").cloned().unwrap_or_default(),
            format: table_format(verb),
            view: if verb.get_flag("duties") { View::Duties } else { View::Tree },
            encoding: encoding(verb),
            stdin_name: text(verb, "stdin-filename"),
        }),
        Some((_, verb)) => Verb::Check(Box::new(check(verb))),
        None => return Err(Stop(Box::new(command(lang).error(ErrorKind::MissingSubcommand, "")))),
    };
    Ok(Arguments { verb, colour })
}

fn check(matches: &ArgMatches) -> Check {
    let list = |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<String>>();
    let severity = |name: &str| text(matches, name).and_then(|name| severity(&name));
    let paths: Vec<PathBuf> = matches.get_many::<PathBuf>("paths").into_iter().flatten().cloned().collect();
    Check {
        paths: if paths.is_empty() { vec![PathBuf::from(".")] } else { paths },
        select: list("select"),
        extend_select: list("extend-select"),
        ignore: list("ignore"),
        min_severity: severity("min-severity").unwrap_or(Severity::Warning),
        fail_on: severity("fail-on"),
        format: text(matches, "output-format").and_then(|name| OutputFormat::from_name(&name)).unwrap_or_default(),
        output: matches.get_one::<PathBuf>("output").cloned(),
        config: matches.get_one::<PathBuf>("config").cloned(),
        isolated: matches.get_flag("isolated"),
        stdin_name: text(matches, "stdin-filename"),
        force_exclude: matches.get_flag("force-exclude"),
        encoding: encoding(matches),
        stage: text(matches, "stage").and_then(|name| Stage::from_name(&name)),
        kind: text(matches, "kind").and_then(|name| Kind::from_name(&name)),
        threads: matches.get_one::<usize>("threads").copied().unwrap_or(0),
        mending: match (matches.get_flag("diff"), matches.get_flag("fix")) {
            (true, _) => Some(Mending::Show),
            (false, true) => Some(Mending::Write),
            (false, false) => None,
        },
        reach: if matches.get_flag("unsafe-fixes") { Reach::Unsafe } else { Reach::Safe },
    }
}

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

fn encoding(matches: &ArgMatches) -> Option<Encoding> {
    text(matches, "encoding").and_then(|label| Encoding::from_label(&label))
}

fn table_format(matches: &ArgMatches) -> TableFormat {
    if text(matches, "output-format").as_deref() == Some("json") { TableFormat::Json } else { TableFormat::Text }
}

fn severity(name: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Advice].into_iter().find(|severity| severity.name() == name)
}

const SEVERITIES: [&str; 3] = ["error", "warning", "advice"];

/// The grammar, with its help in one language.
fn command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let names = ["check", "explain", "lints", "outline"];
    let verbs = [check_command(lang), explain_command(lang), lints_command(lang), outline_command(lang)];
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
    for (name, verb) in names.into_iter().zip(verbs) {
        debug_assert_eq!(name, verb.get_name());
        command = command.subcommand(
            verb.disable_help_flag(true).arg(help_flag(lang)).help_template(template(lang, Shape::Arguments)),
        );
    }
    command
}

/// Which parts a help text has.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Verbs,
    Arguments,
}

fn template(lang: Lang, shape: Shape) -> String {
    let part = |title: Text<'_>, tag: &str| format!("\n\n{}\n{{{tag}}}", title.get(lang));
    let mut out = format!("{{about}}\n\n{}{{usage}}", Text { zh: "用法：", en: "Usage: " }.get(lang));
    match shape {
        Shape::Verbs => out += &part(Text { zh: "命令：", en: "Commands:" }, "subcommands"),
        Shape::Arguments => out += &part(Text { zh: "参数：", en: "Arguments:" }, "positionals"),
    }
    out += &part(Text { zh: "选项：", en: "Options:" }, "options");
    out + "{after-help}\n"
}

fn help_flag(lang: Lang) -> Arg {
    flag("help", Text { zh: "显示帮助", en: "show help" }.get(lang)).short('h').action(ArgAction::Help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
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
    let paths = Arg::new("paths")
        .value_name("PATH")
        .help(say(
            "文件或文件夹，不写则为当前文件夹；- 为标准输入",
            "files and folders, else the current folder; - for standard input",
        ))
        .num_args(0..)
        .value_parser(value_parser!(PathBuf));
    let command = Command::new("check").about(about).arg(paths);
    input_options(output_options(fix_options(selection_options(command, lang), lang), lang), lang)
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
        .arg(one_of("min-severity", "SEVERITY", least, SEVERITIES.to_vec()))
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
    let format = say("输出格式：full pretty concise json", "output format: full pretty concise json");
    let formats = OutputFormat::ALL.map(OutputFormat::name).to_vec();
    let levels: Vec<&str> = SEVERITIES.into_iter().chain(["never"]).collect();
    let file = option("output", "FILE", say("写入文件，不写到屏幕", "write to a file")).short('o');
    command
        .arg(one_of("fail-on", "SEVERITY", fail, levels).default_value("warning").hide_default_value(true))
        .arg(one_of("output-format", "FORMAT", format, formats))
        .arg(file.value_parser(value_parser!(PathBuf)))
}

/// What is read, and how.
fn input_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let config = option("config", "PATH", say("用这个配置文件", "use this configuration"));
    let isolated = flag("isolated", say("不读任何配置文件", "read no configuration"));
    let excluded = say("配置中的 exclude 对点名的文件也有效", "exclude holds for files named, too");
    let threads = say("同时检查的文件数，不写则为处理器数", "files at once, else the number of processors");
    command
        .arg(config.value_parser(value_parser!(PathBuf)))
        .arg(isolated.conflicts_with("config"))
        .arg(stdin_option(lang))
        .arg(flag("force-exclude", excluded))
        .arg(encoding_option(lang))
        .arg(option("threads", "N", threads).short('j').value_parser(value_parser!(usize)))
}

fn explain_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    Command::new("explain")
        .about(say("解释一条规则：查什么、为什么、依据、例子", "explain a lint: what, why, authority, examples"))
        .arg(Arg::new("lint").value_name("LINT").help(say("规则名", "its name")).required(true))
}

fn format_option(lang: Lang) -> Arg {
    one_of("output-format", "FORMAT", Text { zh: "text 或者 json", en: "text or json" }.get(lang), vec!["text", "json"])
}

fn lints_command(lang: Lang) -> Command {
    Command::new("lints").about(Text { zh: "列出所有规则", en: "list all lints" }.get(lang)).arg(format_option(lang))
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
        .arg(stdin_option(lang))
}

impl Stop {
    /// Prints the help that was asked for, or what is wrong with the arguments.
    pub(super) fn show(&self, lang: Lang) -> Outcome {
        match self.0.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let _ = self.0.print();
                Outcome::Clean
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let _ = self.0.print();
                Outcome::Failed
            }
            _ => {
                output::Output::new(ColorChoice::Auto).complain(lang, &self.words(lang));
                Outcome::Failed
            }
        }
    }

    fn words(&self, lang: Lang) -> String {
        let context = |kind: ContextKind| match self.0.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(" "),
            Some(_) | None => String::new(),
        };
        let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
        let valid = context(ContextKind::ValidValue);
        let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand]
            .into_iter()
            .map(context)
            .find(|text| !text.is_empty());
        let (zh, en) = match self.0.kind() {
            ErrorKind::UnknownArgument => (format!("没有“{argument}”这个参数"), format!("no argument “{argument}”")),
            ErrorKind::InvalidSubcommand => {
                let verb = context(ContextKind::InvalidSubcommand);
                (format!("没有“{verb}”这个命令"), format!("no command “{verb}”"))
            }
            ErrorKind::InvalidValue if value.is_empty() => {
                (format!("“{argument}”后面要有值"), format!("“{argument}” needs a value"))
            }
            ErrorKind::InvalidValue if valid.is_empty() => {
                (format!("“{argument}”不能是“{value}”"), format!("“{argument}” cannot be “{value}”"))
            }
            ErrorKind::InvalidValue => (
                format!("“{argument}”不能是“{value}”；可以是：{valid}"),
                format!("“{argument}” cannot be “{value}”; one of: {valid}"),
            ),
            ErrorKind::ValueValidation => {
                (format!("“{argument}”不能是“{value}”"), format!("“{argument}” cannot be “{value}”"))
            }
            ErrorKind::MissingRequiredArgument => {
                (format!("缺少参数：{argument}"), format!("missing argument: {argument}"))
            }
            ErrorKind::ArgumentConflict => {
                let other = context(ContextKind::PriorArg);
                (format!("“{argument}”和“{other}”不能同时用"), format!("“{argument}” and “{other}” do not go together"))
            }
            _ => {
                let said = self.0.render().to_string();
                (format!("参数有误：{said}"), said)
            }
        };
        match (lang, near) {
            (Lang::Zh, Some(near)) => format!("{zh}；是不是“{near}”？"),
            (Lang::Zh, None) => format!("{zh}。用 --help 看用法"),
            (Lang::En, Some(near)) => format!("{en}; did you mean “{near}”?"),
            (Lang::En, None) => format!("{en}; see --help"),
        }
    }
}
