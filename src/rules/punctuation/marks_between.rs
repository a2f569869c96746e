//! Titles and quotations in a row, with 、 between them or without: `punct-dunhao-between-bookmarks`,
//! `punct-dunhao-between-quotes`. Practice is divided, so only the rarer form of a text is reported.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::options::Options;

pub(in crate::rules) fn titles(document: &Document, options: &Options) -> Vec<Finding> {
    let quotes = document.quotes();
    let own = |span: &&Span| !quotes.in_quotation(span.start) && document.passage_at(span.start).is_some();
    let spans: Vec<Span> = quotes.titles.iter().filter(own).copied().collect();
    minority(document, &spans, options.word("form"))
}

pub(in crate::rules) fn quotations(document: &Document, options: &Options) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let quotes = document.quotes();
    let own = |span: &&Span| !quotes.in_title(span.start) && document.passage_at(span.start).is_some();
    let spans: Vec<Span> = quotes.quotations.iter().filter(own).copied().collect();
    minority(document, &spans, options.word("form"))
}

/// The places between neighbours, where 、 stands or nothing; the rarer of both is reported, between equals the one
/// that comes later.
fn minority(document: &Document, spans: &[Span], form: Option<&str>) -> Vec<Finding> {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for list in spans.chunk_by(|one, next| matches!(between(document, *one, *next), "" | "、")) {
        if mixed_with_more(document, list) {
            continue;
        }
        for pair in list.windows(2) {
            let gap = Span::new(pair[0].end, pair[1].start);
            // “…。”“…”: sentences, not members of a list.
            let sentence = document.text()[..pair[0].end].ends_with("。”");
            if !sentence {
                if gap.is_empty() { without.push(gap) } else { with.push(gap) }
            }
        }
    }
    let fewer = match form {
        Some(form) => form == "none",
        None if with.is_empty() || without.is_empty() => return Vec::new(),
        None => with.len() < without.len() || with.len() == without.len() && without[0] < with[0],
    };
    let (rarer, usual, right) = if fewer { (&with, &without, "") } else { (&without, &with, "、") };
    let variant = match (form, fewer) {
        (None, true) => "with",
        (None, false) => "without",
        (Some(_), true) => "needless",
        (Some(_), false) => "needed",
    };
    let Some(&first) = rarer.first() else { return Vec::new() };
    let drawn = |gap: Span| {
        let mark = '》'.len_utf8();
        Span::new(gap.start - mark, gap.end + mark)
    };
    let mut finding = Finding::at(drawn(first)).variant(variant).arg("count", usual.len().to_string());
    for &gap in &rarer[1..] {
        finding = finding.also(drawn(gap));
    }
    vec![rarer.iter().fold(finding, |finding, &gap| finding.edit(gap, right))]
}

fn between(document: &Document, one: Span, next: Span) -> &str {
    document.text().get(one.end..next.start).unwrap_or("—")
}

/// Whether a list holds more than the marked names: 《甲》第三条、《乙》、《丙》（修订）. It needs its 、.
fn mixed_with_more(document: &Document, list: &[Span]) -> bool {
    let (Some(first), Some(last)) = (list.first(), list.last()) else { return true };
    let text = document.text();
    let after = text[last.end..].trim_start_matches('等');
    text[..first.start].ends_with('、') || after.starts_with('、') || text[last.end..].starts_with(['（', '第', '('])
}
