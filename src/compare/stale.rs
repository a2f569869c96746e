//! References of the draft that have kept the number that an article or paragraph has in the law, and lost in the draft.
//!
//! An article of the draft continues one of the law; both name 第九条; but what the law has as its 第九条 stands elsewhere
//! in the draft, and no reference of the continued article leads to the draft's 第九条. Nothing is said where the draft's
//! reference is accounted for, or where what it says fits the article that now bears the number.

use std::collections::BTreeMap;

use super::Comparison;
use super::affinity::{Letters, Rarity};
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::reference::{self, Reference, StepUnit};
use crate::document::tree::label::Ordinal;
use crate::document::tree::{Home, line};

/// How sure it is that a reference is stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Its sentence stands in the law as well, with the same number.
    Kept,
    /// The law's article has the number, in another sentence.
    Rewritten,
}

/// A reference that has kept an old number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// In the draft: the steps, without the law's name for itself.
    pub span: Span,
    /// What it should say, in full: `第八十一条第一款`.
    pub expected: String,
    /// Where that stands in the draft.
    pub target: Home,
    /// What the reference names in the law.
    pub old_target: Home,
    /// How sure it is.
    pub evidence: Evidence,
}

/// How alike two sentences must be to be one.
const SAME_SENTENCE: f64 = 0.6;

/// By how much a sentence must fit the article that now bears the number better than the one that bore it, and from which
/// likeness on that is more than chance.
const FITS: (f64, f64) = (0.02, 0.06);

/// All stale references of a draft, in order.
pub fn references(comparison: &Comparison<'_>) -> Vec<Stale> {
    let old = Citations::of(comparison.current);
    let new = Citations::of(comparison.draft);
    let finder = Finder { comparison, old, new };
    comparison.draft.references().iter().filter_map(|reference| finder.judge(reference)).collect()
}

/// Which articles of its own text each article cites, and where.
struct Citations<'d> {
    by_article: BTreeMap<usize, Vec<Citation<'d>>>,
}

#[derive(Clone, Copy)]
struct Citation<'d> {
    reference: &'d Reference,
    article: usize,
    /// The paragraph, where one is named and there.
    paragraph: Option<usize>,
}

impl<'d> Citations<'d> {
    fn of(document: &'d Document) -> Self {
        let mut by_article: BTreeMap<usize, Vec<Citation<'d>>> = BTreeMap::new();
        for reference in document.references() {
            let (Some(home), Some(article)) = (reference.home.article, reference::article_of(document, reference))
            else {
                continue;
            };
            let paragraph = paragraph_of(document, reference, article);
            by_article.entry(home).or_default().push(Citation { reference, article, paragraph });
        }
        Self { by_article }
    }

    fn in_article(&self, article: usize) -> &[Citation<'d>] {
        self.by_article.get(&article).map_or(&[], Vec::as_slice)
    }
}

/// The paragraph of an article that a reference names.
fn paragraph_of(document: &Document, reference: &Reference, article: usize) -> Option<usize> {
    let number = reference.step(StepUnit::Paragraph)?.ordinal.number as usize;
    let paragraphs = document.articles[article].paragraphs.clone();
    paragraphs.clone().nth(number.checked_sub(1)?).filter(|paragraph| paragraphs.contains(paragraph))
}

struct Finder<'c, 'd> {
    comparison: &'c Comparison<'d>,
    old: Citations<'d>,
    new: Citations<'d>,
}

impl Finder<'_, '_> {
    /// What is wrong with a reference of the draft.
    fn judge(&self, reference: &Reference) -> Option<Stale> {
        let home = reference.home.article?;
        let number = reference.step(StepUnit::Article)?.ordinal;
        let bears = reference::article_of(self.comparison.draft, reference);
        // What does not lead anywhere may be of another law.
        if bears.is_none() && !matches!(reference.law, reference::Law::Own(_) | reference::Law::Implied) {
            return None;
        }
        let olds = self.comparison.articles.old_of(home);
        let named = olds.iter().flat_map(|&old| self.old.in_article(old).iter().map(move |citation| (old, citation)));
        let same = |citation: &Citation<'_>| self.comparison.current.articles[citation.article].ordinal == number;
        let sentence = sentence_of(self.comparison.draft, reference);
        let likeness =
            |citation: &Citation<'_>| alike(&sentence_of(self.comparison.current, citation.reference), &sentence);
        let (_, kept, alike) = named
            .filter(|(_, citation)| same(citation))
            .map(|(old, citation)| (old, citation, likeness(citation)))
            .max_by(|a, b| a.2.total_cmp(&b.2))?;
        let evidence = if alike >= SAME_SENTENCE { Evidence::Kept } else { Evidence::Rewritten };
        match bears {
            Some(bears) if self.comparison.articles.new_of(kept.article).contains(&bears) => {
                self.stale_paragraph(reference, kept, bears, evidence)
            }
            Some(_) | None => self.stale_article(reference, kept, bears, &sentence, evidence),
        }
    }

