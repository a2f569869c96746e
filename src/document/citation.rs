//! Texts that this one cites by title: every 《…》 of the body, what it is cited for, and the short form given to it.
//!
//! What a title names, and whether it is in force, is not known here: see [`crate::document::reference`] for the
//! articles cited, and the rules for the rest.

use std::collections::HashSet;

use super::definition::DefinitionKind;
use super::reference::{Law, Reference};
use super::tree::{Home, Passage, label, line, maker, numeral};
use super::{Document, Fact};
use crate::diagnostic::Span;
use crate::lexicon::citations;

/// What a text is cited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// As the basis on which this text is made: 第一条 根据《…》，制定本条例.
    Basis,
    /// As something past: 原《…》, 《…》同时废止, 《…》施行前, 依据《…》设立的, 1990年4月1日公布的《…》.
    Past,
    /// As the short form itself, in its bracket: （以下简称《…》）.
    ShortForm,
    /// Anything else.
    Plain,
}

/// A title in 《》.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub name: Span,
    /// Titles inside it, without their marks; those inside these not.
    pub inner: Vec<Span>,
    /// What it is cited for.
    pub used: Use,
    /// The short form given right behind it, as written: `刑法`, `《刑法》`.
    pub short: Option<Span>,
    /// Whether its name is that of a place's own law.
    pub local: bool,
    /// Where it stands.
    pub home: Home,
}

/// The longest title, in bytes, whose place is looked for.
const LONGEST: usize = 400;

static CITATIONS: Fact<Vec<Citation>> = Fact::read_by(read);

impl Document {
    /// All titles in 《》 in the body's running text, in order.
    pub fn citations(&self) -> &[Citation] {
        CITATIONS.of(self)
    }
}

/// Reads the titles of all passages, those in quotations not.
fn read(document: &Document) -> Vec<Citation> {
    let quotes = document.quotes();
    let mut out = Vec::new();
    for &span in quotes.titles.iter().filter(|title| !quotes.in_quotation(title.start)) {
        let Some(passage) = document.passage_at(span.start).filter(|passage| span.end <= passage.span.end) else {
            continue;
        };
        let name = Span::new(span.start + '《'.len_utf8(), span.end - '》'.len_utf8());
        if name.is_empty() {
            continue;
        }
        let text = document.str(name);
        out.push(Citation {
            span,
            name,
            inner: inner(text, name.start),
            used: used(document, passage, span, out.last()),
            short: short_form(document, span),
            local: text.len() <= LONGEST && !text.starts_with("中华人民共和国") && maker::names_place(text),
            home: passage.home,
        });
    }
    out
}

/// The citation whose article a reference names: `《…法》第十条、第十二条`.
pub fn cited_in<'d>(document: &'d Document, reference: &Reference) -> Option<&'d Citation> {
    let Law::Other(place) = reference.law else { return None };
    let citations = document.citations();
    let at = citations.partition_point(|citation| citation.span.end < place.end);
    citations.get(at).filter(|citation| citation.span.end == place.end)
}

/// The short forms that the text defines, without 《》.
pub fn short_names(document: &Document) -> HashSet<&str> {
    let short = document.definitions().iter().filter(|definition| definition.kind == DefinitionKind::ShortForm);
    short.map(|definition| document.str(definition.name).trim_matches(['《', '》'])).collect()
}

/// The titles inside a title's name, without their marks; `name` starts at byte `origin` of the document.
pub fn inner(name: &str, origin: usize) -> Vec<Span> {
    if !name.contains(['《', '〈', '<', '‹', '＜']) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in name.char_indices() {
        match c {
            '《' | '〈' | '<' | '‹' | '＜' => {
                depth += 1;
                if depth == 1 {
                    start = at + c.len_utf8();
                }
            }
            '》' | '〉' | '>' | '›' | '＞' if depth > 0 => {
                depth -= 1;
                if depth == 0 && start < at {
                    out.push(Span::new(origin + start, origin + at));
                }
            }
            _ => {}
        }
    }
    out
}

/// The short form in the bracket right behind a title.
fn short_form(document: &Document, title: Span) -> Option<Span> {
    let definitions = document.definitions();
    let at = definitions.partition_point(|definition| definition.span.start < title.end);
    let next = definitions.get(at).filter(|next| next.kind == DefinitionKind::ShortForm)?;
    let between = &document.text()[title.end..next.span.start];
    between.chars().all(label::is_blank).then_some(next.name)
}

/// How far around a title, in characters, its sentence is read.
const SENTENCE: usize = 160;

fn used(document: &Document, passage: &Passage, title: Span, earlier: Option<&Citation>) -> Use {
    let definitions = document.definitions();
    let at = definitions.partition_point(|definition| definition.span.start <= title.start);
    let holds = |definition: &super::definition::Definition| {
        definition.kind == DefinitionKind::ShortForm && definition.span.covers(title)
    };
    if at > 0 && holds(&definitions[at - 1]) {
        return Use::ShortForm;
    }
    let text = document.text();
    let (before, after) = (&text[passage.span.start..title.start], &text[title.end..passage.span.end]);
    let from = before.char_indices().rev().take(SENTENCE).map(|(at, _)| at).last().unwrap_or(0);
    let from =
        before[from..].rfind(line::is_stop).map_or(from, |stop| from + stop + line::len_at(&before[from..], stop));
    let to = after.char_indices().nth(SENTENCE).map_or(after.len(), |(at, _)| at);
    let to = after[..to].find(line::is_stop).unwrap_or(to);
    let (before, after) = (&before[from..], &after[..to]);
    if in_list_with(document, earlier, title) == Some(Use::Past) || is_past(before, behind_list(after)) {
        Use::Past
    } else if is_first_article(document, passage.home) && is_basis(before, after) {
        Use::Basis
    } else {
        Use::Plain
    }
}

