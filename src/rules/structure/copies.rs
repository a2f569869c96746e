//! Text that stands in the draft twice, word for word: `article-repeated`, `passage-repeated`, `heading-repeated`.
//!
//! Copying leaves the same words behind under another number, or under the same one. Short formulas recur rightly (依照前款规定
//! 处罚), so do leads to different lists, and what speaks of its own chapter (本章没有规定的); forms that stand behind the last
//! article are no provisions. Whole texts belong to `text-repeated`, words within a sentence to `typo-dup-phrase`.

use std::collections::HashMap;

use super::lists::SHOWN;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::{self, is_blank};
use crate::document::tree::line::{is_stop, is_terminal};
use crate::document::tree::{Article, ArticleForm, Division, Item, Paragraph};
use crate::lexicon::structure;

/// From how many characters on two articles of one chapter, or next to each other, are copies.
const ARTICLE: usize = 12;
/// The same, of articles in different chapters.
const ARTICLE_APART: usize = 24;
/// The same, of paragraphs of an article.
const PARAGRAPH: usize = 8;
/// The same, of items of a list.
const ITEM: usize = 4;

/// The own words of a stretch, without what ends it.
fn words(document: &Document, span: Span) -> &str {
    document.str(span).trim_end_matches(|c| is_stop(c) || is_blank(c))
}

fn is_long(text: &str, least: usize) -> bool {
    text.chars().nth(least - 1).is_some()
}

/// The start of a stretch, as much of it as is shown.
fn head(document: &Document, span: Span) -> Span {
    let shown = document.str(span).char_indices().nth(SHOWN).map_or(span.len(), |(at, _)| at);
    Span::new(span.start, span.start + shown)
}

/// `article-repeated`: two articles say the same.
pub(in crate::rules) fn articles(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let mut seen: HashMap<(usize, String), usize> = HashMap::new();
    let mut out = Vec::new();
    for passages in document.passages().chunk_by(|a, b| a.home.article == b.home.article) {
        let Some(at) = passages[0].home.article.filter(|&at| document.articles[at].form == ArticleForm::Article) else {
            continue;
        };
        let said: String = passages.iter().map(|passage| words(document, passage.span)).collect();
        if !is_long(&said, ARTICLE) {
            continue;
        }
        let text = document.articles[at].text;
        let Some(&first) = seen.get(&(text, said.clone())) else {
            seen.insert((text, said), at);
            continue;
        };
        let (before, article) = (&document.articles[first], &document.articles[at]);
        let same_division = before.division == article.division;
        let together = first + 1 == at || same_division;
        let own = structure::OWN_DIVISIONS.iter().any(|word| said.contains(word));
        if own && !same_division || !together && !may_be_copied(document, first, at, &said) {
            continue;
        }
        let place = Span::new(article.label.start, head(document, passages[0].span).end);
        let finding = Finding::at(place)
            .arg("found", document.str(article.label))
            .arg("first", document.str(before.label))
            .label("first", before.label);
        out.push(if together { finding } else { finding.variant("apart") });
    }
    out
}

/// Whether articles of different chapters may be copies: procedures side by side have articles alike, each in its place.
fn may_be_copied(document: &Document, first: usize, at: usize, said: &str) -> bool {
    let follows = |pair: &[Article]| pair[1].ordinal.number == pair[0].ordinal.number + 1;
    is_long(said, ARTICLE_APART) && !document.articles[first..=at].windows(2).all(follows)
}

/// `passage-repeated`: a paragraph stands twice in its article, or next to itself; an item twice in its list.
pub(in crate::rules) fn passages(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (at, article) in document.articles.iter().enumerate() {
        let last = document.articles.get(at + 1).is_none_or(|next| next.text != article.text);
        paragraphs(document, article, last, &mut out);
    }
    for pair in document.paragraphs.windows(2).filter(|pair| pair[0].article != pair[1].article) {
        let [before, here] = pair else { continue };
        // Two articles of a paragraph each are told as articles.
        let several =
            [before, here].iter().any(|each| each.article.is_some_and(|article| has_several(document, article)));
        let said = words(document, here.span);
        let alone = before.items.is_empty() && here.items.is_empty();
        if several && alone && is_long(said, ARTICLE) && said == words(document, before.span) {
            out.push(repeated(document, here.span.start, here.span, before.span));
        }
    }
    for paragraph in &document.paragraphs {
        items(document, &document.items[paragraph.items.clone()], &mut out);
    }
    out
}

fn has_several(document: &Document, article: usize) -> bool {
    document.articles[article].paragraphs.len() > 1
}

/// The paragraphs of an article; behind the `last` one may stand forms, whose lines recur.
fn paragraphs(document: &Document, article: &Article, last: bool, out: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for at in article.paragraphs.clone() {
        let paragraph = &document.paragraphs[at];
        let said = words(document, paragraph.span);
        if !is_long(said, PARAGRAPH) || !document.str(paragraph.span).ends_with(is_terminal) {
            continue;
        }
        let Some(first) = seen.insert(said, at) else { continue };
        let before = &document.paragraphs[first];
        let next_to = first + 1 == at && before.items.is_empty();
        if next_to || !last && same_items(document, before, paragraph) {
            out.push(repeated(document, paragraph.span.start, paragraph.span, before.span));
        }
    }
}

fn same_items(document: &Document, before: &Paragraph, paragraph: &Paragraph) -> bool {
    let said =
        |paragraph: &Paragraph| document.items[paragraph.items.clone()].iter().map(|item| words(document, item.body));
    said(before).eq(said(paragraph))
}

/// The items of a list, and the subitems of each.
fn items(document: &Document, items: &[Item], out: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for item in items.iter().filter(|item| item.subitems.is_empty() && item.rests.is_empty()) {
        let start = item.mark.map_or(item.body.start, |mark| mark.label.start);
        member(document, &mut seen, start, item.body, out);
    }
    for item in items {
        let mut seen = HashMap::new();
        for subitem in &document.subitems[item.subitems.clone()] {
            member(document, &mut seen, subitem.mark.label.start, subitem.body, out);
        }
    }
}

fn member<'d>(
    document: &'d Document,
    seen: &mut HashMap<&'d str, Span>,
    start: usize,
    body: Span,
    out: &mut Vec<Finding>,
) {
    let said = words(document, body);
    if !is_long(said, ITEM) {
        return;
    }
    if let Some(first) = seen.insert(said, body) {
        out.push(repeated(document, start, body, first));
    }
}

fn repeated(document: &Document, start: usize, span: Span, first: Span) -> Finding {
    Finding::at(Span::new(start, head(document, span).end)).label("first", head(document, first))
}

/// `heading-repeated`: two headings of one level bear the same name.
pub(in crate::rules) fn headings(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let mut seen = HashMap::new();
    let mut out = Vec::new();
    for division in document.divisions.iter().filter(|division| division.numeral.is_some()) {
        let name = label::without_blanks(document.str(division.name));
        if name.is_empty() {
            continue;
        }
        let place = Span::new(division.label.start, division.name.end);
        if let Some(first) = seen.insert((division.text, division.level, division.parent, name), place) {
            out.push(Finding::at(place).label("first", first));
        }
    }
    out
}

/// Whether a heading only repeats the one before it, with nothing between them.
pub(super) fn is_copy(document: &Document, before: &Division, division: &Division) -> bool {
    let name = |division: &Division| label::without_blanks(document.str(division.name));
    before.level == division.level && before.articles.is_empty() && name(before) == name(division)
}
