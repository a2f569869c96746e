//! The grammar of the command line, with its help in both languages.

use clap::{Arg, ArgAction, Command};

use super::argument::{self, Argument};
use super::config::{completions_command, config_command, config_options};
use super::help::{Shape, help_flag, template, with_help};
use crate::lang::{Lang, Text};
use crate::render::OutputFormat;
use crate::render::comparison::{Form, Mark};
use crate::source::FormatChoice;

/// The grammar, with its help in one language.
pub(in crate::cli) fn command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let verbs = [
        check_command(lang),
        explain_command(lang),
        lints_command(lang),
        outline_command(lang),
        compare_command(lang),
        amend_command(lang),
        baseline_command(lang),
        config_command(lang),
        completions_command(lang),
        #[cfg(feature = "server")]
        server_command(lang),
    ];
    let version = say("显示版本", "show the version");
    let mut command = Command::new("falint")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("检查中文法律法规草案", "Checks Chinese legislative drafts"))
        .after_help(say(
            "例：falint check 草案.txt    falint explain article-number-gap",
            "e.g. falint check draft.txt    falint explain article-number-gap",
        ))
        .args_override_self(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .disable_help_flag(true)
        .help_template(template(lang, Shape::Verbs))
        .arg(Arg::new("version").long("version").short('V').help(version).action(ArgAction::Version))
        .arg(help_flag(lang))
        .arg(argument::COLOUR.option("WHEN", say("何时用颜色：auto always never", "when to colour")).global(true))
        .arg(argument::LANG.option("LANG", say("说明文字的语言：zh en", "language of messages: zh en")).global(true));
    for verb in verbs {
        command = command.subcommand(with_help(verb, lang));
    }
    command
}

fn selectors(argument: &Argument<String>, help: &'static str) -> Arg {
    argument.option("LINT,…", help).value_delimiter(',').action(ArgAction::Append)
}

fn encoding_option(lang: Lang) -> Arg {
    let help = Text {
        zh: "文件编码，不写则自动：utf-8 gb18030 utf-16le utf-16be",
        en: "encoding of the files, else found out: utf-8 gb18030 utf-16le utf-16be",
    };
    argument::ENCODING.option("LABEL", help.get(lang))
}

/// What a text is.
fn text_format_option(lang: Lang) -> Arg {
    let what =
        Text { zh: "文件是什么，不写则看内容：", en: "what the files are, else told by their content: " };
    let names = FormatChoice::ALL.map(FormatChoice::name).join(" ");
    argument::TEXT_FORMAT.option("FORMAT", format!("{}{names}", what.get(lang)))
}

fn revisions_option(lang: Lang) -> Arg {
    let help = Text {
        zh: "有修订的 Word 文件怎样读：accept（接受后，默认）original（修订前）",
        en: "how a Word file with tracked changes is read: accept (default), original",
    };
    argument::REVISIONS.option("STATE", help.get(lang))
}

/// What is written into copies of Word files.
fn word_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let comments = say(
        "把问题写成 Word 文件的批注，存为 OUT；检查几个文件的，OUT 是文件夹",
        "write the findings as comments into a copy of the Word file, OUT; a folder for several",
    );
    let changes = say(
        "把修正写成修订，存为 OUT，可以和 --annotate 同名；不写 OUT 则用 -o 的",
        "write the fixes as tracked changes into OUT, which may be that of --annotate; else that of -o",
    );
    let author = say("批注和修订的作者，默认 falint", "who comments and changes; default falint");
    command
        .arg(argument::ANNOTATE.option("OUT", comments))
        .arg(argument::TRACK_CHANGES.option("OUT", changes).num_args(0..=1))
        .arg(argument::AUTHOR.option("NAME", author))
}

fn size_option(lang: Lang) -> Arg {
    let help = Text {
        zh: "文件大小的上限，如 500K、128M，默认 64M；更大的不检查，算作失败",
        en: "the largest file to check, such as 500K, 128M; default 64M; a larger one is a failure",
    };
    argument::MAX_FILE_SIZE.option("SIZE", help.get(lang))
}

fn stdin_option(lang: Lang) -> Arg {
    let help =
        Text { zh: "从标准输入读时当作这个文件", en: "the name of what is read from standard input" };
    argument::STDIN_NAME.option("NAME", help.get(lang))
}

fn check_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let about = say("检查文件和文件夹", "lint files and folders");
    let command = Command::new("check").about(about).arg(paths(lang));
    let command = word_options(fix_options(selection_options(command, lang), lang), lang);
    input_options(kept_options(output_options(command, lang), lang), lang)
}

