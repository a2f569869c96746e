//! References in what is left of the old text, brought in step with the new numbers: 第七十二条第二款 becomes 第八十一条第一款.
//! New text speaks of the new numbers already and is left alone.

use std::collections::HashMap;

use super::apply::Became;
use super::law::{Law, Paragraph};
use super::number::Ordered;
use super::text::{Piece, Text};
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::reference::{Base, Law as Whose, Reference, Resolution, StepUnit, resolve};
use crate::document::tree::label::Ordinal;
use crate::document::tree::{Home, numeral};

/// A reference that the new numbers touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Where it stands in the new text: 第五十条第一款.
    pub address: String,
    /// As it was written.
    pub old: String,
    /// As it is written now; none where what it named is not there any more, or not in one place, so that somebody must
    /// look.
    pub new: Option<String>,
}

/// What becomes of a reference: its numerals, each with what is written in its place.
struct Change<'d> {
    reference: &'d Reference,
    /// None where it cannot be told.
    numerals: Option<Vec<(Span, String)>>,
}

/// Rewrites references in what is left of the old text; returns those that were touched, in the order of the new text.
pub(super) fn update(
    document: &Document,
    law: &mut Law,
    ordered: &Ordered,
    order: &[usize],
    became: &[(Ordinal, Became)],
) -> Vec<Update> {
    let became: HashMap<Ordinal, Became> = became.iter().copied().collect();
    let numbers = Numbers { document, law, ordered, became: &became };
    let changes: Vec<Change<'_>> =
        document.references().iter().filter_map(|reference| numbers.change(reference)).collect();
    let mut out = Vec::new();
    let prose = document.text();
    for paragraph in &mut law.preamble {
        rewrite_paragraph(paragraph, prose, &changes, "引言", &mut out);
    }
    for &at in order {
        let article = &mut law.articles[at];
        let label = article.rank.new.map(|new| new.label("条")).unwrap_or_default();
        let single = article.paragraphs.len() == 1;
        for paragraph in &mut article.paragraphs {
            let number = paragraph.rank.new.map(|new| new.label("款")).filter(|_| !single).unwrap_or_default();
            rewrite_paragraph(paragraph, prose, &changes, &format!("{label}{number}"), &mut out);
        }
    }
    out
}

