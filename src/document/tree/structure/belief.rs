//! Whether a line that starts with 第N条 opens an article or goes on with a sentence.

use crate::diagnostic::Span;
use crate::document::tree::label::{self, ArticleMark};
use crate::document::tree::line::{self, Raw, Shape};

/// Turns marks that open no article into text. A mark is believed where a blank, a bracket or the line's end follows;
/// without a blank it must follow its predecessor in number, or the whole document must be written without blanks.
pub(super) fn settle_articles(text: &str, raws: &mut [Raw]) {
    let marks = || raws.iter().filter_map(mark);
    let spaced = marks().filter(|mark| !mark.gap.is_empty()).count();
    let tight = marks().filter(|mark| is_tight(text, mark)).count() > spaced;
    let mut previous = 0;
    for at in 0..raws.len() {
        let Some(mark) = mark(&raws[at]) else { continue };
        let rest = Span::new(mark.gap.end.min(raws[at].span.end), raws[at].span.end).of(text);
        let before = at.checked_sub(1).map(|before| raws[before]);
        let broken = before.is_some_and(|before| is_unfinished(text, &before));
        let refers = line::refers(rest);
        let follows = mark.ordinal.number == previous + 1;
        let believed = if rest.is_empty() {
            !broken || follows
        } else if !mark.gap.is_empty() {
            !(broken && refers && !follows)
        } else if rest.starts_with(['【', '〖', '（', '[', '(']) {
            !broken
        } else {
            !refers && (tight || follows) || (tight && follows && !broken && !line::surely_refers(rest))
        };
        if believed {
            previous = mark.ordinal.number;
        } else {
            raws[at].shape = Shape::Text;
        }
    }
}

const fn mark(raw: &Raw) -> Option<ArticleMark> {
    match raw.shape {
        Shape::Article(mark) => Some(mark),
        Shape::Division(_) | Shape::Item(_) | Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text => None,
    }
}

fn is_tight(text: &str, mark: &ArticleMark) -> bool {
    let rest = &text[mark.label.end..];
    mark.gap.is_empty() && rest.starts_with(|c| !label::is_blank(c)) && !line::refers(rest)
}

/// Whether a line of text stops in the middle of a sentence.
fn is_unfinished(text: &str, raw: &Raw) -> bool {
    matches!(raw.shape, Shape::Text | Shape::Article(_) | Shape::Item(_))
        && matches!(raw.style, crate::source::LineStyle::Plain)
        && line::last_mark(raw.span.of(text)).is_some_and(|c| !line::is_terminal(c))
        && raw.span.of(text).chars().count() > 20
}
