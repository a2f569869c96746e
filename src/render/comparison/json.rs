//! `json`: what continues what, for programs, and which references are stale.

use serde::Serialize;

use super::Table;
use crate::compare::rows::{ArticleRow, Change, Row};
use crate::compare::{Comparison, stale};
use crate::document::Document;
use crate::document::tree::Home;
use crate::document::tree::label::Ordinal;
use crate::render::json::{JsonDiagnostic, line, listed};

#[derive(Serialize)]
struct JsonArticle {
    new: Option<String>,
    old: Vec<String>,
    change: &'static str,
    moved: bool,
    paragraphs: Vec<JsonParagraph>,
}

/// A paragraph, by its full address.
#[derive(Serialize)]
struct JsonParagraph {
    new: Option<String>,
    old: Vec<String>,
}

#[derive(Serialize)]
struct JsonStale<'a> {
    address: Option<String>,
    reference: &'a str,
    expected: &'a str,
    old: Option<String>,
    start: usize,
    end: usize,
}

/// A reference of another text that may have an old number or a new one.
#[derive(Serialize)]
struct JsonUnclear<'a> {
    path: &'a str,
    start: usize,
    end: usize,
}

pub(super) fn render(table: &Table<'_>) -> String {
    let comparison = table.comparison;
    let articles = comparison.rows().into_iter().filter_map(|row| match row {
        Row::Article(row) => Some(line(&article(comparison, &row))),
        Row::Division { .. } => None,
    });
    let stale = stale::references(comparison);
    let stale = stale.iter().map(|stale| {
        let span = table.draft.to_text(stale.span);
        line(&JsonStale {
            address: comparison.draft.address(stale.span.start),
            reference: comparison.draft.str(stale.span),
            expected: &stale.expected,
            old: comparison.current.address_of(stale.old_target),
            start: span.start,
            end: span.end,
        })
    });
    let others = table.others.iter().map(|other| (&other.source, &other.report));
    let told = std::iter::once((table.draft, table.report)).chain(others);
    let told = told.flat_map(|(source, report)| report.diagnostics.iter().map(move |told| (source, told)));
    let told = told.map(|(source, told)| line(&JsonDiagnostic::new(source, told)));
    let unclear = table.others.iter().flat_map(|other| {
        let path = other.source.name.as_str();
        other.unclear.iter().map(move |span| line(&JsonUnclear { path, start: span.start, end: span.end }))
    });
    let mut parts =
        vec![("articles", listed(articles)), ("stale_references", listed(stale)), ("diagnostics", listed(told))];
    if !table.others.is_empty() {
        parts.push(("unclear_references", listed(unclear)));
    }
    let parts = parts.into_iter();
    let parts = parts.map(|(name, list)| format!("\"{name}\": [{list}{}]", if list.is_empty() { "" } else { "\n" }));
    format!("{{\"schema\": 1, {}}}\n", parts.collect::<Vec<_>>().join(", "))
}

fn article(comparison: &Comparison<'_>, row: &ArticleRow) -> JsonArticle {
    let (current, draft) = (comparison.current, comparison.draft);
    JsonArticle {
        new: row.new.map(|new| label(draft, new)),
        old: row.old.iter().map(|part| label(current, part.article)).collect(),
        change: row.change.name(),
        moved: row.moved,
        paragraphs: paragraphs(comparison, row),
    }
}

fn label(document: &Document, article: usize) -> String {
    document.address_of(Home { article: Some(article), ..Home::default() }).unwrap_or_default()
}

/// The paragraphs of the draft's article with what they continue, and those of the law that are nowhere.
fn paragraphs(comparison: &Comparison<'_>, row: &ArticleRow) -> Vec<JsonParagraph> {
    let (current, draft) = (comparison.current, comparison.draft);
    if row.change == Change::Deleted {
        return Vec::new();
    }
    let new = row.new.into_iter().flat_map(|new| draft.articles[new].paragraphs.clone());
    let kept = new.map(|new| JsonParagraph {
        new: Some(address(draft, new)),
        old: comparison.paragraphs.old_of(new).iter().map(|&old| address(current, old)).collect(),
    });
    let old = row.old.iter().flat_map(|part| &part.paragraphs);
    let gone = old.filter(|&&old| comparison.paragraphs.new_of(old).is_empty());
    let gone = gone.map(|&old| JsonParagraph { new: None, old: vec![address(current, old)] });
    kept.chain(gone).collect()
}

/// The full address of a paragraph, its number told even where its article has no other.
fn address(document: &Document, paragraph: usize) -> String {
    let article = document.paragraphs[paragraph].article;
    let number = document.paragraph_number(paragraph).and_then(|number| u32::try_from(number).ok());
    let number = number.map_or(String::new(), |number| Ordinal::plain(number).label("款"));
    article.map_or(String::new(), |article| label(document, article)) + &number
}