fn rewrite_paragraph(
    paragraph: &mut Paragraph,
    prose: &str,
    changes: &[Change<'_>],
    address: &str,
    out: &mut Vec<Update>,
) {
    rewrite(&mut paragraph.lead, prose, changes, address, out);
    for item in &mut paragraph.items {
        let number = item.rank.new.map(|new| new.label("项")).unwrap_or_default();
        let address = format!("{address}{number}");
        rewrite(&mut item.text, prose, changes, &address, out);
        for line in &mut item.rests {
            rewrite(&mut line.text, prose, changes, &address, out);
        }
    }
}

/// Rewrites the references of which all is left.
fn rewrite(text: &mut Text, prose: &str, changes: &[Change<'_>], address: &str, out: &mut Vec<Update>) {
    for piece in text.pieces.clone() {
        let Piece::Old(own) = piece else { continue };
        let first = changes.partition_point(|change| change.reference.span.start < own.start);
        for change in changes[first..].iter().take_while(|change| change.reference.span.start < own.end) {
            let span = change.reference.span;
            if span.end > own.end {
                continue;
            }
            let old = span.of(prose).to_owned();
            let new = change.numerals.as_ref().map(|numerals| {
                let mut new = old.clone();
                for (place, words) in numerals.iter().rev() {
                    new.replace_range(place.start - span.start..place.end - span.start, words);
                    text.replace_old(prose, *place, words);
                }
                new
            });
            out.push(Update { address: address.to_owned(), old, new });
        }
    }
}

/// The new numbers of old units.
struct Numbers<'n> {
    document: &'n Document,
    law: &'n Law,
    ordered: &'n Ordered,
    became: &'n HashMap<Ordinal, Became>,
}

impl Numbers<'_> {
    /// What becomes of a reference; none where nothing does.
    fn change<'d>(&self, reference: &'d Reference) -> Option<Change<'d>> {
        let own = matches!(reference.law, Whose::Own(_) | Whose::Implied);
        let found = resolve(self.document, reference);
        let numerals = match (found, reference.base) {
            (Resolution::Found(_), _) if !own => return None,
            (Resolution::Found(home), Base::PreviousParagraphs(1)) if reference.steps.is_empty() => {
                return (!self.still_before(reference, home)).then_some(Change { reference, numerals: None });
            }
            (Resolution::Found(home), Base::PreviousArticles(1)) if reference.steps.is_empty() => {
                return self.article_before(reference, home).is_none().then_some(Change { reference, numerals: None });
            }
            (
                Resolution::Found(home),
                Base::Law | Base::ThisArticle | Base::ThisParagraph | Base::PreviousParagraphs(_),
            ) => self.numerals(reference, home),
            (Resolution::Division(at), Base::Law) if own => self.of_division(reference, at),
            _ => return None,
        };
        match numerals {
            Some(list) if list.is_empty() => None,
            numerals => Some(Change { reference, numerals }),
        }
    }

    /// Where an article of the old document is: they stand in its order, before those that are new.
    fn position(&self, index: usize) -> Option<usize> {
        let old = self.law.articles.partition_point(|own| own.index.is_some_and(|own| own < index));
        self.law.articles.get(old).filter(|own| own.index == Some(index)).map(|_| old)
    }

    /// The numerals of a reference that change. None where what it names is not there in one place.
    fn numerals(&self, reference: &Reference, home: Home) -> Option<Vec<(Span, String)>> {
        let mut out = Vec::new();
        let article = &self.document.articles[home.article?];
        let at = self.position(home.article?)?;
        let own = &self.law.articles[at];
        let paragraph =
            home.paragraph.map(|paragraph| u32::try_from(paragraph - article.paragraphs.start + 1).unwrap_or(u32::MAX));
        let named = reference.step(StepUnit::Paragraph).is_some();
        let moved = paragraph
            .filter(|_| named && !own.replaced)
            .map(|number| self.ordered.paragraphs.get(&(article.ordinal, number)));
        let merged = matches!(self.became.get(&article.ordinal), Some(Became::Part(_)));
        let (new_article, new_paragraph) = match moved {
            // A 款 that has gone, or its article.
            Some(None) => return None,
            Some(Some(&(at, number))) => (self.law.articles[at].rank.new?, Some(number)),
            None if own.rank.gone && merged && !named => match self.became.get(&article.ordinal) {
                Some(Became::Part(at)) => (self.law.articles[*at].rank.new?, None),
                _ => return None,
            },
            None if own.rank.gone => return None,
            None => (own.rank.new?, paragraph.filter(|_| own.replaced)),
        };
        for step in reference.own_steps() {
            let new = match step.unit {
                StepUnit::Article => new_article,
                StepUnit::Paragraph => new_paragraph.map_or(step.ordinal, Ordinal::plain),
                StepUnit::Item => match (paragraph, own.replaced) {
                    (Some(paragraph), false) => {
                        let key = (article.ordinal, paragraph, step.ordinal.number);
                        let inline = self.law.articles[at].paragraphs.iter().any(|own| own.inline);
                        let new = self.ordered.items.get(&key).copied();
                        Ordinal::plain(new.or(inline.then_some(step.ordinal.number))?)
                    }
                    _ => step.ordinal,
                },
                StepUnit::Part | StepUnit::Subpart | StepUnit::Chapter | StepUnit::Section | StepUnit::Subitem => {
                    step.ordinal
                }
            };
            out.extend(self.numeral(step.span, step.ordinal, new));
        }
        // The 款 is in another article now, which a bare 第二款 cannot say.
        let elsewhere = reference.step(StepUnit::Article).is_none() && own.rank.new != Some(new_article);
        (!elsewhere).then_some(out)
    }

    fn of_division(&self, reference: &Reference, at: usize) -> Option<Vec<(Span, String)>> {
        let own = self.law.divisions.get(at).filter(|own| !own.rank.gone)?;
        let (Some(old), Some(new)) = (own.rank.old, own.rank.new) else { return Some(Vec::new()) };
        let step = reference.own_steps().next_back()?;
        Some(self.numeral(step.span, old, new).into_iter().collect())
    }

    /// The numeral in a step, and what comes in its place.
    fn numeral(&self, step: Span, old: Ordinal, new: Ordinal) -> Option<(Span, String)> {
        if old == new {
            return None;
        }
        let text = self.document.str(step);
        let start = text.find(numeral::is_numeral)?;
        let len = numeral::prefix_len(&text[start..]);
        let arabic = text[start..].starts_with(|c: char| c.is_ascii_digit());
        let number = if arabic { new.number.to_string() } else { numeral::format(new.number) };
        let place = Span::new(step.start + start, step.start + start + len);
        if old.branch == new.branch {
            return Some((place, number));
        }
        // 第十七条之一
        let unit = text[start + len..].chars().next()?;
        let branch = if new.branch > 0 { format!("之{}", numeral::format(new.branch)) } else { String::new() };
        Some((Span::new(place.start, step.end), format!("{number}{unit}{branch}")))
    }

    /// Whether the 款 that 前款 names still stands right before the one that says so.
    fn still_before(&self, reference: &Reference, home: Home) -> bool {
        let place = |home: Home| {
            let article = &self.document.articles[home.article?];
            let number = u32::try_from(home.paragraph? - article.paragraphs.start + 1).ok()?;
            self.ordered.paragraphs.get(&(article.ordinal, number)).copied()
        };
        match (place(home), place(reference.home)) {
            (Some((article, number)), Some((own, behind))) => article == own && number + 1 == behind,
            // The one that says so has been replaced: nothing of it is left.
            (_, None) => true,
            (None, Some(_)) => false,
        }
    }

    /// Whether the article that 前条 names still stands right before the one that says so.
    fn article_before(&self, reference: &Reference, home: Home) -> Option<()> {
        let new = |index: Option<usize>| {
            let article = &self.law.articles[self.position(index?)?];
            article.rank.new.filter(|_| !article.rank.gone)
        };
        let (before, own) = (new(home.article)?, new(reference.home.article)?);
        (before.number + 1 == own.number || before.number == own.number).then_some(())
    }
}
