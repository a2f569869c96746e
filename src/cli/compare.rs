//! `falint compare`: the law in force beside the draft of its revision.

mod handmade;

use std::path::Path;

use super::args::Compare;
use super::draft::Asked;
use super::output::{Output, is_same, write_file};
use super::{Outcome, configs, outcome, problem};
use crate::compare::table::of_law;
use crate::compare::{Comparison, elsewhere};
use crate::config::files::Configs;
use crate::diagnostic::Severity;
use crate::document::Document;
use crate::document::tree::Hints;
use crate::lang::{Lang, Text};
use crate::lint::{Plan, Settings, examine_compared, examine_other};
use crate::render::comparison::{self, Form, Look, Other, Table};
use crate::render::{Colour, Style, one_line};
use crate::source::{Source, Unreadable};

pub(super) fn run(arguments: &Compare, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let form = form(arguments, lang, output)?;
    let read =
        |path: &Path| Asked { path, stdin_name: None, told: arguments.told, most: arguments.most_bytes }.read(lang);
    let (current, draft) = (read(&arguments.current)?, read(&arguments.revised)?);
    for source in [&current, &draft] {
        notice(source, lang, output)?;
    }
    let tables = draft.tables();
    let tables = of_law(&tables);
    if !tables.is_empty() || arguments.draft.is_some() {
        let beside = arguments.draft.as_ref().map(|path| read(path)).transpose()?;
        beside.iter().try_for_each(|source| notice(source, lang, output))?;
        let asked = handmade::Asked { current: &current, file: &draft, tables: &tables, draft: beside.as_ref() };
        return handmade::run(arguments, &asked, form, (lang, output));
    }
    let base = Settings { lang, min_severity: Some(Severity::Warning), ..Settings::default() };
    let configs = Configs::new(base, configs::which(&arguments.from));
    configs::refuse_wrong(&configs.of(&arguments.revised), lang)?;
    let plan = configs.plan(&arguments.revised);
    let (old, new) = (Document::parse(&current, plan.hints()), Document::parse(&draft, plan.hints()));
    has_articles(&current, &old, lang)?;
    has_articles(&draft, &new, lang)?;
    let comparison = Comparison::of(&old, &new);
    let report = examine_compared(&draft, &comparison, &plan).report;
    let others = arguments.also.iter().map(|path| Ok(other(read(path)?, &comparison, &plan)));
    let others = others.collect::<anyhow::Result<Vec<_>>>()?;
    others.iter().try_for_each(|other| notice(&other.source, lang, output))?;
    let table = Table { current: &current, draft: &draft, comparison: &comparison, report: &report, others: &others };
    let look = look(arguments, lang, output);
    let bytes = comparison::render(&table, form, &look)
        .map_err(|error| anyhow::anyhow!(problem::unreadable_content(&Unreadable::Word(error), lang)))?;
    deliver(arguments, &bytes, lang, output)?;
    if form.is_paper() {
        output.print_aside(&comparison::aside(&table, Style { lang, colour: Colour::Never }))?;
    }
    let found = std::iter::once((&draft, &report)).chain(others.iter().map(|other| (&other.source, &other.report)));
    Ok(outcome(found, lang, output))
}

/// Says what there is to say of a file besides what its text says.
fn notice(source: &Source, lang: Lang, output: &mut Output) -> anyhow::Result<()> {
    let said = source.notices().into_iter().filter_map(|notice| problem::noticed(notice, lang));
    for said in said {
        output.print_aside(&format!("{}{}{said}\n", one_line(&source.name), colon(lang)))?;
    }
    Ok(())
}

/// What there is to say of another text that speaks of the law.
fn other(source: Source, comparison: &Comparison<'_>, plan: &Plan) -> Other {
    let document = Document::parse(&source, &Hints::default());
    let report = examine_other(&source, &document, comparison, plan).report;
    let unclear = elsewhere::references(comparison, &document).unclear;
    let unclear = unclear.into_iter().map(|span| source.to_text(span)).collect();
    Other { source, report, unclear }
}

