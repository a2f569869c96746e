//! The decision that leads from a law to the draft of its revision, in the wording of the Standing Committee of the National
//! People's Congress.
//!
//! Drafted in two rounds: first what moves articles – those that are added, deleted, merged, or stand elsewhere – and what
//! comes of applying it; then what has to be changed in each article besides. What is drafted is applied to the law: only a
//! decision that gives the draft, word for word, is one.

mod change;
mod plan;

use super::{AmendError, amend};
use crate::compare::{Comparison, wording};
use crate::document::Document;
use crate::document::tree::label::{self, Level};
use crate::document::tree::{Division, Hints, Home, numeral};
use crate::source::Source;
use plan::Plan;

/// Why no decision can be drafted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undrafted {
    /// The draft says what the law says.
    #[error("nothing is changed")]
    Unchanged,
    /// The law has no title, by which the decision names it.
    #[error("the law has no title")]
    NoTitle,
    /// One of the texts is not made of articles that are numbered through: its place, such as 第三条.
    #[error("articles are not numbered through")]
    Numbers(String),
    /// What is changed here cannot be told by a decision, or not so that it can be applied: addresses and headings of the
    /// draft.
    #[error("some changes cannot be told")]
    Places(Vec<String>),
    /// What was drafted cannot be applied at all.
    #[error(transparent)]
    Amend(#[from] AmendError),
}

/// Drafts the decision. `current` is the file of the comparison's law.
///
/// # Errors
/// Where no decision gives the draft.
pub fn draft(current: &Source, comparison: &Comparison<'_>) -> Result<String, Undrafted> {
    let title = comparison.current.title.as_ref().ok_or(Undrafted::NoTitle)?;
    for document in [comparison.current, comparison.draft] {
        numbered_through(document)?;
    }
    let plan = Plan::of(comparison);
    let name = title.name.as_str();
    let moved = applied(current, comparison.current, &decision(name, &plan.points(&|_| Vec::new())))?;
    let points = plan.points(&|new| change::of_article(comparison, plan.continued(new), new, &moved.document));
    if points.is_empty() {
        return Err(Undrafted::Unchanged);
    }
    let text = decision(name, &points);
    let result = applied(current, comparison.current, &text)?;
    let places = differences(&result.document, comparison.draft);
    if places.is_empty() { Ok(text) } else { Err(Undrafted::Places(places)) }
}

/// A law after a decision.
struct Applied {
    document: Document,
}

fn applied(current: &Source, law: &Document, decision: &str) -> Result<Applied, Undrafted> {
    let parse = |source: &Source| Document::parse(source, &Hints::default());
    let decision = parse(&Source::from_text("decision.txt", decision));
    let text = match amend(current, law, &decision) {
        Ok(consolidated) => consolidated.edits.apply(current.text()),
        // Nothing moves.
        Err(AmendError::NoDecision) => current.text().to_owned(),
        Err(error) => return Err(error.into()),
    };
    Ok(Applied { document: parse(&Source::of_format(&current.name, &text, current.format)) })
}

/// The decision with its title, its opening and its last sentences. What the drafter has to fill in is left blank.
fn decision(name: &str, points: &[Vec<String>]) -> String {
    let mut out = format!("关于修改《{name}》的决定\n\n对《{name}》作如下修改：\n\n");
    for (number, point) in (1_u32..).zip(points) {
        let mark = if points.len() > 1 { format!("{}、", numeral::format(number)) } else { String::new() };
        out.push_str(&mark);
        out.push_str(&point.join("\n\n"));
        out.push_str("\n\n");
    }
    out.push_str("本决定自　　年　月　日起施行。\n\n");
    out + &format!("《{name}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。\n")
}

/// Refuses a text whose articles are not numbered from 1 on: the numbers of a decision would not say which is meant.
fn numbered_through(document: &Document) -> Result<(), Undrafted> {
    for (at, article) in document.articles.iter().enumerate() {
        let is_next = article.ordinal.branch == 0 && article.ordinal.number as usize == at + 1 && article.text == 0;
        if !is_next {
            let home = Home { article: Some(at), ..Home::default() };
            return Err(Undrafted::Numbers(document.address_of(home).unwrap_or_default()));
        }
    }
    Ok(())
}

/// The lines of an article, without its label, blanks and what cannot be seen.
fn lines(document: &Document, article: usize) -> Vec<String> {
    let lines = wording::lines(document, document.articles[article].paragraphs.clone());
    lines.into_iter().map(|span| wording::bare(document.str(span))).collect()
}

/// Where a text is not what the draft is: addresses and headings of the draft.
fn differences(result: &Document, draft: &Document) -> Vec<String> {
    let address =
        |article: usize| draft.address_of(Home { article: Some(article), ..Home::default() }).unwrap_or_default();
    let same = |article: &usize| *article < result.articles.len() && lines(result, *article) == lines(draft, *article);
    let mut places: Vec<String> = (0..draft.articles.len()).filter(|article| !same(article)).map(address).collect();
    if result.articles.len() > draft.articles.len() {
        let beyond = &result.articles[draft.articles.len()];
        places.push(beyond.ordinal.label("条"));
    }
    let headings = |document: &Document| -> Vec<(Level, String, usize)> {
        let heading = |division: &Division| {
            let name = label::without_blanks(document.str(division.label))
                + &label::without_blanks(document.str(division.name));
            (division.level, name, division.articles.start)
        };
        document.divisions.iter().map(heading).collect()
    };
    let made = headings(result);
    places.extend(headings(draft).into_iter().filter(|heading| !made.contains(heading)).map(|(_, name, _)| name));
    places
}
