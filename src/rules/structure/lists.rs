//! Lists of items, and what leads to them: `orphan-item`, `list-lead-in-missing`, `list-lead-in-dangling`.
//!
//! Copies lose the numbers of items and break lines; what only looks like a fault because of that is left to
//! `item-number-sequence` and `layout-broken-line`.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_blank;
use crate::document::tree::line::{is_colon, is_comma, is_semicolon, is_stop, is_terminal, leads_on, len_at};
use crate::document::tree::{Item, Paragraph, Role};
use crate::lexicon::structure;
use crate::rules::summary::told_once;

/// Within so many characters a colon shows that a line has a mark of its own.
const MARK: usize = 20;

/// How many characters of a paragraph's start or end are shown at most.
pub(super) const SHOWN: usize = 16;

pub(in crate::rules) fn applies(document: &Document) -> bool {
    document.has_articles() && !document.instrument.kind.is_decision()
}

/// Whether a text says that a list follows.
fn announces(text: &str) -> bool {
    structure::LIST_LEADS.iter().any(|word| text.contains(word))
}

/// The paragraphs with a list of their own that starts with （一）, and its first item.
pub(in crate::rules) fn lists<'d>(document: &'d Document) -> impl Iterator<Item = (usize, &'d Paragraph, &'d Item)> {
    let first = |(at, paragraph): (usize, &'d Paragraph)| {
        let item = document.items[paragraph.items.clone()].first()?;
        let opens = !paragraph.continues && item.mark.is_some_and(|mark| mark.number == 1);
        opens.then_some((at, paragraph, item))
    };
    document.paragraphs.iter().enumerate().filter_map(first)
}

/// The paragraphs behind one in the same article.
fn behind(document: &Document, at: usize) -> &[Paragraph] {
    let article = document.paragraphs[at].article;
    let end = article.map_or(at + 1, |article| document.articles[article].paragraphs.end);
    document.paragraphs.get(at + 1..end).unwrap_or_default()
}

/// `orphan-item`: a list of one item.
pub(in crate::rules) fn orphans(document: &Document) -> Vec<Finding> {
    if !applies(document) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (at, paragraph, item) in lists(document) {
        let Some(mark) = item.mark.filter(|mark| paragraph.items.len() == 1 && mark.form.is_chinese()) else {
            continue;
        };
        let broken = !document.str(item.body).ends_with(is_terminal);
        let rest = behind(document, at);
        let goes_on = rest.iter().any(|next| {
            document.items[next.items.clone()].first().and_then(|item| item.mark).is_some_and(|mark| mark.number > 1)
        });
        let cut_by_table = document.blocks.get(item.block + 1).is_some_and(|block| block.role == Role::Table);
        if broken || goes_on || cut_by_table {
            continue;
        }
        let unnumbered = document.str(item.body).ends_with(is_semicolon) && !rest.is_empty();
        let finding = Finding::at(mark.label);
        out.push(if unnumbered { finding.variant("unnumbered") } else { finding });
    }
    told_once(out)
}

/// Whether a text says that a list follows, 以下 but not 五百元以下罚款.
pub(in crate::rules) fn leads(text: &str) -> bool {
    let names = |rest: &str| {
        let last = rest.chars().count() <= SHOWN / 2 && !rest.starts_with(['罚', '的']);
        last || structure::LISTED.iter().any(|word| rest.starts_with(word))
    };
    let below = || text.match_indices("以下").any(|(at, word)| names(&text[at + word.len()..]));
    text.contains("下列") || text.contains("如下") || below()
}