/// Writes what was asked for to where it was asked to go.
fn deliver(arguments: &Compare, bytes: &[u8], lang: Lang, output: &mut Output) -> anyhow::Result<()> {
    match &arguments.output {
        None => output.print_bytes(bytes),
        Some(path) => write_file(path, bytes, lang),
    }
}

/// How the table is written: as is said, or as the name of what is written tells.
///
/// # Errors
/// Where that name tells nothing; where what is asked for cannot be: a Word file on a screen, marks in what has none, a
/// table in the place of what it is made of.
fn form(arguments: &Compare, lang: Lang, output: &Output) -> anyhow::Result<Form> {
    let ending = |path: &Path| path.extension().and_then(|ending| ending.to_str()).and_then(Form::of_ending);
    let form = match (arguments.format, &arguments.output) {
        (Some(form), _) => form,
        (None, None) => Form::Text,
        (None, Some(path)) => ending(path).ok_or_else(|| no_ending(path, lang))?,
    };
    let inputs = [&arguments.current, &arguments.revised].into_iter().chain(&arguments.draft);
    if let Some(out) = &arguments.output
        && inputs.chain(&arguments.also).any(|input| is_same(input, out))
    {
        let why = Text {
            zh: "正是要对照的文件，不能写到它上面", en: "is one of the files that are compared"
        };
        anyhow::bail!("{} {}", out.display(), why.get(lang));
    }
    let has_marks = arguments.added.is_some() || arguments.deleted.is_some();
    let refusal = if form == Form::Docx && arguments.output.is_none() && output.is_terminal() {
        Text {
            zh: "Word 文件不能显示在屏幕上，用 -o 写入文件，如 -o 对照表.docx",
            en: "a Word file cannot be shown on a terminal; write it to a file with -o, such as -o table.docx",
        }
    } else if has_marks && !form.is_paper() {
        Text {
            zh: "--added、--deleted 只用于 markdown、html、docx 格式",
            en: "--added and --deleted are for markdown, html and docx",
        }
    } else {
        return Ok(form);
    };
    anyhow::bail!(refusal.get(lang))
}

fn no_ending(path: &Path, lang: Lang) -> anyhow::Error {
    let endings: Vec<String> = Form::ALL.iter().map(|form| format!(".{}", form.endings()[0])).collect();
    let path = path.display();
    match lang {
        Lang::Zh => anyhow::anyhow!(
            "看不出 {path} 要写成什么格式：文件名应以 {} 结尾，或者用 --output-format 指定",
            endings.join("、")
        ),
        Lang::En => anyhow::anyhow!(
            "{path} does not tell its format: end it with {}, or name one with --output-format",
            endings.join(", ")
        ),
    }
}

fn look(arguments: &Compare, lang: Lang, output: &Output) -> Look {
    let (colour, width) = match arguments.output {
        None => (output.colour(), output.width()),
        Some(_) => (Colour::Never, Look::default().width),
    };
    Look {
        style: Style { lang, colour },
        width,
        is_folded: arguments.is_folded,
        added: arguments.added.clone(),
        deleted: arguments.deleted.clone(),
    }
}

/// Refuses a text of which no article was read: all of the other one would seem added or deleted.
fn has_articles(source: &Source, document: &Document, lang: Lang) -> anyhow::Result<()> {
    let why = Text {
        zh: "没有读到条文（第一条……），无法对照",
        en: "no article (第一条 …) was read in it; nothing to compare",
    };
    match document.articles.is_empty() {
        true => anyhow::bail!("{}{}{}", source.name, colon(lang), why.get(lang)),
        false => Ok(()),
    }
}

const fn colon(lang: Lang) -> &'static str {
    Text { zh: "：", en: ": " }.get(lang)
}
