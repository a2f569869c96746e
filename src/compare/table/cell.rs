//! What stands in a cell of a 对照表: labels, words, and what stands for words.

use super::Column;
use crate::compare::wording;
use crate::document::tree::label::{self, Ordinal};
use crate::document::tree::{Role, line, numeral};

/// A piece of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A label, and the words on its line.
    Article(Opening, String),
    /// 第三条至第八条, without their words.
    Range(Ordinal, Ordinal),
    /// What says that there is nothing: （新增）, （删去）.
    StandIn,
    /// 第二章　登记
    Heading(String),
    /// Any other line.
    Line(String),
}

/// The label of an article or of a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) ordinal: Ordinal,
    /// The numbers of the paragraphs that it names, from 1; none for the article.
    pub(super) paragraphs: Vec<u32>,
}

/// What a cell says instead of words where there are none.
const NOTHING: [&str; 12] =
    ["新增", "新增条文", "新增条款", "新增一条", "删去", "删除", "无", "空", "—", "——", "-", "/"];

/// What it says instead of an article's words.
const INSTEAD: [&str; 13] = [
    "略",
    "未修改",
    "未作修改",
    "无修改",
    "不变",
    "内容不变",
    "不作修改",
    "没有修改",
    "同左",
    "同现行",
    "同上",
    "同原条文",
    "保留",
];

/// What stands for paragraphs that are left out.
const DOTS: [char; 3] = ['…', '⋯', '.'];

/// Whether a cell has an article's label in it.
pub(super) fn has_article(text: &str) -> bool {
    text.lines().any(|line| opening(line.trim_matches(label::is_blank)).is_some())
}

/// The pieces of a cell, in order.
pub(super) fn pieces(text: &str, column: Column) -> Vec<Piece> {
    let lines =
        text.lines().map(|line| line.trim_matches(label::is_blank)).filter(|line| !wording::bare(line).is_empty());
    lines.map(|line| piece(line, column)).collect()
}

fn piece(line: &str, column: Column) -> Piece {
    if NOTHING.contains(&unbracketed(line).as_str()) {
        return Piece::StandIn;
    }
    if let Some(range) = range(line, column) {
        return range;
    }
    match opening(line) {
        Some((opening, words)) => Piece::Article(opening, words.to_owned()),
        None if is_heading(line) => Piece::Heading(line.to_owned()),
        None => Piece::Line(line.to_owned()),
    }
}

/// Whether a line is a heading with a number: blank behind that, no stop at its end.
fn is_heading(line: &str) -> bool {
    let mark = label::division(line, 0);
    mark.is_some_and(|mark| !mark.gap.is_empty()) && !line.ends_with(line::is_terminal)
}

/// No article has more paragraphs.
const MOST_PARAGRAPHS: u32 = 1000;

/// The label that a line opens with, and what stands behind it.
fn opening(line: &str) -> Option<(Opening, &str)> {
    let mark = label::article_line(line, 0)?;
    let (paragraphs, behind) = paragraphs(&line[mark.label.end..]);
    if !paragraphs.is_empty() {
        let is_label = behind.is_empty() || behind.starts_with(label::is_blank);
        return is_label.then_some((Opening { ordinal: mark.ordinal, paragraphs }, behind));
    }
    let words = &line[mark.gap.end..];
    let is_label = !mark.gap.is_empty() || words.is_empty() || !label::refers(words);
    is_label.then_some((Opening { ordinal: mark.ordinal, paragraphs }, words))
}

/// 第二款、第三款 behind a label, and what stands behind that.
fn paragraphs(behind: &str) -> (Vec<u32>, &str) {
    let (mut numbers, mut rest): (Vec<u32>, &str) = (Vec::new(), behind);
    loop {
        let joined = rest.strip_prefix(['、', '和', '至']).filter(|_| !numbers.is_empty());
        let (next, goes_to) = (joined.unwrap_or(rest), joined.is_some() && rest.starts_with('至'));
        let Some(number) = next.strip_prefix('第') else { return (numbers, rest) };
        let len = numeral::prefix_len(number);
        let Some(behind) = number[len..].strip_prefix('款') else { return (numbers, rest) };
        let Some(numeral) = numeral::parse(&number[..len]) else { return (numbers, rest) };
        match numbers.last() {
            Some(&last) if goes_to => numbers.extend(last + 1..=numeral.value.min(last + MOST_PARAGRAPHS)),
            Some(_) | None => numbers.push(numeral.value),
        }
        rest = behind;
    }
}

