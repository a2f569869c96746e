//! 附件, 附表, 附录, 附图: those that stand behind the body, and those that the body speaks of.
//!
//! Knows where they are, not what is in them. Numbers are read where they are written: 附件二, 附表1, and the numbered
//! list behind 附件：.

use super::tree::label::{self, is_blank};
use super::tree::landmark::Sought;
use super::tree::{Home, Role, numeral};
use super::{Document, Fact};
use crate::diagnostic::Span;
use crate::lexicon::{citations, titles};

/// What an annex is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnnexKind {
    /// 附件, or 附 alone
    Annex,
    /// 附表
    Table,
    /// 附录
    Appendix,
    /// 附图
    Figure,
}

impl AnnexKind {
    const ALL: [(&'static str, Self); 4] =
        [("附件", Self::Annex), ("附表", Self::Table), ("附录", Self::Appendix), ("附图", Self::Figure)];

    /// 附件 …
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|&&(_, kind)| kind == self).map_or("", |&(name, _)| name)
    }
}

/// An annex that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Annex {
    /// What it is called.
    pub kind: AnnexKind,
    /// Its number, where it has one.
    pub number: Option<u32>,
    /// Its heading, or its line in the list of annexes.
    pub span: Span,
}

/// A place in the body that speaks of an annex of this text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnnexMention {
    /// What it is called.
    pub kind: AnnexKind,
    /// Its number, where one is named.
    pub number: Option<u32>,
    /// Whether it can be nothing but this text's: 本条例附件, （见附件）.
    pub own: bool,
    /// The mention, the text's name for itself included.
    pub span: Span,
    /// Where it stands.
    pub home: Home,
}

/// Annexes and their mentions, each in order of position.
#[derive(Debug, Default)]
pub struct Annexes {
    /// Those that are there.
    pub present: Vec<Annex>,
    /// Those that the body speaks of.
    pub mentions: Vec<AnnexMention>,
}

static ANNEXES: Fact<Annexes> = Fact::read_by(read);

impl Document {
    /// What stands behind the body, and where the body speaks of it.
    pub fn annexes(&self) -> &Annexes {
        ANNEXES.of(self)
    }
}

/// Reads the blocks behind the body, and all passages.
fn read(document: &Document) -> Annexes {
    let mut annexes = Annexes::default();
    let mut list = None;
    for block in &document.blocks {
        let text = document.str(block.span);
        if !may_be_annex(block.role, text) {
            continue;
        }
        if let Some((kind, number, rest)) = heading(text) {
            // 附件：1.目录 opens a list that names the annexes to come.
            let listed = rest.strip_prefix(['：', ':']).map(|rest| rest.trim_start_matches(is_blank));
            list = listed.map(|_| kind);
            let numbers: Vec<Option<u32>> = match (number, listed) {
                (None, Some(rest)) => declared(rest).collect(),
                (number, _) => vec![number],
            };
            annexes.present.extend(numbers.into_iter().map(|number| Annex { kind, number, span: block.span }));
        } else if let (Some(kind), Some(mark)) = (list, label::item(text, block.span.start)) {
            annexes.present.push(Annex { kind, number: Some(mark.number), span: block.span });
        } else {
            list = None;
            // 联系电话：66195521附件：1.名单2.统计表 closes a notice.
            annexes.present.extend(run_in(text, block.span));
        }
    }
    // What amends another text speaks of the annexes of that text.
    if !document.instrument.kind.is_decision() {
        for passage in document.passages() {
            mentions(document, passage.span, passage.home, &mut annexes);
        }
    }
    annexes
}

/// Whether a block is, or may well be, part of an annex: 附件一名录 at the end of the body is taken for its heading.
fn may_be_annex(role: Role, text: &str) -> bool {
    match role {
        Role::Annex | Role::Tail => true,
        Role::Paragraph(_) | Role::Division(_) | Role::Table => text.starts_with('附') && !text.contains('。'),
        Role::Front
        | Role::Title
        | Role::Note
        | Role::TocHeading
        | Role::TocEntry
        | Role::ArticleLabel(_)
        | Role::Item(_)
        | Role::Subitem(_)
        | Role::ItemRest(_)
        | Role::Quoted => false,
    }
}

/// 附件二 at the start of `text`: what it is called, its number, and what stands behind.
fn heading(text: &str) -> Option<(AnnexKind, Option<u32>, &str)> {
    let rest = text.strip_prefix('附')?.trim_start_matches(is_blank);
    let (kind, behind) = match rest.chars().next() {
        None | Some('：' | ':') => return Some((AnnexKind::Annex, None, rest)),
        Some('件') => (AnnexKind::Annex, &rest[3..]),
        Some('表') => (AnnexKind::Table, &rest[3..]),
        Some('录') => (AnnexKind::Appendix, &rest[3..]),
        Some('图') => (AnnexKind::Figure, &rest[3..]),
        Some(_) => return None,
    };
    let behind = behind.trim_start_matches(is_blank);
    let len = numeral::prefix_len(behind);
    let number = numeral::parse(&behind[..len]).map(|numeral| numeral.value);
    Some((kind, number, behind[len..].trim_start_matches(is_blank)))
}

