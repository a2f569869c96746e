//! `layout-broken-line`: a sentence is broken into two paragraphs.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_han;
use crate::document::tree::label::{self, MarkForm, is_blank};
use crate::document::tree::line::{is_comma, is_terminal};
use crate::document::tree::{ArticleForm, Block, Item, Role};
use crate::lexicon::{layout, punctuation};
use crate::rules::summary::told_once;

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
        let finding = Finding::at(Span::new(place.start + tail, place.end)).label("rest", head(document, next));
        if breaks_off(text, document.str(next)) || is_half(text, document.str(next)) {
            finding
        } else {
            finding.variant("either")
        }
    };
    told_once(breaks(document).iter().map(finding).collect())
}

/// Whether a line is a formula or an entry in the books, which end without a mark.
pub(in crate::rules) fn is_formula(text: &str) -> bool {
    text.contains(['＝', '=', '×', '÷']) || layout::ENTRIES.iter().any(|side| text.starts_with(side))
}

fn head(document: &Document, span: Span) -> Span {
    let text = document.str(span);
    let end = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
    Span::new(span.start, span.start + end)
}

/// The blocks whose last sentence goes on, or may go on, in the next block, in order. A block breaks off where it ends with a
/// comma, a pause mark or in an open bracket; behind a plain character, where the next block is a sentence's end.
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
    if ends_open(text) {
        // 委员长，副委员长若干人，: a list of lines.
        return !(short && rest.chars().count() <= 2 * SHORT);
    }
    let signed = || document.is_signature(block.span) || document.is_signature(next.span) || is_dated(document, block);
    let listed = || label::item(rest, 0).is_some() || rest.starts_with('|');
    if !is_han(last) || is_heading(document, block, short) || is_formula(text) || signed() || listed() {
        return false;
    }
    let ends_itself = rest.trim_end_matches(is_blank).ends_with(['。', '；', '：', ';', ':']);
    breaks_off(text, rest) || (ends_itself && !is_name(document, block, text))
}

/// Whether a block ends with a day, as a signature does that was run into it.
fn is_dated(document: &Document, block: &Block) -> bool {
    let dates = document.dates();
    let behind = dates.partition_point(|mention| mention.span.end < block.span.end);
    dates.get(behind).is_some_and(|mention| mention.span.end == block.span.end && mention.date().is_some())
}

/// Whether a text ends with a mark that its sentence goes on behind.
fn ends_open(text: &str) -> bool {
    text.ends_with(['，', '、', ',', '《', '（', '“'])
}

/// Whether the sentence of a text cannot but go on in the next one. Where it may, its stop may be lost just as well.
fn breaks_off(text: &str, rest: &str) -> bool {
    let in_bracket = text.matches('（').count() > text.matches('）').count()
        || text.matches('《').count() > text.matches('》').count();
    // What opens with 第N条 and is no article goes on with a reference.
    let continues = rest
        .starts_with(['，', '、', '。', '；', ',', ';', '）', '》', '”', '的', '等', '和', '或', '及', '者'])
        || label::article(rest, 0).is_some();
    ends_open(text) || in_bracket || continues || layout::MIDDLES.iter().any(|word| rest.starts_with(word))
}

/// Whether it is plain that a text and the next one are halves of a sentence: the one cannot end so, or the other is too short to
/// be a paragraph.
fn is_half(text: &str, rest: &str) -> bool {
    /// Up to this length, in characters, a line is the end of a sentence.
    const END: usize = 10;
    rest.chars().nth(END).is_none() || layout::NEVER_ENDS.iter().any(|word| text.ends_with(word))
}

/// Whether a text names what the next lines tell of, as its neighbours do: (五)淡水食用水生植物类.
fn is_name(document: &Document, block: &Block, text: &str) -> bool {
    /// No name is longer, in characters.
    const NAME: usize = 16;
    if text.chars().nth(NAME).is_some() {
        return false;
    }
    let Role::Item(item) = block.role else {
        // A heading whose number is lost, above its paragraph.
        let heads = document.opened_by(block).is_none() && !text.contains('、');
        return heads && !punctuation::SENTENCE_WORDS.iter().any(|word| text.contains(word));
    };
    let bare = |item: &Item| !document.str(item.body).ends_with(|c: char| is_terminal(c) || is_comma(c));
    let item = &document.items[item];
    let list = &document.items[document.paragraphs[item.paragraph].items.clone()];
    list.iter().filter(|item| bare(item)).count() * 2 > list.len()
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
    let text = document.str(block.span);
    let numbered = label::item(text, 0).is_some_and(|mark| mark.form == MarkForm::Bare);
    let opens_point = opens_point || numbered;
    (short && own_line) || (opens_point && text.chars().count() <= HEADING)
}
