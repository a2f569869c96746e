//! Checking a 对照表 that somebody has made: against the law that it shows, and against the draft where there is one.

use super::{colon, deliver, has_articles, look};
use crate::cli::Outcome;
use crate::cli::args::Compare;
use crate::cli::output::Output;
use crate::compare::table::{self, Column};
use crate::document::Document;
use crate::document::tree::Hints;
use crate::lang::{Lang, Text};
use crate::render::comparison::Form;
use crate::render::comparison::checked::{self, Checked, CheckedTable};
use crate::source::Source;
use crate::writing::table::{Sides, Table};

/// What is checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The law in force.
    pub(super) current: &'a Source,
    /// The file of the table.
    pub(super) file: &'a Source,
    /// What of it is a 对照表.
    pub(super) tables: &'a [(&'a Table, Sides)],
    /// The draft.
    pub(super) draft: Option<&'a Source>,
}

pub(super) fn run(
    arguments: &Compare,
    asked: &Asked<'_>,
    form: Form,
    (lang, output): (Lang, &mut Output),
) -> anyhow::Result<Outcome> {
    refuse(arguments, asked, form, lang)?;
    let parse = |source: &Source| {
        let document = Document::parse(source, &Hints::default());
        has_articles(source, &document, lang).map(|()| document)
    };
    let (law, draft) = (parse(asked.current)?, asked.draft.map(parse).transpose()?);
    let left = table::read(asked.tables, Column::Law, &law);
    let right = draft.as_ref().map(|draft| (draft, table::read(asked.tables, Column::Draft, draft)));
    let checked = CheckedTable {
        table: asked.file,
        law: Checked { text: &law, reading: &left },
        draft: right.as_ref().map(|(text, reading)| Checked { text, reading }),
    };
    let told = match form {
        Form::Json => checked::json(&checked),
        Form::Text | Form::Markdown | Form::Html | Form::Docx => {
            checked::text(&checked, look(arguments, lang, output).style)
        }
    };
    deliver(arguments, told.as_bytes(), lang, output)?;
    Ok(if checked.faults() == 0 { Outcome::Clean } else { Outcome::Findings })
}

/// Refuses what cannot be asked of a table.
fn refuse(arguments: &Compare, asked: &Asked<'_>, form: Form, lang: Lang) -> anyhow::Result<()> {
    if asked.tables.is_empty() {
        let why = Text {
            zh: "没有读到对照表：表头应写明哪一栏是现行（修改前）的、哪一栏是草案（修改后）的，栏里应有条文",
            en: "no 对照表 was read in it: the heads should name the column of the law (现行) and that of the draft (草案)",
        };
        anyhow::bail!("{}{}{}", asked.file.name, colon(lang), why.get(lang));
    }
    if form.is_paper() {
        let why = Text {
            zh: "第二个文件是对照表：核对的结果只能用 text 或者 json 格式",
            en: "the second file is a 对照表: what comes of checking it is text or json",
        };
        anyhow::bail!(why.get(lang));
    }
    if !arguments.also.is_empty() {
        let why = Text {
            zh: "第二个文件是对照表的，不能用 --also", en: "--also is not for checking a 对照表"
        };
        anyhow::bail!(why.get(lang));
    }
    if arguments.is_folded {
        let why = Text {
            zh: "第二个文件是对照表的，不能用 --fold", en: "--fold is not for checking a 对照表"
        };
        anyhow::bail!(why.get(lang));
    }
    Ok(())
}