/// Marks and words between the titles of a list.
const JOINS: [char; 9] = ['、', '，', ',', '和', '与', '及', '或', '者', '以'];

/// What the title before is cited for, where both stand in one list.
fn in_list_with(document: &Document, earlier: Option<&Citation>, title: Span) -> Option<Use> {
    let earlier = earlier?;
    let between = document.text().get(earlier.span.end..title.start)?;
    between.chars().all(|c| JOINS.contains(&c)).then_some(earlier.used)
}

/// What stands behind the titles that go on from one in a list.
fn behind_list(after: &str) -> &str {
    let mut rest = after;
    while let Some(title) = rest.trim_start_matches(JOINS).strip_prefix('《') {
        let Some((_, behind)) = title.split_once('》') else { break };
        rest = behind;
    }
    rest
}

fn is_first_article(document: &Document, home: Home) -> bool {
    home.article.is_some_and(|article| document.articles[article].ordinal.number == 1)
}

fn is_basis(before: &str, after: &str) -> bool {
    citations::BASIS.iter().any(|word| before.contains(word)) && after.contains("制定")
}

fn is_past(before: &str, after: &str) -> bool {
    let head = before.trim_end_matches(label::is_blank);
    if citations::ENDED.iter().any(|word| after.contains(word) || before.contains(word)) || head.ends_with('原') {
        return true;
    }
    if citations::PAST_TIMES.iter().any(|word| before.contains(word)) {
        return true;
    }
    let near: String = after.chars().take(18).collect();
    if citations::PAST_STARTS.iter().any(|word| near.starts_with(word))
        && near.chars().take(10).any(|c| matches!(c, '前' | '后' | '时'))
    {
        return true;
    }
    let deed = near.trim_start_matches(['的', '已']).trim_start_matches("有关规定").trim_start_matches("规定");
    let deed = deed.trim_start_matches(['，', ',', '已', '经', '依', '法']);
    // 依据《…》设立的企业, but not 依照《…》办理登记。
    if citations::DEEDS.iter().any(|word| deed.strip_prefix(word).is_some_and(|rest| rest.contains('的'))) {
        return true;
    }
    is_dated(head)
}

/// Whether a title's date stands before it: `1990年4月1日`, `1998年国务院发布的`.
fn is_dated(before: &str) -> bool {
    let near = before.char_indices().rev().take(40).map(|(at, _)| at).last().unwrap_or(0);
    let clause = before[near..].rsplit(['，', '、', '：', ',', ':']).next().unwrap_or_default();
    let Some((year, behind)) = clause.rsplit_once('年') else { return false };
    let dated = year.chars().rev().take_while(|&c| numeral::is_numeral(c)).count() == 4;
    let published = citations::PUBLISHED;
    let issued = behind.is_empty() || behind.ends_with('日') || behind.ends_with("起施行的");
    dated && (issued || behind.ends_with('月') || published.iter().any(|word| behind.ends_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    fn read_all(body: &str) -> Vec<(String, Use)> {
        let source = Source::from_text("a.txt", &format!("某市养犬条例\n{body}\n"));
        let document = Document::parse(&source, &Hints::default());
        document.citations().iter().map(|c| (document.str(c.name).to_owned(), c.used)).collect()
    }

    #[test]
    fn what_titles_are_cited_for() {
        let body = "第一条　根据《甲法》（以下简称《甲》）和《乙法》，制定本条例。\n\
                    第二条　依照《丙法》处罚。原《丁法》和《戊法》施行前，依据《己法》设立的企业。“《庚法》”。\n\
                    第三条　1998年5月1日国务院发布的《辛条例》与2008年1月1日《壬条例》。《癸条例》同时废止。";
        let of = |name: &str| {
            let found = read_all(body);
            found.iter().find(|(found, _)| found == name).map(|&(_, used)| used)
        };
        for (name, used) in [
            ("甲法", Use::Basis),
            ("甲", Use::ShortForm),
            ("乙法", Use::Basis),
            ("丙法", Use::Plain),
            ("丁法", Use::Past),
            ("戊法", Use::Past),
            ("己法", Use::Past),
            ("辛条例", Use::Past),
            ("壬条例", Use::Past),
            ("癸条例", Use::Past),
        ] {
            assert_eq!(of(name), Some(used), "{name}");
        }
        assert_eq!(of("庚法"), None);
    }

    #[test]
    fn articles_lead_back_to_their_law() {
        let text = "某市养犬条例\n第一条　依照《甲法》第三条、第五条和《实施〈乙法〉办法》第七条处理。\n";
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        let cited = |reference: &Reference| cited_in(&document, reference).map(|citation| document.str(citation.name));
        let found: Vec<_> = document.references().iter().map(cited).collect();
        assert_eq!(found, [Some("甲法"), Some("甲法"), Some("实施〈乙法〉办法")]);
        assert_eq!(document.str(document.citations()[1].inner[0]), "乙法");
    }
}
