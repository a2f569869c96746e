//! `falint config init`: a falint.toml for the current folder, with what its drafts tell.

use std::fs;
use std::path::{Path, PathBuf};

use super::{SCHEMA_NAME, schema_text};
use crate::catalogue::Catalogue;
use crate::cli::Outcome;
use crate::cli::args::Schema;
use crate::cli::output::{Output, write_file};
use crate::cli::walk::{self, WalkOptions};
use crate::config::FILE_NAME;
use crate::document::Document;
use crate::document::tree::Hints;
use crate::document::tree::front::Kind;
use crate::lang::Lang;
use crate::source::Source;

/// How many drafts are looked at.
const ENOUGH: usize = 50;

pub(super) fn run(schema: Schema, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let file = Path::new(FILE_NAME);
    // A link that leads nowhere is there, too.
    if file.symlink_metadata().is_ok() {
        anyhow::bail!(match lang {
            Lang::Zh => format!("已经有 {FILE_NAME}，没有改动"),
            Lang::En => format!("there is a {FILE_NAME} already; it is as it was"),
        });
    }
    let beside = Path::new(SCHEMA_NAME);
    let mut written = vec![FILE_NAME];
    if schema == Schema::Beside && beside.symlink_metadata().is_err() {
        write_file(beside, schema_text(Catalogue::builtin())?.as_bytes(), lang)?;
        written.push(SCHEMA_NAME);
    }
    write_file(file, text(&Guess::of_folder(), schema, lang).as_bytes(), lang)?;
    output.print(&match lang {
        Lang::Zh => format!("写好了 {}。\n", written.join("、")),
        Lang::En => format!("wrote {}.\n", written.join(" and ")),
    })?;
    Ok(Outcome::Clean)
}

/// What the drafts of a folder have in common.
#[derive(Debug, Default)]
struct Guess {
    kind: Option<Kind>,
    /// 鞍山市
    place: Option<String>,
}

impl Guess {
    fn of_folder() -> Self {
        let walked = walk::files(&[PathBuf::from(".")], &WalkOptions::default());
        let mut kinds = Vec::new();
        let mut places = Vec::new();
        for path in walked.files.iter().take(ENOUGH) {
            let Ok(bytes) = fs::read(path) else { continue };
            let Ok(source) = Source::from_bytes(&path.display().to_string(), bytes, None) else { continue };
            let document = Document::parse(&source, &Hints::default());
            // A text without articles is no draft: a note, a list.
            let Some(title) = document.title.as_ref().filter(|_| !document.articles.is_empty()) else { continue };
            kinds.push(document.instrument.kind);
            places.push(place(&title.name));
        }
        Self { kind: common(kinds), place: common(places).flatten() }
    }
}

