//! References of the draft that have kept the number that an article or paragraph has in the law, and lost in the draft.
//!
//! An article of the draft continues one of the law; both say 违反第八条、第九条规定的; but what the law has as its 第九条
//! stands elsewhere in the draft. So each list of references is held against the list of the law that stands in the same
//! words: what the law's members have become is what the draft's should be. Nothing is said where what the sentence says
//! fits the article that now bears the number.

use std::collections::BTreeMap;

use super::Comparison;
use super::affinity::{Letters, Rarity};
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::reference::{self, Base, Law, Reference, StepUnit};
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
    /// What it should say, in full: `第八十一条第一款`; where the article was divided and it cannot be told which part is meant,
    /// `第十六条或者第十七条`.
    pub expected: String,
    /// Where that stands in the draft; of several, the one that has most of it.
    pub target: Home,
    /// What the reference names in the law.
    pub old_target: Home,
    /// How sure it is.
    pub evidence: Evidence,
}

/// A reference that names an article by the number that the law has it under, and the draft has not got that article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// In the draft: the steps, without the law's name for itself.
    pub span: Span,
    /// The article of the law, as a position in its list.
    pub deleted: usize,
}

/// How alike what stands around two lists must be for one to continue the other…
const CONTINUES: f64 = 0.3;
/// …and for it to stand in the same words.
const SAME_WORDS: f64 = 0.6;

/// How many characters on either side of a list tell it from another one of its sentence.
const AROUND: usize = 12;

/// By how much a sentence must fit the article that now bears the number better than the one that bore it, and from which
/// share of it on that is more than chance.
pub(super) const FITS: (f64, f64) = (0.02, 0.06);

/// All stale references of a draft, in order.
pub fn references(comparison: &Comparison<'_>) -> Vec<Stale> {
    of_pairs(comparison, |pair| pair.stale())
}

/// The references of a draft, in order, whose article it has deleted and which it has kept word for word.
pub fn orphans(comparison: &Comparison<'_>) -> Vec<Orphan> {
    of_pairs(comparison, |pair| pair.orphans())
}

/// What is read off each list of the draft beside the one that it continues.
fn of_pairs<T>(comparison: &Comparison<'_>, read: impl Fn(&Pair<'_, '_>) -> Vec<T>) -> Vec<T> {
    let (old, new) = (lists(comparison.current), lists(comparison.draft));
    let mut all = Vec::new();
    for (&home, lists) in &new {
        let before: Vec<&List<'_>> =
            comparison.articles.old_of(home).iter().filter_map(|article| old.get(article)).flatten().collect();
        for list in lists {
            let around =
                |other: &List<'_>| (alike(&other.sentence, &list.sentence) + alike(&other.beside, &list.beside)) / 2.0;
            let scored = before.iter().map(|&list| (list, around(list)));
            // Of several that stand in the same words, the first.
            let best = scored.reduce(|best, next| if next.1 > best.1 { next } else { best });
            let Some((continued, likeness)) = best.filter(|&(_, likeness)| likeness >= CONTINUES) else { continue };
            let evidence = if likeness >= SAME_WORDS { Evidence::Kept } else { Evidence::Rewritten };
            all.extend(read(&Pair { comparison, home, list, continued, evidence }));
        }
    }
    all
}

/// A reference to an article of its own text by number.
#[derive(Debug, Clone, Copy)]
struct Member<'d> {
    reference: &'d Reference,
    number: Ordinal,
    /// The article, where it is there.
    article: Option<usize>,
    /// Its paragraph, where one is named and there.
    paragraph: Option<usize>,
}

impl Member<'_> {
    /// What is written of it, without the law's name for itself.
    fn steps(&self) -> Span {
        let start = self.reference.own_steps().next().map_or(self.reference.span.start, |step| step.span.start);
        Span::new(start, self.reference.span.end)
    }
}

/// References that are joined, with the words that they stand in.
#[derive(Debug)]
struct List<'d> {
    members: Vec<Member<'d>>,
    /// The whole sentence.
    sentence: Letters,
    /// What stands right beside them in it.
    beside: Letters,
}

