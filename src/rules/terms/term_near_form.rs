//! `term-near-form`: a name that stands once and is the usual one with 行政, 主管, 管理 or 服务 more or less:
//! 海事行政管理机构 among 海事管理机构, 政务热线 among 政务服务热线.
//!
//! Names of departments are left to `term-variant`, which knows their forms.

use std::collections::HashMap;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::definition::DefinitionKind;
use crate::document::tree::label::is_han;
use crate::document::tree::landmark::Words;
use crate::lexicon::terms;

/// What such names end with.
const HEADS: Words<6> = Words::new(["机构", "热线", "平台", "中心", "企业", "单位"]);

/// How many characters before the head are taken for the name's own.
const LONGEST: usize = 8;

/// How many of them at least stand before the word that is more or less.
const LEAST: usize = 2;

/// How often the usual form is used at least.
const USUAL: usize = 4;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if !document.instrument.kind.is_regulation() {
        return Vec::new();
    }
    let names = names(document);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for &(name, _) in &names {
        *counts.entry(document.str(name)).or_default() += 1;
    }
    let single = names.iter().filter(|&&(name, _)| counts.get(document.str(name)) == Some(&1));
    single.filter_map(|&(name, head)| judge(document, name, head, &counts)).collect()
}

/// All names in running text that end with a head, with the head's length in bytes; those of central agencies left out.
fn names(document: &Document) -> Vec<(Span, usize)> {
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (at, head) in document.words(passage.span, &HEADS) {
            let before = &text[..at - passage.span.start];
            let own = |&(_, c): &(usize, char)| is_han(c) && !terms::NAME_BREAKS.iter().any(|word| word.starts_with(c));
            let start = before.char_indices().rev().take_while(own).take(LONGEST).last().map(|(at, _)| at);
            let Some(start) = start.filter(|_| !document.quotes().mention(at)) else { continue };
            if !terms::NAMED_OTHERWISE
                .iter()
                .any(|word| before[..start].ends_with(word) || before[start..].starts_with(word))
            {
                out.push((Span::new(passage.span.start + start, at + head.len()), head.len()));
            }
        }
    }
    out
}

/// A form that stands once, beside a usual one.
fn judge(document: &Document, name: Span, head: usize, counts: &HashMap<&str, usize>) -> Option<Finding> {
    let form = document.str(name);
    let count = |form: &str| counts.get(form).copied().unwrap_or(0);
    let usual = others(form, head).filter(|other| count(other) >= USUAL).max_by_key(|other| count(other))?;
    if is_introduced(document, form, &usual) {
        return None;
    }
    let times = count(&usual).to_string();
    Some(Finding::at(name).arg("usual", usual.as_str()).arg("count", times).edit(name, usual))
}

/// The forms with one of the words more or less, behind the first characters of the name; the head is so many bytes.
fn others(form: &str, head: usize) -> impl Iterator<Item = String> {
    let places: Vec<usize> =
        form.char_indices().map(|(at, _)| at).skip(LEAST).take_while(|&at| at + head <= form.len()).collect();
    terms::MORE_OR_LESS.iter().flat_map(move |word| {
        let form = form.to_owned();
        places.clone().into_iter().map(move |at| {
            let (before, behind) = form.split_at(at);
            match behind.strip_prefix(*word) {
                Some(rest) => format!("{before}{rest}"),
                None => format!("{before}{word}{behind}"),
            }
        })
    })
}

/// Whether the text gives one of the forms as a short form.
fn is_introduced(document: &Document, form: &str, usual: &str) -> bool {
    document.definitions().iter().filter(|definition| definition.kind == DefinitionKind::ShortForm).any(|definition| {
        let name = document.str(definition.name);
        form.contains(name) || usual.contains(name) || name.contains(form)
    })
}
