//! What a text asks of people, and which of its penalties answer it: 应当, 不得, 禁止 on the one side, `违反本条例第N条
//! 规定` on the other.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Document;
use super::breach::Breach;
use super::reference::StepUnit;
use super::tree::{Home, Passage, label, line};
use crate::diagnostic::Span;
use crate::lexicon::penalties;

/// How it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DutyKind {
    /// 应当, 必须
    Must,
    /// 不得, 禁止, 严禁
    MustNot,
}

/// A sentence that asks something of someone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// How it is asked.
    pub kind: DutyKind,
    /// The sentence, without its stop.
    pub span: Span,
    /// Where it stands.
    pub home: Home,
    /// Whether it is asked of an authority, for which officials answer in general terms.
    pub of_authority: bool,
    /// The penalties that name its place, as positions in [`Document::breaches`].
    pub penalties: Vec<usize>,
}

/// Two penalties that name one article and say nearly the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubled {
    /// The article both name, as a position in the document's list.
    pub article: usize,
    /// Positions in [`Document::breaches`].
    pub penalties: (usize, usize),
    /// The share of the shorter conduct that the other holds.
    pub common: f64,
}

/// Conducts with more than this in common are the same.
const SAME: f64 = 0.7;

/// Of one article's penalties so many are compared with one another.
const COMPARED: usize = 12;

/// Of one article so many penalties are told; no law has as many.
const NAMED: usize = 64;

/// Words that ask; the first that a sentence holds tells.
const WORDS: [(&str, DutyKind); 5] = [
    ("不得", DutyKind::MustNot),
    ("禁止", DutyKind::MustNot),
    ("严禁", DutyKind::MustNot),
    ("应当", DutyKind::Must),
    ("必须", DutyKind::Must),
];

/// All duties and prohibitions of articles that lay down no penalties, in order.
pub fn duties(document: &Document) -> Vec<Duty> {
    let penal = penal_articles(document);
    let named = named(document, &penal);
    let mut out = Vec::new();
    for passage in document.passages() {
        let Some(article) = passage.home.article.filter(|&article| !penal[article]) else { continue };
        for sentence in sentences(document.str(passage.span)) {
            let span = Span::new(passage.span.start + sentence.start, passage.span.start + sentence.end);
            let Some((kind, of_authority)) = asks(document.str(span)) else { continue };
            let breaches = named.get(&article).map_or(&[][..], Vec::as_slice);
            let penalties =
                breaches.iter().copied().filter(|&at| covers(document, &document.breaches()[at], article, passage));
            out.push(Duty { kind, span, home: passage.home, of_authority, penalties: penalties.collect() });
        }
    }
    out
}

/// Penalties of different articles for the same conduct against one article.
pub fn doubled(document: &Document) -> Vec<Doubled> {
    let penal = penal_articles(document);
    let named = named(document, &penal);
    let mut articles: Vec<(&usize, &Vec<usize>)> = named.iter().collect();
    articles.sort();
    let mut out: Vec<Doubled> = Vec::new();
    let mut known = HashSet::new();
    for (&article, penalties) in articles {
        let penalties = &penalties[..penalties.len().min(COMPARED)];
        for (at, &one) in penalties.iter().enumerate() {
            for &other in &penalties[at + 1..] {
                let common = repeated(document, one, other).filter(|_| known.insert((one, other)));
                out.extend(common.map(|common| Doubled { article, penalties: (one, other), common }));
            }
        }
    }
    out
}

/// How much two penalties of different articles have in common, where it is nearly all.
fn repeated(document: &Document, one: usize, other: usize) -> Option<f64> {
    let (one, other) = (&document.breaches()[one], &document.breaches()[other]);
    if one.home.article == other.home.article || one.conduct.is_empty() || other.conduct.is_empty() {
        return None;
    }
    let common = super::wording::in_common(document.str(one.conduct), document.str(other.conduct));
    (common > SAME).then_some(common)
}

/// For each article, whether it lays down penalties: it says 违反…第N条, or stands under 法律责任.
fn penal_articles(document: &Document) -> Vec<bool> {
    let mut penal = vec![false; document.articles.len()];
    for breach in document.breaches().iter().filter(|breach| breach.violates) {
        if let Some(article) = breach.home.article {
            penal[article] = true;
        }
    }
    for division in &document.divisions {
        let name = label::without_blanks(document.str(division.name));
        if penalties::CHAPTERS.iter().any(|word| name.contains(word)) {
            penal[division.articles.clone()].fill(true);
        }
    }
    penal
}