/// The lists of references of a text to its own articles, by the article that they stand in, in order.
fn lists(document: &Document) -> BTreeMap<usize, Vec<List<'_>>> {
    let mut by_article: BTreeMap<usize, Vec<List<'_>>> = BTreeMap::new();
    for list in reference::lists(document.references()) {
        let members: Vec<Member<'_>> = list.iter().filter_map(|reference| member(document, reference)).collect();
        let (Some(first), Some(last), Some(home)) = (list.first(), list.last(), list[0].home.article) else { continue };
        if members.is_empty() {
            continue;
        }
        let span = Span::new(first.span.start, last.span.end);
        let (sentence, beside) = words_around(document, span);
        by_article.entry(home).or_default().push(List { members, sentence, beside });
    }
    by_article
}

fn member<'d>(document: &Document, reference: &'d Reference) -> Option<Member<'d>> {
    let own = matches!(reference.law, Law::Own(_) | Law::Implied) && reference.base == Base::Law;
    let number = reference.step(StepUnit::Article).filter(|_| own)?.ordinal;
    let article = reference::article_of(document, reference);
    let paragraph = article.and_then(|article| paragraph_of(document, reference, article));
    Some(Member { reference, number, article, paragraph })
}

/// The paragraph of an article that a reference names.
fn paragraph_of(document: &Document, reference: &Reference, article: usize) -> Option<usize> {
    let number = reference.step(StepUnit::Paragraph)?.ordinal.number as usize;
    document.articles[article].paragraphs.clone().nth(number.checked_sub(1)?)
}

/// The letters of the sentence around a span, and of what stands right beside the span.
pub(super) fn words_around(document: &Document, span: Span) -> (Letters, Letters) {
    let Some(passage) = document.passage_at(span.start) else { return Default::default() };
    let text = document.str(passage.span);
    let (from, to) = (span.start - passage.span.start, span.end.min(passage.span.end) - passage.span.start);
    let start = text[..from].rfind(line::is_stop).map_or(0, |stop| stop + line::len_at(text, stop));
    let end = text[to..].find(line::is_stop).map_or(text.len(), |stop| to + stop);
    let near_start = text[start..from].char_indices().rev().take(AROUND).last().map_or(from, |(at, _)| start + at);
    let near_end = text[to..end].char_indices().nth(AROUND).map_or(end, |(at, _)| to + at);
    let place = |from: usize, to: usize| Span::new(passage.span.start + from, passage.span.start + to);
    let sentence = Letters::of(document, [place(start, from), place(to, end)]);
    (sentence, Letters::of(document, [place(near_start, from), place(to, near_end)]))
}

/// A list of the draft and the one of the law that it continues.
struct Pair<'p, 'd> {
    comparison: &'p Comparison<'d>,
    /// The article of the draft that it stands in.
    home: usize,
    list: &'p List<'d>,
    continued: &'p List<'d>,
    evidence: Evidence,
}

impl Pair<'_, '_> {
    fn stale(&self) -> Vec<Stale> {
        let (old, new) = (&self.continued.members, &self.list.members);
        let agreed = self.pairs().into_iter();
        let paragraphs = agreed.filter_map(|(from, to)| self.stale_paragraph(&new[to], &old[from]));
        let articles = self.kept().into_iter().filter_map(|(from, to)| self.stale_article(&new[to], &old[from]));
        let mut stale: Vec<Stale> = paragraphs.chain(articles).collect();
        stale.sort_by_key(|stale| stale.span);
        stale
    }

    fn orphans(&self) -> Vec<Orphan> {
        let orphan = |(from, to): (usize, usize)| {
            let member = &self.list.members[to];
            let deleted = self.continued.members[from].article?;
            let is_gone = self.comparison.articles.new_of(deleted).is_empty() && self.evidence == Evidence::Kept;
            let speaks_of = |bears| self.share(bears) > FITS.1;
            let is_clear = is_gone && !member.article.is_some_and(|bears| bears != self.home && speaks_of(bears));
            is_clear.then(|| Orphan { span: member.steps(), deleted })
        };
        self.kept().into_iter().filter_map(orphan).collect()
    }

