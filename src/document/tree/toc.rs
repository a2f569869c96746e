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
    /// Whether it lists an article, which contents do not.
    pub lists: Listed,
}

/// What an entry lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// A heading.
    Heading,
    /// An article.
    Article,
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
    // The body's own headings stand right before its first article, each within the one before: 第一编, 第一章. Where
    // they begin with number one, the contents end there, however wrong their first entry is.
    let own = first_article.and_then(|_| {
        let mut chain: Option<(usize, (Level, u32))> = None;
        for (at, head) in heads(start).collect::<Vec<_>>().into_iter().rev() {
            if chain.is_some_and(|(_, within)| head.0 >= within.0) {
                break;
            }
            chain = Some((at, head));
        }
        chain.filter(|&(at, (_, number))| number == 1 && at > first_at).map(|(at, _)| at)
    });
    let again = if headed.is_some() { own.or(again) } else { again };
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

/// The first article of the body: contents may list articles, too, which then come again.
pub fn first_article(text: &str, raws: &[Raw]) -> Option<usize> {
    let is_article = |raw: &Raw| matches!(raw.shape, Shape::Article(_));
    let first = raws.iter().position(is_article)?;
    let headed = raws[..first].iter().any(|raw| raw.shape == Shape::TocHeading);
    let sentence = |raw: &Raw| raw.span.of(text).contains(super::line::is_stop);
    let behind = raws[first..].iter().position(sentence).map(|at| first + at).filter(|_| headed);
    let own = behind.and_then(|at| (first..=at).rev().find(|&at| is_article(&raws[at])));
    let number = |at: usize| match raws[at].shape {
        Shape::Article(mark) => Some(mark.ordinal),
        Shape::Division(_) | Shape::Item(_) | Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text => None,
    };
    let listed = own.filter(|&own| (first..own).any(|at| number(at) == number(own)));
    Some(listed.unwrap_or(first))
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
        let lists = if matches!(raw.shape, Shape::Article(_)) { Listed::Article } else { Listed::Heading };
        toc.entries.push(TocEntry { mark, name: Span::new(start, start + kept.len()), span: raw.span, lists });
    }
    toc
}

impl TocEntry {
    /// Its level; an entry without a mark is a heading.
    pub fn level(&self) -> Level {
        self.mark.map_or(Level::Heading, |mark| mark.level)
    }
}

#[cfg(test)]
mod tests {
    use super::super::excerpt::Excerpt;
    use super::super::{Hints, Tree};
    use super::*;
    use crate::source::Source;

    /// How many entries, how many of them articles, how many headings and articles in the body.
    fn counts(front: &str) -> (usize, usize, usize, usize) {
        let body =
            "第一章　总则\n第一条　为了规范养犬，制定本条例。\n第二章　登记\n第二条　养犬应当登记。\n第三条　甲。\n";
        let source = Source::from_text("a.txt", &format!("某市养犬条例\n{front}\n{body}"));
        let tree = Tree::parse(&Excerpt::of(&source), &Hints::default());
        let toc = tree.toc.expect("contents");
        let articles = toc.entries.iter().filter(|entry| entry.lists == Listed::Article).count();
        (toc.entries.len(), articles, tree.divisions.len(), tree.articles.len())
    }

    #[test]
    fn a_wrong_first_entry_does_not_move_the_end() {
        assert_eq!(counts("目录\n第一章　总则\n第二章　登记"), (2, 0, 2, 3));
        assert_eq!(counts("目录\n第二章　总则\n第二章　登记"), (2, 0, 2, 3));
        assert_eq!(counts("目录\n第四章　总则\n第二章　登记"), (2, 0, 2, 3));
        assert_eq!(counts("目录\n第二章　登记"), (1, 0, 2, 3));
    }

    #[test]
    fn contents_that_list_articles() {
        assert_eq!(
            counts("目录\n第一章　总则\n第一条　立法目的\n第二章　登记\n第二条　登记\n第三条　其他"),
            (5, 3, 2, 3)
        );
        assert_eq!(counts("目录\n第一章　总则（第一条—第一条）\n第二章　登记（第二条—第三条）"), (2, 0, 2, 3));
    }
}
