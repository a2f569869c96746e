//! `cite-bookmark-missing`: the full name of a law without 《》.

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;
use crate::document::tree::landmark::Words;
use crate::laws::{self, PREFIX};
use crate::lexicon::citations;

/// The longest name that is looked for, in characters.
const LONGEST: usize = 40;

/// What makes a longer word of 法 and 规定: 公司法人, 海关法规.
const LONGER: &str = "人院律规定官医师制治学庭办实若细条";

/// What the laws' full names begin with.
const STATE: Words<1> = Words::new(["中华人民共和国"]);

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let quotes = document.quotes();
    let own = document.title.as_ref().and_then(|title| laws::find(&title.name)).map(|law| law.name);
    let mut found = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (start, _) in document.words(passage.span, &STATE) {
            let at = start - passage.span.start;
            if text[..at].ends_with(['《', '〈', '<', '“']) || quotes.mention(start) {
                continue;
            }
            let Some((len, name)) = law_name(&text[at..]) else { continue };
            let behind = &text[at + len..];
            let longer = behind.starts_with(['》', '〉', '>', '”']) || behind.starts_with(|c| LONGER.contains(c));
            if longer || Some(name) == own || citations::BARE.iter().any(|ending| name.ends_with(ending)) {
                continue;
            }
            let span = Span::new(start, start + len);
            found.push((name, Finding::at(span).edit(span, format!("《{}》", &text[at..at + len]))));
        }
    }
    told_per(found)
}

/// The longest name of a law at the start of `text`, its length in bytes and the law. 宪法 is cited without marks.
fn law_name(text: &str) -> Option<(usize, &'static str)> {
    let ends = text.char_indices().take(LONGEST).filter(|&(_, c)| matches!(c, '法' | '例' | '定' | '则' | '典'));
    let ends = ends.map(|(at, c)| at + c.len_utf8()).filter(|&end| end > PREFIX.len());
    let known = ends.filter_map(|end| Some((end, laws::find(&text[..end])?.name)));
    known.last().filter(|&(_, name)| name != "宪法")
}