    /// The members of the draft's list that agree with none of the law's and have the number of one that none agrees with,
    /// as positions in both lists.
    fn kept(&self) -> Vec<(usize, usize)> {
        let (old, new) = (&self.continued.members, &self.list.members);
        let pairs = self.pairs();
        let mut is_left = vec![true; old.len()];
        for &(from, _) in &pairs {
            is_left[from] = false;
        }
        let mut kept = Vec::new();
        for (to, member) in new.iter().enumerate().filter(|&(to, _)| !pairs.iter().any(|pair| pair.1 == to)) {
            let same = (0..old.len()).filter(|&from| is_left[from] && old[from].number == member.number);
            let nearest = same.min_by_key(|from| from.abs_diff(to));
            // Where as many are named as before, each stands where it stood.
            if let Some(from) = nearest.filter(|&from| old.len() != new.len() || from == to) {
                is_left[from] = false;
                kept.push((from, to));
            }
        }
        kept
    }

    /// Whether a member of the draft's list names what one of the law's has become.
    fn agrees(&self, old: &Member<'_>, new: &Member<'_>) -> bool {
        old.article.zip(new.article).is_some_and(|(old, new)| self.comparison.articles.new_of(old).contains(&new))
    }

    /// The members that agree, as positions in the law's list and in the draft's: each with the one in its place, else in
    /// the order of both lists.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let (old, new) = (&self.continued.members, &self.list.members);
        if old.len() == new.len() {
            return (0..old.len()).filter(|&at| self.agrees(&old[at], &new[at])).map(|at| (at, at)).collect();
        }
        let mut pairs = Vec::new();
        let mut from = 0;
        for (to, member) in new.iter().enumerate() {
            if let Some(at) = (from..old.len()).find(|&at| self.agrees(&old[at], member)) {
                pairs.push((at, to));
                from = at + 1;
            }
        }
        pairs
    }

    /// What is wrong with a member that has the number which a member of the law's list had.
    fn stale_article(&self, member: &Member<'_>, kept: &Member<'_>) -> Option<Stale> {
        let becomes = self.comparison.articles.new_of(kept.article?);
        let paragraphs = kept.paragraph.map_or(&[][..], |paragraph| self.comparison.paragraphs.new_of(paragraph));
        let paragraph = if let [only] = paragraphs { Some(*only) } else { None };
        let holder = paragraph.and_then(|paragraph| self.comparison.draft.paragraphs[paragraph].article);
        let candidates = match (holder, kept.article) {
            (Some(holder), _) => vec![holder],
            (None, Some(old)) => self.by_share(old, becomes),
            (None, None) => Vec::new(),
        };
        let &target = candidates.first()?;
        let fits = || member.article.is_some_and(|bears| self.fits(bears, target));
        if self.is_named_beside(target) || !self.stands_where_it_stood() && fits() {
            return None;
        }
        let told = self.told(member, kept, Home { article: Some(target), paragraph, ..Home::default() });
        let others = candidates[1..].iter().map(|&other| self.comparison.draft.articles[other].ordinal.label("条"));
        let expected = std::iter::once(told.expected).chain(others).collect::<Vec<_>>().join("或者");
        Some(Stale { expected, ..told })
    }

    /// What an article of the law has become, the article that has most of it first.
    fn by_share(&self, old: usize, becomes: &[usize]) -> Vec<usize> {
        let Comparison { current, draft, paragraphs, .. } = self.comparison;
        let taken = |new: usize| -> usize {
            let there = |&old: &usize| {
                paragraphs.new_of(old).iter().any(|&paragraph| draft.paragraphs[paragraph].article == Some(new))
            };
            current.articles[old].paragraphs.clone().filter(there).map(|old| current.paragraphs[old].span.len()).sum()
        };
        let mut all = becomes.to_vec();
        all.sort_by_key(|&new| std::cmp::Reverse(taken(new)));
        all
    }

    /// Whether the list stands in the words of the law's and has as many members, all but one of which agree: the one that
    /// does not was forgotten.
    fn stands_where_it_stood(&self) -> bool {
        let (old, new) = (&self.continued.members, &self.list.members);
        self.evidence == Evidence::Kept
            && old.len() == new.len()
            && new.len() > 1
            && self.pairs().len() + 1 == new.len()
    }

    /// Whether a member names the right article and a paragraph by the number that it had.
    fn stale_paragraph(&self, member: &Member<'_>, kept: &Member<'_>) -> Option<Stale> {
        let &[target] = self.comparison.paragraphs.new_of(kept.paragraph?) else { return None };
        let number = |member: &Member<'_>| member.reference.step(StepUnit::Paragraph).map(|step| step.ordinal);
        let is_kept = number(member) == number(kept) && self.evidence == Evidence::Kept;
        let is_here = self.comparison.draft.paragraphs[target].article == member.article;
        let is_named = self.list.members.iter().any(|other| other.paragraph == Some(target));
        let home = Home { article: member.article, paragraph: Some(target), ..Home::default() };
        (is_kept && is_here && !is_named).then(|| self.told(member, kept, home))
    }

    fn told(&self, member: &Member<'_>, kept: &Member<'_>, target: Home) -> Stale {
        let draft = self.comparison.draft;
        let mut expected = target.article.map_or(String::new(), |article| draft.articles[article].ordinal.label("条"));
        let paragraph = target.paragraph.and_then(|paragraph| draft.paragraph_number(paragraph));
        for step in member.reference.own_steps().filter(|step| step.unit > StepUnit::Article) {
            let renumbered = paragraph.filter(|_| step.unit == StepUnit::Paragraph);
            let number = renumbered.and_then(|number| u32::try_from(number).ok()).map(Ordinal::plain);
            expected += &number.unwrap_or(step.ordinal).label(step.unit.name());
        }
        Stale {
            span: member.steps(),
            expected,
            target,
            old_target: Home { article: kept.article, paragraph: kept.paragraph, ..Home::default() },
            evidence: self.evidence,
        }
    }

    /// Whether another member of the list names an article already.
    fn is_named_beside(&self, target: usize) -> bool {
        let old = self.continued.members.iter().filter(|member| {
            member.article.is_some_and(|article| self.comparison.articles.new_of(article).contains(&target))
        });
        let new = self.list.members.iter().filter(|member| member.article == Some(target));
        new.count() >= old.count().max(1)
    }

    /// Whether the sentence speaks of the article that now bears the number, and less of the one that bore it. That an
    /// article speaks of itself says nothing.
    fn fits(&self, bears: usize, bore: usize) -> bool {
        if bears == self.home {
            return false;
        }
        let (now, then) = (self.share(bears), self.share(bore));
        now > then + FITS.0 && now > FITS.1
    }

    /// Which share of the sentence's pairs of characters an article of the draft has.
    fn share(&self, article: usize) -> f64 {
        share(&self.list.sentence, self.comparison.draft, article)
    }
}

/// Which share of a text's pairs of characters an article has.
pub(super) fn share(text: &Letters, document: &Document, article: usize) -> f64 {
    let passages = document.passages().iter().filter(|passage| passage.home.article == Some(article));
    let letters = Letters::of(document, passages.map(|passage| passage.span));
    let rarity = Rarity::even([text].into_iter());
    rarity.share(&rarity.bag(text), &rarity.bag(&letters))
}

/// How alike two texts are, all pairs of characters counting the same; what is empty is like nothing but itself.
fn alike(one: &Letters, other: &Letters) -> f64 {
    if one == other {
        return 1.0;
    }
    let rarity = Rarity::even([one, other].into_iter());
    rarity.cosine(&rarity.bag(one), &rarity.bag(other))
}
