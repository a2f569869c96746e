//! `falint config`: writes a falint.toml, shows what holds, describes what may be written.

mod init;
mod show;

use super::args::ConfigVerb;
use super::output::{Output, write_file};
use super::{Outcome, configs};
use crate::config::schema::schema;
use crate::lang::Lang;

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
                Some(file) => write_file(&file, text.as_bytes(), lang)?,
                None => output.print(&text)?,
            }
            Ok(Outcome::Clean)
        }
    }
}

fn schema_text(catalogue: &crate::catalogue::Catalogue) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&schema(catalogue))? + "\n")
}
