//! `layout-broken-line`: a sentence is broken into two paragraphs.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_han;
use crate::document::tree::label::{self, is_blank};
use crate::document::tree::{ArticleForm, Block, Role};
use crate::lexicon::layout;
use crate::rules::summary::{SINGLE, told_once};

/// Texts up to this length that end with a comma stand on a line of their own: 委员长，
const SHORT: usize = 8;

/// Up to this length the first line of a point without a stop is its heading.
pub(in crate::rules) const HEADING: usize = 60;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let finding = |&block: &usize| {
        let place = document.blocks[block].span;
        let text = document.str(place);
        let tail = text.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        let next = document.blocks[block + 1].span;
        Finding::at(Span::new(place.start + tail, place.end)).label("rest", head(document, next))
    };
    told_once(breaks(document).iter().map(finding).collect(), SINGLE)
}

/// Whether a line is a formula, which ends without a mark.
pub(in crate::rules) fn is_formula(text: &str) -> bool {
    text.contains(['＝', '=', '×', '÷'])
}

fn head(document: &Document, span: Span) -> Span {
    let text = document.str(span);
    let end = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
    Span::new(span.start, span.start + end)
}

/// The blocks whose last sentence goes on in the next block, in order. A block breaks off where it ends with a comma,
/// a pause mark or in an open bracket; behind a plain character only where the next block cannot open a paragraph.
pub(in crate::rules) fn breaks(document: &Document) -> Vec<usize> {
    let pairs = document.blocks.windows(2).enumerate();
    pairs.filter(|(_, pair)| is_broken(document, &pair[0], &pair[1])).map(|(at, _)| at).collect()
}

fn is_broken(document: &Document, block: &Block, next: &Block) -> bool {
    let goes_on = match next.role {
        Role::Paragraph(paragraph) => document.paragraphs[paragraph].span.start == next.span.start,
        Role::Item(item) => document.items[item].mark.is_none(),
        Role::ItemRest(_) => true,
        _ => false,
    };
    if document.own_text(block.role).is_none() || !goes_on {
        return false;
    }
    let (text, rest) = (document.str(block.span), document.str(next.span));
    let Some(last) = text.chars().next_back() else { return false };
    let short = text.chars().count() <= SHORT;
    if matches!(last, '，' | '、' | ',' | '《' | '（' | '“') {
        // 委员长，副委员长若干人，: a list of lines.
        return !(short && rest.chars().count() <= 2 * SHORT);
    }
    if !is_han(last) || is_heading(document, block, short) || is_formula(text) {
        return false;
    }
    let in_bracket = text.matches('（').count() > text.matches('）').count()
        || text.matches('《').count() > text.matches('》').count();
    // What opens with 第N条 and is no article goes on with a reference.
    let continues = rest
        .starts_with(['，', '、', '。', '；', ',', ';', '）', '》', '”', '的', '等', '和', '或', '及', '者'])
        || label::article(rest, 0).is_some();
    let ends_itself = rest.trim_end_matches(is_blank).ends_with(['。', '；', '：', ';', ':']);
    in_bracket || continues || (ends_itself && !layout::OPENINGS.iter().any(|opening| rest.starts_with(opening)))
}

/// The heading of a point or of an item, or a few words on a line of their own.
fn is_heading(document: &Document, block: &Block, short: bool) -> bool {
    let Role::Paragraph(index) = block.role else { return short };
    let paragraph = &document.paragraphs[index];
    let opens_point = paragraph.article.is_some_and(|article| {
        let article = &document.articles[article];
        article.form == ArticleForm::Point && article.paragraphs.start == index
    });
    let own_line = paragraph.span.start == block.span.start;
    (short && own_line) || (opens_point && document.str(block.span).chars().count() <= HEADING)
}
