//! A place in the words of a decision, which moves on as they are read.

use super::skeleton::{QUOTE, Skeleton};
use super::{Place, Quoted};
use crate::document::reference::StepUnit;
use crate::document::tree::numeral;

/// Reads the words of one point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'s> {
    pub(super) skeleton: &'s Skeleton,
    pub(super) at: usize,
}

impl<'s> Reader<'s> {
    pub(super) fn rest(self) -> &'s str {
        &self.skeleton.text[self.at..]
    }

    pub(super) fn is_at_end(self) -> bool {
        self.at >= self.skeleton.text.len()
    }

    /// Takes the first of these words that stands here.
    pub(super) fn eat(&mut self, words: &[&str]) -> bool {
        let rest = self.rest();
        let Some(word) = words.iter().find(|word| rest.starts_with(**word)) else { return false };
        self.at += word.len();
        true
    }

    /// Takes a character.
    pub(super) fn eat_mark(&mut self, marks: &[char]) -> bool {
        let next = self.rest().chars().next().filter(|c| marks.contains(c));
        self.at += next.map_or(0, char::len_utf8);
        next.is_some()
    }

    /// Takes a quotation.
    pub(super) fn eat_quote(&mut self) -> Option<&'s Quoted> {
        let quote = self.skeleton.quote(self.at).filter(|_| self.rest().starts_with(QUOTE))?;
        self.at += QUOTE.len_utf8();
        Some(quote)
    }

    /// Takes a number, in figures or not.
    pub(super) fn eat_number(&mut self) -> Option<u32> {
        let len = numeral::prefix_len(self.rest());
        let number = numeral::parse(&self.rest()[..len])?;
        self.at += len;
        Some(number.value)
    }

    /// Takes 一条, 两款, 三项: how many of what.
    pub(super) fn eat_count(&mut self) -> Option<(u32, StepUnit)> {
        let mut ahead = *self;
        let count = ahead.eat_number()?;
        ahead.eat(&["个"]);
        let unit = UNITS.into_iter().find(|unit| ahead.rest().starts_with(unit.name()))?;
        ahead.at += unit.name().len();
        *self = ahead;
        Some((count, unit))
    }

    /// All quotations that follow, with nothing or a joining word between them: “甲”、“乙”和“丙”.
    pub(super) fn eat_quotes(&mut self) -> Vec<Quoted> {
        let mut out = Vec::new();
        while let Some(quote) = self.eat_quote() {
            out.push(quote.clone());
            let mut ahead = *self;
            ahead.eat(&["以及", "、", "和", "与", "及", "或者", "或", "，"]);
            if ahead.rest().starts_with(QUOTE) {
                *self = ahead;
            }
        }
        out
    }

    /// The new text that follows: one quotation, or several that stand side by side or below one another as paragraphs.
    pub(super) fn eat_text(&mut self) -> Option<Quoted> {
        let mut ahead = *self;
        ahead.eat_mark(&['\n']);
        let mut text = ahead.eat_quote()?.clone();
        loop {
            let mut next = ahead;
            next.eat_mark(&['\n']);
            let Some(more) = next.eat_quote() else { break };
            text.paragraphs.extend_from_slice(&more.paragraphs);
            text.span.end = more.span.end;
            text.closed &= more.closed;
            ahead = next;
        }
        *self = ahead;
        Some(text)
    }
}

/// The units that can be added, 分编 before 编.
const UNITS: [StepUnit; 8] = [
    StepUnit::Subpart,
    StepUnit::Part,
    StepUnit::Chapter,
    StepUnit::Section,
    StepUnit::Article,
    StepUnit::Paragraph,
    StepUnit::Item,
    StepUnit::Subitem,
];

/// What was spoken of last in a point.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// The places spoken of last, with their steps from the top.
    pub(super) places: Vec<Place>,
}

impl Context {
    /// The steps above a unit of what was spoken of last.
    pub(super) fn above(&self, unit: StepUnit) -> Option<super::Steps> {
        let last = self.places.last()?;
        let steps: super::Steps = last.steps.iter().copied().filter(|&(own, _)| own < unit).collect();
        (!steps.is_empty()).then_some(steps)
    }
}
