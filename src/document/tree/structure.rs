//! Parses a text: assembles its lines into the tree.
//!
//! Drafts are not well-formed, so each line's mark is believed only where its surroundings bear it out: `第三十条规定的`
//! at the start of a broken line is a reference, not an article. What is not believed is text; nothing is dropped.

mod amending;
mod belief;
mod glued;
mod heading;
mod layout;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::excerpt::Excerpt;
use super::front::{self, Around, Front, Instrument, Kind};
use super::label::{self, ArticleMark, DivisionMark, ItemMark, Level, MarkForm, Ordinal};
use super::landmark::Sought;
use super::line::{self, Raw, Shape};
use super::{
    Article, ArticleForm, Block, Division, Hints, Item, Paragraph, Passage, Role, Subitem, Tree, maker, numeral,
    office, toc,
};
use crate::diagnostic::Span;
use crate::lexicon::structure;
use crate::source::LineStyle;
use layout::Layout;

/// How many lines of the body may tell where the text holds: those of the first articles.
const BEGINNING: usize = 24;

/// Since this year rules are given out by orders (规章制定程序条例, in force since 1 January 2002).
const ORDERS: u32 = 2002;

impl Tree {
    /// Parses a text, or a part of one. Never fails: what is not understood is text.
    pub fn parse(excerpt: &Excerpt, hints: &Hints) -> Self {
        let text = &*excerpt.text;
        let mut raws = line::read(text, &excerpt.lines());
        belief::settle_articles(text, &mut raws);
        glued::part(text, &mut raws);
        let layout = Layout::find(text, &raws);
        let front = front::read(text, &raws[..layout.front_end]);
        let note_lines = front::note_lines(text, &raws[..layout.front_end], front.title_lines.end);
        let instrument = instrument(text, &raws, &layout, (&front, &note_lines), hints);
        let quoted = if instrument.kind.is_decision() { amending::quoted(text, &raws) } else { Vec::new() };
        let mut builder = Builder {
            raws: &raws,
            layout: &layout,
            tree: empty(excerpt, raws.len(), instrument),
            open: Vec::new(),
            annex: false,
            numbered: None,
        };
        builder.front(&front.title_lines, &note_lines);
        if let Some(range) = layout.toc.clone() {
            builder.toc(range);
        }
        for at in layout.body.clone() {
            if quoted.get(at).copied().unwrap_or(false) {
                builder.push(at, Role::Quoted);
            } else {
                builder.line(at);
            }
        }
        for at in layout.body.end..raws.len() {
            builder.push(at, Role::Tail);
        }
        Self { title: front.title, ..builder.finish() }
    }
}

/// What the text says it is, and what the caller says.
fn instrument(
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

/// A tree that holds nothing yet.
fn empty(excerpt: &Excerpt, lines: usize, instrument: Instrument) -> Tree {
    Tree {
        text: Arc::clone(&excerpt.text),
        extent: excerpt.extent,
        paragraph_setting: excerpt.paragraph_setting,
        instrument,
        title: None,
        blocks: Vec::with_capacity(lines),
        traces: Arc::clone(&excerpt.traces),
        toc: None,
        divisions: Vec::new(),
        articles: Vec::new(),
        paragraphs: Vec::new(),
        items: Vec::new(),
        subitems: Vec::new(),
        passages: Vec::new(),
        index: OnceLock::new(),
        numbered: OnceLock::new(),
        landmarks: OnceLock::new(),
        blanks: OnceLock::new(),
    }
}

/// The tree as far as it is built.
#[derive(Debug)]
struct Builder<'r> {
    raws: &'r [Raw],
    layout: &'r Layout,
    tree: Tree,
    /// Open divisions, outermost first.
    open: Vec<usize>,
    annex: bool,
    /// The number of a mark （一） that opens a paragraph, for want of one that its item could belong to.
    numbered: Option<u32>,
}

