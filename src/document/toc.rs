//! The table of contents, 目录: where it is among the lines, and what it lists.

use super::label::{self, DivisionMark, Level};
use super::line::{Raw, Shape};
use crate::diagnostic::Span;

/// One line of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TocEntry {
    /// Its mark; none for a heading without a number.
    pub mark: Option<DivisionMark>,
    /// The name without dots and page number.
    pub name: Span,
    /// The whole entry.
    pub span: Span,
}

/// The table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toc {
    /// The word 目录, where it stands.
    pub heading: Option<Span>,
    /// Its lines, in order.
    pub entries: Vec<TocEntry>,
}

/// Which lines before the first article are a table of contents: the one headed 目录, or a run of headings that begins
/// again before the first article.
pub fn find(raws: &[Raw], first_article: Option<usize>) -> Option<std::ops::Range<usize>> {
    let end = first_article.unwrap_or(raws.len());
    let heads = |from: usize| {
        raws[from..end].iter().enumerate().filter_map(move |(at, raw)| match raw.shape {
            Shape::Division(mark) => Some((from + at, (mark.level, mark.numeral.value))),
            Shape::Article(_) | Shape::Item(_) | Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text => None,
        })
    };
    let headed = raws[..end].iter().position(|raw| raw.shape == Shape::TocHeading);
    let start = headed.map_or(0, |at| at + 1);
    let (first_at, first) = heads(start).next()?;
    let again = heads(first_at + 1).find(|&(_, head)| head == first).map(|(at, _)| at);
    // Two chapters without an article between them are listed, not opened.
    let mut levels: Vec<Level> = heads(start).map(|(_, (level, _))| level).collect();
    let count = levels.len();
    levels.sort_unstable();
    levels.dedup();
    let listed = first_article.is_some() && levels.len() < count;
    match (headed, again) {
        // A preamble's heading may stand between the contents and the first chapter.
        (Some(at), Some(again)) => Some(at..again),
        (Some(at), None) => {
            let last = heads(start).next_back().map_or(first_at, |(at, _)| at);
            Some(at..last + 1)
        }
        (None, Some(again)) => Some(first_at..again),
        (None, None) if listed => Some(first_at..end),
        (None, None) => None,
    }
}

/// Reads the lines that [`find`] found.
pub fn read(text: &str, raws: &[Raw]) -> Toc {
    let mut toc = Toc { heading: None, entries: Vec::new() };
    for raw in raws {
        let mark = match raw.shape {
            Shape::TocHeading => {
                toc.heading = Some(raw.span);
                continue;
            }
            Shape::Division(mark) => Some(mark),
            Shape::Article(_) | Shape::Item(_) | Shape::Annex | Shape::Table | Shape::Text => None,
        };
        let start = mark.map_or(raw.span.start, |mark| mark.name.start);
        let name = Span::new(start, raw.span.end).of(text);
        let kept = name.trim_end_matches(|c: char| {
            c.is_ascii_digit() || label::is_blank(c) || matches!(c, '.' | '…' | '·' | '-' | '—' | '．' | '•')
        });
        toc.entries.push(TocEntry { mark, name: Span::new(start, start + kept.len()), span: raw.span });
    }
    toc
}

impl TocEntry {
    /// Its level; an entry without a mark is a heading.
    pub fn level(&self) -> Level {
        self.mark.map_or(Level::Heading, |mark| mark.level)
    }
}
