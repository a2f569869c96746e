//! `falint config`: writes a falint.toml, shows what holds, describes what may be written.

mod init;
mod show;

use std::path::Path;

use anyhow::Context as _;

use super::args::ConfigVerb;
use super::output::{Output, write_file};
use super::{Outcome, configs};
use crate::config::schema::schema;
use crate::lang::{Lang, Text};

/// The schema's file, beside a falint.toml.
const SCHEMA_NAME: &str = "falint.schema.json";

pub(super) fn run(verb: ConfigVerb, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    match verb {
        ConfigVerb::Init { schema } => init::run(schema, lang, output),
        ConfigVerb::Show { path, from } => show::run(&path, &from, lang, output),
        ConfigVerb::Schema { output: file, from } => {
            let loaded = configs::here(&from, lang)?;
            let text = schema_text(configs::lints(&loaded))?;
            match file {
                Some(file) => write(&file, &text, lang)?,
                None => output.print(&text)?,
            }
            Ok(Outcome::Clean)
        }
    }
}

fn schema_text(catalogue: &crate::catalogue::Catalogue) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&schema(catalogue))? + "\n")
}

fn write(path: &Path, text: &str, lang: Lang) -> anyhow::Result<()> {
    let what = Text { zh: "无法写入", en: "cannot write" }.get(lang);
    write_file(path, text.as_bytes()).with_context(|| format!("{what} {}", path.display()))
}
