//! References in another text – an annex, an explanation, a decision – to articles of the law that the draft has given new
//! numbers.
//!
//! Such a text tells nowhere whether it speaks of the law in force or of the draft; what its sentence says does, where it
//! fits the one article and not the other.

use super::Comparison;
use super::stale::{FITS, share, words_around};
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::reference::{Law, Reference, StepUnit};
use crate::document::tree::label;

/// A reference that has the number of the law in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// In the other text: the step that names the article.
    pub span: Span,
    /// The number that the article has in the draft.
    pub expected: String,
}

/// The references of another text to articles that have new numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// Those that have the old ones, in order.
    pub outdated: Vec<Outdated>,
    /// Those of which it cannot be told, in order.
    pub unclear: Vec<Span>,
}

/// Reads the references of another text that speak of the law.
pub fn references(comparison: &Comparison<'_>, other: &Document) -> Elsewhere {
    let mut found = Elsewhere::default();
    for reference in other.references() {
        let Some(step) = reference.own_steps().find(|step| step.unit == StepUnit::Article) else { continue };
        let old = comparison.current.article(0, step.ordinal);
        let bears = comparison.draft.article(0, step.ordinal);
        let Some(old) = old.filter(|_| speaks_of_the_law(comparison, other, reference)) else { continue };
        let becomes = comparison.articles.new_of(old);
        if becomes.is_empty() || bears.is_some_and(|bears| becomes.contains(&bears)) {
            continue;
        }
        let (sentence, _) = words_around(other, reference.span);
        let then = share(&sentence, comparison.current, old);
        let now = bears.map_or(0.0, |bears| share(&sentence, comparison.draft, bears));
        if then > now + FITS.0 && then > FITS.1 {
            let label = |&new: &usize| comparison.draft.articles[new].ordinal.label("条");
            let expected = becomes.iter().map(label).collect::<Vec<_>>().join("、");
            found.outdated.push(Outdated { span: step.span, expected });
        } else if now <= then + FITS.0 || now <= FITS.1 {
            found.unclear.push(step.span);
        }
    }
    found
}

/// Whether a reference names the law, by its title or as a text speaks of itself and its draft; 现行条例第九条 is meant as it
/// is written.
fn speaks_of_the_law(comparison: &Comparison<'_>, other: &Document, reference: &Reference) -> bool {
    let Some(passage) = other.passage_at(reference.span.start) else { return false };
    let before = &other.text()[passage.span.start..reference.span.start];
    let before = label::without_blanks(before);
    let named = before.trim_end_matches(['》', '的']);
    let titles = [comparison.current, comparison.draft].into_iter().filter_map(|document| document.title.as_ref());
    let by_title = titles.into_iter().any(|title| named.ends_with(title.name.trim_start_matches("中华人民共和国")));
    let drafts = ["修订草案", "修正草案", "草案"].iter().any(|word| named.ends_with(word));
    matches!(reference.law, Law::Own(_)) || by_title || drafts
}
