//! Applies instructions to a law one after the other: each finds its places under the old numbers, so that none depends
//! on what another has moved.

use std::collections::HashMap;

use super::fresh;
use super::law::{Law, Paragraph, Pin, Rank};
use super::place::{self, Target};
use super::reason::{Reason, Remark};
use super::text::Text;
use super::words::{self, Change, Scope};
use crate::document::Document;
use crate::document::amendment::{Action, Instruction, Part, Place, Quoted, Side};
use crate::document::reference::{StepUnit, address::Steps};
use crate::document::tree::label::Ordinal;

/// What came of an instruction: nothing to say, a remark, or why it was not applied.
pub(super) type Done = Result<Option<Remark>, Reason>;

/// A law, and what is done to it.
pub(super) struct Applier<'a> {
    /// The law's prose.
    pub(super) prose: &'a str,
    pub(super) law: Law,
    pub(super) decision: &'a Document,
    pub(super) instructions: &'a [Instruction],
    /// Which instruction is applied, as a position.
    pub(super) at: usize,
    /// 款 that go into an article which is known by its new number only.
    pub(super) late: Vec<Late>,
    /// Articles that a new chapter is said to hold, by their new numbers, and the instruction that says so.
    pub(super) held: HashMap<Ordinal, usize>,
    /// What old articles have become that have none of their own any more.
    pub(super) became: Vec<(Ordinal, Became)>,
}

/// 款 that wait for the new numbers of articles.
pub(super) struct Late {
    pub(super) article: Ordinal,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) by: usize,
}

/// What an old article has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    /// A part of another one, by its position.
    Part(usize),
    /// Several.
    Several,
}

