//! What a draft asks of people beside the penalties that answer it: a table for the reviewer, not findings, as a duty
//! without a penalty may be meant so.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::visible;
use crate::document::Document;
use crate::document::breach::Breach;
use crate::document::duty::{self, Doubled, Duty, DutyKind};
use crate::document::tree::Home;
use crate::lang::{Lang, Text};
use crate::source::Source;

/// How many characters of a sentence are shown.
const HEAD: usize = 28;

/// The table, what no penalty names, and what two penalties punish.
pub fn text(document: &Document, lang: Lang) -> String {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let duties = duty::duties(document);
    let title = document.title.as_ref().map_or("", |title| title.name.as_str());
    let heads = [say("条款", "place"), say("规范", "kind"), say("内容", "text"), say("罚则", "penalties")];
    let mut rows = vec![heads.map(str::to_owned)];
    rows.extend(duties.iter().map(|duty| {
        let penalties = hosts(document, duty);
        let penalties = if penalties.is_empty() { "—".to_owned() } else { penalties.join(say("、", ", ")) };
        [address(document, duty.home), kind(duty.kind, lang).to_owned(), head(document, duty), penalties]
    }));
    let mut out = vec![visible::one_line(title).into_owned(), String::new()];
    out.extend(columns(&rows));
    out.push(String::new());
    out.extend(summary(document, &duties, lang));
    out.extend(duty::doubled(document).iter().map(|doubled| twice(document, doubled, lang)));
    out.join("\n") + "\n"
}

/// Rows with their columns in line; a Chinese character takes two cells.
fn columns(rows: &[[String; 4]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let line = |row: &[String; 4]| {
        let mut out = String::new();
        for (cell, width) in row.iter().zip(widths) {
            out.push_str(&format!("{cell}{}  ", " ".repeat(width - cell.width())));
        }
        out + &row[3]
    };
    rows.iter().map(line).collect()
}

fn summary(document: &Document, duties: &[Duty], lang: Lang) -> Vec<String> {
    let bare = |kind: DutyKind| {
        let of_kind = move |duty: &&Duty| duty.kind == kind && !duty.of_authority && duty.penalties.is_empty();
        duties.iter().filter(of_kind).map(|duty| address(document, duty.home)).collect::<Vec<_>>()
    };
    let counted = |kind: DutyKind| duties.iter().filter(|duty| duty.kind == kind && !duty.of_authority).count();
    [DutyKind::MustNot, DutyKind::Must]
        .into_iter()
        .map(|kind| {
            let mut places = bare(kind);
            let (all, without) = (counted(kind), places.len());
            places.dedup();
            let colon = if places.is_empty() { "" } else { Text { zh: "：", en: ": " }.get(lang) };
            match (lang, kind) {
                (Lang::Zh, DutyKind::MustNot) => {
                    format!("禁止{all}处，没有罚则引用的{without}处{colon}{}", places.join("、"))
                }
                (Lang::Zh, DutyKind::Must) => {
                    format!("义务{all}处（不含国家机关的职责），没有罚则引用的{without}处{colon}{}", places.join("、"))
                }
                (Lang::En, DutyKind::MustNot) => {
                    format!("{all} prohibitions, {without} without a penalty{colon}{}", places.join(", "))
                }
                (Lang::En, DutyKind::Must) => {
                    format!(
                        "{all} duties, those of authorities aside, {without} without a penalty{colon}{}",
                        places.join(", ")
                    )
                }
            }
        })
        .collect()
}

fn twice(document: &Document, doubled: &Doubled, lang: Lang) -> String {
    let article = document.articles[doubled.article].ordinal.label("条");
    let place = |at: usize| address(document, document.breaches()[at].home);
    let (one, other) = (place(doubled.penalties.0), place(doubled.penalties.1));
    let common = doubled.common * 100.0;
    match lang {
        Lang::Zh => {
            format!("{article}的同一行为有两处罚则：{one}、{other}（行为重合{common:.0}%），同一行为不得两次罚款")
        }
        Lang::En => {
            format!(
                "{article}: one conduct, two penalties: {one}, {other} ({common:.0}% in common); no two fines for one act"
            )
        }
    }
}

const fn kind(kind: DutyKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (DutyKind::Must, Lang::Zh) => "义务",
        (DutyKind::MustNot, Lang::Zh) => "禁止",
        (DutyKind::Must, Lang::En) => "must",
        (DutyKind::MustNot, Lang::En) => "must not",
    }
}

fn address(document: &Document, home: Home) -> String {
    document.address_of(home).unwrap_or_default()
}

fn head(document: &Document, duty: &Duty) -> String {
    let sentence = document.str(duty.span);
    let mut out: String = sentence.chars().take(HEAD).collect();
    if sentence.chars().nth(HEAD).is_some() {
        out.push('…');
    }
    visible::one_line(&out).into_owned()
}

/// Where the penalties stand, each place once.
fn hosts(document: &Document, duty: &Duty) -> Vec<String> {
    let place = |&at: &usize| -> &Breach { &document.breaches()[at] };
    let mut places: Vec<String> =
        duty.penalties.iter().map(place).map(|breach| address(document, breach.home)).collect();
    places.dedup();
    places
}

/// The same for machines; places as in the diagnostics' JSON.
pub fn json(source: &Source, document: &Document) -> String {
    let position = |offset: usize| {
        let at = source.lines().position(source.text(), offset);
        json!({"line": at.line, "column": at.column, "offset": offset})
    };
    let duty_value = |duty: &Duty| {
        let span = source.to_text(duty.span);
        json!({
            "article": address(document, duty.home),
            "kind": kind(duty.kind, Lang::En).replace(' ', "-"),
            "text": document.str(duty.span),
            "authority": duty.of_authority,
            "penalties": hosts(document, duty),
            "start": position(span.start),
            "end": position(span.end),
        })
    };
    let doubled_value = |doubled: &Doubled| {
        let place = |at: usize| address(document, document.breaches()[at].home);
        json!({
            "article": document.articles[doubled.article].ordinal.label("条"),
            "penalties": [place(doubled.penalties.0), place(doubled.penalties.1)],
            "common": (doubled.common * 100.0).round() / 100.0,
        })
    };
    let value = json!({
        "schema": 1,
        "path": source.name,
        "duties": duty::duties(document).iter().map(duty_value).collect::<Vec<Value>>(),
        "doubled": duty::doubled(document).iter().map(doubled_value).collect::<Vec<Value>>(),
    });
    let mut out = serde_json::to_string_pretty(&value).unwrap_or_default();
    out.push('\n');
    out
}
