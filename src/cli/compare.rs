//! `falint compare`: the law in force beside the draft of its revision.

use std::path::Path;

use super::args::Compare;
use super::draft::Asked;
use super::output::{Output, write_file};
use super::{Outcome, configs};
use crate::compare::Comparison;
use crate::config::files::Configs;
use crate::diagnostic::Severity;
use crate::document::Document;
use crate::lang::{Lang, Text};
use crate::lint::{Settings, examine_compared};
use crate::render::Style;
use crate::render::comparison::{self, Table};
use crate::source::Source;

pub(super) fn run(arguments: &Compare, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let read = |path: &Path| Asked { path, stdin_name: None, told: arguments.told, most: arguments.most_bytes }.read(lang);
    let (current, draft) = (read(&arguments.current)?, read(&arguments.draft)?);
    let base = Settings { lang, min_severity: Some(Severity::Warning), ..Settings::default() };
    let configs = Configs::new(base, configs::which(&arguments.from));
    configs::refuse_wrong(&configs.of(&arguments.draft), lang)?;
    let plan = configs.plan(&arguments.draft);
    let (old, new) = (Document::parse(&current, plan.hints()), Document::parse(&draft, plan.hints()));
    has_articles(&current, &old, lang)?;
    has_articles(&draft, &new, lang)?;
    let comparison = Comparison::of(&old, &new);
    let report = examine_compared(&draft, &comparison, &plan).report;
    let table = Table { current: &current, draft: &draft, comparison: &comparison, report: &report };
    let bytes = comparison::render(&table, arguments.form(), Style { lang, colour: output.colour() });
    match &arguments.output {
        None => output.print_bytes(&bytes)?,
        Some(path) => write_file(path, &bytes, lang)?,
    }
    Ok(if report.diagnostics.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// Refuses a text of which no article was read: all of the other one would seem added or deleted.
fn has_articles(source: &Source, document: &Document, lang: Lang) -> anyhow::Result<()> {
    let why = Text { zh: "没有读到条文（第一条……），无法对照", en: "no article (第一条 …) was read in it; nothing to compare" };
    match document.articles.is_empty() {
        true => anyhow::bail!("{}{}{}", source.name, Text { zh: "：", en: ": " }.get(lang), why.get(lang)),
        false => Ok(()),
    }
}
