//! `layout-old-draft-marker`: a published text still says what its working draft said: （黑体部分为修改内容）,
//! （二次审议稿）.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::front::Stage;
use crate::document::tree::landmark::Sought;
use crate::lexicon::{layout, titles};

/// No marker is longer, in characters.
const LONGEST: usize = 40;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    match document.instrument.stage {
        Stage::Draft | Stage::Vote => return Vec::new(),
        Stage::Published => {}
    }
    let mut out: Option<Finding> = None;
    for block in &document.blocks {
        if matches!(block.role, Role::Annex | Role::Table | Role::Quoted) {
            continue;
        }
        let outside_text = document.home_of(block.role).is_none();
        for place in markers(document, block.span, outside_text) {
            match &mut out {
                Some(first) => first.take_in(Finding::at(place)),
                None => out = Some(Finding::at(place)),
            }
        }
    }
    out.into_iter().collect()
}

const BRACKETS: Sought<2> = Sought::new(['（', '(']);

/// The brackets of a block that mark a working draft. In running text a draft's name in brackets may be spoken of.
fn markers(document: &Document, span: Span, outside_text: bool) -> Vec<Span> {
    let text = document.str(span);
    let mut out = Vec::new();
    for (at, open) in document.landmarks(span, &BRACKETS) {
        let (at, open_len) = (at - span.start, open.len_utf8());
        let inner = &text[at + open_len..];
        let mut inside = inner.char_indices().take(LONGEST + 1);
        let Some(len) = inside.find(|(_, c)| matches!(c, '）' | ')')).map(|(len, _)| len) else { continue };
        let close = crate::document::tree::line::len_at(inner, len);
        let inner = &inner[..len];
        let alone = at == 0 && text[open_len + len..].chars().count() == 1;
        let names = |words: &[&str]| words.iter().any(|word| inner.contains(word));
        let changes = names(layout::SETTINGS) && names(layout::CHANGES);
        let draft = (outside_text || alone) && titles::WORKING_DRAFTS.iter().any(|word| inner.ends_with(word));
        let mentioned = document.quotes().mention(span.start + at);
        if (changes || draft) && !mentioned {
            out.push(Span::new(span.start + at, span.start + at + open_len + len + close));
        }
    }
    out
}