/// The one value of all, where there is one.
fn common<T: PartialEq>(all: Vec<T>) -> Option<T> {
    let mut all = all.into_iter();
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The place that a title starts with: 鞍山市 of 鞍山市养犬管理条例.
fn place(title: &str) -> Option<String> {
    const LONGEST: usize = 8;
    let ends: [&str; 4] = ["自治区", "自治州", "省", "市"];
    let head: String = title.chars().take(LONGEST).collect();
    let found = ends.into_iter().filter_map(|end| Some(head.find(end)? + end.len())).min()?;
    // 省 alone is no name.
    (head[..found].chars().count() > 2).then(|| head[..found].to_owned())
}

fn text(guess: &Guess, schema: Schema, lang: Lang) -> String {
    let line = |set: Option<String>, example: &str| set.unwrap_or_else(|| format!("# {example}"));
    let kind = line(guess.kind.map(|kind| format!("kind = \"{}\"", kind.name())), "kind = \"local-regulation\"");
    let place = guess.place.as_ref().map(|place| format!("jurisdiction = \"{place}\""));
    let place = line(place, "jurisdiction = \"辽宁省鞍山市\"");
    let head = match schema {
        Schema::Beside => format!("#:schema {SCHEMA_NAME}\n"),
        Schema::None => String::new(),
    };
    let body = match lang {
        Lang::Zh => ZH,
        Lang::En => EN,
    };
    head + &body.replace("{kind}", &kind).replace("{place}", &place)
}

const ZH: &str = r#"# falint 的配置：对这个文件夹和下级文件夹里的草案起作用。
# falint lints 列出规则，falint config show 显示起作用的设置。

# 文件种类：law admin-regulation local-regulation local-rule normative-document amendment repeal；不写则看标题。
{kind}
# 草拟阶段：draft 草案，vote 表决稿，published 公布稿；不写则看标题。
# stage = "draft"
# 文件是什么：plain 纯文本，markdown，html；不写则看内容。
# format = "auto"
# 施行的地域。
{place}

# 查什么，不查什么：规则名、类名或者 all。
select = ["all"]
ignore = []
# 不查的文件，写法同 .gitignore。
exclude = []
# 写法没有错的词，字词类规则不报。
words = []
# 自己的规则，写法同 falint 自带的规则表。
# lints = ["our-lints.toml"]
# 上级的配置。
# extend = "../falint.toml"

# 另定级别：error 错误，warning 警告，advice 建议。
# [severity]
# term-variant = "error"

# 规则自己的选项：falint explain 规则名 看有哪些。
# [lint.num-style-profile]
# form = "chinese"

# 只对一部分文件的设置。
# [[override]]
# paths = ["规章/**"]
# kind = "local-rule"

# 按条文的位置不报。
# [[ignore-at]]
# path = "草案.txt"
# at = "第三十五条"
# lint = "word-zuochu"
# reason = "上位法原文如此"
"#;

const EN: &str = r#"# falint's configuration, for the drafts in this folder and below.
# falint lints lists the lints, falint config show tells what is in force.

# Kind: law admin-regulation local-regulation local-rule normative-document amendment repeal; else told by the title.
{kind}
# Stage: draft vote published; else told by the title.
# stage = "draft"
# What the files are: plain markdown html; else told by their content.
# format = "auto"
# Where the texts will hold.
{place}

# What to look for and what not: lints, topics, all.
select = ["all"]
ignore = []
# Files to leave out, as in .gitignore.
exclude = []
# Words that are right, left alone by the lints of words.
words = []
# Your own lints, tables like falint's.
# lints = ["our-lints.toml"]
# The configuration to go on from.
# extend = "../falint.toml"

# Severities of your own: error warning advice.
# [severity]
# term-variant = "error"

# Options of a lint: falint explain LINT tells which there are.
# [lint.num-style-profile]
# form = "chinese"

# Settings of some files.
# [[override]]
# paths = ["规章/**"]
# kind = "local-rule"

# Silence by legal address.
# [[ignore-at]]
# path = "草案.txt"
# at = "第三十五条"
# lint = "word-zuochu"
# reason = "上位法原文如此"
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[test]
    fn what_is_written_can_be_read_with_its_comments_taken_off_too() {
        for lang in Lang::ALL {
            let guess = Guess { kind: Some(Kind::LocalRegulation), place: Some("鞍山市".to_owned()) };
            let text = text(&guess, Schema::Beside, lang);
            let read = |text: &str| config::read(&Source::from_text("falint.toml", text), Catalogue::builtin(), lang);
            let (config, report) = read(&text);
            assert_eq!(report.diagnostics, []);
            assert_eq!(config.all.jurisdiction.map(|place| place.value).as_deref(), Some("鞍山市"));
            let set = |line: &&str| line.contains(" = ") || line.starts_with("# [");
            let uncommented: Vec<&str> = text.lines().filter(set).map(|line| line.trim_start_matches("# ")).collect();
            let (config, report) = read(&uncommented.join("\n"));
            assert_eq!(report.diagnostics, []);
            assert_eq!((config.overrides.len(), config.all.options.len(), config.lints.len()), (1, 1, 1));
        }
    }

    #[test]
    fn a_place_is_what_a_title_starts_with() {
        assert_eq!(place("鞍山市养犬管理条例").as_deref(), Some("鞍山市"));
        assert_eq!(place("内蒙古自治区养犬管理条例").as_deref(), Some("内蒙古自治区"));
        assert_eq!(place("辽宁省养犬管理条例").as_deref(), Some("辽宁省"));
        assert_eq!(place("市场监督管理条例"), None);
        assert_eq!(place("中华人民共和国城市规划法"), None);
    }
}
