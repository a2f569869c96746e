//! A place that an ignore names: a legal address (第三十五条, 第十二条第二款第三项, 第三章, 二、（三）), or a part of the text
//! outside the articles (标题, 题注, 目录, 附则, 附件).
//!
//! A place covers everything under it. It is read as the draft's own labels are, so that 第35条 is 第三十五条, and it means
//! the text as it stands: renumbering moves it.

use std::fmt;

use crate::document::Document;
use crate::document::reference::{self, StepUnit};
use crate::document::tree::label::{self, Level, MarkForm, Ordinal};
use crate::document::tree::{ArticleForm, Division, Home, Role, numeral};

/// A place that an ignore names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// 第十二条第二款第三项, 第三章: units from the highest down, each with its number.
    Units(Vec<(StepUnit, Ordinal)>),
    /// 二、（三） in a text of points.
    Point {
        /// 二
        number: u32,
        /// 三
        item: Option<u32>,
    },
    /// A part of the text that has no number.
    Part(Part),
}

/// A part of a text that has no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 标题
    Title,
    /// 题注
    Note,
    /// 目录
    Contents,
    /// 附则, whatever its number.
    Supplementary,
    /// 附件: the first annex and what stands behind it.
    Annex,
}

impl Part {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 5] = [Self::Title, Self::Note, Self::Contents, Self::Supplementary, Self::Annex];

    /// As it is written in a configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "标题",
            Self::Note => "题注",
            Self::Contents => "目录",
            Self::Supplementary => "附则",
            Self::Annex => "附件",
        }
    }

    /// The part in which a block outside the articles stands.
    const fn of(role: Role) -> Option<Self> {
        match role {
            Role::Title => Some(Self::Title),
            Role::Note => Some(Self::Note),
            Role::TocHeading | Role::TocEntry => Some(Self::Contents),
            Role::Annex => Some(Self::Annex),
            Role::Front
            | Role::Division(_)
            | Role::ArticleLabel(_)
            | Role::Paragraph(_)
            | Role::Item(_)
            | Role::Subitem(_)
            | Role::ItemRest(_)
            | Role::Quoted
            | Role::Table
            | Role::Tail => None,
        }
    }
}

impl Address {
    /// Reads a place; `None` where the text names none.
    pub fn read(text: &str) -> Option<Self> {
        let text = label::without_blanks(text);
        let part = Part::ALL.into_iter().find(|part| part.name() == text).map(Self::Part);
        part.or_else(|| reference::address(&text).map(Self::Units)).or_else(|| point(&text))
    }

    /// The narrowest place that holds a byte of the prose; `None` where no place but the whole file does.
    pub fn of(document: &Document, offset: usize) -> Option<Self> {
        if let Some(address) = document.address(offset) {
            return Self::read(&address);
        }
        let role = document.blocks.get(document.block_at(offset)?)?.role;
        if let Some(part) = Part::of(role) {
            return Some(Self::Part(part));
        }
        if is_annexed(document, offset) {
            return Some(Self::Part(Part::Annex));
        }
        let chain: Vec<&Division> = divisions(document, None, offset).collect();
        let numbered = chain
            .iter()
            .rev()
            .filter_map(|division| Some((unit(division.level)?, Ordinal::plain(division.numeral?.value))));
        let units: Vec<(StepUnit, Ordinal)> = numbered.collect();
        let unnumbered = chain.first().filter(|division| division.numeral.is_none());
        match unnumbered {
            Some(division) => is_supplementary(document, division).then_some(Self::Part(Part::Supplementary)),
            None => (!units.is_empty()).then_some(Self::Units(units)),
        }
    }

    /// Whether a byte of the prose stands in it.
    pub fn holds(&self, document: &Document, offset: usize) -> bool {
        let home = document.home_at(offset);
        match self {
            Self::Units(units) => units.iter().all(|&(unit, ordinal)| is_in(document, home, offset, unit, ordinal)),
            Self::Point { number, item } => home.is_some_and(|home| {
                let article = home.article.map(|article| &document.articles[article]);
                article
                    .is_some_and(|point| point.form == ArticleForm::Point && point.ordinal == Ordinal::plain(*number))
                    && item.as_ref().is_none_or(|item| item_number(document, home) == Some(*item))
            }),
            Self::Part(Part::Supplementary) => {
                divisions(document, home, offset).any(|division| is_supplementary(document, division))
            }
            Self::Part(Part::Annex) => home.is_none() && is_annexed(document, offset),
            Self::Part(part) => {
                let block = document.block_at(offset).map(|block| document.blocks[block].role);
                block.and_then(Part::of) == Some(*part)
            }
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Units(units) => units.iter().try_for_each(|(unit, ordinal)| f.write_str(&ordinal.label(unit.name()))),
            Self::Point { number, item } => {
                write!(f, "{}、", numeral::format(*number))?;
                item.map_or(Ok(()), |item| write!(f, "（{}）", numeral::format(item)))
            }
            Self::Part(part) => f.write_str(part.name()),
        }
    }
}

/// 二、 or 二、（三）.
fn point(text: &str) -> Option<Address> {
    let mark = label::item(text, 0).filter(|mark| mark.form == MarkForm::Bare)?;
    let rest = &text[mark.label.end..];
    let number = mark.number;
    if rest.is_empty() {
        return Some(Address::Point { number, item: None });
    }
    let item = label::item(rest, 0).filter(|item| item.form.is_chinese() && item.label.end == rest.len())?;
    Some(Address::Point { number, item: Some(item.number) })
}

const fn unit(level: Level) -> Option<StepUnit> {
    match level {
        Level::Part => Some(StepUnit::Part),
        Level::Subpart => Some(StepUnit::Subpart),
        Level::Chapter => Some(StepUnit::Chapter),
        Level::Section => Some(StepUnit::Section),
        Level::Heading => None,
    }
}

