//! `falint outline`: prints the parsed tree, or the duties and their penalties.

use super::Outcome;
use super::args::{Outline, TableFormat, View};
use super::draft::Asked;
use super::output::Output;
use crate::document::Document;
use crate::document::tree::Hints;
use crate::lang::Lang;
use crate::render::{duties, outline};

pub(super) fn run(arguments: &Outline, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let Outline { path, stdin_name, told, most_bytes, .. } = arguments;
    let asked = Asked { path, stdin_name: stdin_name.as_deref(), told: *told, most: *most_bytes };
    let source = asked.read(lang)?;
    let document = Document::parse(&source, &Hints::default());
    output.print(&match (arguments.view, arguments.format) {
        (View::Tree, TableFormat::Text) => outline::text(&source, &document, lang),
        (View::Tree, TableFormat::Json) => outline::json(&source, &document),
        (View::Duties, TableFormat::Text) => duties::text(&document, lang),
        (View::Duties, TableFormat::Json) => duties::json(&source, &document),
        (View::Text, TableFormat::Text | TableFormat::Json) => source.text().to_owned(),
    })?;
    Ok(Outcome::Clean)
}
