//! `word-de-structure`: 违反……规定，倾倒垃圾，由……责令改正: the conduct does not end with 的.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;

/// What the penalty starts with.
const PENALTIES: [&str; 5] = ["责令", "给予警告", "没收", "处以", "吊销"];

/// What a clause holds that is no conduct, or one told otherwise.
const OTHER: [&str; 13] =
    ["责令", "处罚", "依法", "造成", "情形", "行为", "从其规定", "根据", "依照", "按照其", "除外", "构成", "职责"];

/// What the conduct ends with where it names who acts or what is acted on.
const NOUNS: [&str; 13] =
    ["单位", "个人", "人员", "企业", "机构", "组织", "责任人", "负责人", "车辆", "项目", "设施", "当事人", "物品"];

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let quotes = document.quotes();
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (at, _) in text.match_indices("违反") {
            let Some(end) = bare_conduct(&text[at..]) else { continue };
            let start = passage.span.start + at;
            let Some(last) = text[..at + end].chars().next_back() else { continue };
            let end = start + end;
            if !quotes.in_quotation(start) {
                out.push(Finding::at(Span::new(end - last.len_utf8(), end)).edit(Span::new(end, end), "的"));
            }
        }
    }
    out
}

/// Where the conduct ends that lacks 的, in a text that starts with 违反.
fn bare_conduct(text: &str) -> Option<usize> {
    let sentence = &text[..text.find(['。', '；', '：', '\n']).unwrap_or(text.len())];
    let mut clauses = sentence.split('，');
    let first = clauses.next().filter(|first| first.ends_with("规定"))?;
    let mut end = first.len();
    let mut conduct = "";
    for clause in clauses {
        if is_penalty(clause) {
            return (!conduct.is_empty() && !is_noun(conduct)).then_some(end);
        }
        if clause.ends_with('的') || clause.starts_with(['对', '由']) || OTHER.iter().any(|word| clause.contains(word))
        {
            return None;
        }
        conduct = clause;
        end += '，'.len_utf8() + clause.len();
    }
    None
}

/// Whether a clause says who punishes, or how.
fn is_penalty(clause: &str) -> bool {
    let orders = ["责令", "处", "给予", "没收", "警告", "吊销", "暂扣"];
    let by = clause.strip_prefix('由').is_some_and(|by| orders.iter().any(|word| by.contains(word)));
    let fined = clause.strip_prefix('处').is_some_and(|fine| fine.contains("罚款"));
    by || fined || PENALTIES.iter().any(|word| clause.starts_with(word))
}

/// Whether the conduct is told as a thing: 擅自经营的单位, 新建的项目.
fn is_noun(conduct: &str) -> bool {
    /// How many characters behind the last 的 a noun may have.
    const LONG: usize = 8;
    let tail = conduct.rsplit_once('的').map(|(_, tail)| tail.chars().count());
    tail.is_some_and(|tail| tail <= LONG) || NOUNS.iter().any(|noun| conduct.ends_with(noun))
}
