//! Where the parts of a text are among its lines: front, contents, body, tail; and what the body is made of.

use std::ops::Range;

use crate::document::tree::label::{self, MarkForm};
use crate::document::tree::line::{self, Raw, Shape};
use crate::document::tree::{front, office, title, toc};
use crate::lexicon::structure;
use crate::source::LineStyle;

/// How many lines the cover of a text may have, with its title.
const COVER: usize = 16;

/// Where the parts of the text are, in lines.
#[derive(Debug)]
pub(super) struct Layout {
    /// Title, notes and announcement end here.
    pub front_end: usize,
    pub toc: Option<Range<usize>>,
    pub body: Range<usize>,
    /// Whether the text is made of articles.
    pub articles: bool,
    /// Whether the text has chapters.
    pub chapters: bool,
    /// Whether short lines without a stop stand before articles, as headings do that lost their numbers.
    pub bare_headings: bool,
    /// Whether articles carry their 条旨 without brackets, on the line of the label.
    pub gists: Gists,
    /// In a text without articles, the mark of its points.
    pub point: Option<MarkForm>,
    /// The mark of its chapters, where they are numbered 1. 2. and have articles below.
    pub chapter: Option<MarkForm>,
}

impl Layout {
    pub(super) fn find(text: &str, raws: &[Raw]) -> Self {
        let first_article = toc::first_article(text, raws);
        let toc = toc::find(raws, first_article);
        let body_start = match (&toc, first_article) {
            (Some(toc), _) => toc.end,
            (None, Some(article)) => {
                let heading = raws[..article].iter().position(|raw| matches!(raw.shape, Shape::Division(_)));
                let bare = article.checked_sub(1).filter(|&before| is_bare_heading(text, &raws[before]));
                heading.or(bare).unwrap_or(article)
            }
            (None, None) => Self::first_line_of_text(text, raws),
        };
        let front_end = toc.as_ref().map_or(body_start, |toc| toc.start);
        let tail = tail(text, &raws[body_start..]);
        let articles = first_article.is_some();
        let point = raws[body_start..].iter().find_map(|raw| match raw.shape {
            Shape::Item(mark) if matches!(raw.style, LineStyle::Plain) => Some(mark.form),
            Shape::Item(_) | Shape::Article(_) | Shape::Division(_) | Shape::TocHeading => None,
            Shape::Annex | Shape::Table | Shape::Text => None,
        });
        let is_point = |form: &MarkForm| matches!(form, MarkForm::Bare | MarkForm::ArabicDot | MarkForm::ArabicComma);
        Self {
            front_end,
            toc,
            body: body_start..raws.len() - tail,
            articles,
            chapters: raws.iter().any(|raw| matches!(raw.shape, Shape::Division(_))),
            bare_headings: bare_headings(text, raws) >= 3,
            gists: Gists::find(text, raws),
            point: point.filter(is_point).filter(|_| !articles),
            chapter: arabic_chapters(text, raws),
        }
    }

    /// In a text without articles the body starts with the first sentence that is no note.
    fn first_line_of_text(text: &str, raws: &[Raw]) -> usize {
        // What an order says of the text below it is not the text.
        let title = raws.iter().take(COVER).enumerate().skip(1).filter(|(_, raw)| raw.shape == Shape::Text);
        let title = title.filter(|(_, raw)| title::is_title(raw.span.of(text))).map(|(at, _)| at).next_back();
        let from =
            title.filter(|&title| raws[..title].iter().any(|raw| office::issues(raw.span.of(text)))).unwrap_or(0);
        let starts = |(at, raw): (usize, &Raw)| match raw.shape {
            Shape::Article(_) | Shape::Division(_) | Shape::Item(_) => true,
            Shape::Text => {
                let line = raw.span.of(text);
                at > from
                    && (matches!(raw.style, LineStyle::Heading(2..)) || line.contains('。') && !front::is_note(line))
            }
            Shape::TocHeading | Shape::Annex | Shape::Table => false,
        };
        raws.iter().enumerate().skip(from).find(|&each| starts(each)).map_or(raws.len(), |(at, _)| at)
    }
}

/// 总则 without its number, or 一、登记.
fn is_bare_heading(text: &str, raw: &Raw) -> bool {
    let line = raw.span.of(text);
    match raw.shape {
        Shape::Text => line.chars().filter(|&c| !label::is_blank(c)).eq("总则".chars()),
        Shape::Item(mark) => {
            let heads = matches!(mark.form, MarkForm::Bare | MarkForm::ArabicDot | MarkForm::ArabicComma);
            heads && mark.number == 1 && !line.ends_with(line::is_terminal) && line.chars().nth(40).is_none()
        }
        Shape::Article(_) | Shape::Division(_) | Shape::TocHeading | Shape::Annex | Shape::Table => false,
    }
}

/// Whether behind an article's label stands a few words without a stop, with the text or a list on the next line.
pub(super) fn is_bare_gist(text: &str, raws: &[Raw], at: usize) -> bool {
    let Shape::Article(mark) = raws[at].shape else { return false };
    let rest = &text[mark.gap.end.min(raws[at].span.end)..raws[at].span.end];
    let followed = raws.get(at + 1).is_some_and(|next| match next.shape {
        Shape::Text => true,
        // 有下列情形之一的 leads to its list.
        Shape::Item(_) => !structure::LIST_LEADS.iter().any(|word| rest.contains(word)),
        Shape::Article(_) | Shape::Division(_) | Shape::TocHeading | Shape::Annex | Shape::Table => false,
    });
    let sentence = structure::NOT_GISTS.iter().any(|word| rest.contains(word));
    let short = !rest.is_empty() && rest.chars().nth(20).is_none();
    short
        && followed
        && !sentence
        && !rest.contains(['。', '；', '：', '，', ';', ':', ',', '《'])
        && !rest.ends_with(['、', '（'])
}

