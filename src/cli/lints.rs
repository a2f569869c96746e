//! `falint lints`: all lints, by topic.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::Outcome;
use super::args::TableFormat;
use super::output::Output;
use crate::catalogue::{self, Catalogue, Lint};
use crate::document::front::Stage;
use crate::lang::Lang;

pub(super) fn run(format: TableFormat, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let lints = Catalogue::builtin().lints();
    output.print(&match format {
        TableFormat::Text => text(lints, lang),
        TableFormat::Json => {
            let all: Vec<Value> = lints.iter().map(entry).collect();
            serde_json::to_string_pretty(&json!({"schema": 1, "lints": all}))? + "\n"
        }
    })?;
    Ok(Outcome::Clean)
}

fn text(lints: &[Lint], lang: Lang) -> String {
    let names = lints.iter().map(|lint| lint.name.len()).max().unwrap_or(0);
    let titles = lints.iter().map(|lint| lint.title.get(lang).width()).max().unwrap_or(0);
    let mut out = String::new();
    for topic in lints.chunk_by(|a, b| a.topic == b.topic) {
        let name = &topic[0].topic;
        out.push_str(&format!("{}  {name}\n", catalogue::topic_title(name, lang)));
        for lint in topic {
            let title = lint.title.get(lang);
            let gap = " ".repeat(titles - title.width());
            let severity = severity(lint, lang);
            out.push_str(&format!("  {:names$}  {title}{gap}  {severity}\n", lint.name));
        }
        out.push('\n');
    }
    out.push_str(match lang {
        Lang::Zh => "用 falint explain 规则名 看一条规则的依据、例子和修正。\n",
        Lang::En => "falint explain LINT tells the authority, examples and fix of one.\n",
    });
    out
}

/// The severity, and where it differs by stage.
pub(super) fn severity(lint: &Lint, lang: Lang) -> String {
    let word = |severity: crate::diagnostic::Severity| super::explain::severity_word(severity, lang);
    let mut out = word(lint.severity(Stage::Draft)).to_owned();
    let base = lint.severity(Stage::Draft);
    for (stage, zh, en) in [(Stage::Vote, "表决稿", "vote"), (Stage::Published, "公布稿", "published")] {
        if lint.severity(stage) != base {
            match lang {
                Lang::Zh => out.push_str(&format!("，{zh}为{}", word(lint.severity(stage)))),
                Lang::En => out.push_str(&format!(", {en}: {}", word(lint.severity(stage)))),
            }
        }
    }
    out
}

fn entry(lint: &Lint) -> Value {
    let by_stage: serde_json::Map<String, Value> =
        Stage::ALL.into_iter().map(|stage| (stage.name().to_owned(), json!(lint.severity(stage).name()))).collect();
    json!({
        "name": &*lint.name,
        "topic": &*lint.topic,
        "title": {"zh": lint.title.zh, "en": lint.title.en},
        "why": {"zh": lint.why.zh, "en": lint.why.en},
        "help": lint.help.as_ref().map(|help| json!({"zh": help.zh, "en": help.en})),
        "severity": by_stage,
        "fix": lint.fix.name(),
        "authority": lint.authority.iter().map(|a| json!({"source": a.source, "article": a.article})).collect::<Vec<_>>(),
        "since": lint.since,
        "examples": lint.examples.iter().map(|e| json!({"bad": e.bad, "good": e.good})).collect::<Vec<_>>(),
    })
}
