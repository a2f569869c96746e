//! A draft as a lawyer sees it: a tree of 编 分编 章 节 条 款 项 目 with byte spans, and what the text says of itself.
//!
//! The tree is built at once; references, dates, definitions and quotations are read when a lint first asks
//! for them. All spans are bytes of the prose ([`crate::source::Source::prose`]). Rules ask this module; none of them
//! reads text on its own for what is known here.

pub mod annex;
pub mod breach;
pub mod citation;
pub mod date;
pub mod definition;
pub mod duty;
pub mod front;
pub mod history;
pub mod label;
mod landmark;
pub mod line;
pub mod maker;
pub mod numeral;
pub mod page;
pub mod penalty;
pub mod preamble;
pub mod quantity;
pub mod quote;
pub mod reference;
pub mod repeal;
mod structure;
pub mod toc;
pub mod unit;
pub mod usage;
pub mod wording;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Span;
use crate::source::{LineStyle, Paragraphs, Source};
use annex::Annexes;
use breach::Breach;
use citation::Citation;
use date::{DateMention, EffectiveClause};
use definition::Definition;
use front::{Instrument, Kind, Stage, Title};
use history::Event;
use label::{ItemMark, Level, Ordinal};
use landmark::Landmarks;
use numeral::Numeral;
use page::PageMark;
use penalty::Penalty;
use preamble::Preamble;
use quantity::Quantities;
use quote::Quotes;
use reference::Reference;
use repeal::RepealClause;
use toc::Toc;
use usage::Uses;

/// What the caller knows better than the title tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The kind of instrument.
    pub kind: Option<Kind>,
    /// The drafting stage.
    pub stage: Option<Stage>,
    /// Where the text will hold, `辽宁省鞍山市`: a 条例 whose title names no place is then a local one.
    pub jurisdiction: Option<String>,
}

/// What a block is. Numbers are positions in the document's own lists, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Before the body: an announcement, a signature, a date.
    Front,
    /// Part of the title.
    Title,
    /// The enactment note, 题注.
    Note,
    /// The word 目录.
    TocHeading,
    /// A line of the table of contents.
    TocEntry,
    /// A heading: 编, 分编, 章, 节 or another.
    Division(usize),
    /// An article's label with no text on its line.
    ArticleLabel(usize),
    /// A paragraph, the first one with its article's label.
    Paragraph(usize),
    /// An item.
    Item(usize),
    /// A subitem.
    Subitem(usize),
    /// Text of another law, quoted in an amending decision.
    Quoted,
    /// The heading of an annex, or a line of it.
    Annex,
    /// A row of a table.
    Table,
    /// Behind the body: a signature, a date.
    Tail,
}

/// One line of the text that is not blank, or a part of it where headings were run together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What is written, without the blanks around it.
    pub span: Span,
    /// The whole line, without its end.
    pub line: Span,
    /// What the markup says of it.
    pub style: LineStyle,
    /// What it is.
    pub role: Role,
}

impl Block {
    /// Whether no markup says anything of it.
    pub const fn is_plain(&self) -> bool {
        matches!(self.style, LineStyle::Plain)
    }
}

/// 编, 分编, 章, 节, or an unnumbered heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Which level.
    pub level: Level,
    /// Its number; none for a heading without one.
    pub numeral: Option<Numeral>,
    /// `第二章`; empty where there is none.
    pub label: Span,
    /// The blank between label and name.
    pub gap: Span,
    /// Its name; empty where it has none.
    pub name: Span,
    /// The division it stands in.
    pub parent: Option<usize>,
    /// Its articles, those of divisions inside it included.
    pub articles: Range<usize>,
    /// The block of its heading.
    pub block: usize,
}

/// What an article is marked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleForm {
    /// 第一条
    Article,
    /// 一、 in texts without articles
    Point,
}

/// 条, or in texts without articles a point (一、).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number as read.
    pub ordinal: Ordinal,
    /// How the number is written.
    pub numeral: Numeral,
    /// What it is marked with.
    pub form: ArticleForm,
    /// `第十条`, `一、`.
    pub label: Span,
    /// The blank behind the label.
    pub gap: Span,
    /// Which text of the file it belongs to, from 0: a 第一条 with a 第二条 behind it opens the next one.
    pub text: usize,
    /// 条旨, with its brackets where it has them.
    pub gist: Option<Span>,
    /// The division it stands in.
    pub division: Option<usize>,
    /// Its paragraphs.
    pub paragraphs: Range<usize>,
    /// From its label to the end of its last block.
    pub span: Span,
}

/// 款: a natural paragraph. The items behind it belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The article it stands in; none before the first one.
    pub article: Option<usize>,
    /// Its own text, without label and gist.
    pub span: Span,
    /// Its items.
    pub items: Range<usize>,
    /// Whether the numbers of its items go on from the list before it.
    pub continues: bool,
    /// The block it stands in.
    pub block: usize,
}

