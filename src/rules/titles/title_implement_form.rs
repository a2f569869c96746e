//! `title-implement-form`: a local text that carries out a law does not name it in full in 《》 behind 实施.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::front::Stage;
use crate::laws::{self, Law, Rank};
use crate::lexicon::titles;

/// Texts that stood before this year keep the names that were usual then.
const USUAL_SINCE: i16 = 2015;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let old = document.latest_date().is_some_and(|day| day.year() < USUAL_SINCE);
    let local = document.instrument.kind.is_local() && !old;
    let Some(title) = document.title.as_ref().filter(|title| local && !title.name.starts_with(laws::PREFIX)) else {
        return Vec::new();
    };
    let name = title.name.as_str();
    let Some(at) = document.str(title.span).find(name).map(|at| title.span.start + at) else { return Vec::new() };
    let Some(found) = inside(name).or_else(|| before(name)) else { return Vec::new() };
    let span = Span::new(at + found.from, at + found.to);
    let finding = Finding::at(span).variant(found.variant).arg("right", found.right.clone()).edit(span, found.right);
    // A text that has been published keeps its name until it is changed.
    vec![if document.instrument.stage == Stage::Published { finding.to_be_checked() } else { finding }]
}

/// What should stand in a title instead of some of its bytes.
#[derive(Debug)]
struct Mending {
    from: usize,
    to: usize,
    variant: &'static str,
    right: String,
}

/// The law of a name that is no local regulation's.
fn law(name: &str) -> Option<Law> {
    laws::find(name).filter(|law| law.rank == Rank::Law && law.prefixed)
}

/// 实施《水法》办法, 实施水法办法: the law behind 实施 is not named in full, or not in 《》.
fn inside(name: &str) -> Option<Mending> {
    let (head, rest) = name.split_once("实施")?;
    let from = head.len() + "实施".len();
    if let Some(inner) = rest.strip_prefix('《') {
        let cited = &inner[..inner.find('》')?];
        let law = law(cited).filter(|law| law.name == cited)?;
        let from = from + '《'.len_utf8();
        return Some(Mending { from, to: from + cited.len(), variant: "short", right: law.full_name() });
    }
    let ending = titles::IMPLEMENTING.iter().find(|ending| rest.ends_with(**ending))?;
    let cited = &rest[..rest.len() - ending.len()];
    let law = law(cited)?;
    let right = format!("《{}》", law.full_name());
    Some(Mending { from, to: from + cited.len(), variant: "unmarked", right })
}

/// 某省《水法》实施办法, 某省水法实施办法: the law stands before 实施.
fn before(name: &str) -> Option<Mending> {
    let (head, rest) = name.rsplit_once("实施")?;
    let ending = titles::IMPLEMENTING.iter().find(|ending| rest == **ending)?;
    let head = head.strip_suffix("贯彻").unwrap_or(head);
    let (from, cited) = match head.strip_suffix('》') {
        Some(inner) => inner.rfind('《').map(|at| (at, &inner[at + '《'.len_utf8()..]))?,
        None => head.char_indices().map(|(at, _)| (at, &head[at..])).find(|(_, cited)| law(cited).is_some())?,
    };
    let law = law(cited)?;
    let placed = head[..from].ends_with(['省', '市', '区', '州', '县', '旗']);
    let right = format!("实施《{}》{ending}", law.full_name());
    placed.then_some(Mending { from, to: name.len(), variant: "order", right })
}