/// For each article, the clauses of penal articles that name it.
fn named(document: &Document, penal: &[bool]) -> HashMap<usize, Vec<usize>> {
    let mut named: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, breach) in document.breaches().iter().enumerate() {
        if breach.home.article.is_some_and(|article| penal[article]) {
            for article in breach.articles(document).unwrap_or_default() {
                let penalties = named.entry(article).or_default();
                if penalties.len() < NAMED {
                    penalties.push(at);
                }
            }
        }
    }
    named
}

/// Whether a clause that names an article names a passage of it: all of it, or the passage's paragraph and item.
fn covers(document: &Document, breach: &Breach, article: usize, passage: &Passage) -> bool {
    let ordinal = document.articles[article].ordinal;
    let paragraph = passage.home.paragraph.and_then(|paragraph| document.paragraph_number(paragraph));
    let item = passage.home.item.and_then(|item| document.items[item].mark).map(|mark| mark.number as usize);
    let mut of_article = breach
        .references(document)
        .iter()
        .filter(|reference| reference.step(StepUnit::Article).is_none_or(|step| step.ordinal == ordinal))
        .peekable();
    // An article inside a range is meant as a whole.
    of_article.peek().is_none()
        || of_article.any(|reference| {
            let number = |unit: StepUnit| reference.step(unit).map(|step| step.ordinal.number as usize);
            let fits = |named: Option<usize>, here: Option<usize>| named.is_none() || here.is_none() || named == here;
            fits(number(StepUnit::Paragraph), paragraph) && fits(number(StepUnit::Item), item)
        })
}

/// The sentences of a text, in bytes.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.char_indices()
        .filter(|&(_, c)| line::is_stop(c))
        .map(|(at, c)| (at, at + c.len_utf8()))
        .chain([(text.len(), text.len())])
        .map(move |(end, next)| {
            let range = start..end;
            start = next;
            range
        })
        .filter(|range| !range.is_empty())
}

/// What a sentence asks, and whether of an authority.
fn asks(sentence: &str) -> Option<(DutyKind, bool)> {
    let first = |(word, kind): &(&str, DutyKind)| Some((sentence.find(word)?, *kind));
    let (at, kind) = WORDS.iter().filter_map(first).min_by_key(|&(at, _)| at)?;
    let subject = &sentence[..at];
    Some((kind, penalties::PUBLIC_BODIES.iter().any(|word| subject.contains(word))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    const LAW: &str = "某市养犬条例\n第一章　管理\n第一条　市人民政府应当加强领导。\n第二条　养犬人应当登记；不得虐待犬只。\n\
        禁止遗弃犬只。\n第三条　养犬人不得有下列行为：\n（一）携犬乘车；\n（二）放任犬吠。\n第二章　法律责任\n\
        第四条　违反本条例第二条第二款规定，遗弃犬只的，处五百元罚款。\n第五条　违反本条例第二条、第三条规定，遗弃犬只\
        、携犬乘车的，处罚款。养犬人应当缴纳罚款。\n";

    #[test]
    fn duties_with_the_penalties_that_name_them() {
        let source = Source::from_text("a.txt", LAW);
        let document = Document::parse(&source, &Hints::default());
        let show = |duty: &Duty| {
            let who = if duty.of_authority { "机关" } else { "" };
            format!("{who}{}→{:?}", document.str(duty.span), duty.penalties)
        };
        let shown: Vec<String> = duties(&document).iter().map(show).collect();
        assert_eq!(
            shown,
            [
                "机关市人民政府应当加强领导→[]",
                "养犬人应当登记→[1]",
                "不得虐待犬只→[1]",
                "禁止遗弃犬只→[0, 1]",
                "养犬人不得有下列行为：→[1]"
            ]
        );
        let doubled = doubled(&document);
        assert_eq!(
            doubled.iter().map(|doubled| (doubled.article, doubled.penalties)).collect::<Vec<_>>(),
            [(1, (0, 1))]
        );
    }
}
