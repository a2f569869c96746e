//! `word-de-structure`: 违反……规定，倾倒垃圾，由……责令改正: the conduct does not end with 的.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::landmark::Words;
use crate::lexicon::{penalties, phrasing};

const BREACH: Words<1> = Words::new(["违反"]);

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let quotes = document.quotes();
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (start, _) in document.words(passage.span, &BREACH) {
            let at = start - passage.span.start;
            let Some(end) = bare_conduct(&text[at..]) else { continue };
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
        if clause.ends_with('的') || is_no_conduct(clause) {
            return None;
        }
        conduct = clause;
        end += '，'.len_utf8() + clause.len();
    }
    None
}

/// Whether a clause says who punishes, or how.
fn is_penalty(clause: &str) -> bool {
    let orders = penalties::BY_AUTHORITY;
    let by = clause.strip_prefix('由').is_some_and(|by| orders.iter().any(|word| by.contains(word)));
    let fined = clause.strip_prefix('处').is_some_and(|fine| fine.contains("罚款"));
    by || fined || penalties::PENALTY_STARTS.iter().any(|word| clause.starts_with(word))
}

/// Whether a clause is no conduct.
fn is_no_conduct(clause: &str) -> bool {
    phrasing::NOT_CONDUCT.iter().any(|word| clause.contains(word))
        || phrasing::NOT_CONDUCT_STARTS.iter().any(|word| clause.starts_with(word))
}

/// Whether the conduct is told as a thing: 擅自经营的单位, 新建的项目, 损害权益行为.
fn is_noun(conduct: &str) -> bool {
    /// How many characters behind the last 的 a noun may have.
    const LONG: usize = 4;
    let acts = phrasing::CONDUCT_VERBS.iter().any(|verb| conduct.ends_with(verb));
    let thing = conduct.rsplit_once('的').is_some_and(|(_, tail)| {
        tail.chars().count() <= LONG || phrasing::CONDUCT_NOUNS.iter().any(|noun| tail.ends_with(noun))
    });
    // 有下列行为之一，由……: national laws leave 的 out. 擅自经营者 is a noun, 从逾期之日起 a time.
    !acts && thing || phrasing::CONDUCT_ENDS.iter().any(|end| conduct.ends_with(end))
}