/// What is checked.
fn paths(lang: Lang) -> Arg {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let help = say(
        "文件或文件夹，不写则为当前文件夹；- 为标准输入",
        "files and folders, else the current folder; - for standard input",
    );
    argument::PATHS.positional("PATH", help).num_args(0..)
}

/// What is kept back.
fn kept_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let baseline = say("只报这份基线里没有的", "report only what this baseline has not");
    let ignores = say("忽略设置和注释都不算", "heed no ignores, neither settings nor comments");
    command.arg(argument::BASELINE.option("FILE", baseline)).arg(argument::NO_IGNORES.arg(ignores))
}

fn baseline_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let about = say("记下现有的问题，以后只报新的", "write down what is found now, to report only what is new");
    let file = say("基线文件，默认 falint-baseline.jsonl", "the baseline; default falint-baseline.jsonl");
    let prune = say("只删去过时的行，不记新的", "only remove the rows that are stale");
    let command = Command::new("baseline").about(about).arg(paths(lang));
    input_options(selection_options(command, lang), lang)
        .arg(argument::OUTPUT.option("FILE", file).short('o'))
        .arg(argument::PRUNE.arg(prune))
}

/// What is mended.
fn fix_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let fix = say("修正可以放心修正的问题，写回文件", "apply the safe fixes and write the files back");
    let risky = say("连同改后需要核对的修正", "also the fixes that are to be checked afterwards");
    let diff = say("只显示修正会改动什么，不写文件", "show what the fixes would change and write nothing");
    command.arg(argument::FIX.arg(fix)).arg(argument::UNSAFE_FIXES.arg(risky)).arg(argument::DIFF.arg(diff))
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
        .arg(selectors(&argument::SELECT, only))
        .arg(selectors(&argument::EXTEND_SELECT, say("另外还查这些规则", "run these, too")))
        .arg(selectors(&argument::IGNORE, say("不查这些规则", "do not run these")))
        .arg(argument::MIN_SEVERITY.option("SEVERITY", least))
        .arg(argument::STAGE.option("STAGE", stage))
        .arg(argument::KIND.option("KIND", kind))
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
    let file = argument::OUTPUT.option("FILE", say("写入文件，不写到屏幕", "write to a file"));
    command
        .arg(argument::FAIL_ON.option("SEVERITY", fail).default_value("warning").hide_default_value(true))
        .arg(argument::FORMAT.option("FORMAT", format))
        .arg(file.short('o'))
        .arg(argument::STATISTICS.arg(statistics).conflicts_with(argument::DIFF.name()))
        .arg(
            argument::SHOW_FILES
                .arg(files)
                .conflicts_with_all([argument::STATISTICS, argument::FIX, argument::DIFF].map(argument::Flag::name)),
        )
}

/// What is read, and how.
fn input_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let excluded = say("配置中的 exclude 对点名的文件也有效", "exclude holds for files named, too");
    let threads = say("同时检查的文件数，不写则为处理器数", "files at once, else the number of processors");
    config_options(command, lang)
        .arg(stdin_option(lang))
        .arg(argument::FORCE_EXCLUDE.arg(excluded))
        .arg(encoding_option(lang))
        .arg(text_format_option(lang))
        .arg(revisions_option(lang))
        .arg(size_option(lang))
        .arg(argument::THREADS.option("N", threads).short('j'))
}

fn explain_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let command = Command::new("explain")
        .about(say("解释一条规则：查什么、为什么、依据、例子", "explain a lint: what, why, authority, examples"))
        .arg(argument::LINT.positional("LINT", say("规则名", "its name")).required(true));
    config_options(command, lang)
}

fn format_option(lang: Lang) -> Arg {
    argument::TABLE_FORMAT.option("FORMAT", Text { zh: "text 或者 json", en: "text or json" }.get(lang))
}

fn lints_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let check = say("改为检查自己的规则的例子", "check the examples of your own lints instead");
    let command = Command::new("lints")
        .about(say("列出所有规则", "list all lints"))
        .arg(format_option(lang))
        .arg(argument::CHECK.arg(check));
    config_options(command, lang)
}