/// 项
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The paragraph it belongs to.
    pub paragraph: usize,
    /// Its mark; none where the mark seems to be lost.
    pub mark: Option<ItemMark>,
    /// Its own text, without the mark.
    pub body: Span,
    /// Its subitems.
    pub subitems: Range<usize>,
    /// Whether it stands inside its paragraph's line.
    pub inline: bool,
    /// The block it stands in.
    pub block: usize,
}

/// 目
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subitem {
    /// The item it belongs to.
    pub item: usize,
    /// Its mark.
    pub mark: ItemMark,
    /// Its own text, without the mark.
    pub body: Span,
    /// The block it stands in.
    pub block: usize,
}

/// Where in the tree a place is. Numbers are positions in the document's lists, from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Home {
    /// The article.
    pub article: Option<usize>,
    /// The paragraph.
    pub paragraph: Option<usize>,
    /// The item.
    pub item: Option<usize>,
    /// The subitem.
    pub subitem: Option<usize>,
}

/// A stretch of the body's running text: a paragraph, an item or a subitem without its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// The text.
    pub span: Span,
    /// Where it stands.
    pub home: Home,
    /// The block it stands in.
    pub block: usize,
}

/// A parsed draft.
#[derive(Debug)]
pub struct Document {
    text: Arc<str>,
    /// How its file sets paragraphs.
    pub setting: Paragraphs,
    /// What the text says it is.
    pub instrument: Instrument,
    /// The title.
    pub title: Option<Title>,
    /// All blocks, in order.
    pub blocks: Vec<Block>,
    /// The numbers of pages that stand on lines of their own, in order; they are no blocks.
    pub page_marks: Vec<PageMark>,
    /// The table of contents.
    pub toc: Option<Toc>,
    /// All headings of the body, in order.
    pub divisions: Vec<Division>,
    /// All articles, in order.
    pub articles: Vec<Article>,
    /// All paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// All items, in order.
    pub items: Vec<Item>,
    /// All subitems, in order.
    pub subitems: Vec<Subitem>,
    passages: Vec<Passage>,
    /// Articles by text and number; of several, the first.
    index: OnceLock<HashMap<(usize, Ordinal), usize>>,
    /// Divisions by level and number, in order.
    numbered: OnceLock<HashMap<(Level, u32), Vec<usize>>>,
    landmarks: OnceLock<Landmarks>,
    blanks: OnceLock<Vec<Span>>,
    quotes: OnceLock<Quotes>,
    references: OnceLock<Vec<Reference>>,
    citations: OnceLock<Vec<Citation>>,
    annexes: OnceLock<Annexes>,
    breaches: OnceLock<Vec<Breach>>,
    penalties: OnceLock<Vec<Penalty>>,
    dates: OnceLock<Vec<DateMention>>,
    effective: OnceLock<Vec<EffectiveClause>>,
    history: OnceLock<Vec<Event>>,
    preamble: OnceLock<Option<Preamble>>,
    latest: OnceLock<Option<jiff::civil::Date>>,
    worded: OnceLock<Option<jiff::civil::Date>>,
    definitions: OnceLock<Vec<Definition>>,
    repeals: OnceLock<Vec<RepealClause>>,
    uses: OnceLock<Uses>,
    quantities: OnceLock<Quantities>,
}

impl Document {
    /// Parses a source. Never fails: what is not understood is text.
    pub fn parse(source: &Source, hints: &Hints) -> Self {
        structure::build(source, hints)
    }

