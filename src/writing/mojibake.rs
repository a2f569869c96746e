//! Text that was decoded wrongly before it came here: its characters are not those that somebody wrote.
//!
//! UTF-8 that was read as GBK (锛屻€傜殑) becomes UTF-8 once more when it is written as GBK: that is asked, and nothing guessed.
//! UTF-8 that was read as Latin-1 (ç¬¬ä¸€), and 锟斤拷 or U+FFFD where bytes were lost, are told by their characters.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use encoding_rs::GB18030;

use crate::diagnostic::Span;

/// What lost bytes become: alone, and read as GBK once more; and what memory that nobody wrote to looks like.
const LOST: [&str; 4] = ["\u{FFFD}", "锟斤拷", "烫烫烫", "屯屯屯"];

/// Characters that the marks and the commonest characters of UTF-8 become in GBK, and that are rare otherwise.
const OF_GBK: [&str; 5] = ["锛", "銆", "绗", "涓", "鐨"];

/// What 第 and full-width marks become where UTF-8 is read byte by byte.
const OF_LATIN: [&str; 2] = ["ç¬¬", "ï¼"];

/// The stretches of a text that are garbled, in order: lines, or what was lost in one.
pub fn stretches(text: &str) -> Vec<Span> {
    static MARKS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(LOST.iter().chain(&OF_GBK).chain(&OF_LATIN)).ok());
    let marks = MARKS.iter().flat_map(|marks| marks.find_iter(text));
    let (mut lost, mut is_suspect) = (Vec::new(), false);
    for mark in marks {
        if mark.pattern().as_usize() < LOST.len() {
            lost.push(mark.start());
        } else {
            is_suspect = true;
        }
    }
    if lost.is_empty() && !is_suspect {
        return Vec::new();
    }
    let mut out: Vec<Span> = lost.into_iter().map(|at| lost_at(text, at)).collect();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        let at = start + line.len() - line.trim_start().len();
        if is_suspect && (was_gbk(body) || was_latin(body)) {
            out.push(Span::new(at, at + body.len()));
        }
        start += line.len();
    }
    out.sort_unstable();
    out.dedup_by(|next, last| next.start < last.end);
    out
}

/// Whether most of a text is garbled, as its stretches tell, so that nothing that is said of it means anything.
pub fn is_whole(text: &str, stretches: &[Span]) -> bool {
    let garbled: usize = stretches.iter().map(|span| span.len()).sum();
    garbled > 0 && garbled * 2 > text.trim().len()
}

/// All of the marks of lost bytes that stand together.
fn lost_at(text: &str, at: usize) -> Span {
    let is_of_mark = |c: char| "\u{FFFD}锟斤拷烫屯".contains(c);
    let rest = &text[at..];
    Span::new(at, at + rest.find(|c| !is_of_mark(c)).unwrap_or(rest.len()))
}

/// Whether a line is UTF-8 when it is written as GBK. Bytes without a partner were lost on the way there: a few may be.
fn was_gbk(line: &str) -> bool {
    // What was lost already says nothing of the rest.
    let line = line.replace('\u{FFFD}', "");
    let (bytes, _, unmappable) = GB18030.encode(&line);
    let is_gbk = !unmappable && OF_GBK.iter().any(|mark| line.contains(mark));
    if !is_gbk {
        return false;
    }
    let read = String::from_utf8_lossy(&bytes);
    let (mut han, mut bad) = (0, 0);
    for c in read.chars() {
        han += usize::from(matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}'));
        bad += usize::from(c == '\u{FFFD}');
    }
    han > 2 && bad < han
}

/// Whether a line is UTF-8 that was read byte by byte.
fn was_latin(line: &str) -> bool {
    let (mut high, mut wide) = (0, 0);
    for c in line.chars() {
        high += usize::from(matches!(c, '\u{80}'..='\u{FF}' | '\u{152}'..='\u{2DC}' | '\u{2010}'..='\u{2122}'));
        wide += usize::from(matches!(c, '\u{3000}'..='\u{9FFF}'));
    }
    high > 5 && high > wide * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn garbled(text: &str) -> Vec<&str> {
        stretches(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn text_that_was_read_as_something_else_is_told() {
        let law = "第一条　为了规范养犬行为，制定本条例。";
        let gbk = GB18030.decode_without_bom_handling(law.as_bytes()).0;
        assert_eq!(garbled(&gbk), [&*gbk]);
        assert!(is_whole(&gbk, &stretches(&gbk)));
        let latin: String = law.bytes().map(char::from).collect();
        assert!(is_whole(&latin, &stretches(&latin)), "{latin}");
        let part = format!("{law}\n{gbk}\n{law}\n{law}\n{law}");
        assert_eq!((garbled(&part), is_whole(&part, &stretches(&part))), (vec![&*gbk], false));
    }

    #[test]
    fn lost_bytes_are_told_where_they_stand() {
        assert_eq!(garbled("（一）锟斤拷锟斤拷垃圾；\n甲\u{FFFD}\u{FFFD}乙"), ["锟斤拷锟斤拷", "\u{FFFD}\u{FFFD}"]);
    }

    #[test]
    fn rare_characters_are_no_fault() {
        for text in ["第一条　锛、銆和绗线。", "涓流、涓滴", "ISO 9001 “é”", "第一条　为了"]
        {
            assert!(stretches(text).is_empty(), "{text}");
        }
    }
}
