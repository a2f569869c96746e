//! Finds the places of instructions in a law, under the numbers that the units had before anything was done.

use super::law::{Article, Law, Line, Paragraph};
use super::reason::Reason;
use super::text::Text;
use crate::document::amendment::{Part, Place};
use crate::document::reference::StepUnit;
use crate::document::tree::label::{Level, Ordinal};

/// A place of a law, by positions in its lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Division(usize),
    Article(usize),
    Paragraph(usize, usize),
    Item(usize, usize, usize),
    Subitem(usize, usize, usize, usize),
    /// A paragraph before the first article.
    Preamble(usize),
}

/// As they are written: 第三条第二款.
pub(super) fn shown(steps: &[(StepUnit, Ordinal)]) -> String {
    steps.iter().map(|(unit, ordinal)| ordinal.label(unit.name())).collect()
}

/// The place that some steps lead to.
pub(super) fn find(law: &Law, steps: &[(StepUnit, Ordinal)]) -> Result<Target, Reason> {
    let missing = |upto: usize| Reason::Missing(shown(&steps[..=upto]));
    let mut at: Option<Target> = None;
    for (nth, &(unit, ordinal)) in steps.iter().enumerate() {
        at = Some(match (unit, at) {
            (StepUnit::Part | StepUnit::Subpart | StepUnit::Chapter | StepUnit::Section, above) => {
                let above = above.and_then(|above| if let Target::Division(at) = above { Some(at) } else { None });
                Target::Division(division(law, above, level(unit), ordinal).ok_or_else(|| missing(nth))?)
            }
            (StepUnit::Article, _) => article(law, ordinal).ok_or_else(|| missing(nth))?,
            (StepUnit::Paragraph, Some(Target::Article(article))) => {
                paragraph(law, article, ordinal).map_err(|gone| if gone { Reason::Replaced } else { missing(nth) })?
            }
            (StepUnit::Item, Some(Target::Article(article))) => {
                let places = 0..law.articles[article].paragraphs.len();
                let mut found = places.filter_map(|paragraph| item(law, article, paragraph, ordinal));
                let first = found.next().ok_or_else(|| missing(nth))?;
                if found.next().is_some() {
                    return Err(Reason::Ambiguous(shown(&steps[..=nth])));
                }
                first
            }
            (StepUnit::Item, Some(Target::Paragraph(article, paragraph))) => {
                item(law, article, paragraph, ordinal).ok_or_else(|| missing(nth))?
            }
            (StepUnit::Subitem, Some(Target::Item(article, paragraph, item))) => {
                let rests = &law.articles[article].paragraphs[paragraph].items[item].rests;
                let own = |line: &Line| line.number == Some(ordinal.number) && !line.gone;
                let line = rests.iter().position(own).ok_or_else(|| missing(nth))?;
                Target::Subitem(article, paragraph, item, line)
            }
            // What has become an article of its own has no 款 above it any more.
            (StepUnit::Paragraph | StepUnit::Item | StepUnit::Subitem, _) => return Err(missing(nth)),
        });
    }
    match at {
        // Only what of it has become an article of its own is left.
        Some(Target::Article(at)) if law.articles[at].rank.gone => Err(missing(steps.len() - 1)),
        at => at.ok_or(Reason::Unsupported),
    }
}

/// The place of an instruction, which must be a unit.
pub(super) fn unit(law: &Law, place: &Place) -> Result<Target, Reason> {
    match place.part {
        Part::Whole | Part::Name | Part::Sentence(_) => find(law, &place.steps),
        Part::Natural(nth) if place.steps.is_empty() => {
            let at = (nth as usize).wrapping_sub(1);
            let there = law.preamble.get(at).map(|_| Target::Preamble(at));
            there.ok_or_else(|| Reason::Missing(format!("第{}段", crate::document::tree::numeral::format(nth))))
        }
        Part::Natural(nth) => match find(law, &place.steps)? {
            Target::Article(article) => {
                paragraph(law, article, Ordinal::plain(nth)).map_err(|_| Reason::Missing(shown(&place.steps)))
            }
            other if nth == 1 => Ok(other),
            _ => Err(Reason::Unsupported),
        },
        Part::Title | Part::Preamble | Part::Contents | Part::Annex(_) | Part::Everywhere => Err(Reason::Unsupported),
    }
}

