//! `falint outline`: prints the parsed tree, or the duties and their penalties.

use super::args::{Outline, TableFormat, View};
use super::output::Output;
use super::{Outcome, draft, problem, walk};
use crate::document::Document;
use crate::document::tree::Hints;
use crate::lang::{Lang, Text};
use crate::render::{duties, outline};
use crate::source::Source;

pub(super) fn run(arguments: &Outline, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let stdin = arguments.path.as_os_str() == "-";
    let name = match (&arguments.stdin_name, stdin) {
        (Some(name), true) => name.clone(),
        (_, _) => arguments.path.display().to_string(),
    };
    let colon = Text { zh: "：", en: ": " }.get(lang);
    if !stdin && walk::is_endless(&arguments.path) {
        anyhow::bail!("{name}{colon}{}", problem::no_file(lang));
    }
    let most = arguments.most_bytes;
    let bytes = if stdin { draft::read_stdin(most) } else { draft::read(&arguments.path, most) };
    let bytes = bytes.map_err(|error| anyhow::anyhow!("{name}{colon}{}", problem::unread_draft(&error, lang)))?;
    let source = Source::from_bytes(&name, bytes, arguments.told)
        .map_err(|error| anyhow::anyhow!("{name}{colon}{}", problem::unreadable_content(&error, lang)))?;
    if let Some(nuls) = draft::nuls(&source) {
        anyhow::bail!("{name}{colon}{}", problem::no_text(nuls, lang));
    }
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
