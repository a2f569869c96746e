//! `punct-amend-quote-end`: the new wording of a whole article or paragraph ends ”。 where 。” is due, or a few words
//! that are put in the place of others end 。”.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::front::Kind;
use crate::document::tree::line::is_terminal;
use crate::lexicon::punctuation;

/// Of how many characters on the new wording of an article or a paragraph is a sentence.
const SENTENCE: usize = 12;

/// Up to how many characters words are put in the place of others.
const WORDS: usize = 20;

/// How many bytes before a quotation its lead is read.
const LEAD: usize = 90;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind != Kind::Amendment {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut lead = "";
    for block in &document.blocks {
        let text = document.str(block.span);
        if block.role == Role::Quoted || text.starts_with('“') {
            if is_whole(lead) || text.starts_with("“第") {
                out.extend(outside(document, block.span, text.trim_start_matches('“')));
            }
        } else {
            lead = text;
        }
    }
    for &span in &document.quotes().quotations {
        let Some(passage) = document.passage_at(span.start) else { continue };
        let from = span.start.saturating_sub(LEAD).max(passage.span.start);
        let from = (from..=span.start).find(|&at| document.text().is_char_boundary(at)).unwrap_or(span.start);
        let before = document.str(Span::new(from, span.start));
        let inner = document.str(Span::new(span.start + '“'.len_utf8(), span.end - '”'.len_utf8()));
        if is_whole(before) {
            let to = (span.end + '。'.len_utf8()).min(passage.span.end);
            out.extend(outside(document, Span::new(span.start, to), inner));
        } else if is_words(before, inner) {
            let stop = Span::new(span.end - '”'.len_utf8() - '。'.len_utf8(), span.end);
            let behind = document.text()[span.end..passage.span.end].chars().next();
            let moved = if behind.is_some_and(|c| is_terminal(c) || c == '，') { "”" } else { "”。" };
            out.push(Finding::at(stop).variant("words").edit(stop, moved));
        }
    }
    out.sort_by_key(|finding| finding.span);
    out.dedup_by_key(|finding| finding.span);
    out
}

/// Whether a lead brings a whole article or paragraph: 将第十条第二款修改为：, 增加一款，作为第三款：
fn is_whole(lead: &str) -> bool {
    let Some(lead) = lead.trim_end().strip_suffix('：') else { return false };
    let clause = lead.rsplit(['。', '；']).next().unwrap_or(lead);
    if clause.contains(['项', '“', '目'])
        || clause.contains("标题")
        || clause.contains("名称")
        || clause.contains("章名")
    {
        return false;
    }
    let last = clause.strip_suffix("修改为").or_else(|| clause.strip_suffix("改为")).unwrap_or(clause);
    last.ends_with(['条', '款']) || last.contains("条之")
}

/// `”。` at the end of a span, with no stop before it.
fn outside(document: &Document, span: Span, inner: &str) -> Option<Finding> {
    let before = document.str(span).strip_suffix("”。")?;
    let sentence = !before.ends_with(is_terminal) && !before.ends_with(['”', '》', '）']);
    let inner = inner.trim_end_matches("”。");
    if !sentence || inner.chars().count() < SENTENCE || inner.starts_with('（') {
        return None;
    }
    let stop = Span::new(span.end - "”。".len(), span.end);
    Some(Finding::at(stop).edit(stop, "。”"))
}

/// Whether a quotation is a few words in the place of others, with a stop of its own.
fn is_words(before: &str, inner: &str) -> bool {
    let put = punctuation::REPLACING.iter().any(|word| before.ends_with(word));
    let few = inner.chars().count() <= WORDS && !inner.contains(['，', '；']);
    let Some(replaced) = before.rsplit('“').next().and_then(|rest| rest.split('”').next()) else { return false };
    put && few && inner.ends_with('。') && !replaced.ends_with('。')
}
