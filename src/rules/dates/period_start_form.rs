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
    let mut usual = 0;
    let mut odd = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (at, _) in document.landmarks(passage.span, &SINCE) {
            let Some(at) = text[..at + '起'.len_utf8() - passage.span.start].strip_suffix(END).map(str::len) else {
                continue;
            };
            let Some((start, word)) = beginning(&text[..at]) else { continue };
            if word == '自' {
                usual += 1;
            } else if is_counted(&text[at + END.len()..]) {
                odd.push(Span::new(passage.span.start + start, passage.span.start + start + word.len_utf8()));
            }
        }
    }
    let quotes = document.quotes();
    // Effective clauses are effective-clause-verb's.
    let leads: Vec<Span> = date::effective_clauses(document).iter().filter_map(|clause| clause.lead).collect();
    odd.retain(|span| !quotes.mention(span.start) && !leads.contains(span));
    if odd.len() > usual {
        return Vec::new();
    }
    let findings = odd.into_iter().map(|span| Finding::at(span).arg("usual", usual.to_string()).edit(span, "自"));
    summary::told_once(findings.collect(), summary::SINGLE)
}

/// The 自 or 从 that begins the period whose end `before` runs up to, and where it stands.
fn beginning(before: &str) -> Option<(usize, char)> {
    let mut chars = before.char_indices().rev().take(PERIOD).peekable();
    let mut behind = '\0';
    while let Some((at, c)) = chars.next() {
        match c {
            '，' | '。' | '；' | '：' | '（' | '）' => return None,
            '自' if !matches!(behind, '治' | '行' | '然' | '身' | '己' | '愿' | '动' | '主') => {
                return Some((at, c));
            }
            '从' if !matches!(behind, '事' | '业' | '属' | '重' | '轻' | '严' | '宽')
                && chars.peek().is_none_or(|&(_, c)| c != '服') =>
            {
                return Some((at, c));
            }
            _ => behind = c,
        }
    }
    None
}

/// 从…之日起十日内: a number of days follows. 从…之日起计算, 从…之日起至…之日止 and 从滞纳之日起按日加收 are usual as they are.
fn is_counted(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['，', '的', '满']);
    let behind = behind.strip_prefix("最迟").or_else(|| behind.strip_prefix("不超过")).unwrap_or(behind);
    let figures = numeral::prefix_len(behind);
    figures > 0 && dates::PERIOD_UNITS.iter().any(|unit| behind[figures..].starts_with(unit))
}
