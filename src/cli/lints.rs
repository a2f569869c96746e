//! `falint lints`: all lints, by topic.

use std::sync::Arc;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::args::{Lints, TableFormat};
use super::output::Output;
use super::{Outcome, configs};
use crate::catalogue::{self, FixKind, Lint, LintOption, OptionKind};
use crate::config;
use crate::config::files::{ExamplePlace, Loaded};
use crate::document::tree::front::Stage;
use crate::lang::Lang;
use crate::render::paint::Ink;
use crate::render::{self, OutputFormat, Style, renderer};

pub(super) fn run(arguments: &Lints, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let loaded = configs::here(&arguments.from, lang)?;
    if arguments.check {
        return examples(&loaded, Style { lang, colour: output.colour() }, output);
    }
    let lints = configs::lints(&loaded).lints();
    output.print(&match arguments.format {
        TableFormat::Text => text(lints, Style { lang, colour: output.colour() }),
        TableFormat::Json => {
            let all: Vec<Value> = lints.iter().map(entry).collect();
            serde_json::to_string_pretty(&json!({"schema": 1, "lints": all}))? + "\n"
        }
    })?;
    Ok(Outcome::Clean)
}

/// The lints that a word speaks of: those of topics by name or title, else those whose names have it as a part, those in
/// whose titles it stands; none where it is empty.
pub(super) fn about<'l>(lints: &'l [Lint], word: &str, lang: Lang) -> Vec<&'l Lint> {
    let word = word.trim().to_lowercase();
    let topic =
        |lint: &Lint| *lint.topic == *word || catalogue::topic_title(&lint.topic, lang).to_lowercase().contains(&word);
    let named = |lint: &Lint| format!("-{}-", lint.name).contains(&format!("-{word}-"));
    let titled = |lint: &Lint| lint.title.get(lang).to_lowercase().contains(&word);
    if word.is_empty() {
        return Vec::new();
    }
    let of_topic: Vec<&Lint> = lints.iter().filter(|lint| topic(lint)).collect();
    if !of_topic.is_empty() {
        return of_topic;
    }
    lints.iter().filter(|lint| named(lint) || titled(lint)).collect()
}

fn text(lints: &[Lint], style: Style) -> String {
    let lang = style.lang;
    let mut out = rows(&lints.iter().collect::<Vec<_>>(), style);
    let count = |fix: FixKind| lints.iter().filter(|lint| lint.fix == fix).count();
    let (all, safe, risky) = (lints.len(), count(FixKind::Safe), count(FixKind::Unsafe));
    out.push_str(&match lang {
        Lang::Zh => format!(
            "共 {all} 条规则。* --fix 可以修正，{safe} 条；? --fix --unsafe-fixes 可以修正，改后需核对，{risky} 条。\n\
             用 falint explain 规则名 看一条规则的依据、例子和修正。\n"
        ),
        Lang::En => format!(
            "{all} lints. * fixable with --fix: {safe}; ? with --fix --unsafe-fixes, to be checked afterwards: {risky}.\n\
             falint explain LINT tells the authority, examples and fix of one.\n"
        ),
    });
    out
}

/// Some lints, and how to see one.
pub(super) fn listed(lints: &[&Lint], style: Style) -> String {
    let said = match style.lang {
        Lang::Zh => "用 falint explain 规则名 看其中一条。\n",
        Lang::En => "falint explain LINT tells more of one.\n",
    };
    rows(lints, style) + said
}

fn rows(lints: &[&Lint], style: Style) -> String {
    let Style { lang, colour } = style;
    let names = lints.iter().map(|lint| lint.name.width()).max().unwrap_or(0);
    let titles = lints.iter().map(|lint| lint.title.get(lang).width()).max().unwrap_or(0);
    let mut out = String::new();
    for topic in lints.chunk_by(|a, b| a.topic == b.topic) {
        let name = &topic[0].topic;
        let title = catalogue::topic_title(name, lang);
        // The user's topics have no title.
        let (title, name) = if title.is_empty() { (&**name, "") } else { (title, &**name) };
        let name = if name.is_empty() { String::new() } else { format!("  {name}") };
        out.push_str(&format!("{}{name}  {}\n", colour.paint(Ink::Message, title), topic.len()));
        for lint in topic {
            let title = lint.title.get(lang);
            let gap = " ".repeat(titles - title.width());
            let severity = colour.paint(Ink::Header(lint.severity(Stage::Draft)), &severities(lint, lang));
            let mark = fix_mark(lint.fix);
            out.push_str(&format!(
                "  {mark} {}{}  {title}{gap}  {severity}\n",
                lint.name,
                " ".repeat(names - lint.name.width())
            ));
        }
        out.push('\n');
    }
    out
}

