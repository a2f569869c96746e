//! References to articles, paragraphs, items and divisions: `本条例第三条第二款第一项`, lists and ranges, `前两款`,
//! `《…法》第十条、第十二条`, where the bare follower still belongs to the cited law.
//!
//! Reading tells what is written and whose law it speaks of; [`resolve`] tells whether it is there. Where it is not
//! clear whose law is meant, nothing is claimed.

pub mod address;
mod resolve;
mod scanner;
mod step;

use super::tree::Home;
use super::tree::label::{self, Level, Ordinal};
use super::{Document, Fact};
use crate::diagnostic::Span;
pub use resolve::{Resolution, has, resolve};
use step::Lead;

/// Whose law a reference speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Law {
    /// This text, by its name for itself (本条例); the name's place.
    Own(Span),
    /// This text, as nothing else is named.
    Implied,
    /// Another text, by its title in 《》 or without marks; the name's place.
    Other(Span),
    /// It cannot be told.
    Unclear,
}

/// From where a reference counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// From the law's start: 第三条.
    Law,
    /// 本条, or a bare 第二款.
    ThisArticle,
    /// 本款, or a bare 第一项.
    ThisParagraph,
    /// 本项
    ThisItem,
    /// 本编, 本章, 本节
    ThisDivision(Level),
    /// 前款, 前两款: so many paragraphs before this one.
    PreviousParagraphs(u32),
    /// 前条, 前两条
    PreviousArticles(u32),
    /// 前项, 前两项
    PreviousItems(u32),
}

/// The units that a reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepUnit {
    /// 编
    Part,
    /// 分编
    Subpart,
    /// 章
    Chapter,
    /// 节
    Section,
    /// 条
    Article,
    /// 款
    Paragraph,
    /// 项
    Item,
    /// 目
    Subitem,
}

impl StepUnit {
    /// The characters that name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Part => "编",
            Self::Subpart => "分编",
            Self::Chapter => "章",
            Self::Section => "节",
            Self::Article => "条",
            Self::Paragraph => "款",
            Self::Item => "项",
            Self::Subitem => "目",
        }
    }
}

/// One step of a reference: 第三条, 第二款.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Which unit.
    pub unit: StepUnit,
    /// Its number.
    pub ordinal: Ordinal,
    /// As written.
    pub span: Span,
}

/// How a reference goes on from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// 第三条、第五条 or 第三条和第五条
    And,
    /// 第三条至第七条
    Through,
    /// 第三条—第七条
    Dash,
}

/// What a reference shares with its neighbours: 第四、五项 is 第四 and 五项.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Nothing.
    Whole,
    /// Its unit stands behind a later one: 第四.
    First,
    /// Its 第 stands before an earlier one: 五项, （三）项; its unit may stand behind a later one.
    Later,
}

/// A reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// All of it, the law's name for itself included, a title in 《》 not.
    pub span: Span,
    /// Whose law.
    pub law: Law,
    /// From where it counts.
    pub base: Base,
    /// Its steps, from the highest unit down, those taken over from the reference before it included.
    pub steps: Vec<Step>,
    /// How it goes on from the reference before it, where it does.
    pub join: Option<Join>,
    /// Whether it shares its 第 or its unit with its neighbours.
    pub share: Share,
    /// Whether it names a paragraph or an item without saying of what: it may speak of this article, or of one that
    /// this article has named before.
    pub bare: bool,
    /// Where it stands.
    pub home: Home,
}

impl Reference {
    /// The step of a unit.
    pub fn step(&self, unit: StepUnit) -> Option<&Step> {
        self.steps.iter().find(|step| step.unit == unit)
    }

    /// Whether it ends a range: 第三条至第七条.
    pub const fn through(&self) -> bool {
        matches!(self.join, Some(Join::Through | Join::Dash))
    }

    /// Its steps that are written in it, not taken over from the reference before it.
    pub fn own_steps(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.steps.iter().filter(|step| self.span.covers(step.span))
    }
}

/// The article of this text that a reference names by its number, as a position in the document's list.
pub fn article_of(document: &Document, reference: &Reference) -> Option<usize> {
    let own = matches!(reference.law, Law::Own(_) | Law::Implied) && reference.base == Base::Law;
    let step = reference.step(StepUnit::Article).filter(|_| own)?;
    document.article(document.text_of(reference.home), step.ordinal)
}

/// Reads an address that takes up all of `text`: 第三十五条, 第12条第二款第（三）项, 第三章; its steps from the highest unit
/// down. Blanks in it count for nothing.
pub fn address(text: &str) -> Option<Vec<(StepUnit, Ordinal)>> {
    let text = label::without_blanks(text);
    let mut steps: Vec<(StepUnit, Ordinal)> = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let lead = if steps.is_empty() { Lead::Needed } else { Lead::GoesOn };
        let (unit, ordinal, len) = step::step(rest, lead)?;
        if steps.last().is_some_and(|&(above, _)| above >= unit) {
            return None;
        }
        steps.push((unit, ordinal));
        rest = &rest[len..];
    }
    (!steps.is_empty()).then_some(steps)
}

static REFERENCES: Fact<Vec<Reference>> = Fact::read_by(scanner::read);

impl Document {
    /// All references to articles, paragraphs, items and divisions, in order.
    pub fn references(&self) -> &[Reference] {
        REFERENCES.of(self)
    }
}

/// Whether a text only joins two references to one list.
pub(super) fn is_join(between: &str) -> bool {
    step::join(between.trim_matches(label::is_blank)).is_some()
}