/// Which articles carry such a gist: those whose line the markup sets as a heading, and all where most of them do.
#[derive(Debug, Clone, Copy)]
pub(super) enum Gists {
    /// All that can.
    Usual,
    /// Those that can be nothing else, of which there are several.
    Some,
    /// Headings of the markup.
    Marked,
}

impl Gists {
    fn find(text: &str, raws: &[Raw]) -> Self {
        let articles = || (0..raws.len()).filter(|&at| matches!(raws[at].shape, Shape::Article(_)));
        let gists = articles().filter(|&at| is_bare_gist(text, raws, at)).count();
        let sure = || articles().filter(|&at| is_sure_gist(text, raws, at)).count();
        if gists >= 3 && gists * 10 >= articles().count() * 6 {
            Self::Usual
        } else if gists >= 2 && sure() == gists {
            Self::Some
        } else {
            Self::Marked
        }
    }

    /// Whether the article at a line carries one.
    pub(super) fn is_at(self, text: &str, raws: &[Raw], at: usize) -> bool {
        let marked = matches!(raws[at].style, LineStyle::Heading(_));
        let sure = || matches!(self, Self::Some) && is_sure_gist(text, raws, at);
        (marked || matches!(self, Self::Usual) || sure()) && is_bare_gist(text, raws, at)
    }
}

/// Whether such words can be nothing but a gist: they are few, end with no word that leads on, and a whole sentence or a list
/// stands on the next line.
fn is_sure_gist(text: &str, raws: &[Raw], at: usize) -> bool {
    let Shape::Article(mark) = raws[at].shape else { return false };
    let rest = &text[mark.gap.end.min(raws[at].span.end)..raws[at].span.end];
    let Some(next) = raws.get(at + 1) else { return false };
    let line = next.span.of(text);
    let whole = match next.shape {
        Shape::Item(_) => true,
        Shape::Text => line.ends_with(line::is_stop) || line.ends_with(line::is_colon),
        Shape::Article(_) | Shape::Division(_) | Shape::TocHeading | Shape::Annex | Shape::Table => false,
    };
    let leads =
        rest.ends_with(line::BEFORE_REFERENCE) || structure::GIST_NEVER_ENDS.iter().any(|end| rest.ends_with(end));
    whole && is_bare_gist(text, raws, at) && rest.chars().nth(12).is_none() && rest.chars().all(label::is_han) && !leads
}

/// The mark of lines that are chapters numbered 1. 2. 3.: short ones without a stop, each right before an article, that count
/// up from one.
fn arabic_chapters(text: &str, raws: &[Raw]) -> Option<MarkForm> {
    let heads = |pair: &[Raw]| match (pair[0].shape, pair[1].shape) {
        (Shape::Item(mark), Shape::Article(_)) => {
            let line = pair[0].span.of(text);
            let named = !line.ends_with(line::is_terminal) && line.chars().nth(40).is_none();
            let arabic = matches!(mark.form, MarkForm::ArabicDot | MarkForm::ArabicComma);
            (named && arabic).then_some(mark)
        }
        _ => None,
    };
    let marks: Vec<_> = raws.windows(2).filter_map(heads).collect();
    let counts = marks.iter().zip(1..).all(|(mark, number)| mark.number == number && mark.form == marks[0].form);
    (marks.len() >= 2 && counts).then(|| marks[0].form)
}

/// How many lines of a few characters without a stop stand right before an article.
fn bare_headings(text: &str, raws: &[Raw]) -> usize {
    let bare = |pair: &&[Raw]| {
        let line = pair[0].span.of(text);
        pair[0].shape == Shape::Text
            && matches!(pair[1].shape, Shape::Article(_))
            && line.chars().count() <= 12
            && !line.contains(['。', '；', '：', '，', ';', ':', ',', '》', '）', '日'])
    };
    raws.windows(2).filter(bare).count()
}

/// How many lines at the end are behind the body: who signed the text and when, what is printed for those who file it, and
/// what a web page adds. Between the signature and the imprint stand the people to ask.
fn tail(text: &str, raws: &[Raw]) -> usize {
    /// Behind an imprint no more lines than these are looked at for what else may stand there.
    const BEHIND: usize = 3;
    let belongs = |raw: &Raw| {
        let line = raw.span.of(text);
        let plain = matches!(raw.shape, Shape::Text | Shape::Item(_)) && matches!(raw.style, LineStyle::Plain);
        let closing = || line.starts_with("特此") && line.chars().nth(12).is_none();
        plain && (office::is_imprint(line) || raw.shape == Shape::Text && (office::is_signature(line) || closing()))
    };
    let last = raws.iter().rev().take(BEHIND).position(|raw| office::is_imprint(raw.span.of(text)));
    let behind = last.unwrap_or(0);
    let before = &raws[..raws.len() - behind];
    behind + before.iter().rev().take_while(|raw| belongs(raw)).count()
}