impl Builder<'_> {
    fn text(&self) -> &str {
        &self.tree.text
    }

    fn push(&mut self, at: usize, role: Role) {
        let raw = &self.raws[at];
        self.tree.blocks.push(Block { span: raw.span, line: raw.line, style: raw.style, role });
    }

    fn front(&mut self, title: &Range<usize>, notes: &[usize]) {
        for at in 0..self.layout.front_end {
            let line = self.raws[at].span.of(self.text());
            if title.contains(&at) {
                self.push(at, Role::Title);
            } else if notes.binary_search(&at).is_ok() {
                self.push(at, Role::Note);
            } else if at >= title.end && line.ends_with('。') && !line.starts_with(['（', '(']) {
                self.paragraph(at, self.raws[at].span);
            } else {
                self.push(at, Role::Front);
            }
        }
    }

    fn toc(&mut self, range: Range<usize>) {
        self.tree.toc = Some(toc::read(self.text(), &self.raws[range.clone()]));
        for at in range {
            let heading = self.raws[at].shape == Shape::TocHeading;
            self.push(at, if heading { Role::TocHeading } else { Role::TocEntry });
        }
    }

    /// One line of the body.
    fn line(&mut self, at: usize) {
        let raw = self.raws[at];
        if self.annex {
            if !self.goes_on_behind_annex(at) {
                return self.push(at, Role::Annex);
            }
            self.annex = false;
        }
        match raw.shape {
            Shape::Article(mark) => self.article(at, mark),
            Shape::Division(mark) => self.division(at, Some(mark), mark.level),
            Shape::Item(mark) => self.mark(at, mark),
            Shape::Annex if !self.tree.paragraphs.is_empty() => {
                self.annex = true;
                self.push(at, Role::Annex);
            }
            Shape::Table => self.push(at, Role::Table),
            Shape::Annex | Shape::TocHeading | Shape::Text => self.plain(at),
        }
    }

    /// Whether the body goes on at a line behind what looked like an annex: the next article stands there, or a heading
    /// with the next article below it.
    fn goes_on_behind_annex(&self, at: usize) -> bool {
        let shape = |at: usize| self.raws[..self.layout.body.end].get(at).map(|raw| raw.shape);
        match shape(at) {
            Some(Shape::Article(mark)) => self.follows(mark.ordinal),
            Some(Shape::Division(_)) => {
                let below =
                    (at + 1..self.layout.body.end).map(shape).find(|shape| !matches!(shape, Some(Shape::Division(_))));
                matches!(below, Some(Some(Shape::Article(mark))) if self.follows(mark.ordinal))
            }
            Some(Shape::Item(_) | Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text) | None => false,
        }
    }

    fn follows(&self, ordinal: Ordinal) -> bool {
        self.tree.articles.last().is_some_and(|last| {
            ordinal.number == last.ordinal.number + 1 || (ordinal.number == last.ordinal.number && ordinal.branch > 0)
        })
    }

    /// A line without a mark: a heading where the markup or its wording says so, an item that lost its mark, or a
    /// paragraph.
    fn plain(&mut self, at: usize) {
        let raw = self.raws[at];
        let mut letters = raw.span.of(self.text()).chars().filter(|&c| !label::is_blank(c));
        if letters.nth(heading::REST).is_some() && !matches!(raw.style, LineStyle::Heading(_)) {
            return self.item_or_paragraph(at);
        }
        let name = label::without_blanks(raw.span.of(self.text()));
        if let Some(open) = self.nameless(&name) {
            return self.rest_of_heading(at, open);
        }
        if matches!(raw.style, LineStyle::Heading(_)) || matches!(name.as_str(), "附则" | "总则" | "序言") {
            return self.division(at, None, Level::Heading);
        }
        if self.lost_heading(at, &name) {
            return self.bare_heading(at);
        }
        self.item_or_paragraph(at);
    }

    /// A line without a mark that is no heading.
    fn item_or_paragraph(&mut self, at: usize) {
        let span = self.raws[at].span;
        if self.lost_mark(at) {
            return self.item(at, None, span);
        }
        self.paragraph(at, span);
    }

    fn division(&mut self, at: usize, mark: Option<DivisionMark>, level: Level) {
        let raw = self.raws[at];
        let none = Span::new(raw.span.start, raw.span.start);
        let articles = self.tree.articles.len();
        let closes = |open: &Division| open.level >= level || level == Level::Heading || open.level == Level::Heading;
        while let Some(&last) = self.open.last() {
            if !closes(&self.tree.divisions[last]) {
                break;
            }
            self.tree.divisions[last].articles.end = articles;
            self.open.pop();
        }
        let division = Division {
            level,
            numeral: mark.map(|mark| mark.numeral),
            label: mark.map_or(none, |mark| mark.label),
            gap: mark.map_or(none, |mark| mark.gap),
            name: mark.map_or(raw.span, |mark| Span::new(mark.name.start, raw.span.end.max(mark.name.start))),
            parent: self.open.last().copied(),
            articles: articles..articles,
            block: self.tree.blocks.len(),
        };
        self.open.push(self.tree.divisions.len());
        self.push(at, Role::Division(self.tree.divisions.len()));
        self.tree.divisions.push(division);
    }

    fn article(&mut self, at: usize, mark: ArticleMark) {
        let raw = self.raws[at];
        let bare = self.layout.gists.is_at(self.text(), self.raws, at);
        let (gist, body_start) = if bare {
            (Some(Span::new(mark.gap.end, raw.span.end)), raw.span.end)
        } else {
            gist(self.text(), mark.gap.end, raw.span.end)
        };
        let paragraphs = self.tree.paragraphs.len();
        self.tree.articles.push(Article {
            ordinal: mark.ordinal,
            numeral: mark.numeral,
            form: ArticleForm::Article,
            label: mark.label,
            separator: mark.separator,
            gap: mark.gap,
            text: 0,
            gist,
            division: self.open.last().copied(),
            paragraphs: paragraphs..paragraphs,
            span: raw.span,
        });
        let body = Span::new(body_start.min(raw.span.end), raw.span.end);
        if body.is_empty() {
            self.push(at, Role::ArticleLabel(self.tree.articles.len() - 1));
        } else {
            self.paragraph(at, body);
        }
    }

    fn point(&mut self, at: usize, mark: ItemMark) {
        let raw = self.raws[at];
        let paragraphs = self.tree.paragraphs.len();
        let script = if mark.form.is_chinese() { numeral::Script::Chinese } else { numeral::Script::Arabic };
        self.tree.articles.push(Article {
            ordinal: Ordinal::plain(mark.number),
            numeral: numeral::Numeral { value: mark.number, script },
            form: ArticleForm::Point,
            label: mark.label,
            separator: Span::new(mark.label.end, mark.label.end),
            gap: Span::new(mark.label.end, mark.label.end),
            text: 0,
            gist: None,
            division: self.open.last().copied(),
            paragraphs: paragraphs..paragraphs,
            span: raw.span,
        });
        self.paragraph(at, self.behind(at, mark.label.end));
    }

    /// The line's text from a byte on, without the blank before it.
    fn behind(&self, at: usize, from: usize) -> Span {
        let end = self.raws[at].span.end;
        let rest = &self.text()[from.min(end)..end];
        Span::new((from + label::blank_len(rest)).min(end), end)
    }

    fn paragraph(&mut self, at: usize, span: Span) {
        let index = self.tree.paragraphs.len();
        let items = self.tree.items.len();
        let article = self.tree.articles.len().checked_sub(1);
        if let Some(article) = article {
            self.tree.articles[article].paragraphs.end = index + 1;
        }
        self.tree.paragraphs.push(Paragraph {
            article,
            span,
            items: items..items,
            continues: false,
            block: self.tree.blocks.len(),
        });
        self.push(at, Role::Paragraph(index));
        self.inline_items(index, span);
    }

    /// Items inside a paragraph's line: （一）…；（二）….
    fn inline_items(&mut self, paragraph: usize, span: Span) {
        let marks = inline_marks(&self.tree, span, 1);
        if marks.len() >= 2 {
            self.push_inline(paragraph, span, &marks);
        }
    }

    fn push_inline(&mut self, paragraph: usize, span: Span, marks: &[ItemMark]) {
        for (at, mark) in marks.iter().enumerate() {
            let end = marks.get(at + 1).map_or(span.end, |next| next.label.start);
            let item = self.tree.items.len();
            let subitems = self.tree.subitems.len();
            self.tree.items.push(Item {
                paragraph,
                mark: Some(*mark),
                body: Span::new(mark.label.end, end),
                subitems: subitems..subitems,
                inline: true,
                block: self.tree.blocks.len() - 1,
            });
            self.tree.paragraphs[paragraph].items.end = item + 1;
        }
    }

    /// A line with an item's or a subitem's mark.
    fn mark(&mut self, at: usize, mark: ItemMark) {
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

    fn item(&mut self, at: usize, mark: Option<ItemMark>, body: Span) {
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
        self.tree.items.push(Item { paragraph, mark, body, subitems: subitems..subitems, inline: false, block });
        self.push(at, Role::Item(index));
        // Two items that share a line: （一）…；（二）….
        if let Some(mark) = mark.filter(|mark| mark.form.is_chinese()) {
            let marks = inline_marks(&self.tree, body, mark.number + 1);
            self.push_inline(paragraph, body, &marks);
        }
    }

    fn subitem(&mut self, at: usize, mark: ItemMark, body: Span) {
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
    fn lost_mark(&self, at: usize) -> bool {
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
    fn list_goes_on(&self, at: usize) -> bool {
        /// More items do not lose their marks in one place.
        const LONGEST: usize = 30;
        let behind = self.raws[at + 1..self.layout.body.end].iter().take(LONGEST);
        let member = |raw: &&Raw| raw.shape == Shape::Text && raw.span.of(self.text()).ends_with(line::is_semicolon);
        let unmarked = behind.clone().take_while(member).count();
        let next = behind.clone().nth(unmarked).map(|raw| raw.shape);
        matches!(next, Some(Shape::Item(mark)) if mark.form.is_chinese() && mark.number as usize > unmarked + 1)
    }

    fn finish(mut self) -> Tree {
        let articles = self.tree.articles.len();
        for &open in &self.open {
            self.tree.divisions[open].articles.end = articles;
        }
        for article in 0..articles {
            let next = self.tree.articles.get(article + 1).map_or(usize::MAX, |next| next.span.start);
            let start = self.tree.articles[article].span.start;
            let first = self.tree.blocks.partition_point(|block| block.span.start < start);
            let last = self.tree.blocks[first..].iter().take_while(|block| {
                block.span.start < next && !matches!(block.role, Role::Division(_) | Role::Annex | Role::Tail)
            });
            let end = last.last().map_or(start, |block| block.span.end);
            self.tree.articles[article].span.end = end;
        }
        number_texts(&mut self.tree.articles);
        self.tree.passages = passages(&self.tree);
        let tree = &mut self.tree;
        tree.blocks.shrink_to_fit();
        tree.articles.shrink_to_fit();
        tree.paragraphs.shrink_to_fit();
        tree.items.shrink_to_fit();
        tree.passages.shrink_to_fit();
        self.tree
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

/// 条旨 in brackets behind an article's label: its span, and where the text behind it starts.
fn gist(text: &str, from: usize, end: usize) -> (Option<Span>, usize) {
    const PAIRS: [(char, char); 4] = [('【', '】'), ('〖', '〗'), ('（', '）'), ('[', ']')];
    let rest = &text[from.min(end)..end];
    let found = PAIRS.iter().find_map(|&(open, close)| {
        let inner = rest.strip_prefix(open)?;
        let at = inner.find(close)?;
        let name = &inner[..at];
        let titled = !name.is_empty() && name.chars().count() <= 30 && !name.chars().all(numeral::is_numeral);
        (titled && !name.contains(line::is_stop)).then_some(open.len_utf8() + at + close.len_utf8())
    });
    match found {
        Some(len) => {
            let behind = &rest[len..];
            (Some(Span::new(from, from + len)), from + len + label::blank_len(behind))
        }
        None => (None, from),
    }
}

/// Tells the texts of a file apart.
fn number_texts(articles: &mut [Article]) {
    let plain = |article: &Article| article.form == ArticleForm::Article && article.ordinal.branch == 0;
    let numbered: Vec<usize> = (0..articles.len()).filter(|&at| plain(&articles[at])).collect();
    let opens = |at: usize| {
        let number = |at: usize| numbered.get(at).map(|&article| articles[article].ordinal.number);
        at > 0 && number(at) == Some(1) && number(at + 1) == Some(2)
    };
    let starts: Vec<usize> = (0..numbered.len()).filter(|&at| opens(at)).map(|at| numbered[at]).collect();
    for (at, article) in articles.iter_mut().enumerate() {
        article.text = starts.partition_point(|&start| start <= at);
    }
}

fn passages(tree: &Tree) -> Vec<Passage> {
    let passage = |(block, entry): (usize, &Block)| {
        let home = tree.home_of(entry.role)?;
        let span = tree.own_text(entry.role)?;
        Some(Passage { span, home, block })
    };
    tree.blocks.iter().enumerate().filter_map(passage).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// The items of each paragraph: their numbers, 0 where the mark is lost.
    fn items(text: &str) -> Vec<Vec<u32>> {
        let source = Source::from_text("a.txt", text);
        let tree = Tree::parse(&Excerpt::of(&source), &Hints::default());
        let number = |item: &Item| item.mark.map_or(0, |mark| mark.number);
        let paragraphs = tree.paragraphs.iter();
        paragraphs.map(|paragraph| tree.items[paragraph.items.clone()].iter().map(number).collect()).collect()
    }

    #[test]
    fn several_items_without_marks_before_one_with() {
        let text = "某市示例条例\n第一条　有下列情形之一的：\n甲；\n乙；\n（三）丙。\n第二条　丁。\n";
        assert_eq!(items(text), [vec![0, 0, 3], vec![]]);
        // A number too small to count them all.
        let text = "某市示例条例\n第一条　应当遵守：\n甲；\n乙；\n（二）丙。\n";
        assert_eq!(items(text), [vec![], vec![], vec![2]]);
    }

    #[test]
    fn a_list_starts_anew_behind_a_heading() {
        let text = "# 某市示例方案\n\n## 一、甲\n\n（一）乙。\n\n（二）丙。\n\n## 二、丁\n\n（一）戊。\n\n（二）己。\n";
        let source = Source::from_text("a.md", text);
        let tree = Tree::parse(&Excerpt::of(&source), &Hints::default());
        let owners: Vec<usize> = tree.items.iter().map(|item| item.paragraph).collect();
        assert_eq!(owners, [0, 1]);
    }

    #[test]
    fn items_right_behind_a_label_do_not_belong_to_the_article_before() {
        let text = "某市示例条例\n第一条　甲。\n第二条\n（一）乙；\n（二）丙。\n";
        assert_eq!(items(text), [vec![], vec![2]]);
    }
}
