//! What a law becomes by a decision that amends it: `amend(law, decision)`.
//!
//! In three stages: [`crate::document::amendment`] reads the decision's instructions; `apply` does them to a model of the
//! law in which every unit keeps its old number; `order` and `number` count anew at the end, references follow, and `write` makes
//! edits of the law's file of it. Pure: knows no rendering and no files. An instruction that is not understood or cannot
//! be applied is told, and the others are applied all the same.

mod additions;
mod apply;
pub mod drafted;
mod fresh;
mod law;
mod number;
mod order;
mod place;
pub mod reason;
mod references;
mod text;
mod units;
mod words;
mod write;

use std::collections::HashMap;

use jiff::civil::Date;

use crate::document::Document;
use crate::document::amendment::{Action, Amended};
use crate::document::history::EventKind;
use crate::document::tree::label;
use crate::source::Source;
use crate::source::edits::Edits;
use apply::Applier;
use law::Law;
use number::Node;
use reason::{Reason, Remark};
pub use references::Update;

/// What came of an instruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Why it was not applied, or not all of it; none where it was.
    pub reason: Option<Reason>,
    /// What there is to say of one that was applied.
    pub remark: Option<Remark>,
}

/// The amended law.
#[derive(Debug)]
pub struct Consolidated {
    /// Which of the decision's laws it is, as a position.
    pub law: usize,
    /// The edits that make the new text of the old one, in bytes of the law's decoded text.
    pub edits: Edits,
    /// What came of each instruction to the law, in order.
    pub records: Vec<Record>,
    /// The references that were rewritten, or must be looked at.
    pub references: Vec<Update>,
    /// Whether its table of contents lists headings that have changed: it is left as it was.
    pub stale_contents: bool,
    /// The last day on which the law was made or changed, by its note, where it is not before the decision, and the
    /// decision's day: the law may be the amended text already.
    pub changed_since: Option<(Date, Date)>,
}

/// Why nothing can be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmendError {
    /// The second text amends nothing.
    #[error("no instruction is found in the decision")]
    NoDecision,
    /// The decision amends other laws: their names.
    #[error("the decision amends other texts")]
    OtherLaws(Vec<String>),
    /// The first text has no articles.
    #[error("the law has no articles")]
    NoLaw,
}

/// Applies a decision to a law. `document` is that of `source`.
///
/// # Errors
/// Where there is no decision, or not one of this law.
pub fn amend(source: &Source, document: &Document, decision: &Document) -> Result<Consolidated, AmendError> {
    let laws = &decision.amendment().laws;
    if !laws.iter().flat_map(|law| &law.instructions).any(|one| is_read(&one.action)) {
        return Err(AmendError::NoDecision);
    }
    let at = law_of(document, laws)
        .ok_or_else(|| AmendError::OtherLaws(laws.iter().map(|law| law.name.clone()).collect()))?;
    let amended = &laws[at];
    let law = Law::of(document);
    if law.articles.is_empty() && law.preamble.is_empty() {
        return Err(AmendError::NoLaw);
    }
    let owned = write::owned(document, &law);
    let mut applier = Applier {
        prose: document.text(),
        law,
        decision,
        instructions: &amended.instructions,
        at: 0,
        late: Vec::new(),
        held: HashMap::new(),
        became: Vec::new(),
    };
    let mut records: Vec<Record> = Vec::with_capacity(amended.instructions.len());
    for nth in 0..amended.instructions.len() {
        let (reason, remark) = match applier.apply(nth) {
            Ok(remark) => (None, remark),
            Err(reason) => (Some(reason), None),
        };
        records.push(Record { reason, remark });
    }
    let ordered = number::order(&mut applier, amended.is_reordered());
    for (&nth, fault) in &ordered.faults {
        records[nth].reason.get_or_insert_with(|| fault.clone());
    }
    for (&nth, remark) in &ordered.remarks {
        records[nth].remark.get_or_insert_with(|| remark.clone());
    }
    let articles: Vec<usize> =
        ordered.nodes.iter().filter_map(|node| if let Node::Article(at) = node { Some(*at) } else { None }).collect();
    let references = references::update(document, &mut applier.law, &ordered, &articles, &applier.became);
    let edits = write::edits(source, document, &applier.law, &ordered, &owned);
    let stale_contents = document.toc.is_some() && headings_change(&applier.law);
    let changed_since = changed_since(document, decision);
    Ok(Consolidated { law: at, edits, records, references, stale_contents, changed_since })
}

/// The last day on which a law was made or changed and the day of a decision, where the one is not before the other.
fn changed_since(law: &Document, decision: &Document) -> Option<(Date, Date)> {
    let is_made = |kind: EventKind| kind == EventKind::Passed || kind.is_change();
    let last = |document: &Document| {
        document.history().iter().filter(|event| is_made(event.kind)).map(|event| event.date).max()
    };
    let (changed, decided) = (last(law)?, last(decision)?);
    (changed >= decided).then_some((changed, decided))
}

/// Which of a decision's laws a text is, by its title; by its first lines where the title is broken.
fn law_of(document: &Document, laws: &[Amended]) -> Option<usize> {
    /// No title stands farther behind, in blocks.
    const HEAD: usize = 12;
    let title = document.title.as_ref().map(|title| plain(&title.name)).unwrap_or_default();
    let named = |law: &Amended| plain(&law.name);
    if let Some(at) = laws.iter().position(|law| !named(law).is_empty() && named(law) == title) {
        return Some(at);
    }
    let head: String = document.blocks.iter().take(HEAD).map(|block| document.str(block.span)).collect();
    let front = document.text().char_indices().nth(400).map_or(document.text().len(), |(at, _)| at);
    let head = plain(&format!("{head}{}", &document.text()[..front]));
    // The longest name that stands there: 实施《某法》办法 holds 某法.
    let found = laws.iter().enumerate().filter(|(_, law)| !named(law).is_empty() && head.contains(&named(law)));
    let fits = found.max_by_key(|(_, law)| law.name.len()).map(|(at, _)| at);
    let loose = |(at, law): (usize, &Amended)| (!title.is_empty() && named(law).ends_with(&title)).then_some(at);
    fits.filter(|_| title.is_empty() || !title.contains("修改")).or_else(|| laws.iter().enumerate().find_map(loose))
}

/// A name as it is compared: without blanks, the State's name, and the shapes of marks.
fn plain(name: &str) -> String {
    let bare = label::without_blanks(name).replace("中华人民共和国", "");
    bare.chars().filter(|c| !matches!(c, '《' | '》' | '〈' | '〉' | '<' | '>' | '＜' | '＞')).map(wide).collect()
}

const fn wide(c: char) -> char {
    match c {
        '(' => '（',
        ')' => '）',
        _ => c,
    }
}

/// Whether a heading is new, gone, or has another number or name.
fn headings_change(law: &Law) -> bool {
    law.divisions.iter().any(|division| {
        let renamed = division.name.pieces.iter().any(|piece| matches!(piece, text::Piece::New(_)));
        renamed || division.rank.gone || division.rank.old != division.rank.new
    })
}

/// Whether an instruction that changes a text has been read.
const fn is_read(action: &Action) -> bool {
    changes_text(action) && !matches!(action, Action::NotUnderstood)
}

/// Whether an instruction changes the text of a law, as others do not: 本决定自公布之日起施行.
pub const fn changes_text(action: &Action) -> bool {
    !matches!(action, Action::Reorder | Action::NoChange)
}
