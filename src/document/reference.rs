//! References to articles, paragraphs, items and divisions: `本条例第三条第二款第一项`, lists and ranges, `前两款`,
//! `《…法》第十条、第十二条`, where the bare follower still belongs to the cited law.
//!
//! Reading tells what is written and whose law it speaks of; [`resolve`] tells whether it is there. Where it is not
//! clear whose law is meant, nothing is claimed.

mod resolve;

use super::label::{self, Level, Ordinal};
use super::{Document, Home, Passage, front::Kind, numeral};
use crate::diagnostic::Span;
pub use resolve::{Resolution, has, resolve};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
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

/// One step of a reference: 第三条, 第二款.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Which unit.
    pub unit: Unit,
    /// Its number.
    pub ordinal: Ordinal,
    /// As written.
    pub span: Span,
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
    /// Whether it ends a range: 第三条至第七条.
    pub through: bool,
    /// Whether it names a paragraph or an item without saying of what: it may speak of this article, or of one that
    /// this article has named before.
    pub bare: bool,
    /// Where it stands.
    pub home: Home,
}

impl Reference {
    /// The step of a unit.
    pub fn step(&self, unit: Unit) -> Option<&Step> {
        self.steps.iter().find(|step| step.unit == unit)
    }
}

/// The article of this text that a reference names by its number, as a position in the document's list.
pub fn article_of(document: &Document<'_>, reference: &Reference) -> Option<usize> {
    let own = matches!(reference.law, Law::Own(_) | Law::Implied) && reference.base == Base::Law;
    let step = reference.step(Unit::Article).filter(|_| own)?;
    document.article(document.text_of(reference.home), step.ordinal)
}

/// Reads all passages.
pub(super) fn read(document: &Document<'_>) -> Vec<Reference> {
    let mut out = Vec::new();
    for passage in document.passages() {
        Scanner {
            document,
            passage,
            text: document.str(passage.span),
            first: out.len(),
            seen: 0,
            foreign: false,
            out: &mut out,
        }
        .run();
    }
    out
}

/// What a text calls itself.
pub const SELF_NAMES: &[&str] = &[
    "本条例",
    "本办法",
    "本规定",
    "本规则",
    "本细则",
    "本法",
    "本决定",
    "本解释",
    "本规范",
    "本守则",
    "本章程",
    "本意见",
    "本法典",
    "本通则",
    "本准则",
    "本规程",
    "本修正案",
    "本制度",
    "本方案",
    "本决议",
];

/// What may end the name of another text, where its name stands without 《》 right before 第N条.
const NAME_ENDINGS: &[&str] = &[
    "法",
    "法典",
    "条例",
    "办法",
    "规定",
    "规则",
    "细则",
    "解释",
    "公约",
    "协定",
    "议定书",
    "决定",
    "意见",
    "通知",
    "章程",
    "标准",
    "合同",
    "目录",
    "名录",
    "附件",
    "附表",
    "附录",
    "通则",
    "修正案",
    "宪章",
    "批复",
    "表",
    "纲要",
    "协议",
    "法律",
    "规范",
    "》",
    "总则",
    "准则",
    "条约",
];

/// Whether a text only joins two references to one list.
pub(super) fn is_join(between: &str) -> bool {
    JOINS.contains(&between.trim_matches(label::is_blank))
}

/// Words between two references of one list.
const JOINS: &[&str] =
    &["、", "和", "与", "及", "以及", "或", "或者", "至", "到", "－", "-", "—", "～", "~", "，", "、和", "以至"];

struct Scanner<'d, 's> {
    document: &'d Document<'s>,
    passage: &'d Passage,
    text: &'s str,
    /// Where this passage's references start in `out`.
    first: usize,
    /// Up to where the text has been looked through for full stops and semicolons.
    seen: usize,
    /// Whether another law has been named since the last of them.
    foreign: bool,
    out: &'d mut Vec<Reference>,
}

impl Scanner<'_, '_> {
    fn run(mut self) {
        let mut at = 0;
        while let Some(found) = self.text[at..].find(['第', '前', '本', '上']) {
            let start = at + found;
            at = self.reference(start).unwrap_or(start + '第'.len_utf8());
        }
    }

    /// Reads the reference at byte `start` of the passage; returns where it ends.
    fn reference(&mut self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let (base, head) = if rest.starts_with('第') { (None, 0) } else { relative(rest, &self.text[..start])? };
        let mut end = start + head;
        let mut steps: Vec<Step> = Vec::new();
        while let Some(step) = self.step(end) {
            if steps.last().is_some_and(|last| last.unit >= step.unit) {
                break;
            }
            end = step.span.end - self.passage.span.start;
            steps.push(step);
        }
        if head == 0 && (steps.is_empty() || !ends_like_reference(&steps, &self.text[end..])) {
            return None;
        }
        if self.text[self.seen..start].contains(['。', '；']) {
            self.foreign = false;
        }
        self.seen = end;
        let reference = self.place(start, end, base, steps);
        self.foreign |= matches!(reference.law, Law::Other(_) | Law::Unclear);
        self.out.push(reference);
        Some(end)
    }