    /// The prose.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span.
    pub fn str(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The text of a heading, which may go over two lines, as one line.
    pub fn one_line(&self, span: Span) -> String {
        self.str(span).lines().map(|line| line.trim_matches(label::is_blank)).collect()
    }

    /// The body's running text, in order.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// What is written in sentences, in order: the passages of the body; in a text without a body, all its lines.
    pub fn running_text(&self) -> Vec<Span> {
        if self.passages.is_empty() {
            return self.blocks.iter().map(|block| block.span).collect();
        }
        self.passages.iter().map(|passage| passage.span).collect()
    }

    /// Whether the text is made of articles, as regulations are, not of points.
    pub fn has_articles(&self) -> bool {
        self.articles.iter().any(|article| article.form == ArticleForm::Article)
    }

    /// What stands between quotation marks and between title marks.
    pub fn quotes(&self) -> &Quotes {
        self.quotes.get_or_init(|| quote::read(self))
    }

    /// All references to articles, paragraphs, items and divisions, in order.
    pub fn references(&self) -> &[Reference] {
        self.references.get_or_init(|| reference::read(self))
    }

    /// All titles in 《》 in the body's running text, in order.
    pub fn citations(&self) -> &[Citation] {
        self.citations.get_or_init(|| citation::read(self))
    }

    /// What stands behind the body, and where the body speaks of it.
    pub fn annexes(&self) -> &Annexes {
        self.annexes.get_or_init(|| annex::read(self))
    }

    /// All clauses that name articles of this text and say again what they ask for, in order.
    pub fn breaches(&self) -> &[Breach] {
        self.breaches.get_or_init(|| breach::read(self))
    }

    /// All measures that the text lays down for someone: fines, confiscation, detention, in order.
    pub fn penalties(&self) -> &[Penalty] {
        self.penalties.get_or_init(|| penalty::read(self))
    }

    /// All dates and what stands in for them, in order.
    pub fn dates(&self) -> &[DateMention] {
        self.dates.get_or_init(|| date::read(self))
    }

    /// What the enactment note tells: when the text was passed, approved, amended, published, as it tells it.
    pub fn history(&self) -> &[Event] {
        self.history.get_or_init(|| history::read(self))
    }

    /// The first article of the file's first text, taken apart; `None` where that does not begin with 第一条.
    pub fn preamble(&self) -> Option<&Preamble> {
        self.preamble.get_or_init(|| preamble::read(self)).as_ref()
    }

    /// The day on which the text stood as written: the latest of what its note tells and of its own effective dates.
    /// `None` for a draft being written now, whose effective date is blank, and where nothing tells. A text that calls
    /// itself a draft stands on its own effective date, where that is later than all its note tells.
    pub fn latest_date(&self) -> Option<jiff::civil::Date> {
        *self.latest.get_or_init(|| history::latest(self))
    }

    /// The day its wording is from: [`Self::latest_date`], but amendments of national texts in force do not count.
    pub fn wording_date(&self) -> Option<jiff::civil::Date> {
        *self.worded.get_or_init(|| history::worded(self))
    }

    /// The day on which the text was made, or made anew: amendments of single articles do not count.
    pub fn made_date(&self) -> Option<jiff::civil::Date> {
        history::made(self)
    }

    /// Whether a place speaks of what was: it stands in a sentence that repeals a text, or behind 原.
    pub fn speaks_of_the_past(&self, span: Span) -> bool {
        let before = &self.text[..span.start];
        let repeals = self.repeals();
        let after = repeals.partition_point(|clause| clause.sentence.start <= span.start);
        let repealing = repeals[..after].last().is_some_and(|clause| clause.sentence.contains(span.start));
        repealing || ["原", "原国家", "原省", "原市", "原国务院"].iter().any(|word| before.ends_with(word))
    }

    /// All short forms and definitions, in order.
    pub fn definitions(&self) -> &[Definition] {
        self.definitions.get_or_init(|| definition::read(self))
    }

    /// All clauses that repeal other texts, in order.
    pub fn repeals(&self) -> &[RepealClause] {
        self.repeals.get_or_init(|| repeal::read(self))
    }

    /// Where the names that the text defines are used, and the full expressions that short forms stand for.
    pub fn uses(&self) -> &Uses {
        self.uses.get_or_init(|| usage::read(self))
    }

    /// What the running text counts: numbers with their units, percentages, ordinals, times, and ranges of them.
    pub fn quantities(&self) -> &Quantities {
        self.quantities.get_or_init(|| quantity::read(self))
    }

    /// The passage that holds a byte.
    pub fn passage_at(&self, offset: usize) -> Option<&Passage> {
        let after = self.passages.partition_point(|passage| passage.span.start <= offset);
        self.passages[..after].last().filter(|passage| offset <= passage.span.end)
    }

    /// The block that holds a byte of its line.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.line.start <= offset);
        (0..after).next_back().filter(|&block| offset <= self.blocks[block].line.end)
    }

    /// The position of a paragraph in its article, from 1.
    pub fn paragraph_number(&self, paragraph: usize) -> Option<usize> {
        let article = self.paragraphs.get(paragraph)?.article?;
        Some(paragraph - self.articles[article].paragraphs.start + 1)
    }

    /// Which text of the file a place stands in, from 0; what stands before the first article belongs to the first.
    pub fn text_of(&self, home: Home) -> usize {
        home.article.map_or(0, |article| self.articles[article].text)
    }

    /// Which text of the file a byte stands in, from 0.
    pub fn text_at(&self, offset: usize) -> usize {
        let after = self.articles.partition_point(|article| article.span.start <= offset);
        self.articles[..after].last().map_or(0, |article| article.text)
    }

    /// The article of a number, in one of the texts of the file.
    pub fn article(&self, text: usize, ordinal: Ordinal) -> Option<usize> {
        let index = self.index.get_or_init(|| {
            let plain =
                self.articles.iter().enumerate().rev().filter(|(_, article)| article.form == ArticleForm::Article);
            plain.map(|(at, article)| ((article.text, article.ordinal), at)).collect()
        });
        index.get(&(text, ordinal)).copied()
    }

