//! `falint amend`: what a law becomes by a decision that amends it, and what came of each instruction.

use std::collections::HashMap;
use std::path::Path;

use super::args::{Amend, TableFormat};
use super::draft::Asked;
use super::output::{Output, write_file};
use super::{Outcome, configs, outcome, problem};
use crate::amend::drafted::{self, Undrafted};
use crate::amend::{AmendError, Consolidated, amend};
use crate::compare::Comparison;
use crate::config::files::Configs;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::document::Document;
use crate::document::tree::Hints;
use crate::document::tree::front::Kind;
use crate::lang::{Lang, Text};
use crate::lint::{Plan, Settings, examine_compared, examine_parsed};
use crate::render::Style;
use crate::render::amend::{self as account, Account};
use crate::source::{Format, Source};

pub(super) fn run(arguments: &Amend, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let read =
        |path: &Path| Asked { path, stdin_name: None, told: arguments.told, most: arguments.most_bytes }.read(lang);
    let (current, decision) = (read(&arguments.current)?, read(&arguments.decision)?);
    let base = Settings { lang, min_severity: Some(Severity::Warning), ..Settings::default() };
    let configs = Configs::new(base, configs::which(&arguments.from));
    for path in [&arguments.current, &arguments.decision] {
        configs::refuse_wrong(&configs.of(path), lang)?;
    }
    let plan = configs.plan(&arguments.current);
    let law = Document::parse(&current, plan.hints());
    if arguments.is_written {
        return write(arguments, (&current, &law), &decision, lang, output);
    }
    // Whatever it is called: what is given in its place amends.
    let hints = Hints { kind: Some(Kind::Amendment), ..Hints::default() };
    let read = Document::parse(&decision, &hints);
    let consolidated = amend(&current, &law, &read).map_err(|error| refused(&error, &current, &decision, lang))?;
    let result = amended(&current, &consolidated, arguments.output.as_deref());
    let found = found((&current, &law), &result, &plan);
    let decided = examine_parsed(&decision, &read, &configs.plan(&arguments.decision)).report;
    let told = Account {
        decision: &decision,
        prose: decision.prose(),
        amendment: read.amendment(),
        consolidated: &consolidated,
        decided: &decided,
        result: &result,
        found: &found,
    };
    let clean = told.is_clean();
    let report = match arguments.format {
        TableFormat::Text => account::text(&told, Style { lang, colour: output.colour() }),
        TableFormat::Json => account::json(&told, lang),
    };
    match arguments.output.as_deref() {
        Some(path) if path.as_os_str() == "-" => {
            output.print_bytes(&bytes(&current, &consolidated, path, lang)?)?;
            output.print_aside(&report)?;
        }
        Some(path) => {
            write_file(path, &bytes(&current, &consolidated, path, lang)?, lang)?;
            output.print(&report)?;
        }
        None => output.print(&report)?,
    }
    let found = outcome([(&decision, &decided), (&result, &found)].into_iter(), lang, output);
    Ok(found.max(if clean { Outcome::Clean } else { Outcome::Findings }))
}

/// Writes the decision that leads from a law to a draft.
fn write(
    arguments: &Amend,
    (current, law): (&Source, &Document),
    draft: &Source,
    lang: Lang,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let parsed = Document::parse(draft, &Hints::default());
    let text = drafted::draft(current, &Comparison::of(law, &parsed))
        .map_err(|why| undrafted(&why, [current, draft], lang))?;
    match arguments.output.as_deref() {
        Some(path) if path.as_os_str() != "-" => write_file(path, text.as_bytes(), lang)?,
        Some(_) | None => output.print(&text)?,
    }
    Ok(Outcome::Clean)
}

/// Why no decision can be written, in the reader's words.
fn undrafted(why: &Undrafted, [current, draft]: [&Source; 2], lang: Lang) -> anyhow::Error {
    /// So many places are enough to see what the matter is.
    const SHOWN: usize = 8;
    let say = |source: &Source, zh: String, en: String| match lang {
        Lang::Zh => anyhow::anyhow!("{}：{zh}", source.name),
        Lang::En => anyhow::anyhow!("{}: {en}", source.name),
    };
    match why {
        Undrafted::Unchanged => say(draft, "和现行文本相同，没有要修改的".into(), "is what the law in force is".into()),
        Undrafted::NoTitle => say(
            current,
            "没有读到标题，修改决定无从称呼它".into(),
            "no title was read in it, by which a decision could name it".into(),
        ),
        Undrafted::Numbers(place) => say(
            current,
            format!("条号在{place}不连续（现行文本或者草案），写不出修改决定"),
            format!("articles are not numbered through at {place} (in it or in the draft); no decision can be written"),
        ),
        Undrafted::Places(places) => {
            let shown = places.iter().take(SHOWN).cloned().collect::<Vec<_>>();
            let (more, count) = (places.len() > SHOWN, places.len());
            say(
                draft,
                format!(
                    "有 {count} 处修改写不成能够准确执行的修改决定：{}{}",
                    shown.join("、"),
                    if more { "等" } else { "" }
                ),
                format!(
                    "{count} change(s) cannot be told so that the decision gives the draft: {}{}",
                    shown.join(", "),
                    if more { ", …" } else { "" }
                ),
            )
        }
        Undrafted::Amend(error) => refused(error, current, draft, lang),
    }
}

