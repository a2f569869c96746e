//! What instructions do to whole units: add, delete, renumber, split, merge.

use super::apply::{Applier, Became, Done, Late, articles_of, merged};
use super::fresh;
use super::law::{Article, Division, Law, Paragraph, Pin, Rank};
use super::place::{self, Target};
use super::reason::Reason;
use super::text::Text;
use crate::document::amendment::{Place, Quoted, Side};
use crate::document::reference::{StepUnit, address::Steps};
use crate::document::tree::label::{self, Ordinal};

/// What is added: of which unit, how many, and as what.
type Wanted<'n> = (StepUnit, usize, &'n [Steps]);

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
        use crate::document::amendment::Action;
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
                label::Level::Part => StepUnit::Part,
                label::Level::Subpart => StepUnit::Subpart,
                label::Level::Chapter => StepUnit::Chapter,
                label::Level::Section => StepUnit::Section,
                label::Level::Heading => return Err(Reason::Unsupported),
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

    fn add_articles(
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
            let chapter = numbers.get(nth).and_then(|steps| Self::number_of(steps, StepUnit::Chapter));
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
                chapter,
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

    fn add_paragraphs(
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
                self.law.articles[at].chapter = Self::number_of(number, StepUnit::Chapter);
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
                    let stays = article.division.is_none() && article.chapter.is_none() && nth == 0;
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
            chapter: number.and_then(|steps| Self::number_of(steps, StepUnit::Chapter)),
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
