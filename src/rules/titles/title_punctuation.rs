//! `title-punctuation`: a comma or a stop in the title of a regulation, or behind it; title marks around it.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::line::{is_comma, is_terminal, len_at};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(title) = document.title.as_ref().filter(|_| document.instrument.kind.is_regulation()) else {
        return Vec::new();
    };
    if document.instrument.self_name.is_none() {
        return Vec::new();
    }
    let text = document.str(title.span);
    let is_mark = |c: char| is_comma(c) || is_terminal(c);
    let name = text.trim_end_matches(|c: char| is_mark(c) || c == '、');
    let mut out = Vec::new();
    let inner = text.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
    if inner.is_some_and(|inner| !inner.contains(['《', '》'])) {
        let mark = '《'.len_utf8();
        let (first, last) = (title.span.start, title.span.end);
        let finding = Finding::at(title.span).variant("marked").edit(Span::new(first, first + mark), "");
        out.push(finding.edit(Span::new(last - mark, last), ""));
    }
    // 关于甲，乙的规定 tells at length what it is about.
    for (at, _) in name.match_indices(is_mark).filter(|_| !name.contains("关于")) {
        let start = title.span.start + at;
        let dot = name[at..].starts_with('.');
        if !dot && !document.quotes().mention(start) {
            out.push(Finding::at(Span::new(start, start + len_at(name, at))).variant("inside"));
        }
    }
    if name.len() < text.len() {
        let span = Span::new(title.span.start + name.len(), title.span.end);
        out.push(Finding::at(span).edit(span, ""));
    }
    out
}
