//! Parses a text: assembles its lines into the tree.
//!
//! Drafts are not well-formed, so each line's mark is believed only where its surroundings bear it out: `第三十条规定的`
//! at the start of a broken line is a reference, not an article. What is not believed is text; nothing is dropped.

mod amending;
mod belief;
mod glued;
mod heading;
mod layout;
mod lists;
mod texts;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::excerpt::Excerpt;
use super::front::{self, Instrument};
use super::label::{self, ArticleMark, DivisionMark, ItemMark, Level, Ordinal};
use super::line::{self, Raw, Shape};
use super::{Article, ArticleForm, Block, Division, Hints, Paragraph, Passage, Role, Tree, numeral, toc};
use crate::diagnostic::Span;
use crate::source::LineStyle;
use layout::Layout;

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
        let instrument = texts::instrument(text, &raws, &layout, (&front, &note_lines), hints);
        let quoted = if instrument.kind.is_decision() { amending::quoted(text, &raws) } else { Vec::new() };
        let mut builder = Builder {
            raws: &raws,
            layout: &layout,
            tree: empty(excerpt, raws.len(), instrument),
            open: Vec::new(),
            annex: false,
            numbered: None,
            front_until: 0,
            openings: Vec::new(),
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

/// A tree that holds nothing yet.
fn empty(excerpt: &Excerpt, lines: usize, instrument: Instrument) -> Tree {
    Tree {
        text: Arc::clone(&excerpt.text),
        extent: excerpt.extent,
        paragraph_setting: excerpt.paragraph_setting,
        dated: excerpt.dated,
        instrument,
        title: None,
        further_titles: Vec::new(),
        blocks: Vec::with_capacity(lines),
        traces: Arc::clone(&excerpt.traces),
        toc: None,
        divisions: Vec::new(),
        articles: Vec::new(),
        paragraphs: Vec::new(),
        items: Vec::new(),
        subitems: Vec::new(),
        item_rests: Vec::new(),
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
    /// Up to which line the front of a further text goes.
    front_until: usize,
    /// The articles that open a further text with a title of its own.
    openings: Vec<usize>,
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
        if at < self.front_until {
            return self.push(at, Role::Front);
        }
        if self.annex {
            if let Some(first) = self.opens_text(at) {
                self.annex = false;
                return self.further_text(at, first);
            }
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
        if let Some(first) = self.opens_text(at) {
            return self.further_text(at, first);
        }
        if self.opens_annex(at) {
            self.annex = true;
            return self.push(at, Role::Annex);
        }
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
            text: 0,
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
        self.inline_items(at, index, span);
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
            let own = self.tree.blocks[first..]
                .iter()
                .take_while(|block| block.span.start < next && !matches!(block.role, Role::Annex | Role::Tail));
            // Where a label is lost behind a heading, the paragraphs there are those of the article before.
            let last = own.filter(|block| !matches!(block.role, Role::Division(_))).last();
            let end = last.map_or(start, |block| block.span.end);
            self.tree.articles[article].span.end = end;
        }
        texts::number_texts(&mut self.tree.articles, &self.openings);
        for division in &mut self.tree.divisions {
            let inside = division.articles.start.min(articles.saturating_sub(1));
            division.text = self.tree.articles.get(inside).map_or(0, |article| article.text);
        }
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
    use crate::document::tree::Item;
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