/// The references that are joined to lists and ranges, each with those that go on from it.
pub fn lists(references: &[Reference]) -> impl Iterator<Item = &[Reference]> {
    references.chunk_by(|_, next| next.join.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    /// Each reference as written, with what it leads to.
    fn read_all(body: &str) -> Vec<String> {
        let text = format!("某市养犬条例\n{body}");
        let source = Source::from_text("a.txt", &text);
        let document = Document::parse(&source, &Hints::default());
        let show = |reference: &Reference| {
            let target = match resolve(&document, reference) {
                Resolution::Found(home) => document.address_of(home).unwrap_or_default(),
                Resolution::Division(division) => document.str(document.divisions[division].label).to_owned(),
                Resolution::Elsewhere { .. } => "另章".to_owned(),
                Resolution::Outside => "他法".to_owned(),
                Resolution::Missing { unit, have, .. } => format!("无{unit:?}/{have}"),
                Resolution::NothingBefore => "悬空".to_owned(),
            };
            format!("{}→{target}", document.str(reference.span))
        };
        document.references().iter().map(show).collect()
    }

    #[test]
    fn bare_steps_may_speak_of_what_was_named() {
        let body =
            format!("{LAW}第三条　违反本条例第二条规定的：\n（一）违反第一项、第二项的；\n（二）违反第三项的。\n");
        assert_eq!(read_all(&body)[1..], ["第一项→第三条第一项", "第二项→第三条第二项", "第三项→无Item/2"]);
    }

    const LAW: &str = "第一章　总则\n第一条　为了。\n市人民政府。\n第二条　有下列情形的：\n（一）甲；\n（二）乙。\n";

    #[test]
    fn internal_references_resolve() {
        let body = format!("{LAW}第三条　违反本条例第一条第二款、第二条第一项和第二项规定的。\n依照前款规定。\n");
        assert_eq!(
            read_all(&body),
            [
                "本条例第一条第二款→第一条第二款",
                "第二条第一项→第二条第一项",
                "第二项→第二条第二项",
                "前款→第三条第一款"
            ]
        );
    }

    #[test]
    fn missing_targets_are_told() {
        let body = format!("{LAW}第三条　违反第九条、第一条第三款、第二条第（三）项，本条例第四章规定，前款规定。\n");
        assert_eq!(
            read_all(&body),
            [
                "第九条→无Article/3",
                "第一条第三款→无Paragraph/2",
                "第二条第（三）项→无Item/2",
                "本条例第四章→无Chapter/1",
                "前款→悬空"
            ]
        );
    }

    #[test]
    fn followers_of_a_cited_law_are_its_own() {
        let body = format!(
            "{LAW}第三条　依照《中华人民共和国刑法》第二百条、第二百零一条第九款和第九项处罚；违反第二条第一项的，依照民法典第九百条处理。\n"
        );
        assert_eq!(
            read_all(&body),
            ["第二百条→他法", "第二百零一条第九款→他法", "第九项→他法", "第二条第一项→第二条第一项", "第九百条→他法"]
        );
    }

    #[test]
    fn words_that_look_like_references() {
        let body = "第一条　目前款项、基本条件、第一项目、资本项目、以前条件不符的，本条例施行。\n";
        assert!(read_all(body).is_empty(), "{:?}", read_all(body));
    }

    #[test]
    fn ranges_end_with_their_last() {
        let body = format!("{LAW}第三条　违反本条例第一条至第二条规定。\n");
        assert_eq!(read_all(&body), ["本条例第一条→第一条", "第二条→第二条"]);
    }

    #[test]
    fn runs_share_their_unit() {
        let body =
            format!("{LAW}第三条　违反第二条第一、二项，第二条第（一）、（三）项，前款第一至三项，第一、五条规定。\n");
        assert_eq!(
            read_all(&body),
            [
                "第二条第一→第二条第一项",
                "二项→第二条第二项",
                "第二条第（一）→第二条第一项",
                "（三）项→无Item/2",
                "前款第一→悬空",
                "三项→悬空",
                "第一→第一条",
                "五条→无Article/3"
            ]
        );
    }

    #[test]
    fn steps_turned_round_are_one_reference() {
        let body = format!("{LAW}第三条　违反第二条第二项第一款、第二条（二）项、第二条第（一）项、（五）项规定。\n");
        assert_eq!(
            read_all(&body),
            [
                "第二条第二项第一款→第二条第二项",
                "第二条（二）项→第二条第二项",
                "第二条第（一）项→第二条第一项",
                "（五）项→无Item/2"
            ]
        );
    }

    #[test]
    fn labels_behind_a_full_stop_are_none() {
        let body = format!("{LAW}第三条　养犬应当登记。第四条本条例自公布之日起施行。第四条规定的除外。\n");
        assert_eq!(read_all(&body), ["第四条→无Article/3"]);
    }

    #[test]
    fn divisions_are_looked_for_where_they_are_named() {
        let body = "第一章　总则\n第一条　为了。\n第二章　登记\n第一节　甲\n第二条　有。\n第二节　乙\n第三条　适用本章第一节、第二章第三节、本章第一条、本条例第三章和第二章第三条。\n";
        assert_eq!(
            read_all(body),
            [
                "本章第一节→第一节",
                "第二章第三节→无Section/2",
                "本章第一条→另章",
                "本条例第三章→无Chapter/2",
                "第二章第三条→第三条"
            ]
        );
    }
}
