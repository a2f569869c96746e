//! `title-draft-suffix-position`: the word 草案 behind a title without its bracket, outside of it, or in narrow ones.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::lexicon::titles;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(title) = document.title.as_ref().filter(|title| title.is_draft()) else { return Vec::new() };
    let written = &title.tail;
    let text = document.str(title.span);
    let Some(at) = text.rfind(written.as_str()).filter(|_| !written.is_empty()) else { return Vec::new() };
    let span = Span::new(title.span.start + at, title.span.start + at + written.len());
    let Some((variant, right)) = mended(written) else { return Vec::new() };
    // 《某条例》修订草案 is mended inside its marks, by hand.
    let outside = text[..at].ends_with('》');
    let finding = Finding::at(span).variant(variant).arg("right", right.clone());
    vec![if outside { finding } else { finding.edit(span, right) }]
}

/// How a draft's words should stand behind the name, and what is wrong with them; `None` where nothing is.
fn mended(written: &str) -> Option<(&'static str, String)> {
    let words: String = written.chars().filter(|c| !"（）()".contains(*c)).collect();
    let ordered = titles::BEFORE_DRAFT
        .iter()
        .find(|before| words == format!("草案{before}"))
        .map_or_else(|| words.clone(), |before| format!("{before}草案"));
    let right = format!("（{ordered}）");
    let brackets = written.chars().filter(|c| "（(".contains(*c)).count();
    let bracketed = written.starts_with(['（', '(']) && written.ends_with(['）', ')']);
    if ordered != words {
        return Some(("order", right));
    }
    if brackets > 1 {
        return None;
    }
    match (bracketed, written.contains(['(', ')'])) {
        (true, false) => None,
        (true, true) => Some(("narrow", right)),
        (false, _) if brackets == 0 => Some(("bare", right)),
        // 草案（二次审议稿）
        (false, _) => Some(("bare", right)),
    }
}