/// Whether a byte stands in the unit of that number.
fn is_in(document: &Document, home: Option<Home>, offset: usize, of: StepUnit, ordinal: Ordinal) -> bool {
    let number = Some(ordinal.number);
    match of {
        StepUnit::Part | StepUnit::Subpart | StepUnit::Chapter | StepUnit::Section => {
            let numeral = |division: &Division| division.numeral.map(|numeral| numeral.value);
            divisions(document, home, offset).any(|one| unit(one.level) == Some(of) && numeral(one) == number)
        }
        StepUnit::Article => {
            let article = home.and_then(|home| home.article).map(|article| &document.articles[article]);
            article.is_some_and(|article| article.form == ArticleForm::Article && article.ordinal == ordinal)
        }
        StepUnit::Paragraph => {
            let paragraph = home.and_then(|home| home.paragraph);
            let nth = paragraph.and_then(|paragraph| document.paragraph_number(paragraph));
            nth.and_then(|nth| u32::try_from(nth).ok()) == number
        }
        StepUnit::Item => home.is_some_and(|home| item_number(document, home) == number),
        StepUnit::Subitem => {
            home.and_then(|home| home.subitem).is_some_and(|at| Some(document.subitems[at].mark.number) == number)
        }
    }
}

fn item_number(document: &Document, home: Home) -> Option<u32> {
    document.items[home.item?].mark.map(|mark| mark.number)
}

/// The divisions that a byte stands in, from the innermost out, whose heading it may stand in.
fn divisions<'d>(
    document: &'d Document,
    home: Option<Home>,
    offset: usize,
) -> impl Iterator<Item = &'d Division> + use<'d> {
    let heading = || {
        let Role::Division(division) = document.blocks.get(document.block_at(offset)?)?.role else { return None };
        Some(division)
    };
    let first = match home.and_then(|home| home.article) {
        Some(article) => document.articles[article].division,
        None => heading(),
    };
    std::iter::successors(first.map(|first| &document.divisions[first]), |division| {
        division.parent.map(|parent| &document.divisions[parent])
    })
}

/// Whether a byte outside the articles stands in an annex, or behind the heading of the first one.
fn is_annexed(document: &Document, offset: usize) -> bool {
    let block = document.block_at(offset).map(|block| document.blocks[block].role);
    block == Some(Role::Annex) || document.annexes().present.first().is_some_and(|annex| annex.span.start <= offset)
}

fn is_supplementary(document: &Document, division: &Division) -> bool {
    label::without_blanks(&document.one_line(division.name)) == Part::Supplementary.name()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    #[test]
    fn places_are_read_as_labels_are() {
        for (text, expect) in [
            ("第三十五条", "第三十五条"),
            ("第35条", "第三十五条"),
            ("第 三十五 条", "第三十五条"),
            ("第十七条之一第二款", "第十七条之一第二款"),
            ("第十二条第二款第（三）项", "第十二条第二款第三项"),
            ("第十二条（三）项第一目", "第十二条第三项第一目"),
            ("第三章", "第三章"),
            ("第一编第二分编第三章第四节", "第一编第二分编第三章第四节"),
            ("二、", "二、"),
            ("二、（三）", "二、（三）"),
            ("附　则", "附则"),
            ("题注", "题注"),
        ] {
            assert_eq!(Address::read(text).map(|place| place.to_string()).as_deref(), Some(expect), "{text}");
        }
        for text in [
            "",
            "三十五",
            "第三十五",
            "第三五十条款",
            "第二款第三条",
            "第三条和第五条",
            "前款",
            "本条",
            "总则",
            "二、（三）项",
        ] {
            assert_eq!(Address::read(text), None, "{text}");
        }
    }

    const DRAFT: &str = "某市条例\n（2020年1月1日通过）\n目录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　甲。\n第二条　乙：\n\
                         （一）丙；\n（二）丁。\n戊。\n第二章　附则\n第三条　己。\n附件\n庚\n";

    /// The lines of the draft that stand in a place.
    fn lines(at: &str) -> String {
        let source = Source::from_text("a.txt", DRAFT);
        let document = Document::parse(&source, &Hints::default());
        let place = Address::read(at).expect(at);
        let starts = document.blocks.iter().filter(|block| place.holds(&document, block.span.start));
        starts.map(|block| document.str(block.span)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_place_holds_what_is_under_it() {
        assert_eq!(lines("第二条"), "第二条　乙： （一）丙； （二）丁。 戊。");
        assert_eq!(lines("第二条第一款"), "第二条　乙： （一）丙； （二）丁。");
        assert_eq!(lines("第二条第二款"), "戊。");
        assert_eq!(lines("第二条第二项"), "（二）丁。");
        assert_eq!(lines("第一条第一款"), "第一条　甲。");
        assert_eq!(lines("第二章"), "第二章　附则 第三条　己。");
        assert_eq!(lines("附则"), "第二章　附则 第三条　己。");
        assert_eq!(lines("标题"), "某市条例");
        assert_eq!(lines("题注"), "（2020年1月1日通过）");
        assert_eq!(lines("目录"), "目录 第一章　总则 第二章　附则");
        assert_eq!(lines("附件"), "附件 庚");
        assert_eq!(lines("第九条"), "");
    }

    #[test]
    fn every_line_has_a_place_that_holds_it() {
        let source = Source::from_text("a.txt", DRAFT);
        let document = Document::parse(&source, &Hints::default());
        for block in &document.blocks {
            let place = Address::of(&document, block.span.start).expect("a line has a place");
            assert!(place.holds(&document, block.span.start), "{place}");
            assert_eq!(Address::read(&place.to_string()), Some(place));
        }
    }
}
