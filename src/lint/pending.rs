//! Findings in words, on their way into the report: which are ignored, which are known.
//!
//! A finding may tell of several places at once. What is ignored or known at one of them is taken out of it, and the
//! rest is told: neither may hide what is new elsewhere.

use std::collections::HashSet;

use super::Plan;
use super::writer::{COUNT, Ground, Writer};
use crate::baseline::{Compared, Comparison, Known, Spot};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, Edit, Finding, RuleFailure, Span};
use crate::document::Document;
use crate::document::tree::front::Stage;
use crate::source::Source;
use crate::suppress::Suppressor;

/// A finding in words.
pub(super) struct PendingFinding {
    /// The place of its lint in the catalogue.
    pub(super) lint: usize,
    pub(super) diagnostic: Diagnostic,
    places: Vec<Place>,
    /// The message without the number of the places, where it tells of it.
    counted: Option<String>,
}

/// A place that a finding tells of.
struct Place {
    /// Where it starts, in bytes of the prose; `None` outside it.
    at: Option<usize>,
    /// In bytes of the decoded text.
    span: Span,
    /// Whether it is not to be told.
    is_out: bool,
}

impl PendingFinding {
    fn new(lint: usize, write: &Writer<'_>, finding: &Finding) -> Self {
        let (diagnostic, ground) = (write.diagnostic(finding), write.ground);
        let counted = diagnostic.message.contains(COUNT).then(|| diagnostic.message.clone());
        let place = |span: Span| Place { at: ground.at(span), span: ground.to_text(span), is_out: false };
        let places = std::iter::once(finding.span).chain(finding.also.iter().copied()).map(place).collect();
        let mut pending = Self { lint, diagnostic, places, counted };
        pending.count();
        pending
    }

    /// Says in the message how many places there are.
    fn count(&mut self) {
        if let Some(counted) = &self.counted {
            self.diagnostic.message = counted.replace(COUNT, &self.places.len().to_string());
        }
    }

    /// What it is sorted by.
    pub(super) fn rank(&self) -> (Span, &str, &str) {
        (self.diagnostic.span, &self.diagnostic.lint, &self.diagnostic.message)
    }

    /// The places it tells of, in bytes of the decoded text.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        self.places.iter().map(|place| place.span)
    }

    /// Takes the places out that are told otherwise; whether one is left.
    pub(super) fn yields(&mut self, document: &Document, is_told: impl Fn(Span) -> bool) -> bool {
        self.takes(document, |place| is_told(place.span))
    }

    /// Takes the places out that are not to be told; whether one is left.
    fn takes_out(&mut self, document: &Document) -> bool {
        self.takes(document, |place| place.is_out)
    }

    /// Takes some places out, each with its edits; whether one is left.
    fn takes(&mut self, document: &Document, goes: impl Fn(&Place) -> bool) -> bool {
        if !self.places.iter().any(&goes) {
            return true;
        }
        let Some(first) = self.places.iter().find(|place| !goes(place)) else { return false };
        let diagnostic = &mut self.diagnostic;
        let gone: HashSet<Span> = self.places.iter().filter(|place| goes(place)).map(|place| place.span).collect();
        if gone.contains(&diagnostic.span) {
            diagnostic.span = first.span;
            diagnostic.article = first.at.and_then(|at| document.address(at));
        }
        diagnostic.labels.retain(|label| !gone.contains(&label.span) && label.span != diagnostic.span);
        if let Some(fix) = &mut diagnostic.fix {
            fix.edits.retain(|edit| nearest(&self.places, edit).is_none_or(|place| !goes(place)));
        }
        diagnostic.fix.take_if(|fix| fix.edits.is_empty());
        self.places.retain(|place| !goes(place));
        self.count();
        true
    }
}

