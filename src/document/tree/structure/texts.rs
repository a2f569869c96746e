//! What each text of a file is: where a further one begins, which articles are whose, and what the first says it is.

use super::Builder;
use super::layout::Layout;
use crate::document::tree::front::{self, Around, Front, Instrument, Kind};
use crate::document::tree::label::Ordinal;
use crate::document::tree::line::{self, Raw, Shape};
use crate::document::tree::{Article, ArticleForm, Hints, Role, maker, office, title};
use crate::lexicon::dates;

/// How many lines of the body may tell where the text holds: those of the first articles.
const BEGINNING: usize = 24;

/// Since this year rules are given out by orders (规章制定程序条例, in force since 1 January 2002).
const ORDERS: u32 = 2002;

impl Builder<'_> {
    /// Whether a line is the title of a further text: behind the articles of one, with a first heading or a first article
    /// below; where that stands.
    pub(super) fn opens_text(&self, at: usize) -> Option<usize> {
        /// No front is longer, in lines, and no title, in bytes.
        const FRONT: usize = 16;
        const LONGEST: usize = 270;
        let line = self.raws[at].span.of(self.text());
        if self.tree.articles.last()?.form != ArticleForm::Article || line.len() > LONGEST || line.contains('。') {
            return None;
        }
        let below = self.raws[..self.layout.body.end].iter().enumerate().skip(at + 1).take(FRONT);
        let first = below.filter_map(|(line, raw)| match raw.shape {
            Shape::Article(mark) => Some((line, mark.ordinal.number)),
            Shape::Division(mark) => Some((line, mark.numeral.value)),
            Shape::Item(_) | Shape::Annex | Shape::Table => Some((line, 0)),
            Shape::TocHeading | Shape::Text => None,
        });
        let first = first.take(1).find(|&(_, number)| number == 1).map(|(line, _)| line);
        first.filter(|&first| {
            title::is_title(line) && self.next_article(first).is_some_and(|article| article.number == 1)
        })
    }

    /// The number of the first article from a line on, if it stands near.
    fn next_article(&self, from: usize) -> Option<Ordinal> {
        /// How many lines are looked through: no preamble, and no chapter without a label, has more.
        const REACH: usize = 200;
        let below = self.raws[from..self.layout.body.end].iter().take(REACH);
        below.into_iter().find_map(|raw| match raw.shape {
            Shape::Article(mark) => Some(mark.ordinal),
            Shape::Division(_) | Shape::Item(_) | Shape::TocHeading => None,
            Shape::Annex | Shape::Table | Shape::Text => None,
        })
    }

    /// Whether a line is the heading of what is printed behind the text: a few words without a stop, right behind the
    /// sentence on its taking effect, where the next article does not follow.
    pub(super) fn opens_annex(&self, at: usize) -> bool {
        /// No heading is longer, in characters; and no shorter, or it is a name below the text.
        const LENGTHS: std::ops::RangeInclusive<usize> = 6..=40;
        let line = self.raws[at].span.of(self.text());
        let heads = LENGTHS.contains(&line.chars().count())
            && !line.contains(|c| line::is_stop(c) || line::is_comma(c) || line::is_colon(c));
        heads && self.ends_with_effect() && !self.next_article(at).is_some_and(|next| self.follows(next))
    }

    /// Whether the last line is a sentence on the day from which the text holds.
    fn ends_with_effect(&self) -> bool {
        let Some(last) = self.tree.blocks.last().filter(|last| matches!(last.role, Role::Paragraph(_))) else {
            return false;
        };
        let text = self.tree.str(last.span);
        let article = self.tree.articles.last().is_some_and(|article| article.form == ArticleForm::Article);
        article
            && text.contains('自')
            && text.ends_with('。')
            && dates::TAKING_EFFECT.iter().any(|verb| text.contains(verb))
    }

    /// The front of a further text, whose first heading or article stands at a line.
    pub(super) fn further_text(&mut self, at: usize, first: usize) {
        let articles = self.tree.articles.len();
        for open in self.open.drain(..) {
            self.tree.divisions[open].articles.end = articles;
        }
        self.tree.further_titles.push(self.raws[at].span);
        self.openings.push(articles);
        self.front_until = first;
        self.push(at, Role::Front);
    }
}

/// What the text says it is, and what the caller says.
pub(super) fn instrument(
    text: &str,
    raws: &[Raw],
    layout: &Layout,
    (front, note_lines): (&Front, &[usize]),
    hints: &Hints,
) -> Instrument {
    let line = |raw: &Raw| raw.span.of(text);
    let notes: Vec<&str> = note_lines.iter().map(|&at| raws[at].span.of(text)).collect();
    let orders = maker::orders(text, &raws[..front.title_lines.start]);
    let mut beginning = raws[layout.body.clone()].iter().take(BEGINNING);
    let local = hints.jurisdiction.is_some()
        || hints.kind == Some(Kind::LocalRegulation)
        || beginning.any(|raw| maker::tells_place(raw.span.of(text)));
    let before = || raws[..layout.front_end].iter().map(line);
    let number = || before().filter(|line| office::is_number(line)).filter_map(office::number);
    let printed =
        raws[layout.body.end..].iter().map(line).any(|line| office::is_imprint(line) && line.contains("印发"));
    let ordered = !orders.is_empty() || number().any(|number| number.order);
    let around = Around {
        notes: &notes,
        orders: &orders,
        issued: ordered || printed || number().next().is_some() || before().any(office::issues),
        noticed: !ordered
            && (number().any(|number| number.year >= ORDERS)
                || before().any(|line| line.contains("公文种类：规范性文件"))),
    };
    let told = front::instrument(front.title.as_ref(), &around, local);
    Instrument { kind: hints.kind.unwrap_or(told.kind), stage: hints.stage.unwrap_or(told.stage), ..told }
}

/// Tells the texts of a file apart; `openings` are articles that are known to open one.
pub(super) fn number_texts(articles: &mut [Article], openings: &[usize]) {
    let plain = |article: &Article| article.form == ArticleForm::Article && article.ordinal.branch == 0;
    let numbered: Vec<usize> = (0..articles.len()).filter(|&at| plain(&articles[at])).collect();
    let opens = |at: usize| {
        let number = |at: usize| numbered.get(at).map(|&article| articles[article].ordinal.number);
        at > 0 && number(at) == Some(1) && number(at + 1) == Some(2)
    };
    let counted = (0..numbered.len()).filter(|&at| opens(at)).map(|at| numbered[at]);
    let mut starts: Vec<usize> = counted.chain(openings.iter().copied()).collect();
    starts.sort_unstable();
    starts.dedup();
    for (at, article) in articles.iter_mut().enumerate() {
        article.text = starts.partition_point(|&start| start <= at);
    }
}
