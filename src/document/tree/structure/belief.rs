//! Whether a line that starts with 第N条 opens an article or goes on with a sentence.

use crate::diagnostic::Span;
use crate::document::tree::label::{self, ArticleMark};
use crate::document::tree::line::{self, Raw, Shape};

/// Turns marks that open no article into text. A mark is believed where a blank, a bracket or the line's end follows;
/// without a blank it must follow its predecessor in number, or the whole document must be written without blanks. The
/// same goes for 第一条、 and 【第一条】: most of the articles are written so, or it follows its predecessor.
pub(super) fn settle_articles(text: &str, raws: &mut [Raw]) {
    let marks = || raws.iter().filter_map(mark);
    let odd = marks().filter(|mark| is_odd(text, mark)).count();
    let spaced = marks().filter(|mark| !mark.gap.is_empty() && !is_odd(text, mark)).count();
    let usual =
        Usual { tight: marks().filter(|mark| is_tight(text, mark)).count() > spaced, odd: odd > marks().count() - odd };
    let mut previous = 0;
    for at in 0..raws.len() {
        let Some(mark) = mark(&raws[at]) else { continue };
        let rest = Span::new(mark.gap.end.min(raws[at].span.end), raws[at].span.end).of(text);
        let before = at.checked_sub(1).map(|before| raws[before]);
        let line = Opening {
            mark,
            rest,
            broken: before.is_some_and(|before| is_unfinished(text, &before)),
            follows: mark.ordinal.number == previous + 1,
            odd: is_odd(text, &mark),
        };
        let believed = line.is_believed(usual);
        if believed {
            previous = mark.ordinal.number;
        } else {
            raws[at].shape = Shape::Text;
        }
    }
}

/// How most of the articles of a text are written.
#[derive(Clone, Copy)]
struct Usual {
    /// Without a blank behind the label.
    tight: bool,
    /// With a mark behind the label, or in brackets.
    odd: bool,
}

/// A line that starts with 第N条.
struct Opening<'t> {
    mark: ArticleMark,
    /// What stands behind the label and its blank.
    rest: &'t str,
    /// Whether the line before stops in the middle of a sentence.
    broken: bool,
    /// Whether it is the next in number.
    follows: bool,
    /// Whether it is written as labels are not.
    odd: bool,
}

impl Opening<'_> {
    fn is_believed(&self, usual: Usual) -> bool {
        let Self { mark, rest, broken, follows, odd } = *self;
        let refers = line::refers(rest);
        if odd {
            // 第三条、第五条规定的
            return !rest.starts_with('第') && (follows && usual.odd || !broken && (follows || usual.odd));
        }
        if rest.is_empty() {
            return !broken || follows;
        }
        if !mark.gap.is_empty() {
            return !(broken && refers && !follows);
        }
        if rest.starts_with(['【', '〖', '（', '[', '(']) {
            return !broken;
        }
        !refers && (usual.tight || follows) || (follows && !broken && !line::surely_refers(rest))
    }
}

/// Whether a label has a mark behind it that does not belong there, or stands in brackets.
fn is_odd(text: &str, mark: &ArticleMark) -> bool {
    !mark.separator.is_empty() || !mark.label.of(text).starts_with('第')
}

const fn mark(raw: &Raw) -> Option<ArticleMark> {
    match raw.shape {
        Shape::Article(mark) => Some(mark),
        Shape::Division(_) | Shape::Item(_) | Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text => None,
    }
}

fn is_tight(text: &str, mark: &ArticleMark) -> bool {
    let rest = &text[mark.label.end..];
    mark.gap.is_empty() && !is_odd(text, mark) && rest.starts_with(|c| !label::is_blank(c)) && !line::refers(rest)
}

/// Whether a line of text stops in the middle of a sentence.
fn is_unfinished(text: &str, raw: &Raw) -> bool {
    matches!(raw.shape, Shape::Text | Shape::Article(_) | Shape::Item(_))
        && matches!(raw.style, crate::source::LineStyle::Plain)
        && line::last_mark(raw.span.of(text)).is_some_and(|c| !line::is_terminal(c))
        && raw.span.of(text).chars().count() > 20
}