/// The place, of several in order, that an edit belongs to.
fn nearest<'p>(places: &'p [Place], edit: &Edit) -> Option<&'p Place> {
    let behind = places.partition_point(|place| place.span.start <= edit.span.start);
    let around = places[behind.saturating_sub(1)..].iter().take(2);
    around.min_by_key(|place| {
        edit.span.start.saturating_sub(place.span.end) + place.span.start.saturating_sub(edit.span.end)
    })
}

/// What the lints found.
pub(super) struct Gathered {
    pub(super) pending: Vec<PendingFinding>,
    /// What is too slight to be told.
    slight: Vec<PendingFinding>,
    pub(super) failures: Vec<RuleFailure>,
    /// Which lints were looked for, to the end, in the order of the catalogue.
    pub(super) ran: Vec<bool>,
}

impl Gathered {
    /// Nothing yet, of so many lints.
    pub(super) fn of(lints: usize) -> Self {
        Self { pending: Vec::new(), slight: Vec::new(), failures: Vec::new(), ran: vec![false; lints] }
    }

    /// Takes in a finding of the lint at that place in the catalogue.
    pub(super) fn take(&mut self, write: &Writer<'_>, lint: usize, finding: &Finding, plan: &Plan) {
        let pending = PendingFinding::new(lint, write, finding);
        let all = if plan.tells(pending.diagnostic.severity) { &mut self.pending } else { &mut self.slight };
        all.push(pending);
    }

    /// Marks what ignores cover. Findings too slight to be told count: an ignore is of use where it covers one.
    pub(super) fn mark(&mut self, suppressor: &mut Suppressor<'_>, plan: &Plan) {
        let lints = plan.catalogue().lints();
        for pending in self.pending.iter_mut().chain(&mut self.slight) {
            let lint = &lints[pending.lint];
            pending.places.iter_mut().for_each(|place| place.is_out = suppressor.covers(lint, place.at));
        }
    }

    /// Adds what is to be said of the ignores in comments, once all that they could cover is marked.
    pub(super) fn judge(&mut self, suppressor: &mut Suppressor<'_>, source: &Source, plan: &Plan) {
        for (name, finding) in suppressor.findings(&self.ran) {
            let Some((number, (lint, task))) = plan.tasks().enumerate().find(|(_, (lint, _))| *lint.name == *name)
            else {
                continue;
            };
            let Some(severity) = task.severity(Stage::Draft) else { continue };
            let write = Writer { ground: Ground::Text(source), lint, severity, lang: plan.lang() };
            let mut pending = PendingFinding::new(number, &write, &finding);
            pending.places.iter_mut().for_each(|place| place.is_out = suppressor.covers(lint, None));
            self.pending.push(pending);
        }
    }

    /// Takes out what is marked; of how many findings nothing was left.
    pub(super) fn leave_out(&mut self, document: &Document) -> usize {
        let before = self.pending.len();
        self.pending.retain_mut(|pending| pending.takes_out(document));
        before - self.pending.len()
    }

    /// Keeps back what is known.
    pub(super) fn compare(
        &mut self,
        source: &Source,
        document: &Document,
        known: &Known,
        catalogue: &Catalogue,
    ) -> Compared {
        let mut comparison = Comparison::new(document, known);
        let spot =
            |place: &Place| Spot { at: place.at, start: place.span.start, outside: place.span.of(source.text()) };
        for pending in &mut self.pending {
            let lint = &pending.diagnostic.lint;
            pending.places.iter_mut().for_each(|place| place.is_out = comparison.knows(lint, spot(place)));
        }
        self.leave_out(document);
        self.slight.sort_by(|a, b| a.rank().cmp(&b.rank()));
        for pending in &self.slight {
            pending.places.iter().for_each(|place| comparison.meets(&pending.diagnostic.lint, spot(place)));
        }
        comparison.finish(|name| {
            let lint = catalogue.lints().iter().zip(&self.ran).find(|(lint, _)| *lint.name == *name);
            lint.is_none_or(|(lint, &ran)| ran || lint.is_policy())
        })
    }
}
