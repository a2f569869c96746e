//! Items and subitems, and the lines among them: those that lost their marks, and those that an item goes on with.

use super::Builder;
use crate::diagnostic::Span;
use crate::document::tree::label::{self, ItemMark, MarkForm};
use crate::document::tree::landmark::Sought;
use crate::document::tree::line::{self, Raw, Shape};
use crate::document::tree::{Item, ItemRest, Paragraph, Role, Subitem, Tree};
use crate::lexicon::structure;

impl Builder<'_> {
    /// A line without a mark that is no heading.
    pub(super) fn item_or_paragraph(&mut self, at: usize) {
        let span = self.raws[at].span;
        if self.lost_mark(at) {
            return self.item(at, None, span);
        }
        if let Some(item) = self.item_goes_on(at) {
            let rest = self.tree.item_rests.len();
            self.tree.items[item].rests.end = rest + 1;
            self.tree.item_rests.push(ItemRest { item, span });
            return self.push(at, Role::ItemRest(rest));
        }
        self.paragraph(at, span);
    }

    /// The item that a line without a mark goes on with: its list has more items behind the line, counted on.
    pub(super) fn item_goes_on(&self, at: usize) -> Option<usize> {
        /// An item has no more lines.
        const LONGEST: usize = 12;
        let previous = self.tree.blocks.last()?;
        let inside = matches!(previous.role, Role::Item(_) | Role::Subitem(_) | Role::ItemRest(_));
        let item = self.tree.items.len().checked_sub(1).filter(|_| inside)?;
        let own = self.tree.items[item].mark.filter(|_| !self.tree.items[item].inline)?;
        // What leads to a list of its own is a paragraph; what leads to 1. below （一） is not.
        let below = |raw: &Raw| matches!(raw.shape, Shape::Item(mark) if own.form.is_chinese() && is_lower(mark));
        let leads = line::leads_on(self.raws[at].span.of(self.text()));
        if leads && !self.raws[..self.layout.body.end].get(at + 1).is_some_and(below) {
            return None;
        }
        let behind = self.raws[at + 1..self.layout.body.end].iter().take(LONGEST);
        let next = behind.take_while(|raw| matches!(raw.shape, Shape::Text | Shape::Item(_))).find_map(|raw| match raw
            .shape
        {
            Shape::Item(mark) if mark.form == own.form => Some(mark.number),
            Shape::Item(mark) if self.layout.point == Some(mark.form) => Some(0),
            _ => None,
        });
        // The rests of an item stand one behind the other.
        let together = self.tree.items[item].rests.end == self.tree.item_rests.len();
        (next == Some(own.number + 1) && together).then_some(item)
    }

    /// Items inside the line of a paragraph, which stands at a line: （一）…；（二）…, or （一）… with （二） on a line behind it.
    pub(super) fn inline_items(&mut self, at: usize, paragraph: usize, span: Span) {
        let marks = inline_marks(&self.tree, span, 1);
        let goes_on = |mark: &ItemMark| {
            let next = self.raws[at + 1..self.layout.body.end].iter().find_map(|raw| match raw.shape {
                Shape::Item(next) if is_lower(next) => None,
                Shape::Item(next) => Some(Some(next)),
                Shape::Article(_) | Shape::Division(_) => Some(None),
                Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text => None,
            });
            let next = next.flatten();
            next.is_some_and(|next| next.form == mark.form && next.number == mark.number + 1)
        };
        if marks.len() >= 2 || marks.first().is_some_and(goes_on) {
            self.push_inline(paragraph, span, &marks);
        }
    }

    pub(super) fn push_inline(&mut self, paragraph: usize, span: Span, marks: &[ItemMark]) {
        for (at, mark) in marks.iter().enumerate() {
            let end = marks.get(at + 1).map_or(span.end, |next| next.label.start);
            let item = self.tree.items.len();
            let subitems = self.tree.subitems.len();
            self.tree.items.push(Item {
                paragraph,
                mark: Some(*mark),
                body: Span::new(mark.label.end, end),
                subitems: subitems..subitems,
                rests: 0..0,
                inline: true,
                block: self.tree.blocks.len() - 1,
            });
            self.tree.paragraphs[paragraph].items.end = item + 1;
        }
    }

    /// A line with an item's or a subitem's mark.
    pub(super) fn mark(&mut self, at: usize, mark: ItemMark) {
        let raw = self.raws[at];
        let body = self.behind(at, mark.label.end);
        if self.is_heading(at, mark) {
            return self.numbered_heading(at, mark);
        }
        if self.layout.point == Some(mark.form) {
            return self.point(at, mark);
        }
        // Right behind an article's label or a heading there is no paragraph that the item could belong to.
        let heading = self.tree.divisions.last().map(|heading| heading.block);
        let own = |paragraph: &&Paragraph| {
            heading.is_none_or(|heading| heading < paragraph.block)
                && (paragraph.article.is_none() || paragraph.article == self.tree.articles.len().checked_sub(1))
        };
        let Some(paragraph) = self.tree.paragraphs.last().filter(own) else {
            self.numbered = Some(mark.number);
            return self.paragraph(at, raw.span);
        };
        let in_list = self.in_list();
        let lead = line::leads_on(self.tree.str(paragraph.span));
        let of_arabic = in_list && self.tree.items[paragraph.items.clone()].iter().all(is_arabic);
        let last_form = self.tree.items.last().and_then(|item| item.mark).map(|mark| mark.form);
        match mark.form {
            MarkForm::Full | MarkForm::Half | MarkForm::Mixed => {
                if in_list && last_form == Some(MarkForm::Bare) {
                    return self.subitem(at, mark, body);
                }
                if of_arabic && mark.number > 1 {
                    // （二） behind 1. 2. belongs to a （一） that is no item.
                    self.numbered = Some(mark.number);
                    return self.paragraph(at, raw.span);
                }
                self.item(at, Some(mark), body);
            }
            MarkForm::Bare if lead || in_list || mark.number == 1 => self.item(at, Some(mark), body),
            MarkForm::ArabicDot | MarkForm::ArabicComma | MarkForm::ArabicParen | MarkForm::Circled => {
                let same = in_list && last_form == Some(mark.form) && !paragraph.items.is_empty();
                let starts = lead && paragraph.items.is_empty();
                if same && mark.number > 1 || starts {
                    self.item(at, Some(mark), body);
                } else if in_list {
                    self.subitem(at, mark, body);
                } else {
                    self.paragraph(at, raw.span);
                }
            }
            MarkForm::Bare => self.paragraph(at, raw.span),
        }
    }

    /// Whether the line before is an item, a subitem, or what an item goes on with, or ends with an item.
    fn in_list(&self) -> bool {
        match self.tree.blocks.last().map(|block| block.role) {
            Some(Role::Item(_) | Role::Subitem(_) | Role::ItemRest(_)) => true,
            Some(Role::Paragraph(_)) => self.tree.items.last().is_some_and(|item| {
                item.inline && item.block + 1 == self.tree.blocks.len() && line::leads_on(self.tree.str(item.body))
            }),
            Some(_) | None => false,
        }
    }

    pub(super) fn item(&mut self, at: usize, mark: Option<ItemMark>, body: Span) {
        let index = self.tree.items.len();
        let paragraph = self.tree.paragraphs.len() - 1;
        let previous = self.tree.items.last().and_then(|item| item.mark);
        let owner = &mut self.tree.paragraphs[paragraph];
        if let (true, Some(mark), Some(previous)) = (owner.items.is_empty(), mark, previous) {
            let lead = line::leads_on(owner.span.of(&self.tree.text));
            owner.continues = !lead && mark.number > 1 && mark.number == previous.number + 1;
        }
        if let (true, Some(mark)) = (owner.items.is_empty(), mark) {
            // （一） in the place of a paragraph, （二） on a line behind it.
            let opening = label::item(owner.span.of(&self.tree.text), owner.span.start).map(|mark| mark.number);
            let mut numbered = [opening, self.numbered.take()].into_iter().flatten();
            owner.continues |= numbered.any(|before| before + 1 == mark.number);
        }
        if owner.items.is_empty() {
            owner.items = index..index;
        }
        owner.items.end = index + 1;
        let subitems = self.tree.subitems.len();
        let block = self.tree.blocks.len();
        let rests = self.tree.item_rests.len();
        self.tree.items.push(Item {
            paragraph,
            mark,
            body,
            subitems: subitems..subitems,
            rests: rests..rests,
            inline: false,
            block,
        });
        self.push(at, Role::Item(index));
        // Two items that share a line: （一）…；（二）….
        if let Some(mark) = mark.filter(|mark| mark.form.is_chinese()) {
            let marks = inline_marks(&self.tree, body, mark.number + 1);
            self.push_inline(paragraph, body, &marks);
        }
    }

    pub(super) fn subitem(&mut self, at: usize, mark: ItemMark, body: Span) {
        let index = self.tree.subitems.len();
        let item = self.tree.items.len() - 1;
        let owner = &mut self.tree.items[item];
        if owner.subitems.is_empty() {
            owner.subitems = index..index;
        }
        owner.subitems.end = index + 1;
        let block = self.tree.blocks.len();
        self.tree.subitems.push(Subitem { item, mark, body, block });
        self.push(at, Role::Subitem(index));
    }

    /// Whether a line without a mark is an item that lost it: it stands in a list (behind a lead that ends with a colon, or
    /// behind an item), and either the numbers behind it leave room for it, or it ends the list as its last item would.
    pub(super) fn lost_mark(&self, at: usize) -> bool {
        let Some(previous) = self.tree.blocks.last() else { return false };
        let stop = line::last_mark(self.tree.str(previous.span));
        let text = self.raws[at].span.of(self.text());
        let Some(here) = line::last_mark(text).filter(|&c| line::is_stop(c)) else { return false };
        let in_list = matches!(previous.role, Role::Item(_) | Role::Subitem(_));
        let after_lead = matches!(previous.role, Role::Paragraph(_)) && stop.is_some_and(line::is_colon);
        if !in_list && !after_lead {
            return false;
        }
        let before = if in_list { self.counted() } else { 0 };
        let behind_item = stop.is_some_and(line::is_semicolon);
        match self.list_goes_on(at) {
            Some((lines, next)) if line::is_semicolon(here) => (after_lead || behind_item) && next > before + lines,
            // Items of whole sentences: the line is one of them only where the numbers leave out exactly one.
            Some((lines, next)) => lines == 1 && next == before + 2,
            None => in_list && behind_item && !line::is_semicolon(here) && self.ends_list(text),
        }
    }

    /// The number up to which the open list counts, the items that lost theirs included.
    fn counted(&self) -> u32 {
        let Some(owner) = self.tree.paragraphs.last() else { return 0 };
        let mut lost = 0;
        for item in self.tree.items[owner.items.clone()].iter().rev() {
            if let Some(mark) = item.mark {
                return mark.number + lost;
            }
            lost += 1;
        }
        lost
    }

    /// How many lines without a mark stand from a line on that end as it does, and the number of the item behind them.
    fn list_goes_on(&self, at: usize) -> Option<(u32, u32)> {
        /// More items do not lose their marks in one place.
        const LONGEST: usize = 30;
        let ends = |raw: &Raw| line::last_mark(raw.span.of(self.text())).filter(|&c| line::is_stop(c));
        let here = ends(&self.raws[at]).map(line::is_semicolon);
        let lines = self.raws[at..self.layout.body.end].iter().take(LONGEST);
        let member = |raw: &&Raw| raw.shape == Shape::Text && ends(raw).map(line::is_semicolon) == here;
        let unmarked = lines.take_while(member).count();
        match self.raws[..self.layout.body.end].get(at + unmarked)?.shape {
            Shape::Item(mark) if self.is_of_list(mark) => Some((u32::try_from(unmarked).ok()?, mark.number)),
            Shape::Item(_) | Shape::Article(_) | Shape::Division(_) => None,
            Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text => None,
        }
    }

    /// Whether a mark is written as those of the open list; where there is none yet, as those of items are.
    fn is_of_list(&self, mark: ItemMark) -> bool {
        let items = self.tree.paragraphs.last().map_or(&[][..], |owner| &self.tree.items[owner.items.clone()]);
        let bracketed = |form: MarkForm| form.is_chinese() && form != MarkForm::Bare;
        match items.iter().rev().find_map(|item| item.mark) {
            Some(own) => own.form == mark.form || bracketed(own.form) && bracketed(mark.form),
            None => mark.form.is_chinese() && self.layout.point != Some(mark.form),
        }
    }

    /// Whether a line that nothing of the list follows is its last item, not a paragraph behind it: it is built as the items
    /// before it are, or is what lists end with, 法律、法规规定的其他情形.
    fn ends_list(&self, text: &str) -> bool {
        /// No phrase that stands for an item is longer, in characters.
        const PHRASE: usize = 40;
        let Some(owner) = self.tree.paragraphs.last() else { return false };
        let items = &self.tree.items[owner.items.clone()];
        let body = |text: &str| text.trim_end_matches(|c| line::is_stop(c) || label::is_blank(c)).ends_with('的');
        let conditions = items.iter().filter(|item| body(self.tree.str(item.body))).count();
        if text.matches('。').count() > 1 {
            return false;
        }
        if conditions == items.len() {
            return body(text);
        }
        let most = if text.contains("其他") { PHRASE } else { PHRASE / 2 };
        let phrase = !text.contains(line::is_comma) && text.chars().nth(most).is_none() && !body(text);
        let about = structure::ABOUT_LISTS.iter().any(|word| text.starts_with(word));
        phrase && !about && !structure::PARAGRAPH_WORDS.iter().any(|word| text.contains(word))
    }
}