/// Whether a lint can mend what it finds.
const fn fix_mark(fix: FixKind) -> char {
    match fix {
        FixKind::Safe => '*',
        FixKind::Unsafe => '?',
        FixKind::None => ' ',
    }
}

/// The severity, and where it differs by stage or by how sure a finding is.
pub(super) fn severities(lint: &Lint, lang: Lang) -> String {
    let base = lint.severity(Stage::Draft);
    let mut out = render::severity(lang, base).to_owned();
    for (stage, zh, en) in [(Stage::Vote, "表决稿", "vote"), (Stage::Published, "公布稿", "published")] {
        let severity = lint.severity(stage);
        if severity != base {
            out.push_str(&match lang {
                Lang::Zh => format!("，{zh}为{}", render::severity(lang, severity)),
                Lang::En => format!(", {en}: {}", render::severity(lang, severity)),
            });
        }
    }
    if let Some(&weaker) = lint.severity_of.values().min() {
        out.push_str(&match lang {
            Lang::Zh => format!("，依据较弱的为{}", render::severity(lang, weaker)),
            Lang::En => format!(", weaker ones: {}", render::severity(lang, weaker)),
        });
    }
    out
}

/// Says which examples of the user's lints are wrong, where they stand.
fn examples(loaded: &Loaded, style: Style, output: &mut Output) -> anyhow::Result<Outcome> {
    let mut render = renderer(OutputFormat::Full, style);
    let mut outcome = Outcome::Clean;
    let mut count = 0;
    let places: Vec<ExamplePlace<'_>> = loaded.examples().collect();
    for places in places.chunk_by(|a, b| Arc::ptr_eq(a.file, b.file)) {
        let file = places[0].file;
        let Ok(source) = &file.source else { continue };
        count += places.len();
        let report = config::files::wrong_examples(loaded, places, style.lang);
        if !report.diagnostics.is_empty() {
            if outcome == Outcome::Findings {
                output.print(render.separator())?;
            }
            outcome = Outcome::Findings;
            let chunk = render.file(source, &report);
            output.print(&render.join(chunk))?;
        }
    }
    if outcome == Outcome::Clean {
        output.print(&match style.lang {
            Lang::Zh => format!("自己的规则有 {count} 个例子，都对。\n"),
            Lang::En => format!("{count} examples of your own lints, all right.\n"),
        })?;
    }
    Ok(outcome)
}

fn entry(lint: &Lint) -> Value {
    let by_stage: serde_json::Map<String, Value> =
        Stage::ALL.into_iter().map(|stage| (stage.name().to_owned(), json!(lint.severity(stage).name()))).collect();
    let option = |option: &LintOption| {
        let mut value = match &option.kind {
            OptionKind::Number { least, most, default } => {
                json!({"kind": "number", "least": least, "most": most, "default": default})
            }
            OptionKind::Decimal { least, most, default } => {
                let [least, most, default] = [least, most, default].map(|number| f64::from(*number));
                json!({"kind": "decimal", "least": least, "most": most, "default": default})
            }
            OptionKind::Choice { values } => json!({"kind": "choice", "values": values}),
            OptionKind::Forms => json!({"kind": "forms"}),
        };
        value["name"] = json!(option.name);
        value["about"] = json!({"zh": option.about.zh, "en": option.about.en});
        value
    };
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
        "options": lint.options.iter().map(option).collect::<Vec<_>>(),
        "options_of": lint.options_of,
        "examples": lint.examples.iter().map(|e| json!({"bad": e.bad, "good": e.good})).collect::<Vec<_>>(),
    })
}