/// `list-lead-in-missing`: items behind a sentence that does not lead to them, and that are phrases, which
/// say nothing without it. Items that are sentences of their own carry out what the sentence before them says.
pub(in crate::rules) fn without_lead(document: &Document) -> Vec<Finding> {
    if !applies(document) {
        return Vec::new();
    }
    let leads = |paragraph: &Paragraph| {
        let text = document.str(paragraph.span);
        leads_on(text) || leads(text)
    };
    let phrases = |paragraph: &Paragraph| {
        let items = &document.items[paragraph.items.clone()];
        let said = |item: &Item| document.str(item.body).trim_end_matches(|c| is_stop(c) || is_blank(c));
        let phrase = |item: &&Item| !said(item).contains(|c| is_comma(c) || is_stop(c));
        items.iter().filter(phrase).count() * 2 > items.len()
    };
    let bare = lists(document).filter(|(_, paragraph, item)| !item.inline && !leads(paragraph) && phrases(paragraph));
    let found = bare.filter_map(|(_, _, item)| item.mark).map(|mark| Finding::at(mark.label));
    told_once(found.collect())
}

/// `list-lead-in-dangling`: 有下列情形之一的： with no list behind it.
pub(in crate::rules) fn dangling(document: &Document) -> Vec<Finding> {
    if !applies(document) {
        return Vec::new();
    }
    let leads =
        document.paragraphs.iter().filter(|paragraph| paragraph.items.is_empty() && paragraph.article.is_some());
    let items = document.items.iter().filter(|item| item.subitems.is_empty() && !item.inline);
    let leads = leads.map(|paragraph| (paragraph.span, paragraph.block));
    let mut found: Vec<Finding> = leads
        .chain(items.map(|item| (item.body, item.block)))
        .filter(|&(span, _)| leads_on(document.str(span)))
        .filter_map(|(span, block)| {
            let finding = Finding::at(tail(document, span));
            match missing(document, span, block)? {
                Missing::List => Some(finding),
                Missing::Numbers => Some(finding.variant("unnumbered")),
            }
        })
        .collect();
    found.sort_by_key(|finding| finding.span);
    told_once(found)
}

/// What is missing behind a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    List,
    Numbers,
}

fn missing(document: &Document, lead: Span, block: usize) -> Option<Missing> {
    let Some(next) = document.blocks.get(block + 1) else { return Some(Missing::List) };
    match next.role {
        Role::Division(_) | Role::ArticleLabel(_) | Role::Tail => Some(Missing::List),
        Role::Paragraph(paragraph) if starts_article(document, paragraph) => Some(Missing::List),
        Role::Paragraph(paragraph) => {
            let text = document.str(document.paragraphs[paragraph].span);
            let formula = text.contains(['＝', '=']);
            // 正师职：大校、少将； and 甲、… carry marks of their own.
            let marked = text.starts_with(['甲', '乙']) || text.chars().take(MARK).any(is_colon);
            let member = text.ends_with(is_semicolon) && !formula && !marked;
            let lead = document.str(lead);
            // 委员会由下列人员组成：
            let roster = lead.contains("人员组成");
            (member && announces(lead) && !roster).then_some(Missing::Numbers)
        }
        Role::Front
        | Role::Title
        | Role::Note
        | Role::TocHeading
        | Role::TocEntry
        | Role::Item(_)
        | Role::Subitem(_)
        | Role::ItemRest(_)
        | Role::Quoted
        | Role::Annex
        | Role::Table => None,
    }
}

/// Whether a paragraph is the first of its article.
fn starts_article(document: &Document, paragraph: usize) -> bool {
    let article = document.paragraphs[paragraph].article;
    article.is_some_and(|article| document.articles[article].paragraphs.start == paragraph)
}

/// The end of a lead: from 下列 on, or its last clause, where that is short enough.
fn tail(document: &Document, span: Span) -> Span {
    let text = document.str(span);
    let cap = text.char_indices().rev().take(SHOWN).last().map_or(0, |(at, _)| at);
    let word = structure::LIST_LEADS.iter().filter_map(|word| text.rfind(word)).max().filter(|&at| at >= cap);
    let clause = text.rfind(is_comma).map(|at| at + len_at(text, at)).filter(|&at| at >= cap);
    Span::new(span.start + word.or(clause).unwrap_or(cap), span.end)
}