    fn stale_article(
        &self,
        reference: &Reference,
        kept: &Citation<'_>,
        bears: Option<usize>,
        sentence: &Letters,
        evidence: Evidence,
    ) -> Option<Stale> {
        let home = reference.home.article?;
        let becomes = self.comparison.articles.new_of(kept.article);
        if self.is_accounted_for(home, kept.article, becomes)
            || bears.is_some_and(|bears| self.is_expected(home, bears))
        {
            return None;
        }
        let paragraph =
            kept.paragraph.and_then(|paragraph| self.comparison.paragraphs.new_of(paragraph).first().copied());
        let in_paragraph = paragraph.and_then(|paragraph| self.comparison.draft.paragraphs[paragraph].article);
        let target = in_paragraph.filter(|article| becomes.contains(article));
        // Of an article that was divided, it cannot be told which part is meant.
        let target = target.or(if let [only] = becomes { Some(*only) } else { None })?;
        if bears.is_some_and(|bears| self.fits(sentence, bears, target)) {
            return None;
        }
        let own = reference.step(StepUnit::Paragraph).is_some();
        let paragraph = paragraph.filter(|_| own && in_paragraph == Some(target));
        Some(self.stale(reference, Home { article: Some(target), paragraph, ..Home::default() }, kept, evidence))
    }

    /// Whether the article is named by its right number and the paragraph by one that it has lost.
    fn stale_paragraph(
        &self,
        reference: &Reference,
        kept: &Citation<'_>,
        bears: usize,
        evidence: Evidence,
    ) -> Option<Stale> {
        let draft = self.comparison.draft;
        let named = paragraph_of(draft, reference, bears);
        let number = |reference: &Reference| reference.step(StepUnit::Paragraph).map(|step| step.ordinal);
        let becomes = self.comparison.paragraphs.new_of(kept.paragraph?);
        let &[target] = becomes else { return None };
        let is_same = number(reference) == number(kept.reference);
        let is_here = draft.paragraphs[target].article == Some(bears);
        let accounted =
            self.new.in_article(reference.home.article?).iter().any(|other| other.paragraph == Some(target));
        if !is_same || !is_here || named == Some(target) || accounted || evidence != Evidence::Kept {
            return None;
        }
        Some(self.stale(
            reference,
            Home { article: Some(bears), paragraph: Some(target), ..Home::default() },
            kept,
            evidence,
        ))
    }

    fn stale(&self, reference: &Reference, target: Home, kept: &Citation<'_>, evidence: Evidence) -> Stale {
        let start = reference.own_steps().next().map_or(reference.span.start, |step| step.span.start);
        let draft = self.comparison.draft;
        let mut expected = target.article.map_or(String::new(), |article| draft.articles[article].ordinal.label("条"));
        let paragraph = target.paragraph.and_then(|paragraph| draft.paragraph_number(paragraph));
        for step in reference.own_steps().filter(|step| step.unit > StepUnit::Article) {
            let renumbered = paragraph.filter(|_| step.unit == StepUnit::Paragraph);
            let number = renumbered.and_then(|number| u32::try_from(number).ok()).map(Ordinal::plain);
            expected += &number.unwrap_or(step.ordinal).label(step.unit.name());
        }
        let old_target = Home { article: Some(kept.article), paragraph: kept.paragraph, ..Home::default() };
        Stale { span: Span::new(start, reference.span.end), expected, target, old_target, evidence }
    }

    /// Whether an article of the draft names what an article of the law has become as often as the law's article named it.
    fn is_accounted_for(&self, home: usize, old: usize, becomes: &[usize]) -> bool {
        let before = self.comparison.articles.old_of(home).iter();
        let named = before.flat_map(|&article| self.old.in_article(article)).filter(|citation| citation.article == old);
        let now = self.new.in_article(home).iter().filter(|citation| becomes.contains(&citation.article));
        now.count() >= named.count().max(1)
    }

    /// Whether the law's article names what has become the article that now bears the number.
    fn is_expected(&self, home: usize, bears: usize) -> bool {
        let from = self.comparison.articles.old_of(bears);
        let before = self.comparison.articles.old_of(home).iter();
        before.flat_map(|&article| self.old.in_article(article)).any(|citation| from.contains(&citation.article))
    }

    /// Whether a sentence speaks of the article that now bears the number, and less of the one that bore it.
    fn fits(&self, sentence: &Letters, bears: usize, bore: usize) -> bool {
        let of = |article: usize| {
            let passages = self.comparison.draft.passages().iter();
            Letters::of(
                self.comparison.draft,
                passages.filter(|passage| passage.home.article == Some(article)).map(|passage| passage.span),
            )
        };
        let (now, then) = (share(sentence, &of(bears)), share(sentence, &of(bore)));
        now > then + FITS.0 && now > FITS.1
    }
}

/// How alike two sentences are, all pairs of characters counting the same.
fn alike(one: &Letters, other: &Letters) -> f64 {
    let rarity = Rarity::even([one, other].into_iter());
    rarity.cosine(&rarity.bag(one), &rarity.bag(other))
}

/// Which share of a sentence's pairs of characters an article has.
fn share(sentence: &Letters, article: &Letters) -> f64 {
    let rarity = Rarity::even([sentence].into_iter());
    rarity.share(&rarity.bag(sentence), &rarity.bag(article))
}

/// The letters of the sentence that a reference stands in.
fn sentence_of(document: &Document, reference: &Reference) -> Letters {
    let Some(passage) = document.passage_at(reference.span.start) else { return Letters::default() };
    let text = document.str(passage.span);
    let at = reference.span.start - passage.span.start;
    let start = text[..at].rfind(line::is_stop).map_or(0, |stop| stop + line::len_at(text, stop));
    let end = text[at..].find(line::is_stop).map_or(text.len(), |stop| at + stop);
    Letters::of(document, [Span::new(passage.span.start + start, passage.span.start + end)])
}
