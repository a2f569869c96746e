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

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\"falint-baseline\":1}\n\
        {\"path\":\"甲.txt\",\"lint\":\"punct-double\",\"text\":\"00\",\"ordinal\":1,\"article\":\"第三条\"}\n\
        {\"path\":\"甲.txt\",\"lint\":\"punct-double\",\"text\":\"00\",\"ordinal\":2}\n\
        {\"path\":\"规章/乙.md\",\"lint\":\"layout-article-gap\",\"text\":\"ff\",\"ordinal\":1}\n";

    #[test]
    fn what_is_written_is_read_back() {
        let baseline = read(TEXT).expect("a baseline");
        assert_eq!((baseline.len(), baseline.files.len()), (3, 2));
        assert_eq!(write(&baseline), TEXT);
        let lines: Vec<&str> = TEXT.lines().collect();
        let shuffled = [lines[0], lines[3], "", lines[2], lines[1]].join("\r\n");
        assert_eq!(read(&shuffled).expect("a baseline"), baseline);
        assert_eq!(read(&write(&Baseline::default())).expect("a baseline"), Baseline::default());
    }

    #[test]
    fn what_is_no_baseline_is_told() {
        for text in ["", "\n", "{}", "某市条例\n第一条", "{\"falint-baseline\":\"1\"}"] {
            assert!(matches!(read(text), Err(BaselineError::NotOne)), "{text}");
        }
        assert!(matches!(read("{\"falint-baseline\":2}\n{}"), Err(BaselineError::Version(2))));
        for row in
            ["{}", "{\"path\":\"a\"}", "x", "{\"path\":\"a\",\"lint\":\"b\",\"text\":\"c\",\"ordinal\":1,\"new\":2}"]
        {
            let text = format!("{{\"falint-baseline\":1}}\n\n{row}\n");
            assert!(matches!(read(&text), Err(BaselineError::Row { line: 3, .. })), "{row}");
        }
    }
}
