//! `period-start-form`: a period counted 从…之日起 in a text that counts with 自.

use crate::diagnostic::{Finding, Span};
use crate::document::tree::landmark::Sought;
use crate::document::tree::numeral;
use crate::document::{Document, date};
use crate::lexicon::dates;
use crate::rules::summary;

/// How far back, in characters, the word is looked for that begins the period.
const PERIOD: usize = 50;

const SINCE: Sought<1> = Sought::new(['起']);

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    const END: &str = "之日起";
    // Effective clauses are effective-clause-verb's.
    let leads: Vec<Span> = date::effective_clauses(document).iter().filter_map(|clause| clause.lead).collect();
    let mut usual = 0;
    let mut odd = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (at, _) in document.landmarks(passage.span, &SINCE) {
            let Some(at) = text[..at + '起'.len_utf8() - passage.span.start].strip_suffix(END).map(str::len) else {
                continue;
            };
            let Some((start, word)) = beginning(&text[..at]) else { continue };
            let place = Span::new(passage.span.start + start, passage.span.start + start + word.len_utf8());
            if leads.contains(&place) {
                continue;
            }
            if word == '自' {
                usual += 1;
            } else if is_counted(&text[at + END.len()..]) {
                odd.push(place);
            }
        }
    }
    let quotes = document.quotes();
    odd.retain(|span| !quotes.mention(span.start));
    if odd.len() >= usual {
        return Vec::new();
    }
    let findings = odd.into_iter().map(|span| Finding::at(span).arg("usual", usual.to_string()).edit(span, "自"));
    summary::told_once(findings.collect())
}

/// The 自 or 从 that begins the period whose end `before` runs up to, and where it stands.
fn beginning(before: &str) -> Option<(usize, char)> {
    for (at, c) in before.char_indices().rev().take(PERIOD) {
        match c {
            '，' | '。' | '；' | '：' | '（' | '）' => return None,
            '自' | '从' if !in_word(before, at, c) => return Some((at, c)),
            _ => {}
        }
    }
    None
}

/// Whether the 自 or 从 at byte `at` is part of a word: 自治, 服从, 从属.
fn in_word(text: &str, at: usize, c: char) -> bool {
    let (head, tail) = (&text[..at + c.len_utf8()], &text[at..]);
    dates::NO_BEGINNINGS.iter().any(|word| tail.starts_with(word) || word.ends_with(c) && head.ends_with(word))
}

/// 从…之日起十日内: a number of days follows. 从…之日起计算, 从…之日起至…之日止 and 从滞纳之日起按日加收 are usual as they are.
fn is_counted(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['，', '的', '满']);
    let behind = behind.strip_prefix("最迟").or_else(|| behind.strip_prefix("不超过")).unwrap_or(behind);
    let figures = numeral::prefix_len(behind);
    figures > 0 && dates::PERIOD_UNITS.iter().any(|unit| behind[figures..].starts_with(unit))
}
