//! What clauses of a decision do: replace, insert, delete, add, renumber, split, merge, move.

use super::reader::Context;
use super::skeleton::{QUOTE, TITLE};
use super::state::{Clauses, PARTING};
use super::subject::from_top;
use super::{Action, Part, Place, Quoted, Replacement, Side, Steps};
use crate::document::reference::{StepUnit, address};
use crate::lexicon::amendments;

/// 后增加一条, 末尾增加“…”, 增加一款: the additions to places. None where no verb of addition stands here.
pub(super) fn addition(clauses: &mut Clauses<'_, '_, '_>, start: usize, places: &[Place]) -> Option<Option<()>> {
    let mut ahead = clauses.reader;
    let end = if ahead.eat(amendments::AT_END) {
        Some(Side::After)
    } else if ahead.eat(amendments::AT_START) {
        Some(Side::Before)
    } else {
        None
    };
    let side = match end {
        Some(_) => None,
        None if ahead.eat(amendments::AFTER) => Some(Side::After),
        None if ahead.eat(amendments::BEFORE) => Some(Side::Before),
        None => None,
    };
    ahead.eat(&["，", "中", "的"]);
    ahead.eat(&["分别"]);
    if !ahead.eat(amendments::ADDING) {
        return None;
    }
    clauses.reader = ahead;
    if let Some(side) = end {
        return Some(clauses.append(start, places, side));
    }
    Some(clauses.add(start, places, side))
}