fn outline_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let file = say("文件；- 为标准输入", "the file; - for standard input");
    let duties = say("改为列出义务、禁止和引用它们的罚则", "list duties and prohibitions with their penalties instead");
    let text = say(
        "改为显示读到的正文，行和列说的就是它",
        "show the text as it is read instead, which lines and columns speak of",
    );
    Command::new("outline")
        .about(say("显示解析出的结构：编章节条款项目和引用", "show the parsed tree, with references resolved"))
        .arg(argument::FILE.positional("FILE", file).required(true))
        .arg(argument::DUTIES.arg(duties))
        .arg(argument::TEXT.arg(text).conflicts_with(argument::DUTIES.name()))
        .arg(format_option(lang))
        .arg(encoding_option(lang))
        .arg(text_format_option(lang))
        .arg(revisions_option(lang))
        .arg(size_option(lang))
        .arg(stdin_option(lang))
}

fn compare_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let about =
        say("现行法和修订草案对照：对照表、条号变化、过时的引用", "the law in force beside the draft of its revision");
    let draft = say(
        "修订草案；也可以是做好的对照表，核对它的左栏和现行的文本",
        "the draft; or a 对照表 made by hand, whose left column is checked against the law",
    );
    let table_of =
        say("对照表所对照的草案，核对右栏", "the draft of such a table, against which its right column is checked");
    let also = say(
        "还核对这个文件里的条号，如附件、说明；可以写几次",
        "check the numbers in this file, too, such as an annex or an explanation; may be given several times",
    );
    let command = Command::new("compare")
        .about(about)
        .arg(argument::CURRENT.positional("CURRENT", say("现行的文本", "the law in force")).required(true))
        .arg(argument::REVISED.positional("DRAFT", draft).required(true))
        .arg(argument::DRAFT.option("FILE", table_of))
        .arg(argument::ALSO.option("FILE", also).action(ArgAction::Append));
    config_options(look_options(command, lang), lang)
        .arg(encoding_option(lang))
        .arg(text_format_option(lang))
        .arg(revisions_option(lang))
        .arg(size_option(lang))
}

fn amend_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let output = say(
        "修改后的文本（--write：修改决定）写入文件；- 为写到屏幕",
        "write the amended text, or the decision, to a file; - for standard output",
    );
    let write = say(
        "反过来：第二个文件是修订草案，写出从现行文本改到它的修改决定",
        "the other way round: the second file is a draft; write the decision that leads to it",
    );
    let decision = say("修改决定或者修正案；--write：修订草案", "the decision; with --write, the draft");
    let command = Command::new("amend")
        .about(say("按修改决定、修正案修改现行的文本", "apply an amending decision to the law in force"))
        .arg(argument::CURRENT.positional("CURRENT", say("现行的文本", "the law in force")).required(true))
        .arg(argument::DECISION.positional("DECISION", decision).required(true))
        .arg(argument::WRITE.arg(write).conflicts_with(argument::TABLE_FORMAT.name()))
        .arg(argument::OUTPUT.option("FILE", output).short('o'))
        .arg(format_option(lang));
    config_options(command, lang)
        .arg(encoding_option(lang))
        .arg(text_format_option(lang))
        .arg(revisions_option(lang))
        .arg(size_option(lang))
}

/// How a 对照表 is written.
fn look_options(command: Command, lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let forms = Form::ALL.iter().map(|form| form.name()).collect::<Vec<_>>().join(" ");
    let what = say("输出格式，不写则看 -o 的文件名：", "output format, else told by the name behind -o: ");
    let marks = Mark::ALL.map(Mark::name).join(" ");
    let added = say(
        "markdown、html、docx 怎样标出新增的，可以有几种，逗号隔开：",
        "how markdown, html and docx mark what was added, several parted by commas: ",
    );
    let deleted = say("怎样标出删去的，同上；默认 strike", "how they mark what was deleted; default strike");
    let marks_option = |argument: &Argument<Mark>, help: String| {
        argument.option("MARK,…", help).value_delimiter(',').action(ArgAction::Append)
    };
    command
        .arg(argument::FORM.option("FORMAT", format!("{what}{forms}")))
        .arg(argument::OUTPUT.option("FILE", say("写入文件，不写到屏幕", "write to a file")).short('o'))
        .arg(argument::FOLD.arg(say("没有修改的条合为一行", "articles that are unchanged share a row")))
        .arg(marks_option(&argument::ADDED, format!("{added}{marks}")))
        .arg(marks_option(&argument::DELETED, deleted.to_owned()))
}

#[cfg(feature = "server")]
fn server_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let command = Command::new("server")
        .about(say("语言服务器，由编辑器启动", "the language server, started by an editor"))
        // There is no other way to speak with it; some editors name this one all the same.
        .arg(argument::STDIO.arg("").hide(true));
    config_options(command, lang)
}