    /// The divisions of a level that have a number, as positions in the document's list, in order.
    pub fn divisions_numbered(&self, level: Level, number: u32) -> &[usize] {
        let numbered = self.numbered.get_or_init(|| {
            let mut numbered: HashMap<(Level, u32), Vec<usize>> = HashMap::new();
            for (at, division) in self.divisions.iter().enumerate() {
                if let Some(numeral) = division.numeral {
                    numbered.entry((division.level, numeral.value)).or_default().push(at);
                }
            }
            numbered
        });
        numbered.get(&(level, number)).map_or(&[], Vec::as_slice)
    }

    /// Where a byte stands in the tree; `None` outside the articles.
    pub fn home_at(&self, offset: usize) -> Option<Home> {
        let after = self.articles.partition_point(|article| article.span.start <= offset);
        let article = (0..after).next_back()?;
        let home = match self.passage_at(offset) {
            Some(passage) => passage.home,
            None => {
                let block = self.blocks.get(self.block_at(offset)?)?;
                self.home_of(block.role)?
            }
        };
        (home.article == Some(article)).then_some(home)
    }

    /// The legal address of a byte, as far down as it goes: `第十二条第二款第三项`. A paragraph is named only where its
    /// article has several. `None` outside the articles.
    pub fn address(&self, offset: usize) -> Option<String> {
        self.address_of(self.home_at(offset)?)
    }

    /// The article whose label a block begins with.
    pub fn opened_by(&self, block: &Block) -> Option<usize> {
        let article = self.home_of(block.role)?.article?;
        (self.articles[article].label.start == block.span.start).then_some(article)
    }

    /// The running text of a block, without label and mark; `None` where it is no paragraph, item or subitem.
    pub fn own_text(&self, role: Role) -> Option<Span> {
        match role {
            Role::Paragraph(paragraph) => Some(self.paragraphs[paragraph].span),
            Role::Item(item) => Some(self.items[item].body),
            Role::Subitem(subitem) => Some(self.subitems[subitem].body),
            Role::Front
            | Role::Title
            | Role::Note
            | Role::TocHeading
            | Role::TocEntry
            | Role::Division(_)
            | Role::ArticleLabel(_)
            | Role::Quoted
            | Role::Annex
            | Role::Table
            | Role::Tail => None,
        }
    }

    /// Where a block stands in the tree; `None` outside articles, paragraphs, items and subitems.
    pub fn home_of(&self, role: Role) -> Option<Home> {
        let of_paragraph = |paragraph: usize| Home {
            article: self.paragraphs[paragraph].article,
            paragraph: Some(paragraph),
            ..Home::default()
        };
        let of_item = |item: usize| Home { item: Some(item), ..of_paragraph(self.items[item].paragraph) };
        match role {
            Role::ArticleLabel(article) => Some(Home { article: Some(article), ..Home::default() }),
            Role::Paragraph(paragraph) => Some(of_paragraph(paragraph)),
            Role::Item(item) => Some(of_item(item)),
            Role::Subitem(subitem) => Some(Home { subitem: Some(subitem), ..of_item(self.subitems[subitem].item) }),
            Role::Front
            | Role::Title
            | Role::Note
            | Role::TocHeading
            | Role::TocEntry
            | Role::Division(_)
            | Role::Quoted
            | Role::Annex
            | Role::Table
            | Role::Tail => None,
        }
    }

    /// The legal address of a place in the tree.
    pub fn address_of(&self, home: Home) -> Option<String> {
        let article = &self.articles[home.article?];
        let mut out = match article.form {
            ArticleForm::Article => article.ordinal.label("条"),
            ArticleForm::Point => format!("{}、", numeral::format(article.ordinal.number)),
        };
        if let Some(paragraph) = home.paragraph
            && article.form == ArticleForm::Article
            && article.paragraphs.len() > 1
        {
            let number = paragraph - article.paragraphs.start + 1;
            out.push_str(&Ordinal::plain(u32::try_from(number).unwrap_or(u32::MAX)).label("款"));
        }
        if let Some(mark) = home.item.and_then(|item| self.items[item].mark) {
            match article.form {
                ArticleForm::Article => out.push_str(&Ordinal::plain(mark.number).label("项")),
                ArticleForm::Point => out.push_str(&format!("（{}）", numeral::format(mark.number))),
            }
        }
        if let (Some(subitem), ArticleForm::Article) = (home.subitem, article.form) {
            out.push_str(&Ordinal::plain(self.subitems[subitem].mark.number).label("目"));
        }
        Some(out)
    }
}