pub(super) const fn level(unit: StepUnit) -> Level {
    match unit {
        StepUnit::Part => Level::Part,
        StepUnit::Subpart => Level::Subpart,
        StepUnit::Section => Level::Section,
        StepUnit::Chapter | StepUnit::Article | StepUnit::Paragraph | StepUnit::Item | StepUnit::Subitem => {
            Level::Chapter
        }
    }
}

fn division(law: &Law, above: Option<usize>, level: Level, ordinal: Ordinal) -> Option<usize> {
    let inside = |mut at: usize| {
        above.is_none_or(|above| {
            while let Some(parent) = law.divisions[at].parent {
                if parent == above {
                    return true;
                }
                at = parent;
            }
            false
        })
    };
    let fits = |&at: &usize| {
        let own = &law.divisions[at];
        own.level == level && own.rank.old == Some(ordinal) && !own.rank.gone && inside(at)
    };
    let mut all = (0..law.divisions.len()).filter(fits);
    let first = all.next()?;
    // Sections are counted anew in every chapter: without the chapter none of them is meant.
    all.next().is_none().then_some(first)
}

fn article(law: &Law, ordinal: Ordinal) -> Option<Target> {
    law.article(ordinal).map(Target::Article)
}

/// A 款 by its old number. The error tells whether its article has been replaced as a whole.
fn paragraph(law: &Law, article: usize, ordinal: Ordinal) -> Result<Target, bool> {
    let own = &law.articles[article];
    if let Some(&moved) = law.moved.get(&(article, ordinal.number)) {
        return Ok(Target::Article(moved));
    }
    let there = |paragraph: &Paragraph| paragraph.rank.old == Some(ordinal) && !paragraph.rank.gone;
    own.paragraphs.iter().position(there).map(|at| Target::Paragraph(article, at)).ok_or(own.replaced)
}

fn item(law: &Law, article: usize, paragraph: usize, ordinal: Ordinal) -> Option<Target> {
    let own = &law.articles[article].paragraphs[paragraph];
    let there = |item: &super::law::Item| item.rank.old == Some(ordinal) && !item.rank.gone;
    let at = own.items.iter().position(there).filter(|_| !own.rank.gone)?;
    Some(Target::Item(article, paragraph, at))
}

/// All texts of a place, in order.
pub(super) fn texts(law: &mut Law, target: Target) -> Vec<&mut Text> {
    match target {
        Target::Division(at) => vec![&mut law.divisions[at].name],
        Target::Article(at) => of_article(&mut law.articles[at]),
        Target::Paragraph(article, at) => of_paragraph(&mut law.articles[article].paragraphs[at]),
        Target::Preamble(at) => of_paragraph(&mut law.preamble[at]),
        Target::Item(article, paragraph, at) => {
            let item = &mut law.articles[article].paragraphs[paragraph].items[at];
            [&mut item.text]
                .into_iter()
                .chain(item.rests.iter_mut().filter(|line| !line.gone).map(|line| &mut line.text))
                .collect()
        }
        Target::Subitem(article, paragraph, item, at) => {
            vec![&mut law.articles[article].paragraphs[paragraph].items[item].rests[at].text]
        }
    }
}

pub(super) fn of_article(article: &mut Article) -> Vec<&mut Text> {
    article.paragraphs.iter_mut().flat_map(of_paragraph).collect()
}

pub(super) fn of_paragraph(paragraph: &mut Paragraph) -> Vec<&mut Text> {
    if paragraph.rank.gone {
        return Vec::new();
    }
    let mut out = vec![&mut paragraph.lead];
    for item in paragraph.items.iter_mut().filter(|item| !item.rank.gone) {
        out.push(&mut item.text);
        out.extend(item.rests.iter_mut().filter(|line| !line.gone).map(|line| &mut line.text));
    }
    out
}