/// The annexes of a list that was run into the end of another line.
fn run_in(text: &str, span: Span) -> Vec<Annex> {
    let listed = AnnexKind::ALL.iter().find_map(|&(name, kind)| {
        let (_, rest) = text.split_once(name)?;
        Some((kind, rest.trim_start_matches(is_blank).strip_prefix(['：', ':'])?))
    });
    let Some((kind, list)) = listed else { return Vec::new() };
    declared(list).map(|number| Annex { kind, number, span }).collect()
}

/// The numbers of a list of annexes that stands in one line, counting up from one; a list without numbers names one annex.
fn declared(list: &str) -> impl Iterator<Item = Option<u32>> {
    let mut last = 0_u32;
    let mut rest = list;
    while let Some((_, behind)) = rest.split_once(&(last + 1).to_string()) {
        if behind.trim_start_matches(is_blank).starts_with(['.', '．', '、']) {
            last += 1;
        }
        rest = behind;
    }
    let unnumbered = (last == 0).then_some(None);
    unnumbered.into_iter().chain((1..=last).map(Some))
}

/// What follows a number that is none of an annex: 附件一并报送, 附表一式两份.
const OTHER_NUMBERS: &str = "并同起式份旦经律致样般种个页张些切项款";

const OPENING: Sought<1> = Sought::new(['附']);

fn mentions(document: &Document, place: Span, home: Home, out: &mut Annexes) {
    let text = document.str(place);
    for (at, _) in document.landmarks(place, &OPENING) {
        let at = at - place.start;
        let Some(&(name, kind)) = AnnexKind::ALL.iter().find(|(name, _)| text[at..].starts_with(name)) else {
            continue;
        };
        let behind = &text[at + name.len()..];
        let len = numeral::prefix_len(behind);
        let counted = !behind[len..].starts_with(|c| OTHER_NUMBERS.contains(c));
        let number = numeral::parse(&behind[..len]).filter(|_| counted).map(|numeral| numeral.value);
        let end = at + name.len() + if number.is_some() { len } else { 0 };
        let before = text[..at].trim_end_matches(is_blank);
        // 附件：1.名单2.统计表 closes a notice, run into its last line.
        if let Some(list) = behind.trim_start_matches(is_blank).strip_prefix(['：', ':']) {
            let span = Span::new(place.start + at, place.start + at + name.len());
            out.present.extend(declared(list).map(|number| Annex { kind, number, span }));
            continue;
        }
        // Headings that were run together on a line: 附件一 名录 附件二 收费表.
        if number.is_some() && before.len() < at && text[end..].starts_with(is_blank) || before.is_empty() {
            let span = Span::new(place.start + at, place.start + end);
            out.present.push(Annex { kind, number, span });
            continue;
        }
        let own_name = titles::SELF_NAMES.iter().find(|name| before.ends_with(**name));
        // 《公约》附件一, 公约的附件二: of another text.
        let foreign = own_name.is_none()
            && citations::NAME_ENDINGS.iter().any(|name| before.trim_end_matches('的').ends_with(name));
        let quotes = document.quotes();
        let mentioned = quotes.mention(place.start + at);
        if foreign || mentioned {
            continue;
        }
        let start = own_name.map_or(at, |name| before.len() - name.len());
        let own = own_name.is_some() || before.ends_with('见');
        out.mentions.push(AnnexMention {
            kind,
            number,
            own,
            span: Span::new(place.start + start, place.start + end),
            home,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    #[test]
    fn annexes_and_their_mentions() {
        let text = "某市养犬条例\n第一条　禁养的犬只见附件一，收费按照本条例附表2执行，依照《某公约》附件三办理，申请书附件一并报送。\n第二条　本条例自公布之日起施行。\n附件1\n禁养犬只名录\n附表：\n1.收费表\n2.登记表\n";
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        let annexes = read(&document);
        let present: Vec<_> = annexes.present.iter().map(|annex| (annex.kind, annex.number)).collect();
        assert_eq!(
            present,
            [
                (AnnexKind::Annex, Some(1)),
                (AnnexKind::Table, None),
                (AnnexKind::Table, Some(1)),
                (AnnexKind::Table, Some(2))
            ]
        );
        let mentions: Vec<_> =
            annexes.mentions.iter().map(|mention| (document.str(mention.span), mention.number, mention.own)).collect();
        assert_eq!(mentions, [("附件一", Some(1), true), ("本条例附表2", Some(2), true), ("附件", None, false)]);
    }
}