impl Applier<'_> {
    pub(super) fn apply(&mut self, at: usize) -> Done {
        self.at = at;
        let instructions = self.instructions;
        let Instruction { places, action, .. } = &instructions[at];
        if has_open_words(action) {
            return Err(Reason::Open);
        }
        match action {
            Action::Replace(text) => self.replace(places, text),
            Action::ReplaceWords(list) => {
                let mut done = Ok(None);
                for one in list {
                    let new = fresh::words(self.decision, &one.new);
                    done = merged(done, self.words(places, &one.old, &Change::Replace(&new)));
                }
                done
            }
            Action::InsertWords { anchors, between: true, words, .. } => self.insert_between(places, anchors, words),
            Action::InsertWords { anchors, side, between: false, words } => {
                let new = fresh::words(self.decision, words);
                self.words(places, anchors, &Change::Insert(*side, &new))
            }
            Action::DeleteWords(list) => self.words(places, list, &Change::Delete),
            Action::Append { side, sentence, words } => self.append(places, *side, *sentence, words),
            Action::Delete => self.delete(places),
            Action::Add { unit, count, numbers, beside, holds, text } => {
                let held = holds.iter().filter_map(|steps| Self::number_of(steps, StepUnit::Article));
                self.held.extend(held.map(|number| (number, at)));
                let count = *count as usize;
                self.add(places, (*unit, count, numbers), beside.as_ref(), text.as_ref())
            }
            Action::Renumber(numbers) => self.renumber(places, numbers),
            Action::Split { unit, count, numbers, text } => {
                self.split(places, (*unit, *count as usize, numbers), text.as_ref())
            }
            Action::Merge { number, text } => self.merge(places, number.as_ref(), text.as_ref()),
            Action::Absorb(to) => self.absorb(places, to),
            Action::Move { .. } => Err(Reason::Unsupported),
            Action::Editorial => Err(Reason::Editorial),
            Action::NotUnderstood => Err(Reason::NotUnderstood),
            Action::Reorder | Action::NoChange => Ok(None),
        }
    }

    pub(super) fn pin(&self, number: Ordinal) -> Option<Pin> {
        Some(Pin { number, by: self.at })
    }

    pub(super) fn lines(&self, text: &Quoted) -> Vec<String> {
        fresh::lines(self.decision, text)
    }

    /// 在“甲”与“乙”之间增加“丙”: where the one follows the other.
    fn insert_between(&mut self, places: &[Place], anchors: &[Quoted], words: &Quoted) -> Done {
        let [first, second] = [0, 1].map(|at| anchors.get(at).map(|one| fresh::words(self.decision, one)));
        let (Some(first), Some(second)) = (first, second) else { return Err(Reason::NotUnderstood) };
        let new = format!("{first}{}{second}", fresh::words(self.decision, words));
        self.change(places, vec![format!("{first}{second}")], &Change::Replace(&new))
    }

    /// Does something to words in each of the places.
    fn words(&mut self, places: &[Place], old: &[Quoted], change: &Change<'_>) -> Done {
        let olds = old.iter().map(|one| fresh::words(self.decision, one)).collect();
        self.change(places, olds, change)
    }

    fn change(&mut self, places: &[Place], mut olds: Vec<String>, change: &Change<'_>) -> Done {
        // 城乡规划主管 before 城乡规划.
        olds.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut done = Ok(None);
        let mut found_any = vec![false; olds.len()];
        let scopes = words::scopes(&self.law, places);
        let several = scopes.len() > 1;
        for (scope, shown, found) in scopes {
            if let Err(reason) = found {
                done = merged(done, Err(reason));
                continue;
            }
            let mut here = 0;
            for (nth, word) in olds.iter().enumerate() {
                if scope == Scope::Somewhere {
                    let often: usize = words::texts(&mut self.law, scope)
                        .iter()
                        .map(|text| words::own(text, self.prose, word, scope).len())
                        .sum();
                    if often > 1 {
                        return Err(Reason::WordsOften(word.clone(), often));
                    }
                }
                let (count, remark) = words::change(&mut self.law, self.prose, scope, word, change);
                found_any[nth] |= count > 0;
                here += count;
                let often = (count > 1 && scope != Scope::Everywhere).then_some(Remark::Occurrences(count));
                done = merged(done, Ok(remark.or(often)));
            }
            if here == 0 && several {
                done = merged(done, Err(Reason::NoWords(olds.join("”“"), shown)));
            }
        }
        for (word, found) in olds.iter().zip(found_any) {
            if !found {
                let shown = places.iter().map(|place| place::shown(&place.steps)).collect::<Vec<_>>().join("、");
                done = merged(done, Err(Reason::NoWords(word.clone(), shown)));
            }
        }
        done
    }

    /// 修改为：“…”
    fn replace(&mut self, places: &[Place], text: &Quoted) -> Done {
        let lines = self.lines(text);
        if lines.is_empty() {
            return Err(Reason::NoText);
        }
        match places {
            [place] => self.replace_one(place, &lines),
            _ => self.replace_all(places, &lines),
        }
    }

    fn replace_one(&mut self, place: &Place, lines: &[String]) -> Done {
        match place.part {
            Part::Title => {
                self.law.title = Some(Text::new(lines.concat()));
                return Ok(None);
            }
            Part::Preamble => {
                if self.law.preamble.is_empty() {
                    return Err(Reason::Missing("引言".to_owned()));
                }
                self.replace_preamble(0..self.law.preamble.len(), lines);
                return Ok(None);
            }
            Part::Sentence(nth) => return self.replace_sentence(place, nth, lines),
            Part::Whole | Part::Name | Part::Natural(_) | Part::Contents | Part::Annex(_) | Part::Everywhere => {}
        }
        match place::unit(&self.law, place)? {
            Target::Division(at) => {
                let line = lines.concat();
                let mark = crate::document::tree::label::division(&line, 0);
                let name = mark.map_or(line.as_str(), |mark| &line[mark.name.start..]);
                self.law.divisions[at].name = Text::new(name);
                Ok(None)
            }
            Target::Article(_) if place.part == Part::Name => Err(Reason::Unsupported),
            Target::Article(at) => self.replace_article(at, lines),
            Target::Paragraph(article, at) => {
                if let (Part::Natural(1), false) = (place.part, place.unit() == Some(StepUnit::Article)) {
                    self.law.articles[article].paragraphs[at].lead = Text::new(lines.concat());
                    return Ok(None);
                }
                self.replace_paragraph(article, at, lines)
            }
            Target::Item(article, paragraph, at) => self.replace_item((article, paragraph, at), lines),
            Target::Subitem(article, paragraph, item, at) => {
                let line = &mut self.law.articles[article].paragraphs[paragraph].items[item].rests[at];
                let text = lines.concat();
                let end = crate::document::tree::label::item(&text, 0).map_or(0, |mark| mark.label.end);
                line.text = Text::new(&text[end..]);
                Ok(None)
            }
            Target::Preamble(at) => {
                self.replace_preamble(at..at + 1, lines);
                Ok(None)
            }
        }
    }

    fn replace_preamble(&mut self, range: std::ops::Range<usize>, lines: &[String]) {
        let block = self.law.preamble.get(range.start).and_then(|old| old.block);
        let mut new: Vec<Paragraph> =
            lines.iter().map(|line| Paragraph { lead: Text::new(line.as_str()), ..Paragraph::default() }).collect();
        if let Some(first) = new.first_mut() {
            first.block = block;
        }
        self.law.preamble.splice(range, new);
    }

    fn replace_article(&mut self, at: usize, lines: &[String]) -> Done {
        let paragraphs = fresh::paragraphs(lines);
        if paragraphs.is_empty() {
            return Err(Reason::NoText);
        }
        let labelled = lines.first().filter(|line| fresh::is_article(line));
        let label = labelled.and_then(|line| crate::document::tree::label::article(line, 0)).map(|mark| mark.ordinal);
        let pin = self.pin_of_label(label);
        let article = &mut self.law.articles[at];
        let told = article.rank.pin.map(|pin| pin.number).or(article.rank.old);
        article.paragraphs = paragraphs;
        article.replaced = true;
        match (label, told) {
            (Some(label), Some(told)) if label != told && article.rank.pin.is_some() => {
                Err(Reason::Label(label.label("条"), told.label("条")))
            }
            (Some(label), Some(told)) if label != told => {
                article.rank.pin = pin;
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    fn pin_of_label(&self, label: Option<Ordinal>) -> Option<Pin> {
        label.and_then(|label| self.pin(label))
    }

    fn replace_paragraph(&mut self, article: usize, at: usize, lines: &[String]) -> Done {
        let mut new = fresh::paragraphs(lines);
        if new.is_empty() {
            return Err(Reason::NoText);
        }
        let old = &mut self.law.articles[article].paragraphs[at];
        let rank = old.rank;
        let block = old.block;
        for (nth, paragraph) in new.iter_mut().enumerate() {
            paragraph.rank = if nth == 0 { rank } else { Rank { behind: rank.old, ..Rank::default() } };
            paragraph.block = block.filter(|_| nth == 0);
        }
        self.law.articles[article].paragraphs.splice(at..=at, new);
        Ok(None)
    }

    fn replace_item(&mut self, (article, paragraph, at): (usize, usize, usize), lines: &[String]) -> Done {
        let mut new = fresh::items(lines);
        let [item] = new.as_mut_slice() else { return Err(Reason::Counts(1, new.len())) };
        let own = &mut self.law.articles[article].paragraphs[paragraph];
        let last = at + 1 == own.items.len();
        let old = &mut own.items[at];
        let mut text = item.text.string("");
        if item.rests.is_empty() {
            let bare = text.trim_end_matches(['。', '；']).to_owned();
            let stop = if last || old.text.string(self.prose).ends_with('。') { "。" } else { "；" };
            text = bare + stop;
        }
        old.text = Text::new(text);
        for line in &mut old.rests {
            line.gone = true;
        }
        old.rests.append(&mut item.rests);
        Ok(None)
    }

    /// Several places that get their text together: as many units must be quoted.
    fn replace_all(&mut self, places: &[Place], lines: &[String]) -> Done {
        let targets = places.iter().map(|place| place::unit(&self.law, place)).collect::<Result<Vec<_>, _>>()?;
        if targets.iter().all(|target| matches!(target, Target::Article(_))) {
            let parts = articles_of(lines);
            if parts.len() != targets.len() {
                return Err(Reason::Counts(targets.len(), parts.len()));
            }
            let mut done = Ok(None);
            for (target, part) in targets.iter().zip(parts) {
                if let Target::Article(at) = target {
                    done = merged(done, self.replace_article(*at, &part));
                }
            }
            return done;
        }
        if targets.iter().all(|target| matches!(target, Target::Item(..))) {
            let parts = fresh::items(lines);
            if parts.len() != targets.len() || lines.len() != targets.len() {
                return Err(Reason::Counts(targets.len(), parts.len()));
            }
            for (target, line) in targets.iter().zip(lines) {
                if let Target::Item(article, paragraph, at) = *target {
                    self.replace_item((article, paragraph, at), std::slice::from_ref(line))?;
                }
            }
            return Ok(None);
        }
        let mut new = fresh::paragraphs(lines);
        if new.len() != targets.len() {
            return Err(Reason::Counts(targets.len(), new.len()));
        }
        for (target, paragraph) in targets.iter().zip(new.drain(..)) {
            let Target::Paragraph(article, at) = *target else { return Err(Reason::Unsupported) };
            let old = &mut self.law.articles[article].paragraphs[at];
            *old = Paragraph { rank: old.rank, block: old.block, ..paragraph };
        }
        Ok(None)
    }

    fn replace_sentence(&mut self, place: &Place, nth: u32, lines: &[String]) -> Done {
        let target = place::unit(&self.law, place)?;
        let prose = self.prose;
        let mut texts = place::texts(&mut self.law, target);
        let [text] = texts.as_mut_slice() else { return Err(Reason::Unsupported) };
        let old = text.string(prose);
        let sentences: Vec<&str> = old.split_inclusive('。').collect();
        let sentence = (nth as usize).checked_sub(1).and_then(|at| sentences.get(at));
        let sentence = sentence.ok_or_else(|| Reason::Missing(format!("第{nth}句")))?;
        let found = text.find(prose, sentence);
        let [one] = found.as_slice() else { return Err(Reason::WordsOften((*sentence).to_owned(), found.len())) };
        text.replace(prose, *one, &lines.concat());
        Ok(None)
    }

    /// 末尾增加“…”
    fn append(&mut self, places: &[Place], side: Side, sentence: Option<u32>, words: &Quoted) -> Done {
        let new = fresh::words(self.decision, words);
        for place in places {
            let target = place::unit(&self.law, place)?;
            let prose = self.prose;
            let mut texts = place::texts(&mut self.law, target);
            let first_only = texts.len() > 1 && matches!(target, Target::Paragraph(..) | Target::Item(..));
            let last = if side == Side::Before || first_only { texts.first_mut() } else { texts.last_mut() };
            let Some(text) = last else { return Err(Reason::Unsupported) };
            if first_only && side == Side::After {
                return Err(Reason::Unsupported);
            }
            append_to(text, prose, side, sentence, &new)?;
        }
        Ok(None)
    }

    /// The number that an address tells of a unit.
    pub(super) fn number_of(steps: &Steps, unit: StepUnit) -> Option<Ordinal> {
        steps.iter().find(|&&(own, _)| own == unit).map(|&(_, ordinal)| ordinal)
    }
}

/// Adds words to a text, at an end of it or as a sentence.
fn append_to(text: &mut Text, prose: &str, side: Side, sentence: Option<u32>, new: &str) -> Result<(), Reason> {
    let old = text.string(prose);
    let compared = |words: &str| super::text::compared(words).len();
    let at = match (side, sentence) {
        (_, Some(nth)) => {
            let before: Vec<&str> = old.split_inclusive('。').take((nth as usize).saturating_sub(1)).collect();
            if before.len() + 1 < nth as usize {
                return Err(Reason::Missing(format!("第{}句", nth - 1)));
            }
            compared(&before.concat())
        }
        (Side::Before, None) => 0,
        // “，但是…的除外” goes before the full stop.
        (Side::After, None) if new.starts_with(['，', '；', '、']) => {
            let stop = usize::from(old.trim_end().ends_with(['。', '；']));
            text.count(prose) - stop
        }
        (Side::After, None) => text.count(prose),
    };
    let stops = side == Side::After && sentence.is_none() && new.starts_with(['，', '；', '、']);
    let new = if stops { new.trim_end_matches('。') } else { new };
    text.insert(prose, at, new);
    Ok(())
}

/// Lines parted at the labels of articles.
pub(super) fn articles_of(lines: &[String]) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(last) if !fresh::is_article(line) => last.push(line.clone()),
            _ => out.push(vec![line.clone()]),
        }
    }
    out
}

/// What came of two things that one instruction does: the first reason why not all of it was applied, or else a remark.
pub(super) fn merged(one: Done, other: Done) -> Done {
    match (one, other) {
        (Err(reason), _) | (Ok(_), Err(reason)) => Err(reason),
        (Ok(one), Ok(other)) => Ok(one.or(other)),
    }
}

/// Whether words that an instruction quotes are not closed: where they end is a guess. Of whole paragraphs that can be
/// told by what stands behind them.
fn has_open_words(action: &Action) -> bool {
    match action {
        Action::ReplaceWords(list) => list.iter().any(|one| !one.new.closed || one.old.iter().any(|old| !old.closed)),
        Action::InsertWords { anchors, words, .. } => !words.closed || anchors.iter().any(|one| !one.closed),
        Action::DeleteWords(list) => list.iter().any(|one| !one.closed),
        Action::Replace(_)
        | Action::Append { .. }
        | Action::Add { .. }
        | Action::Split { .. }
        | Action::Merge { .. }
        | Action::Delete
        | Action::Renumber(_)
        | Action::Absorb(_)
        | Action::Move { .. }
        | Action::Reorder
        | Action::Editorial
        | Action::NoChange
        | Action::NotUnderstood => false,
    }
}