/// 第三条至第八条 with nothing but a word behind it; of one that names both sides, 第三条至第八条　未修改（原第二条至第七条）,
/// the one of the column.
fn range(line: &str, column: Column) -> Option<Piece> {
    let (first, last, behind) = ends(line)?;
    let behind = behind.trim_start_matches(label::is_blank);
    let (word, old) = match behind.split_once("（原").or_else(|| behind.split_once("(原")) {
        Some((word, old)) => (word, Some(old.trim_end_matches(['）', ')']))),
        None => (behind, None),
    };
    let word = unbracketed(word);
    let is_bare = word.is_empty() && first != last;
    if !is_bare && !INSTEAD.contains(&word.as_str()) {
        return None;
    }
    let (first, last) = match (column, old) {
        (Column::Law, Some(old)) => ends(old).map(|(first, last, _)| (first, last))?,
        (Column::Law, None) | (Column::Draft, _) => (first, last),
    };
    Some(Piece::Range(first, last))
}

/// The first and the last article of a range, or of one article, and what stands behind.
fn ends(text: &str) -> Option<(Ordinal, Ordinal, &str)> {
    let first = label::article(text, 0)?;
    let behind = &text[first.label.end..];
    let last =
        behind.strip_prefix(['至', '—', '－', '-', '～', '~']).and_then(|rest| Some((label::article(rest, 0)?, rest)));
    Some(match last {
        Some((last, rest)) => (first.ordinal, last.ordinal, &rest[last.label.end..]),
        None => (first.ordinal, first.ordinal, behind),
    })
}

/// A text without blanks and without brackets around all of it.
fn unbracketed(text: &str) -> String {
    let bare = wording::bare(text);
    let inner = [('（', '）'), ('(', ')'), ('【', '】'), ('〔', '〕'), ('[', ']')]
        .into_iter()
        .find_map(|(open, close)| bare.strip_prefix(open)?.strip_suffix(close));
    inner.map_or_else(|| bare.clone(), str::to_owned)
}

/// What stands below a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Words {
    /// Nothing, or a word that stands for all of it.
    None,
    /// Its words, blanks aside.
    All(String),
    /// Stretches of its words, with dots for the paragraphs between them.
    Parts(Vec<String>),
}

/// The words of lines below a label, the first being the rest of its own line.
pub(super) fn words(lines: &[String]) -> Words {
    let is_dots = |line: &&String| {
        let bare = wording::bare(line);
        bare.chars().count() > 1 && bare.chars().all(|c| DOTS.contains(&c)) || bare == "…"
    };
    let joined: String = lines.iter().map(|line| wording::bare(line)).collect();
    if joined.is_empty() || INSTEAD.contains(&unbracketed(&joined).as_str()) || lines.iter().all(|line| is_dots(&line))
    {
        return Words::None;
    }
    if !lines.iter().any(|line| is_dots(&line)) {
        return Words::All(joined);
    }
    let parts = lines.split(|line| is_dots(&line)).map(|part| part.iter().map(|line| wording::bare(line)).collect());
    Words::Parts(parts.filter(|part: &String| !part.is_empty()).collect())
}

/// Whether a block is of an article.
pub(super) const fn is_in_article(role: Role) -> bool {
    match role {
        Role::ArticleLabel(_) | Role::Paragraph(_) | Role::Item(_) | Role::Subitem(_) | Role::ItemRest(_) => true,
        Role::Front
        | Role::Title
        | Role::Note
        | Role::TocHeading
        | Role::TocEntry
        | Role::Division(_)
        | Role::Quoted
        | Role::Annex
        | Role::Table
        | Role::Tail => false,
    }
}
