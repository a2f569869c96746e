//! What instructions do to whole units that are there: delete, renumber, split, merge.

use super::additions::{Wanted, headings};
use super::apply::{Applier, Became, Done, Late, articles_of, merged};
use super::fresh;
use super::law::{Article, Paragraph, Pin, Rank};
use super::place::{self, Target};
use super::reason::Reason;
use crate::document::amendment::{Part, Place, Quoted};
use crate::document::reference::{StepUnit, address::Steps};
use crate::document::tree::label::Ordinal;

impl Applier<'_> {
    /// 删去第九条
    pub(super) fn delete(&mut self, places: &[Place]) -> Done {
        let mut done = Ok(None);
        for place in places {
            done = merged(done, self.delete_one(place));
        }
        done
    }

    fn delete_one(&mut self, place: &Place) -> Done {
        match place::unit(&self.law, place)? {
            // 删去第三章章名: what stands below it goes on.
            Target::Division(at) if place.part == Part::Name => self.law.divisions[at].rank.gone = true,
            Target::Division(at) => {
                self.law.divisions[at].rank.gone = true;
                for article in 0..self.law.articles.len() {
                    if self.law.articles[article].division.is_some_and(|own| self.stands_in(own, at)) {
                        self.law.articles[article].rank.gone = true;
                    }
                }
            }
            Target::Article(at) => self.law.articles[at].rank.gone = true,
            Target::Paragraph(article, at) => self.law.articles[article].paragraphs[at].rank.gone = true,
            Target::Item(article, paragraph, at) => {
                self.law.articles[article].paragraphs[paragraph].items[at].rank.gone = true;
            }
            Target::Subitem(article, paragraph, item, at) => {
                self.law.articles[article].paragraphs[paragraph].items[item].rests[at].gone = true;
            }
            Target::Preamble(at) => self.law.preamble[at].rank.gone = true,
        }
        Ok(None)
    }

    fn stands_in(&self, mut own: usize, division: usize) -> bool {
        loop {
            if own == division {
                return true;
            }
            let Some(parent) = self.law.divisions[own].parent else { return false };
            own = parent;
        }
    }

    /// 改为第十条, 作为第三款
    pub(super) fn renumber(&mut self, places: &[Place], numbers: &[Steps]) -> Done {
        if places.len() != numbers.len() {
            return Err(Reason::Counts(places.len(), numbers.len()));
        }
        let mut done = Ok(None);
        for (place, number) in places.iter().zip(numbers) {
            done = merged(done, self.renumber_one(place, number));
        }
        done
    }

    fn renumber_one(&mut self, place: &Place, number: &Steps) -> Done {
        let &(unit, last) = number.last().ok_or(Reason::NotUnderstood)?;
        let pin = self.pin(last);
        let article = Self::number_of(number, StepUnit::Article);
        match (place::find(&self.law, &place.steps)?, unit) {
            (Target::Division(at), StepUnit::Part | StepUnit::Subpart | StepUnit::Chapter | StepUnit::Section) => {
                self.law.divisions[at].rank.pin = pin;
            }
            (Target::Article(at), StepUnit::Article) => {
                self.law.articles[at].rank.pin = pin;
                self.law.articles[at].under = headings(number);
            }
            (Target::Article(at), StepUnit::Paragraph) => {
                let Some(into) = article else { return Err(Reason::NotUnderstood) };
                self.become_paragraphs(at, into, pin);
            }
            (Target::Paragraph(own, at), StepUnit::Article) => self.become_article((own, at), last),
            (Target::Paragraph(own, at), StepUnit::Paragraph) => match article {
                Some(into) if Some(into) != self.wanted(own) => {
                    let mut moved = std::mem::take(&mut self.law.articles[own].paragraphs[at]);
                    self.law.articles[own].paragraphs[at].rank = Rank { gone: true, ..moved.rank };
                    moved.rank = Rank { pin, ..Rank::default() };
                    self.late.push(Late { article: into, paragraphs: vec![moved], by: self.at });
                }
                _ => self.law.articles[own].paragraphs[at].rank.pin = pin,
            },
            (Target::Item(article, paragraph, at), StepUnit::Item) => {
                self.law.articles[article].paragraphs[paragraph].items[at].rank.pin = pin;
            }
            _ => return Err(Reason::Unsupported),
        }
        Ok(None)
    }

    /// The number that an article is wanted as, as far as it is told.
    fn wanted(&self, article: usize) -> Option<Ordinal> {
        let rank = self.law.articles[article].rank;
        rank.pin.map(|pin| pin.number).or(rank.old)
    }

    /// An article becomes 款 of another one, the first as the number told.
    fn become_paragraphs(&mut self, at: usize, into: Ordinal, pin: Option<Pin>) {
        let article = &mut self.law.articles[at];
        article.rank.gone = true;
        let mut paragraphs = std::mem::take(&mut article.paragraphs);
        paragraphs.retain(|paragraph| !paragraph.rank.gone);
        for (nth, paragraph) in (0..).zip(paragraphs.iter_mut()) {
            let pin = pin.map(|pin| Pin { number: Ordinal::plain(pin.number.number + nth), ..pin });
            paragraph.rank = Rank { pin, ..Rank::default() };
        }
        self.late.push(Late { article: into, paragraphs, by: self.at });
        self.became.extend(self.law.articles[at].rank.old.map(|old| (old, Became::Several)));
    }

    /// A 款 becomes an article of its own; what is said of it later under its old number is said of that.
    fn become_article(&mut self, (own, at): (usize, usize), number: Ordinal) {
        let mut moved = std::mem::take(&mut self.law.articles[own].paragraphs[at]);
        let old = moved.rank.old;
        self.law.articles[own].paragraphs[at].rank = Rank { gone: true, ..moved.rank };
        moved.rank = Rank { old: Some(Ordinal::plain(1)), ..Rank::default() };
        self.law.articles.push(Article {
            rank: Rank { pin: self.pin(number), ..Rank::default() },
            paragraphs: vec![moved],
            loose: true,
            ..Article::default()
        });
        let new = self.law.articles.len() - 1;
        self.law.moved.extend(old.map(|old| ((own, old.number), new)));
        if self.law.articles[own].paragraphs.iter().all(|paragraph| paragraph.rank.gone) {
            self.law.articles[own].rank.gone = true;
            self.became.extend(self.law.articles[own].rank.old.map(|old| (old, Became::Several)));
        }
    }

    /// 改为两条，作为第三条、第四条，修改为：“…”
    pub(super) fn split(&mut self, places: &[Place], wanted: Wanted<'_>, text: Option<&Quoted>) -> Done {
        let ([place], Some(text)) = (places, text) else { return Err(Reason::NoText) };
        let lines = self.lines(text);
        let (unit, count, numbers) = wanted;
        match (place::find(&self.law, &place.steps)?, unit) {
            (Target::Article(at), StepUnit::Article) => {
                let parts = articles_of(&lines);
                if parts.len() != count {
                    return Err(Reason::Counts(count, parts.len()));
                }
                let from = self.law.articles.len();
                let done = self.add_articles(&[], (unit, count, numbers), None, &lines);
                let (old, division) = (self.law.articles[at].rank.old, self.law.articles[at].division);
                for (nth, article) in self.law.articles[from..].iter_mut().enumerate() {
                    if article.rank.pin.is_none() {
                        article.rank.behind = old;
                    }
                    // Where it is not said otherwise the first takes the old one's place.
                    let stays = article.division.is_none() && article.under.is_empty() && nth == 0;
                    article.division = if stays { division } else { article.division };
                    article.loose = article.division.is_none();
                }
                self.law.articles[at].rank.gone = true;
                self.became.extend(old.map(|old| (old, Became::Several)));
                done
            }
            (Target::Paragraph(article, at), StepUnit::Paragraph) => {
                let old = self.law.articles[article].paragraphs[at].rank.old;
                let own = Place {
                    steps: place.steps.iter().copied().filter(|step| step.0 <= StepUnit::Article).collect(),
                    ..place.clone()
                };
                let from = self.law.articles[article].paragraphs.len();
                let done = self.add_paragraphs(&[own], (unit, count, numbers), None, &lines)?;
                self.law.articles[article].paragraphs[at].rank.gone = true;
                for paragraph in &mut self.law.articles[article].paragraphs[from..] {
                    if paragraph.rank.pin.is_none() {
                        paragraph.rank.behind = old;
                    }
                }
                Ok(done)
            }
            (Target::Article(at), StepUnit::Paragraph) => {
                let new = fresh::paragraphs(&lines);
                if new.len() != count {
                    return Err(Reason::Counts(count, new.len()));
                }
                self.law.articles[at].paragraphs = new;
                self.law.articles[at].replaced = true;
                Ok(None)
            }
            (Target::Item(article, paragraph, at), StepUnit::Item) => {
                self.split_item((article, paragraph, at), wanted, &lines)
            }
            _ => Err(Reason::Unsupported),
        }
    }

    fn split_item(
        &mut self,
        (article, paragraph, at): (usize, usize, usize),
        (unit, count, numbers): Wanted<'_>,
        lines: &[String],
    ) -> Done {
        let mut new = fresh::items(lines);
        if new.len() != count {
            return Err(Reason::Counts(count, new.len()));
        }
        let own = &self.law.articles[article].paragraphs[paragraph].items[at];
        let old = own.rank.old;
        for (nth, item) in new.iter_mut().enumerate() {
            let told = numbers.get(nth).and_then(|steps| Self::number_of(steps, unit));
            item.rank = Rank {
                pin: told.and_then(|told| self.pin(told)),
                behind: old.filter(|_| told.is_none()),
                ..Rank::default()
            };
        }
        let items = &mut self.law.articles[article].paragraphs[paragraph].items;
        items[at].rank.gone = true;
        items.append(&mut new);
        Ok(None)
    }

    /// 合并，作为第六十三条，修改为：“…”
    pub(super) fn merge(&mut self, places: &[Place], number: Option<&Steps>, text: Option<&Quoted>) -> Done {
        let targets = places.iter().map(|place| place::unit(&self.law, place)).collect::<Result<Vec<_>, _>>()?;
        let lines = text.map(|text| self.lines(text)).unwrap_or_default();
        let one_article = targets.iter().all(|target| matches!((target, targets[0]), (Target::Paragraph(own, _), Target::Paragraph(first, _)) if *own == first));
        let into_article = number.is_none_or(|steps| Self::number_of(steps, StepUnit::Article).is_some());
        if one_article && (number.is_none() || !into_article) {
            return self.merge_paragraphs(&targets, number, &lines);
        }
        let mut paragraphs = Vec::new();
        for &target in &targets {
            match target {
                Target::Article(at) => {
                    self.law.articles[at].rank.gone = true;
                    paragraphs.append(&mut self.law.articles[at].paragraphs);
                }
                Target::Paragraph(article, at) => {
                    let own = &mut self.law.articles[article].paragraphs[at];
                    paragraphs.push(Paragraph { rank: Rank::default(), ..own.clone() });
                    own.rank.gone = true;
                }
                _ => return Err(Reason::Unsupported),
            }
        }
        let new = if lines.is_empty() { paragraphs } else { fresh::paragraphs(&lines) };
        let first = targets.iter().find_map(|target| if let Target::Article(at) = target { Some(*at) } else { None });
        let told = number.and_then(|steps| Self::number_of(steps, StepUnit::Article));
        let behind = first.and_then(|at| self.law.articles[at].rank.old).filter(|_| told.is_none());
        let division = first.filter(|_| told.is_none()).and_then(|at| self.law.articles[at].division);
        self.law.articles.push(Article {
            rank: Rank { pin: told.and_then(|told| self.pin(told)), behind, ..Rank::default() },
            paragraphs: new.into_iter().map(|own| Paragraph { rank: Rank::default(), ..own }).collect(),
            division,
            loose: division.is_none(),
            under: number.map(headings).unwrap_or_default(),
            replaced: true,
            ..Article::default()
        });
        self.note_merged(&targets);
        if told.is_none() && behind.is_none() { Err(Reason::NotUnderstood) } else { Ok(None) }
    }

    /// Remembers which article others have become, and that those whose 款 have all gone are gone, too.
    fn note_merged(&mut self, targets: &[Target]) {
        let new = self.law.articles.len() - 1;
        for &target in targets {
            let (at, became) = match target {
                Target::Article(at) => (at, Became::Part(new)),
                Target::Paragraph(at, _) if self.law.articles[at].paragraphs.iter().all(|own| own.rank.gone) => {
                    self.law.articles[at].rank.gone = true;
                    (at, Became::Part(new))
                }
                _ => continue,
            };
            self.became.extend(self.law.articles[at].rank.old.map(|old| (old, became)));
        }
    }

    fn merge_paragraphs(&mut self, targets: &[Target], number: Option<&Steps>, lines: &[String]) -> Done {
        let mut new = fresh::paragraphs(lines);
        let [merged] = new.as_mut_slice() else { return Err(Reason::Counts(1, new.len())) };
        let Some(&Target::Paragraph(article, first)) = targets.first() else { return Err(Reason::Unsupported) };
        let told = number.and_then(|steps| Self::number_of(steps, StepUnit::Paragraph));
        let rank = self.law.articles[article].paragraphs[first].rank;
        merged.rank = Rank { pin: told.and_then(|told| self.pin(told)), ..rank };
        for &target in targets {
            if let Target::Paragraph(own, at) = target {
                self.law.articles[own].paragraphs[at].rank.gone = true;
            }
        }
        self.law.articles[article].paragraphs[first] = std::mem::take(merged);
        Ok(None)
    }

    /// 将第三章并入第二章
    pub(super) fn absorb(&mut self, places: &[Place], to: &Place) -> Done {
        let into = place::find(&self.law, &to.steps)?;
        for place in places {
            let (Target::Division(at), Target::Division(into)) = (place::find(&self.law, &place.steps)?, into) else {
                return Err(Reason::Unsupported);
            };
            self.law.divisions[at].rank.gone = true;
            self.law.divisions[at].into = Some(into);
        }
        Ok(None)
    }
}