impl Clauses<'_, '_, '_> {
    /// “甲”修改为“乙”, “甲”后增加“乙”, “甲”删去: what is done to words.
    pub(super) fn words(&mut self, start: usize, places: Vec<Place>) -> Option<()> {
        let places = self.or_last(places);
        let mut old = self.reader.eat_quotes();
        self.reader.eat(amendments::MENTIONS);
        let between = old.len() == 2 && self.reader.eat(amendments::BETWEEN);
        let side = if between || self.reader.eat(amendments::AFTER) {
            Some(Side::After)
        } else {
            self.reader.eat(amendments::BEFORE).then_some(Side::Before)
        };
        if let Some(side) = side {
            self.reader.eat(&["，"]);
            let adds = self.reader.eat(amendments::ADDING);
            self.reader.eat(&["一句", "内容"]);
            self.reader.eat(&["，"]);
            self.reader.eat(amendments::CONTENTS_FOLLOW);
            self.reader.eat(&["："]);
            let words = self.reader.eat_quote().filter(|_| adds)?.clone();
            self.reader.eat(amendments::MENTIONS);
            self.push(start, places, Action::InsertWords { anchors: old, side, between, words });
            return Some(());
        }
        if self.reader.eat(amendments::DELETING) {
            self.push(start, places, Action::DeleteWords(old));
            return Some(());
        }
        if !self.reader.eat(amendments::REPLACING) {
            return None;
        }
        self.reader.eat(&["："]);
        let replacements = match self.new_words(old.len()) {
            Some(news) => {
                old.drain(..).zip(news).map(|(old, new)| Replacement { old: vec![old], new }).collect::<Vec<_>>()
            }
            None => vec![Replacement { old, new: self.reader.eat_text()? }],
        };
        self.reader.eat(amendments::MENTIONS);
        self.push(start, places, Action::ReplaceWords(replacements));
        Some(())
    }

    /// As many new words as there are old ones, with nothing done to them: “甲”、“乙”修改为“丙”、“丁”.
    fn new_words(&mut self, count: usize) -> Option<Vec<Quoted>> {
        let mut ahead = self.reader;
        let news = ahead.eat_quotes();
        let ends = ahead.is_at_end() || ahead.rest().starts_with(PARTING);
        if count < 2 || news.len() != count || !ends {
            return None;
        }
        self.reader = ahead;
        Some(news)
    }

    /// Behind 修改为, 改为: new text, a new number, or into how many it is parted.
    pub(super) fn replace(&mut self, start: usize, places: &[Place]) -> Option<()> {
        let places = self.or_last(places.to_vec());
        if places.is_empty() {
            return None;
        }
        let here = self.reader;
        self.pass_owner();
        if self.reader.rest().starts_with('第') {
            return self.renumber(start, &places);
        }
        self.reader = here;
        let mut ahead = self.reader;
        if let Some((count, unit)) = ahead.eat_count() {
            self.reader = ahead;
            return if count == 1 && places.len() > 1 {
                self.merged(start, places)
            } else {
                self.split_into(start, places, unit, count)
            };
        }
        let text = self.content()?;
        self.push(start, places, Action::Replace(text));
        Some(())
    }

    /// Behind 作为 or 改为: the new numbers of places.
    pub(super) fn renumber(&mut self, start: usize, places: &[Place]) -> Option<()> {
        let places = self.or_last(places.to_vec());
        let numbers = self.numbers()?;
        if places.len() != numbers.len() || places.iter().any(|place| place.steps.is_empty()) {
            return None;
        }
        self.context.places.clone_from(&places);
        self.push(start, places, Action::Renumber(numbers));
        Some(())
    }

    /// Whose addresses follow: 修改后的, 修改后《…》.
    fn pass_owner(&mut self) {
        let law = self.out.name().to_owned();
        let bare = law.strip_prefix("中华人民共和国").unwrap_or(&law);
        self.reader.eat(&["修改后的", "修改后"]);
        self.reader.eat(&["该条", "该款", "本条", "本款"]);
        self.reader.eat_mark(&[TITLE]);
        if !bare.is_empty() {
            self.reader.eat(&[law.as_str(), bare]);
        }
    }

    /// Addresses of the new text.
    fn numbers(&mut self) -> Option<Vec<Steps>> {
        self.pass_owner();
        let (list, len) = address::addresses(self.reader.rest())?;
        self.reader.at += len;
        Some(list.into_iter().map(|one| one.steps).collect())
    }

    /// ，分别作为第三条、第四条, where it stands here.
    fn said_numbers(&mut self) -> Vec<Steps> {
        let mut ahead = self.reader;
        ahead.eat(&["，"]);
        ahead.eat(&["分别", "依次"]);
        if !ahead.eat(amendments::BECOMING) && !ahead.eat(&["改为", "列为"]) {
            return Vec::new();
        }
        let before = self.reader;
        self.reader = ahead;
        self.numbers().unwrap_or_else(|| {
            self.reader = before;
            Vec::new()
        })
    }

    /// The new text that stands here: ，修改为：“…”, 。内容如下：“…”, or at once.
    fn content(&mut self) -> Option<Quoted> {
        let mut ahead = self.reader;
        ahead.eat(&["，", "。", "；"]);
        ahead.eat(&["并"]);
        ahead.eat(amendments::CONTENTS_FOLLOW);
        ahead.eat(&["："]);
        let text = ahead.eat_text()?;
        self.reader = ahead;
        Some(text)
    }

    /// Behind 拆分为, 分为: 两款.
    pub(super) fn split(&mut self, start: usize, places: &[Place]) -> Option<()> {
        let places = self.or_last(places.to_vec());
        let (count, unit) = self.reader.eat_count()?;
        self.split_into(start, places, unit, count)
    }

    fn split_into(&mut self, start: usize, places: Vec<Place>, unit: StepUnit, count: u32) -> Option<()> {
        let numbers = self.said_numbers();
        let text = self.content();
        let fits = numbers.is_empty() || numbers.len() == count as usize;
        if places.is_empty() || !fits {
            return None;
        }
        self.push(start, places, Action::Split { unit, count, numbers, text });
        Some(())
    }

    /// Behind 合并.
    pub(super) fn merge(&mut self, start: usize, places: &[Place]) -> Option<()> {
        let places = self.or_last(places.to_vec());
        self.reader.eat_count();
        self.merged(start, places)
    }

    fn merged(&mut self, start: usize, places: Vec<Place>) -> Option<()> {
        let number = if self.reader.rest().starts_with('第') { self.numbers()? } else { self.said_numbers() };
        let text = self.content();
        if places.len() < 2 || number.len() > 1 {
            return None;
        }
        self.push(start, places, Action::Merge { number: number.into_iter().next(), text });
        Some(())
    }

    /// Behind 单列一条: 作为第九条.
    pub(super) fn single(&mut self, start: usize, places: &[Place]) -> Option<()> {
        let places = self.or_last(places.to_vec());
        let numbers = self.said_numbers();
        if numbers.len() != places.len() || numbers.is_empty() {
            return None;
        }
        self.context.places.clone_from(&places);
        self.push(start, places, Action::Renumber(numbers));
        Some(())
    }

    /// Behind 并入: another place.
    pub(super) fn absorb(&mut self, start: usize, places: &[Place]) -> Option<()> {
        let places = self.or_last(places.to_vec());
        let to = self.subject()?;
        let [to] = to.as_slice() else { return None };
        self.push(start, places, Action::Absorb(to.clone()));
        Some(())
    }

    /// Behind 移至: another place, and 后 or 前.
    pub(super) fn move_beside(&mut self, start: usize, places: &[Place]) -> Option<()> {
        let places = self.or_last(places.to_vec());
        let to = self.subject()?;
        let [to] = to.as_slice() else { return None };
        let side = if self.reader.eat(amendments::AFTER) {
            Some(Side::After)
        } else {
            self.reader.eat(amendments::BEFORE).then_some(Side::Before)
        };
        self.context.places.clone_from(&places);
        self.push(start, places, Action::Move { side, to: to.clone() });
        Some(())
    }

    /// Behind 删去: places, or words in them.
    pub(super) fn delete(&mut self, start: usize) -> Option<()> {
        let mut from = start;
        loop {
            let places = self.subject().unwrap_or_default();
            self.reader.eat(amendments::INSIDE);
            if self.reader.rest().starts_with(QUOTE) {
                let quotes = self.reader.eat_quotes();
                self.reader.eat(amendments::MENTIONS);
                let places = self.or_last(places);
                self.push(from, places, Action::DeleteWords(quotes));
            } else {
                self.delete_places(from, &places)?;
            }
            // 删去第二款中的“甲”、第三款中的“乙”
            let mut ahead = self.reader;
            if !ahead.eat(&["以及", "、", "和", "及", "与"]) || !ahead.rest().starts_with('第') {
                return Some(());
            }
            self.reader = ahead;
            from = self.reader.at;
        }
    }

    /// 删去第九条
    pub(super) fn delete_places(&mut self, start: usize, places: &[Place]) -> Option<()> {
        let ends = self.reader.is_at_end() || self.reader.rest().starts_with(PARTING);
        if places.is_empty() || !ends {
            return None;
        }
        self.push(start, places.to_vec(), Action::Delete);
        Some(())
    }

    /// Behind 末尾增加: the words.
    pub(super) fn append(&mut self, start: usize, places: &[Place], side: Side) -> Option<()> {
        let places = self.or_last(places.to_vec());
        self.reader.eat(&["一句话", "一句"]);
        let mut ahead = self.reader;
        ahead.eat(&["，"]);
        let sentence = ahead.eat(amendments::BECOMING).then(|| {
            ahead.eat(&["该款", "该条", "该项"]);
            ahead.eat(&["第"]);
            let number = ahead.eat_number();
            number.filter(|_| ahead.eat(&["句"]))
        });
        if sentence.is_some() {
            self.reader = ahead;
        }
        let words = self.content()?;
        if places.is_empty() || sentence == Some(None) {
            return None;
        }
        self.push(start, places, Action::Append { side, sentence: sentence.flatten(), words });
        Some(())
    }

    /// Behind 增加: how many of what, as what; or words.
    pub(super) fn add(&mut self, start: usize, places: &[Place], side: Option<Side>) -> Option<()> {
        let rest = self.reader.rest();
        if rest.starts_with(QUOTE) || rest.starts_with("一句") || rest.starts_with('：') {
            return self.append(start, places, side.unwrap_or(Side::After));
        }
        let mut name = None;
        let (count, unit, numbers) = if let Some((count, unit)) = self.reader.eat_count() {
            // 增加一章“公布”，作为第七章
            name = self.reader.eat_quote().filter(|_| unit < StepUnit::Article).cloned();
            (count, unit, self.said_numbers())
        } else {
            let numbers = self.numbers()?;
            let &(unit, _) = numbers.first()?.last()?;
            (u32::try_from(numbers.len()).ok()?, unit, numbers)
        };
        let fits = numbers.is_empty()
            || numbers.len() == count as usize
                && numbers.iter().all(|one| one.last().is_some_and(|step| step.0 == unit));
        if !fits || self.is_left_open() {
            return None;
        }
        let holds = if unit < StepUnit::Article { self.held() } else { Vec::new() };
        let text = self.content().or(name);
        let beside = match (side, places) {
            (Some(side), [place]) => Some((side, place.clone())),
            (Some(_), _) => return None,
            (None, _) => None,
        };
        let to = self.added_to(unit, places, &numbers)?;
        if unit <= StepUnit::Article {
            self.context = Context::default();
        } else if let (true, Some(first)) = (to.is_empty(), numbers.first()) {
            // 增加一款，作为第四十八条第一款. 将第一款改为第三款 goes on with that article.
            let steps = first.iter().copied().filter(|&(own, _)| own < unit).collect();
            let span = self.reader.skeleton.place(start, self.reader.at);
            self.context.places = vec![Place { steps, part: Part::Whole, span }];
        }
        self.push(start, to, Action::Add { unit, count, numbers, beside, holds, text });
        Some(())
    }

    /// ，分为四条，包括第四十二条至第四十五条: the articles that a new chapter is said to hold.
    fn held(&mut self) -> Vec<Steps> {
        let mut ahead = self.reader;
        ahead.eat(&["，"]);
        if ahead.eat(&["分为", "共"]) {
            ahead.eat_count();
            ahead.eat(&["，"]);
        }
        if !ahead.eat(&["包括", "包含", "含", "由"]) {
            return Vec::new();
        }
        let before = self.reader;
        self.reader = ahead;
        let numbers = self.numbers().unwrap_or_default();
        self.reader.eat(&["组成"]);
        if numbers.is_empty() {
            self.reader = before;
        }
        numbers
    }

    /// Whether a place is named here that is no address: 作为最后一款.
    fn is_left_open(&self) -> bool {
        let mut ahead = self.reader;
        ahead.eat(&["，"]);
        ahead.eat(&["分别", "依次"]);
        ahead.eat(amendments::BECOMING)
    }

    /// What a unit is added to: nothing where it is an article or above it, and no other place is named.
    fn added_to(&self, unit: StepUnit, places: &[Place], numbers: &[Steps]) -> Option<Vec<Place>> {
        let above = |place: &Place| {
            let steps: Steps = place.steps.iter().copied().filter(|&(own, _)| own < unit).collect();
            Place { steps, part: Part::Whole, span: place.span }
        };
        if unit <= StepUnit::Article {
            return Some(places.iter().filter(|place| place.unit() < Some(unit)).map(above).collect());
        }
        let full = numbers.first().is_some_and(|one| one.iter().any(|&(own, _)| own == StepUnit::Article));
        let places = self.or_last(places.to_vec());
        let [place] = places.as_slice() else { return full.then(Vec::new) };
        let steps = from_top(vec![(unit, crate::document::tree::label::Ordinal::plain(1))], &self.context);
        match steps {
            Some(_) => Some(vec![above(place)]),
            None => full.then(Vec::new),
        }
    }
}
