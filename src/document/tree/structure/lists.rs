//! Items and subitems, and the lines among them: those that lost their marks, and those that an item goes on with.

use super::Builder;
use crate::diagnostic::Span;
use crate::document::tree::label::{self, ItemMark, MarkForm};
use crate::document::tree::landmark::Sought;
use crate::document::tree::line::{self, Raw, Shape};
use crate::document::tree::{Block, Item, ItemRest, Paragraph, Role, Subitem, Tree};
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
        let leads = line::leads_on(self.raws[at].span.of(self.text()));
        let item = self.tree.items.len().checked_sub(1).filter(|_| inside && !leads)?;
        let own = self.tree.items[item].mark.filter(|_| !self.tree.items[item].inline)?;
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

    /// Items inside a paragraph's line: （一）…；（二）….
    pub(super) fn inline_items(&mut self, paragraph: usize, span: Span) {
        let marks = inline_marks(&self.tree, span, 1);
        if marks.len() >= 2 {
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
        let in_list = matches!(self.tree.blocks.last(), Some(Block { role: Role::Item(_) | Role::Subitem(_), .. }));
        let lead = line::leads_on(self.tree.str(paragraph.span));
        let last_form = self.tree.items.last().and_then(|item| item.mark).map(|mark| mark.form);
        match mark.form {
            MarkForm::Full | MarkForm::Half | MarkForm::Mixed => {
                if in_list && last_form == Some(MarkForm::Bare) {
                    return self.subitem(at, mark, body);
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

    /// Whether a line without a mark is an item: it stands in a list (behind a lead that ends with a colon, or behind
    /// an item that ends with a semicolon) and the list goes on behind it, or ends with it.
    pub(super) fn lost_mark(&self, at: usize) -> bool {
        let Some(previous) = self.tree.blocks.last() else { return false };
        let stop = line::last_mark(self.tree.str(previous.span));
        let here = line::last_mark(self.raws[at].span.of(self.text()));
        let in_list = matches!(previous.role, Role::Item(_) | Role::Subitem(_)) && stop.is_some_and(line::is_semicolon);
        let after_lead = matches!(previous.role, Role::Paragraph(_)) && stop.is_some_and(line::is_colon);
        let goes_on = self.list_goes_on(at);
        // A sentence about the list is no member of it.
        let text = self.raws[at].span.of(self.text());
        let about = structure::ABOUT_LISTS.iter().any(|word| text.starts_with(word));
        match here {
            Some('；' | ';') => goes_on && (in_list || after_lead),
            Some('。') => in_list && !goes_on && !about,
            Some(_) | None => false,
        }
    }

    /// Whether behind a line, and others like it that end with a semicolon, stands an item whose number counts them.
    pub(super) fn list_goes_on(&self, at: usize) -> bool {
        /// More items do not lose their marks in one place.
        const LONGEST: usize = 30;
        let behind = self.raws[at + 1..self.layout.body.end].iter().take(LONGEST);
        let member = |raw: &&Raw| raw.shape == Shape::Text && raw.span.of(self.text()).ends_with(line::is_semicolon);
        let unmarked = behind.clone().take_while(member).count();
        let next = behind.clone().nth(unmarked).map(|raw| raw.shape);
        matches!(next, Some(Shape::Item(mark)) if mark.form.is_chinese() && mark.number as usize > unmarked + 1)
    }
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
