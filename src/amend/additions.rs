//! What instructions add: chapters, articles, 款, 项.

use super::apply::{Applier, Done, Late, articles_of, merged};
use super::fresh;
use super::law::{Article, Division, Law, Pin, Rank};
use super::place::{self, Target};
use super::reason::Reason;
use super::text::Text;
use crate::document::amendment::{Action, Place, Quoted, Side};
use crate::document::reference::{StepUnit, address::Steps};
use crate::document::tree::label::{self, Level, Ordinal};

/// What is added: of which unit, how many, and as what.
pub(super) type Wanted<'n> = (StepUnit, usize, &'n [Steps]);

/// What an address says of the headings that an article stands under.
pub(super) fn headings(steps: &Steps) -> Steps {
    steps.iter().copied().filter(|&(unit, _)| unit < StepUnit::Article).collect()
}

impl Applier<'_> {
    /// 增加两条，作为第三条、第四条：“…”
    pub(super) fn add(
        &mut self,
        places: &[Place],
        wanted: Wanted<'_>,
        beside: Option<&(Side, Place)>,
        text: Option<&Quoted>,
    ) -> Done {
        let Some(text) = text else { return self.add_without_text(places, wanted) };
        let lines = self.lines(text);
        match wanted.0 {
            StepUnit::Part | StepUnit::Subpart | StepUnit::Chapter | StepUnit::Section => {
                self.add_division(places, wanted, beside, &lines)
            }
            StepUnit::Article => self.add_articles(places, wanted, beside, &lines),
            StepUnit::Paragraph => self.add_paragraphs(places, wanted, beside, &lines),
            StepUnit::Item => self.add_items(places, wanted, beside, &lines),
            StepUnit::Subitem => Err(Reason::Unsupported),
        }
    }

    /// The text of an addition that quotes none may stand in a later instruction: in the heading over added articles, or in
    /// the whole article, 增加一款，作为第二款，将该条修改为：“…”.
    fn add_without_text(&self, places: &[Place], (unit, ..): Wanted<'_>) -> Done {
        let later = &self.instructions[self.at + 1..];
        let holds = later.iter().take(3).any(|one| match &one.action {
            Action::Add { unit: StepUnit::Article, text: Some(text), .. } if unit < StepUnit::Article => {
                self.lines(text).first().is_some_and(|line| label::division(line, 0).is_some())
            }
            Action::Replace(_) => places.first().is_some_and(|place| {
                one.places.len() == 1 && place.steps.starts_with(&one.places[0].steps) && unit > StepUnit::Article
            }),
            _ => false,
        });
        if holds { Ok(None) } else { Err(Reason::NoText) }
    }

    /// Of a text with headings and articles in it, all are added.
    fn add_division(
        &mut self,
        places: &[Place],
        (unit, _, numbers): Wanted<'_>,
        beside: Option<&(Side, Place)>,
        lines: &[String],
    ) -> Done {
        let parent = self.parent_of(places, beside)?;
        let number = numbers.first().and_then(|steps| Self::number_of(steps, unit));
        let headed = lines.first().is_some_and(|line| label::division(line, 0).is_some());
        if !headed && lines.len() == 1 {
            let number = number.ok_or(Reason::NoText)?;
            self.heading(unit, number, parent, Text::new(lines[0].as_str()));
            return Ok(None);
        }
        if !headed {
            return Err(Reason::Unsupported);
        }
        let mut new = fresh::law(lines);
        if let (Some(number), Some(first)) = (number, new.divisions.first_mut()) {
            if first.rank.old != Some(number) {
                let read = first.rank.old.map(|old| old.label(unit.name())).unwrap_or_default();
                return Err(Reason::Label(read, number.label(unit.name())));
            }
        }
        self.take_in(&mut new, parent, lines)
    }

    /// The heading that a new one stands under: that of the place beside it, or one that is named.
    fn parent_of(&self, places: &[Place], beside: Option<&(Side, Place)>) -> Result<Option<usize>, Reason> {
        if let Some((_, place)) = beside {
            return match place::find(&self.law, &place.steps)? {
                Target::Division(at) => Ok(self.law.divisions[at].parent),
                _ => Err(Reason::Unsupported),
            };
        }
        match places.first() {
            Some(place) => match place::find(&self.law, &place.steps)? {
                Target::Division(at) => Ok(Some(at)),
                _ => Err(Reason::Unsupported),
            },
            None => Ok(None),
        }
    }

    /// A new heading; the one that is there already, where an earlier instruction has named it.
    fn heading(&mut self, unit: StepUnit, number: Ordinal, parent: Option<usize>, name: Text) -> usize {
        let level = place::level(unit);
        let wanted = |own: &Division| {
            own.level == level && own.rank.old.is_none() && own.rank.pin.is_some_and(|pin| pin.number == number)
        };
        if let Some(at) = self.law.divisions.iter().position(wanted) {
            return at;
        }
        self.law.divisions.push(Division {
            rank: Rank { pin: self.pin(number), ..Rank::default() },
            level,
            label: number.label(unit.name()),
            name,
            parent,
            block: None,
            into: None,
        });
        self.law.divisions.len() - 1
    }

    /// Adds all headings and articles of a text, as what they say they are.
    fn take_in(&mut self, new: &mut Law, parent: Option<usize>, lines: &[String]) -> Done {
        let mut homes: Vec<usize> = Vec::new();
        for division in &new.divisions {
            let unit = match division.level {
                Level::Part => StepUnit::Part,
                Level::Subpart => StepUnit::Subpart,
                Level::Chapter => StepUnit::Chapter,
                Level::Section => StepUnit::Section,
                Level::Heading => return Err(Reason::Unsupported),
            };
            let above = division.parent.and_then(|at| homes.get(at).copied()).or(parent);
            let number = division.rank.old.ok_or(Reason::NoText)?;
            homes.push(self.heading(unit, number, above, division.name.clone()));
        }
        if articles_of(lines).iter().filter(|part| fresh::is_article(&part[0])).count() != new.articles.len() {
            return Err(Reason::NotUnderstood);
        }
        for article in new.articles.drain(..) {
            let number = article.rank.old.ok_or(Reason::NoText)?;
            let division = article.division.and_then(|at| homes.get(at).copied());
            if let Some(old) = self.comes_as(number) {
                let old = &mut self.law.articles[old];
                old.paragraphs = article.paragraphs;
                old.replaced = true;
                old.division = division.or(old.division);
                continue;
            }
            let rank = Rank { pin: self.pin(number), ..Rank::default() };
            self.law.articles.push(Article { rank, division, loose: division.is_none(), ..article });
        }
        Ok(None)
    }

    pub(super) fn add_articles(
        &mut self,
        places: &[Place],
        (_, count, numbers): Wanted<'_>,
        beside: Option<&(Side, Place)>,
        lines: &[String],
    ) -> Done {
        let headed = lines.first().is_some_and(|line| label::division(line, 0).is_some());
        let labels = lines.iter().filter(|line| fresh::is_article(line));
        let labels: Vec<Ordinal> = labels.filter_map(|line| label::article(line, 0)).map(|mark| mark.ordinal).collect();
        let labelled = labels.len();
        if headed {
            let moved = labels.iter().filter(|&&number| self.comes_as(number).is_some()).count();
            if labelled != count + moved {
                return Err(Reason::Counts(count, labelled - moved));
            }
            return self.take_in(&mut fresh::law(lines), None, lines);
        }
        let parts = articles_of(lines);
        if parts.len() != count || labelled > 0 && labelled != count {
            return Err(Reason::Counts(count, parts.len().max(labelled)));
        }
        let division = self.division_told(places, beside)?;
        let mut done = Ok(None);
        for (nth, part) in parts.iter().enumerate() {
            let read = label::article(&part[0], 0).filter(|_| labelled > 0).map(|mark| mark.ordinal);
            let told = numbers.get(nth).and_then(|steps| Self::number_of(steps, StepUnit::Article));
            if let (Some(read), Some(told)) = (read, told) {
                if read != told {
                    done = merged(done, Err(Reason::Label(read.label("条"), told.label("条"))));
                }
            }
            let under = numbers.get(nth).map(headings).unwrap_or_default();
            let rank = self.rank_beside(told.or(read), beside)?;
            let paragraphs = fresh::paragraphs(part);
            if paragraphs.is_empty() {
                return Err(Reason::NoText);
            }
            self.law.articles.push(Article {
                rank,
                paragraphs,
                division,
                loose: division.is_none(),
                under,
                ..Article::default()
            });
        }
        done
    }

    /// The old article that the instruction before has said becomes one of this number, and whose new text may be quoted
    /// with that of added ones: 对第三十条进行修改，作为第七十条；增加四条，…。内容如下：“…”.
    fn comes_as(&self, number: Ordinal) -> Option<usize> {
        let by = self.at.checked_sub(1)?;
        let wanted = Some(Pin { number, by });
        self.law.articles.iter().position(|article| article.index.is_some() && article.rank.pin == wanted)
    }

    /// The heading that an addition names, if any.
    fn division_told(&self, places: &[Place], beside: Option<&(Side, Place)>) -> Result<Option<usize>, Reason> {
        if let Some((_, place)) = beside {
            return Ok(match place::find(&self.law, &place.steps)? {
                Target::Article(at) => self.law.articles[at].division,
                _ => None,
            });
        }
        let Some(place) = places.first() else { return Ok(None) };
        match place::find(&self.law, &place.steps)? {
            Target::Division(at) => Ok(Some(at)),
            _ => Err(Reason::Unsupported),
        }
    }

    /// Where a new unit is wanted: at its number, or beside an old one.
    fn rank_beside(&self, number: Option<Ordinal>, beside: Option<&(Side, Place)>) -> Result<Rank, Reason> {
        let behind = match (number, beside) {
            (Some(_), _) => None,
            (None, Some((side, place))) => {
                let &(_, own) = place.steps.last().ok_or(Reason::Unsupported)?;
                let before = Ordinal::plain(own.number.saturating_sub(1));
                Some(if *side == Side::After { own } else { before })
            }
            (None, None) => None,
        };
        Ok(Rank { pin: number.and_then(|number| self.pin(number)), behind, ..Rank::default() })
    }

    pub(super) fn add_paragraphs(
        &mut self,
        places: &[Place],
        (unit, count, numbers): Wanted<'_>,
        beside: Option<&(Side, Place)>,
        lines: &[String],
    ) -> Done {
        let mut new = fresh::paragraphs(lines);
        if new.len() != count {
            return Err(Reason::Counts(count, new.len()));
        }
        for (nth, paragraph) in new.iter_mut().enumerate() {
            let number = numbers.get(nth).and_then(|steps| Self::number_of(steps, unit));
            paragraph.rank = self.rank_beside(number, beside)?;
        }
        let full = numbers.first().and_then(|steps| Self::number_of(steps, StepUnit::Article));
        match (places.first(), full) {
            (None, Some(article)) => self.late.push(Late { article, paragraphs: new, by: self.at }),
            (None, None) => return Err(Reason::NotUnderstood),
            (Some(place), _) => match place::find(&self.law, &place.steps)? {
                Target::Article(at) => self.law.articles[at].paragraphs.extend(new),
                _ => return Err(Reason::Unsupported),
            },
        }
        Ok(None)
    }

    fn add_items(
        &mut self,
        places: &[Place],
        (unit, count, numbers): Wanted<'_>,
        beside: Option<&(Side, Place)>,
        lines: &[String],
    ) -> Done {
        let mut new = if count == lines.len() || count == 1 || lines.iter().all(|line| label::item(line, 0).is_some()) {
            fresh::items(lines)
        } else {
            return Err(Reason::Counts(count, lines.len()));
        };
        if new.len() != count {
            // Without marks each line is one.
            new = lines.iter().flat_map(|line| fresh::items(std::slice::from_ref(line))).collect();
        }
        if new.len() != count {
            return Err(Reason::Counts(count, new.len()));
        }
        for (nth, item) in new.iter_mut().enumerate() {
            let told = numbers.get(nth).and_then(|steps| Self::number_of(steps, unit));
            let read = label::item(&item.mark, 0).map(|mark| Ordinal::plain(mark.number));
            item.rank = self.rank_beside(told.or(read.filter(|_| beside.is_none())), beside)?;
        }
        let place = places.first().ok_or(Reason::NotUnderstood)?;
        let (article, paragraph) = match place::find(&self.law, &place.steps)? {
            Target::Paragraph(article, at) => (article, at),
            Target::Article(article) => (article, self.list_of(article, place)?),
            _ => return Err(Reason::Unsupported),
        };
        let own = &mut self.law.articles[article].paragraphs[paragraph];
        if own.inline {
            return Err(Reason::Unsupported);
        }
        own.items.append(&mut new);
        Ok(None)
    }

    /// The one 款 of an article that has a list.
    fn list_of(&self, article: usize, place: &Place) -> Result<usize, Reason> {
        let own = &self.law.articles[article].paragraphs;
        let mut lists = (0..own.len()).filter(|&at| !own[at].items.is_empty() && !own[at].rank.gone);
        let missing = || Reason::Missing(format!("{}各项", place::shown(&place.steps)));
        let first = lists.next().ok_or_else(missing)?;
        if lists.next().is_some() { Err(Reason::Ambiguous(place::shown(&place.steps))) } else { Ok(first) }
    }
}
