//! A baseline as a file: JSON, a row a line, so that it can be reviewed and merged as text.
//!
//! The first line says what the file is. Rows are sorted by what they are known by: the same findings are the same
//! file, whatever the order of the drafts.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Baseline, Key, Known};

/// What this version writes and reads.
const VERSION: u32 = 1;

/// Why a text is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// Its first line does not say that it is one.
    #[error("not a baseline of falint")]
    NotOne,
    /// It is of a version that this program does not know.
    #[error("version {0}")]
    Version(u32),
    /// A line is no row.
    #[error("line {line}: {error}")]
    Row {
        /// From 1.
        line: usize,
        /// What is wrong with it.
        error: serde_json::Error,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Head {
    falint_baseline: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row<'r> {
    #[serde(borrow)]
    path: std::borrow::Cow<'r, str>,
    lint: std::borrow::Cow<'r, str>,
    text: std::borrow::Cow<'r, str>,
    ordinal: u32,
    /// Where it was when the row was written; for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<String>,
}

pub(super) fn read(text: &str) -> Result<Baseline, BaselineError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().zip(1..);
    let head: Option<Head> = lines.next().and_then(|(line, _)| serde_json::from_str(line).ok());
    match head.ok_or(BaselineError::NotOne)?.falint_baseline {
        VERSION => {}
        other => return Err(BaselineError::Version(other)),
    }
    let mut baseline = Baseline::default();
    for (line, number) in lines.filter(|(line, _)| !line.trim().is_empty()) {
        let row: Row<'_> = serde_json::from_str(line).map_err(|error| BaselineError::Row { line: number, error })?;
        let key = Key { lint: Arc::from(&*row.lint), text: row.text.into_owned(), ordinal: row.ordinal };
        let known = baseline.files.entry(row.path.into_owned()).or_default();
        Arc::make_mut(known).rows.insert(key, row.article);
    }
    Ok(baseline)
}

pub(super) fn write(baseline: &Baseline) -> String {
    let mut out = line(&Head { falint_baseline: VERSION });
    for (path, known) in &baseline.files {
        out.extend(rows(path, known));
    }
    out
}

fn rows<'k>(path: &'k str, known: &'k Known) -> impl Iterator<Item = String> + 'k {
    known.rows.iter().map(move |(key, article)| {
        line(&Row {
            path: path.into(),
            lint: (&*key.lint).into(),
            text: (&*key.text).into(),
            ordinal: key.ordinal,
            article: article.clone(),
        })
    })
}

fn line(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value);
    json.expect("numbers and texts always have a JSON form") + "\n"
}
