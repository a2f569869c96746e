//! Clauses that name articles and say again what they ask for: `违反本条例第三十条规定，将再生水管道与自来水管道直接
//! 连接的，由…`. Penalties are written so; other references now and then (`本条例第八条规定的登记手续`).

use std::ops::Range;

use super::reference::{self, Law, Reference};
use super::tree::label::is_han;
use super::tree::{Home, label};
use super::{Document, Fact};
use crate::diagnostic::Span;
use crate::lexicon::penalties;

/// References of one list, and what is said of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Positions in [`Document::references`].
    pub references: Range<usize>,
    /// Whether it says 违反.
    pub violates: bool,
    /// The conduct, or the thing that the article is said to be about; empty where nothing is said again.
    pub conduct: Span,
    /// Where it stands.
    pub home: Home,
}

/// How far behind a reference the conduct is looked for, in characters.
const REACH: usize = 400;

/// The least number of Chinese characters that say something.
const LEAST: usize = 4;

static BREACHES: Fact<Vec<Breach>> = Fact::read_by(read);

impl Document {
    /// All clauses that name articles of this text and say again what they ask for, in order.
    pub fn breaches(&self) -> &[Breach] {
        BREACHES.of(self)
    }
}

/// All clauses that name articles of this text, in order.
fn read(document: &Document) -> Vec<Breach> {
    let references = document.references();
    let mut out = Vec::new();
    let mut at = 0;
    while at < references.len() {
        let mut end = at + 1;
        while end < references.len() && is_joined(document, &references[end - 1], &references[end]) {
            end += 1;
        }
        out.extend(clause(document, at..end));
        at = end;
    }
    out
}

/// Whether two references stand in one list; an item and a line that it goes on with are at home in one place.
fn is_joined(document: &Document, one: &Reference, next: &Reference) -> bool {
    let passage = |reference: &Reference| document.passage_at(reference.span.start).map(|passage| passage.block);
    one.home == next.home
        && one.span.end <= next.span.start
        && reference::is_join(document.str(Span::new(one.span.end, next.span.start)))
        && passage(one) == passage(next)
}

fn clause(document: &Document, range: Range<usize>) -> Option<Breach> {
    let references = &document.references()[range.clone()];
    let (first, last) = (references.first()?, references.last()?);
    if !references.iter().all(|reference| matches!(reference.law, Law::Own(_) | Law::Implied)) {
        return None;
    }
    let passage = document.passage_at(first.span.start)?;
    let before = document.str(Span::new(passage.span.start, first.span.start)).trim_end_matches(label::is_blank);
    let violates = before.ends_with("违反") || before.ends_with("违反了");
    let behind = document.str(Span::new(last.span.end, passage.span.end));
    let conduct = conduct(behind, violates).map_or(Span::new(last.span.end, last.span.end), |range| {
        Span::new(last.span.end + range.start, last.span.end + range.end)
    });
    Some(Breach { references: range, violates, conduct, home: first.home })
}

/// Where the conduct stands in the text behind a reference.
fn conduct(behind: &str, violates: bool) -> Option<Range<usize>> {
    let rest = behind.trim_start_matches('的').strip_prefix("规定").unwrap_or(behind).trim_start_matches('的');
    let nominal = behind.starts_with("规定的");
    let rest = rest.trim_start_matches(['，', '、', ',']);
    if penalties::WITHOUT_CONDUCT.iter().any(|word| rest.starts_with(word)) || (!violates && !nominal) {
        return None;
    }
    let text = &rest[..stop(rest)];
    let said = text.chars().filter(|&c| is_han(c)).count();
    let penalty = text.contains("部门") && text.contains("责令");
    // 经营者有下列情形之一的: the conduct is in the items.
    let listed = text.contains("下列");
    let start = behind.len() - rest.len();
    (said >= LEAST && !penalty && !listed).then(|| start..start + text.len())
}

/// Where the conduct ends.
fn stop(text: &str) -> usize {
    let mut previous = '\0';
    for (count, (at, c)) in text.char_indices().enumerate() {
        let pauses = matches!(previous, '，' | '、' | ',');
        let penalty = pauses && penalties::AFTER_CONDUCT.iter().any(|word| text[at..].starts_with(word));
        let ends = matches!(c, '。' | '；' | '：' | ';' | ':') || (matches!(c, '，' | ',' | '由') && previous == '的');
        if penalty || ends || count >= REACH {
            return at;
        }
        previous = c;
    }
    text.len()
}

impl Breach {
    /// Its references.
    pub fn references<'d>(&self, document: &'d Document) -> &'d [Reference] {
        &document.references()[self.references.clone()]
    }

    /// The articles it names, as positions in the document's list, those inside a range included; `None` where one of
    /// them is not there or is no article.
    pub fn articles(&self, document: &Document) -> Option<Vec<usize>> {
        let mut out: Vec<usize> = Vec::new();
        for reference in self.references(document) {
            let article = reference::article_of(document, reference)?;
            let from = match out.last() {
                Some(&last) if reference.through() && last < article => last + 1,
                Some(_) | None => article,
            };
            out.extend(from..=article);
        }
        Some(out)
    }
}