/// The amended text as it would be read from its file.
fn amended(current: &Source, consolidated: &Consolidated, path: Option<&Path>) -> Source {
    let name = path
        .filter(|path| path.as_os_str() != "-")
        .map_or_else(|| current.name.clone(), |path| path.display().to_string());
    let format = if current.format == Format::Word { Format::Plain } else { current.format };
    Source::of_format(&name, &consolidated.edits.apply(current.text()), format)
}

/// The bytes of the amended text: in the encoding of the law, and as text where the law is a Word file, whose paragraphs
/// cannot be added to.
fn bytes(current: &Source, consolidated: &Consolidated, path: &Path, lang: Lang) -> anyhow::Result<Vec<u8>> {
    if current.format == Format::Word {
        let word = Format::of_ending(&path.display().to_string()) == Some(Format::Word);
        let text = "不能写成 Word 文件；-o 请用 .txt 或者 .md 的文件名";
        let said = Text { zh: text, en: "no Word file can be written; give -o a name that ends with .txt or .md" };
        anyhow::ensure!(!word, "{}", said.get(lang));
        return Ok(consolidated.edits.apply(current.text()).into_bytes());
    }
    current.write(&consolidated.edits).map_err(|refusal| anyhow::anyhow!("{}", problem::refused(refusal, lang)))
}

/// What the lints find in the new text that they do not find in the old one, and what they find when they see it beside the
/// old one: a reference in new text that has an old number.
fn found((before, old): (&Source, &Document), after: &Source, plan: &Plan) -> Report {
    let new = Document::parse(after, plan.hints());
    let mut known: HashMap<(std::sync::Arc<str>, String, String), usize> = HashMap::new();
    for diagnostic in examine_parsed(before, old, plan).report.diagnostics {
        *known.entry(key(before, &diagnostic)).or_default() += 1;
    }
    let mut report = examine_parsed(after, &new, plan).report;
    report.diagnostics.retain(|diagnostic| match known.get_mut(&key(after, diagnostic)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        Some(_) | None => true,
    });
    let beside = examine_compared(after, &Comparison::of(old, &new), plan).report;
    report.diagnostics.extend(beside.diagnostics);
    report.failures.extend(beside.failures);
    report.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    report
}

/// What makes two findings the same, wherever they stand.
fn key(source: &Source, diagnostic: &Diagnostic) -> (std::sync::Arc<str>, String, String) {
    let words = diagnostic.span.of(source.text()).to_owned();
    (diagnostic.lint.clone(), diagnostic.message.to_string(), words)
}

/// Why nothing can be done, in the reader's words.
fn refused(error: &AmendError, current: &Source, decision: &Source, lang: Lang) -> anyhow::Error {
    let colon = Text { zh: "：", en: ": " }.get(lang);
    match (error, lang) {
        (AmendError::NoDecision, Lang::Zh) => anyhow::anyhow!("{}{colon}没有读到修改条文的话", decision.name),
        (AmendError::NoDecision, Lang::En) => anyhow::anyhow!("{}{colon}no instruction was read in it", decision.name),
        (AmendError::OtherLaws(names), Lang::Zh) => {
            let names: String = names.iter().map(|name| format!("《{name}》")).collect();
            anyhow::anyhow!("{}{colon}修改的是{names}，不是 {}", decision.name, current.name)
        }
        (AmendError::OtherLaws(names), Lang::En) => {
            anyhow::anyhow!("{}{colon}it amends {}, not {}", decision.name, names.join(", "), current.name)
        }
        (AmendError::NoLaw, Lang::Zh) => anyhow::anyhow!("{}{colon}没有读到条文（第一条……）", current.name),
        (AmendError::NoLaw, Lang::En) => anyhow::anyhow!("{}{colon}no article (第一条 …) was read in it", current.name),
    }
}
