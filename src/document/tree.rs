//! The tree of a draft: 编 分编 章 节 条 款 项 目 with byte spans, in flat lists that point at each other by position.
//!
//! Knows what a text is made of, by its lines and their marks. What the text says – what it refers to, cites, defines,
//! punishes – is read off the tree elsewhere, and unknown here.

mod address;
pub mod excerpt;
pub mod front;
mod home;
mod instrument;
pub mod landmark;
pub mod line;
pub mod maker;
pub(in crate::document) mod office;
mod search;
mod structure;
mod title;
pub mod toc;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::diagnostic::Span;
use crate::source::{LineStyle, Paragraphs};
pub use crate::source::{Trace, TraceKind};
pub use crate::writing::page::PageForm;
pub use crate::writing::{invisible, label, lookalike, numeral};
use front::{Instrument, Kind, Stage, Title};
use label::{ItemMark, Level, Ordinal};
use landmark::Landmarks;
use numeral::Numeral;
use toc::Toc;

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
    /// A line that an item goes on with, as its list goes on behind it.
    ItemRest(usize),
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
    /// Which text of the file it belongs to, from 0, as its articles do.
    pub text: usize,
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
    /// A mark behind the label that does not belong there: `第一条、`; empty where there is none.
    pub separator: Span,
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
    /// The lines that it goes on with, one behind the other.
    pub rests: Range<usize>,
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

/// A line that an item goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemRest {
    /// The item it belongs to.
    pub item: usize,
    /// What is written.
    pub span: Span,
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

/// A parsed text, or a parsed part of one.
#[derive(Debug)]
pub struct Tree {
    text: Arc<str>,
    extent: Span,
    /// How its file sets paragraphs.
    paragraph_setting: Paragraphs,
    /// The day that the file carries beside its text.
    dated: Option<Date>,
    /// What the text says it is.
    pub instrument: Instrument,
    /// The title.
    pub title: Option<Title>,
    /// The titles of the further texts of the file, in order.
    pub further_titles: Vec<Span>,
    /// All blocks, in order.
    pub blocks: Vec<Block>,
    /// What a copy left behind in the file and was taken out before anything else was read, in order.
    pub traces: Arc<[Trace]>,
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
    /// All lines that items go on with, in order.
    pub item_rests: Vec<ItemRest>,
    passages: Vec<Passage>,
    /// Articles by text and number; of several, the first.
    index: OnceLock<HashMap<(usize, Ordinal), usize>>,
    /// Divisions by level and number, in order.
    numbered: OnceLock<HashMap<(Level, u32), Vec<usize>>>,
    landmarks: OnceLock<Landmarks>,
    blanks: OnceLock<Vec<Span>>,
}

impl Tree {
    /// The prose; where a part of it was parsed, all of it, as spans speak of the whole.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The day that the file carries beside the text: in its front matter, or at the end of its name.
    pub const fn dated(&self) -> Option<Date> {
        self.dated
    }

    /// Whether each line of the file is a paragraph, with the blanks that indent it. Otherwise blank lines part them, and
    /// indents mean nothing.
    pub const fn has_line_paragraphs(&self) -> bool {
        matches!(self.paragraph_setting, Paragraphs::Lines)
    }

    /// What of the prose was parsed: nothing that the tree holds lies outside.
    pub const fn extent(&self) -> Span {
        self.extent
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
}