/// Whether a mark counts what stands below （一）: 1., （1）, ①.
const fn is_lower(mark: ItemMark) -> bool {
    match mark.form {
        MarkForm::ArabicDot | MarkForm::ArabicComma | MarkForm::ArabicParen | MarkForm::Circled => true,
        MarkForm::Full | MarkForm::Half | MarkForm::Mixed | MarkForm::Bare => false,
    }
}

fn is_arabic(item: &Item) -> bool {
    item.mark.is_some_and(is_lower)
}

const BRACKETS: Sought<2> = Sought::new(['（', '(']);

/// The marks of items inside a text, behind a colon, semicolon or full stop; the first has the number `from`.
fn inline_marks(tree: &Tree, span: Span, from: u32) -> Vec<ItemMark> {
    let (text, origin) = (tree.str(span), span.start);
    let mut marks: Vec<ItemMark> = Vec::new();
    for (at, _) in tree.landmarks(span, &BRACKETS) {
        let at = at - origin;
        let before = text[..at].trim_end_matches(label::is_blank).chars().next_back();
        if !before.is_some_and(|c| matches!(c, '：' | '；' | '。' | ':' | ';')) {
            continue;
        }
        let mark = label::item(&text[at..], origin + at).filter(|mark| mark.form.is_chinese());
        if let Some(mark) = mark.filter(|mark| mark.number == from || !marks.is_empty()) {
            marks.push(mark);
        }
    }
    marks
}