    fn step(&self, at: usize) -> Option<Step> {
        let (unit, ordinal, len) = step(&self.text[at..])?;
        let from = self.passage.span.start + at;
        Some(Step { unit, ordinal, span: Span::new(from, from + len) })
    }

    /// Finds out whose law the reference speaks of and what it takes over from the one before it.
    fn place(&self, start: usize, end: usize, base: Option<Base>, steps: Vec<Step>) -> Reference {
        let origin = self.passage.span.start;
        let mut reference = Reference {
            span: Span::new(origin + start, origin + end),
            law: Law::Implied,
            base: base.unwrap_or(Base::Law),
            steps,
            through: false,
            bare: false,
            home: self.passage.home,
        };
        match base {
            // 刑法第三百零七条之一前三款: the first three paragraphs of that article.
            Some(_) if self.out[self.first..].last().is_some_and(|previous| previous.span.end == origin + start) => {
                reference.law = Law::Unclear;
            }
            Some(_) => {}
            None => match self.joined(start) {
                Some((previous, join)) => self.take_over(&mut reference, previous, join),
                None => self.stand_alone(&mut reference, start),
            },
        }
        let speaks_of_another = matches!(self.document.instrument.kind, Kind::Amendment | Kind::Repeal);
        let quotes = self.document.quotes();
        let mentioned = quotes.in_quotation(reference.span.start) || quotes.in_title(reference.span.start);
        if speaks_of_another || mentioned {
            reference.law = Law::Unclear;
        }
        reference
    }

    /// Fills in a reference at byte `start` that goes on from no other.
    fn stand_alone(&self, reference: &mut Reference, start: usize) {
        reference.law = self.law(start);
        if let Law::Own(name) = reference.law {
            reference.span.start = name.start;
        }
        let top = reference.steps.first().map(|step| step.unit);
        reference.bare = reference.law == Law::Implied && top > Some(Unit::Article);
        reference.base = match top {
            Some(Unit::Paragraph | Unit::Item) if reference.bare => Base::ThisArticle,
            Some(Unit::Subitem) if reference.bare => Base::ThisItem,
            Some(_) | None => Base::Law,
        };
    }

    /// The reference that ends right before byte `start` but for a word that joins lists, and that word.
    fn joined(&self, start: usize) -> Option<(&Reference, &str)> {
        let previous = self.out[self.first..].last()?;
        let from = previous.span.end - self.passage.span.start;
        let between = self.text.get(from..start)?.trim_matches(label::is_blank);
        is_join(between).then_some((previous, between))
    }

    fn take_over(&self, reference: &mut Reference, previous: &Reference, join: &str) {
        reference.law = match previous.law {
            Law::Own(_) => Law::Implied,
            Law::Implied | Law::Other(_) | Law::Unclear => previous.law,
        };
        reference.through = matches!(join, "至" | "到" | "－" | "-" | "—" | "～" | "~");
        let top = reference.steps.first().map_or(Unit::Article, |step| step.unit);
        if top > Unit::Article {
            reference.base = previous.base;
            reference.bare = previous.bare;
            let above = previous.steps.iter().filter(|step| step.unit < top).copied();
            reference.steps = above.chain(reference.steps.iter().copied()).collect();
            let relative = matches!(previous.base, Base::PreviousItems(_) | Base::ThisItem);
            if relative || (previous.steps.is_empty() && top == Unit::Paragraph) {
                reference.base = Base::ThisArticle;
            }
        }
    }

    /// Whose law a reference at byte `start` speaks of, by what stands before it.
    fn law(&self, start: usize) -> Law {
        let before = self.text[..start].trim_end_matches(label::is_blank);
        let origin = self.passage.span.start;
        let place = |name: &str| Span::new(origin + before.len() - name.len(), origin + before.len());
        if let Some(name) = SELF_NAMES.iter().find(|name| before.ends_with(**name)) {
            return Law::Own(place(name));
        }
        let unbracketed = strip_bracket(before);
        if let Some(name) = NAME_ENDINGS.iter().find(|name| unbracketed.ends_with(**name)) {
            let place = Span::new(origin + unbracketed.len() - name.len(), origin + unbracketed.len());
            return Law::Other(place);
        }
        let interprets = self.document.instrument.kind == Kind::NormativeDocument;
        if self.foreign || interprets || !self.document.has_articles() { Law::Unclear } else { Law::Implied }
    }
}

