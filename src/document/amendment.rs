//! What a 修改决定 or 修正案 does: the laws it speaks of, and its instructions to each, in order.
//!
//! Reads the decision alone and knows nothing of the laws that it changes. All numbers of [`Place`]s speak of the **old**
//! text; only those behind 作为 and 改为 speak of the new one. What is not understood is an instruction, too
//! ([`Action::NotUnderstood`]): nothing of a decision is dropped.

mod clause;
mod heading;
mod point;
mod reader;
mod sentence;
mod skeleton;
mod state;
mod subject;
mod verb;

use super::reference::StepUnit;
use super::reference::address::Steps;
use super::tree::label::Ordinal;
use super::{Document, Fact};
use crate::diagnostic::Span;

/// What a decision does.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Amendment {
    /// The laws it speaks of, in order of their first mention; several in a package (一揽子).
    pub laws: Vec<Amended>,
}

/// A law that a decision amends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// Its name as it is told, without 《》 and blanks: in the heading over its instructions, in the opening, in an
    /// instruction, or else in the decision's title.
    pub name: String,
    /// Where the name stands; none where only the decision's title has it.
    pub title: Option<Span>,
    /// What is done to it, in order.
    pub instructions: Vec<Instruction>,
}

impl Amended {
    /// Whether the decision lets the numbers of its articles move: 对条文顺序作相应调整.
    pub fn is_reordered(&self) -> bool {
        self.instructions.iter().any(|instruction| instruction.action == Action::Reorder)
    }

    /// Whether a title, with or without its 《》 and the State's name, is this law's.
    pub fn is_called(&self, title: &str) -> bool {
        state::same_law(&self.name, &heading::name(title))
    }
}

/// One thing that a decision does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// Its words, with the text that it quotes: 第一款修改为：“…”. Two that share words (将第六条改为第七条，修改为：“…”) follow
    /// one another.
    pub span: Span,
    /// What it is done to, in the old text; empty for [`Action::Add`] of a whole article that names no place.
    pub places: Vec<Place>,
    /// What is done.
    pub action: Action,
}

/// A place of the old text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its address from the highest unit down, what goes before it in the same point included: of 将第六条改为第七条，第一款修改为
    /// the second is 第六条第一款. Empty where [`Part`] says all.
    pub steps: Steps,
    /// Which part of what stands there.
    pub part: Part,
    /// As written.
    pub span: Span,
}

impl Place {
    /// The number of a unit in its address.
    pub fn step(&self, unit: StepUnit) -> Option<Ordinal> {
        self.steps.iter().find(|&&(own, _)| own == unit).map(|&(_, ordinal)| ordinal)
    }

    /// Its lowest unit; none where it has no steps.
    pub fn unit(&self) -> Option<StepUnit> {
        self.steps.last().map(|&(unit, _)| unit)
    }
}

/// Which part of a unit a place is; those that need no unit are parts of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// The name of a 编, 章 or 节, or the 条旨 of an article.
    Name,
    /// The law's title, 题目.
    Title,
    /// What stands before its first article: 引言, 序言.
    Preamble,
    /// Its table of contents.
    Contents,
    /// An annex, by its number; none where it has none.
    Annex(Option<u32>),
    /// A natural paragraph of the unit, from 1: 第一自然段, 第二段; without a unit, of what stands before the first article.
    Natural(u32),
    /// A sentence of the unit, from 1: 第二句.
    Sentence(u32),
    /// Wherever the words stand: 有关条款中的, 全文.
    Everywhere,
}

/// Text that a decision quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// With its marks, from the first to the last.
    pub span: Span,
    /// Its paragraphs, without the marks that open and close it; ‘’ in it stand for “”. What stands in one can be read by
    /// [`super::tree::Tree::parse`] of a part.
    pub paragraphs: Vec<Span>,
    /// Whether a mark closes it.
    pub closed: bool,
}

/// On which side of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 在…前
    Before,
    /// 在…后
    After,
}

/// Old words that give way to new ones: “甲”“乙”修改为“丙”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// Each of them is replaced.
    pub old: Vec<Quoted>,
    /// What comes in its place.
    pub new: Quoted,
}

/// What an instruction does to its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// 修改为：“…”: all of each place.
    Replace(Quoted),
    /// 中的“甲”修改为“乙”
    ReplaceWords(Vec<Replacement>),
    /// 在“甲”后增加“乙”
    InsertWords {
        /// Behind or before each of these; of two with `between`, between them.
        anchors: Vec<Quoted>,
        /// On which side of them.
        side: Side,
        /// Whether it goes between the first and the second: 在“甲”与“乙”之间增加“丙”.
        between: bool,
        /// What is inserted, as quoted: a mark that parts it from its neighbours is often not told.
        words: Quoted,
    },
    /// 末尾增加“…”, 增加一句，作为第二句：“…”
    Append {
        /// At the end, or at the start.
        side: Side,
        /// As which sentence, from 1, where it is said.
        sentence: Option<u32>,
        /// What is added.
        words: Quoted,
    },
    /// 删去其中的“甲”、“乙”
    DeleteWords(Vec<Quoted>),
    /// 删去第九条
    Delete,
    /// 增加两条，分别作为第三条、第四条：“…”. The places are those that it is added to (第八条 for a 款), if any.
    Add {
        /// What is added.
        unit: StepUnit,
        /// How many, as it says.
        count: u32,
        /// As what, in the **new** text, one each; empty where it is not said. Steps above the unit are there only where
        /// they are written (第九章第六十三条, 第四十八条第一款).
        numbers: Vec<Steps>,
        /// Beside which place of the old text: 在第三节后增加一节.
        beside: Option<(Side, Place)>,
        /// The articles that a 章 or 节 is said to hold, in the new text: 包括第四十二条至第四十五条.
        holds: Vec<Steps>,
        /// The text; none where that of the next addition holds it (增加一章，作为第七章；增加三条，…). Of a 章 it may be its
        /// name alone.
        text: Option<Quoted>,
    },
    /// 改为第十条, 作为第三款, 单列一条，作为第九条: each place becomes the number at the same position, in the **new** text.
    Renumber(Vec<Steps>),
    /// 改为两条，作为第三条、第四条，修改为：“…”
    Split {
        /// Into what.
        unit: StepUnit,
        /// Into how many.
        count: u32,
        /// Their numbers in the new text; empty where they are not said.
        numbers: Vec<Steps>,
        /// Their text.
        text: Option<Quoted>,
    },
    /// 合并，作为第六十三条，修改为：“…”: all places become one.
    Merge {
        /// Its number in the new text.
        number: Option<Steps>,
        /// Its text.
        text: Option<Quoted>,
    },
    /// 将第三章并入第二章: what stands in the place goes into this one, and its heading goes.
    Absorb(Place),
    /// 移至第二章: to behind, before, or into another place.
    Move {
        /// Beside it; none for into it.
        side: Option<Side>,
        /// The other place.
        to: Place,
    },
    /// 对条文顺序作相应调整
    Reorder,
    /// 作文字技术修改: a change that is not told, and cannot be made.
    Editorial,
    /// What amends nothing: 本决定自…施行, 重新公布, 比照适用.
    NoChange,
    /// What could not be read.
    NotUnderstood,
}

static AMENDMENT: Fact<Amendment> = Fact::read_by(point::read);

impl Document {
    /// What it does to other laws; nothing where it is neither a 修改决定 nor a 修正案.
    pub fn amendment(&self) -> &Amendment {
        AMENDMENT.of(self)
    }
}

#[cfg(test)]
mod tests;
