//! `penalty-authority-missing`, `penalty-authority-undefined`: who imposes a penalty.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::penalty::{self, Penalty};
use crate::document::reference::{self, Reference, Resolution};
use crate::lexicon::{penalties, places};

/// Of so many fines at most one names no authority; where more do, a clause of the text names it for all.
const OF: usize = 4;

/// Nor do more than these.
const MOST: usize = 5;

pub(in crate::rules) fn missing(document: &Document) -> Vec<Finding> {
    if !document.instrument.kind.is_local() {
        return Vec::new();
    }
    let mut all = 0;
    let mut found = Vec::new();
    let mut known: Option<(usize, Option<usize>)> = None;
    for penalty in document.penalties() {
        let (Some(fine), Some(article)) = (penalty.fine, penalty.home.article) else { continue };
        all += 1;
        let named = match known {
            Some((of, named)) if of == article => named,
            Some(_) | None => {
                let span = document.articles[article].span;
                penalty::authority(document.str(span)).map(|at| span.start + at)
            }
        };
        let fresh = known.is_none_or(|(of, _)| of != article);
        known = Some((article, named));
        // 给予单位罚款处罚的，对直接负责的主管人员处……: by whoever fined the unit.
        let along = document.str(Span::new(penalty.sentence.start, penalty.word.start)).contains("单位罚款");
        // Only the police detain.
        let police = document.str(penalty.sentence).contains("拘留");
        let unnamed = fresh && !along && !police && named.is_none_or(|named| named > penalty.word.start);
        if unnamed && !penalty.is_referred(document) {
            found.push((penalty, Span::new(fine.verb.start, penalty.word.end), article));
        }
    }
    if found.len() * OF > all || found.len() > MOST || found.is_empty() || names_for_all(document) {
        return Vec::new();
    }
    let unnamed = found.into_iter().filter(|&(penalty, _, article)| !is_named_behind(document, penalty, article));
    unnamed.map(|(_, span, _)| Finding::at(span)).collect()
}

/// Whether a later sentence of the article, or one that refers to it, says who punishes: 前款规定的情形，由…处罚.
fn is_named_behind(document: &Document, penalty: &Penalty, article: usize) -> bool {
    let leads_here = |reference: &&Reference| {
        reference.span.start > penalty.word.end
            && matches!(reference::resolve(document, reference), Resolution::Found(home) if home.article == Some(article))
    };
    document.references().iter().filter(leads_here).any(|reference| {
        let Some(passage) = document.passage_at(reference.span.start) else { return false };
        let behind = document.str(Span::new(reference.span.end, passage.span.end));
        let sentence = behind.split('。').next().unwrap_or(behind);
        sentence.split_once('由').is_some_and(|(_, by)| penalties::PUNISHING.iter().any(|word| by.contains(word)))
    })
}

/// Whether a passage names the authority for all penalties.
fn names_for_all(document: &Document) -> bool {
    document.passages().iter().any(|passage| {
        let text = document.str(passage.span);
        text.contains("处罚") && penalties::AUTHORITY_FOR_ALL.iter().any(|word| text.contains(word))
    })
}

pub(in crate::rules) fn undefined(document: &Document) -> Vec<Finding> {
    let Some(first) = document.penalties().iter().find_map(|penalty| penalty.fine.and(penalty.home.article)) else {
        return Vec::new();
    };
    let local = document.instrument.kind.is_local();
    let duties = document.str(Span::new(0, document.articles[first].span.start));
    if !local || !duties.contains("部门") {
        return Vec::new();
    }
    let mut out: Vec<Finding> = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    let mut read = 0;
    for penalty in document.penalties().iter().filter(|penalty| penalty.fine.is_some()) {
        if penalty.sentence.start < read {
            continue;
        }
        read = penalty.sentence.end;
        let Some((span, core)) = name(document, penalty) else { continue };
        if !told.contains(&core) && !duties.contains(core) {
            told.push(core);
            out.push(Finding::at(span));
        }
    }
    out
}

/// The department that a penalty's sentence names behind 由, and what sets it apart from others: `水务`.
fn name<'d>(document: &'d Document, penalty: &Penalty) -> Option<(Span, &'d str)> {
    let before = Span::new(penalty.sentence.start, penalty.word.start);
    let text = document.str(before);
    let from = text.rfind("，由")? + "，由".len();
    let behind = &text[from..];
    let end = behind.find("部门")?;
    let (ending, at) = penalties::DEPARTMENTS.iter().find_map(|&ending| {
        let start = (end + "部门".len()).checked_sub(ending.len())?;
        behind[..end + "部门".len()].ends_with(ending).then_some((ending, start))
    })?;
    let full = &behind[..at];
    let start = places::BEFORE_DEPARTMENTS
        .iter()
        .filter_map(|place| full.rfind(place).map(|found| found + place.len()))
        .max()
        .unwrap_or(0);
    let core = without_place(&full[start..]);
    let plain = !core.contains(['，', '、', '的', '或', '和', '及', '按', '（', '）']) && core.chars().count() >= 2;
    let place = Span::new(before.start + from + at - core.len(), before.start + from + at + ending.len());
    let core = core.strip_suffix('等').unwrap_or(core);
    (plain
        && !core.contains("公安")
        && !penalties::NAMELESS_DEPARTMENTS.contains(&core)
        && !penalties::VAGUE_DEPARTMENTS.iter().any(|word| core.ends_with(word)))
    .then_some((place, core))
}

/// `市市场监督管理` without the first 市.
fn without_place(mut name: &str) -> &str {
    while let Some(rest) = name.strip_prefix(['市', '县', '区', '省']) {
        if places::CITY_WORDS.iter().any(|word| name.starts_with(word)) {
            break;
        }
        name = rest;
    }
    name
}