/// The text without a bracket that it ends with: 《…法》（以下简称…）.
fn strip_bracket(text: &str) -> &str {
    if !text.ends_with(['）', ')']) {
        return text;
    }
    text.rfind(['（', '(']).map_or(text, |open| text[..open].trim_end_matches(label::is_blank))
}

/// 第三条, 第（二）项 at the start of `text`: its unit, number and length in bytes.
fn step(text: &str) -> Option<(Unit, Ordinal, usize)> {
    let rest = text.strip_prefix('第')?;
    let open = rest.chars().next().filter(|c| matches!(c, '（' | '(')).map_or(0, char::len_utf8);
    let len = numeral::prefix_len(&rest[open..]);
    let number = numeral::parse(&rest[open..open + len])?.value;
    let mut behind = &rest[open + len..];
    if open > 0 {
        behind = behind.strip_prefix(['）', ')'])?;
    }
    let units = [
        ("编", Unit::Part),
        ("分编", Unit::Subpart),
        ("章", Unit::Chapter),
        ("节", Unit::Section),
        ("条", Unit::Article),
        ("款", Unit::Paragraph),
        ("项", Unit::Item),
        ("目", Unit::Subitem),
    ];
    let (unit, after) = units.iter().find_map(|&(name, unit)| behind.strip_prefix(name).map(|after| (unit, after)))?;
    let (branch, branch_len) = match unit {
        Unit::Article => label::branch(after).unwrap_or((0, 0)),
        Unit::Part | Unit::Subpart | Unit::Chapter | Unit::Section | Unit::Paragraph | Unit::Item | Unit::Subitem => {
            (0, 0)
        }
    };
    Some((unit, Ordinal { number, branch }, text.len() - after.len() + branch_len))
}

/// Whether what follows the last step lets it be a reference: 第一项目 and 第二条件 are none.
fn ends_like_reference(steps: &[Step], after: &str) -> bool {
    let Some(last) = steps.last() else { return false };
    let tails: &[&str] = match last.unit {
        Unit::Part => &["号", "制", "码", "队"],
        Unit::Subpart => &[],
        Unit::Chapter => &["程"],
        Unit::Section => &["课", "约", "能", "点"],
        Unit::Article => &["件", "款", "线", "例", "目"],
        Unit::Paragraph => &["项", "额", "式"],
        Unit::Item => &["目", "工作", "任务"],
        Unit::Subitem => &["标", "的"],
    };
    !tails.iter().any(|tail| after.starts_with(tail))
}

/// 前款, 前两款, 本条 … at the start of `rest`: its base and length; `before` tells words such as 基本 apart.
fn relative(rest: &str, before: &str) -> Option<(Option<Base>, usize)> {
    let first = rest.chars().next()?;
    let previous = before.chars().next_back();
    let inside_word = match first {
        '前' => false,
        '本' => previous.is_some_and(|c| "基成资根日样版文课剧书原副".contains(c)),
        '上' => previous.is_some_and(|c| "以".contains(c)),
        _ => true,
    };
    if inside_word {
        return None;
    }
    let behind = &rest[first.len_utf8()..];
    let len = numeral::prefix_len(behind);
    let count = if len == 0 { 1 } else { numeral::parse(&behind[..len])?.value };
    let after = &behind[len..];
    let unit = after.chars().next()?;
    let tail = &after[unit.len_utf8()..];
    let base = match (first, unit, len) {
        ('前', '款', _) if !tail.starts_with('项') => Base::PreviousParagraphs(count),
        ('前', '条', _) if !tail.starts_with(['件', '例', '款']) => Base::PreviousArticles(count),
        ('前', '项', _) if !tail.starts_with('目') => Base::PreviousItems(count),
        ('上', '款', 0) if !tail.starts_with('项') => Base::PreviousParagraphs(1),
        ('上', '条', 0) if !tail.starts_with(['件', '例']) => Base::PreviousArticles(1),
        ('本', '条', 0) if !tail.starts_with(['例', '件', '约']) => Base::ThisArticle,
        ('本', '款', 0) if !tail.starts_with('项') => Base::ThisParagraph,
        ('本', '项', 0) if !tail.starts_with('目') => Base::ThisItem,
        ('本', '章', 0) if !tail.starts_with('程') => Base::ThisDivision(Level::Chapter),
        ('本', '节', 0) if !tail.starts_with(['约', '目', '能']) => Base::ThisDivision(Level::Section),
        ('本', '编', 0) if !tail.starts_with(['号', '制']) => Base::ThisDivision(Level::Part),
        _ => return None,
    };
    // 前三项 of a list, but not 前十名 …: only small counts are references.
    (1..=20).contains(&count).then_some((Some(base), rest.len() - tail.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Hints;
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
}
