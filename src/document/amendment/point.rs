//! Parts a decision into its points – 一、…, （一）…, 1.… with the unmarked paragraphs behind them – and tells which law
//! each speaks of.

use super::clause;
use super::reader::Context;
use super::skeleton::{QUOTE, Skeleton};
use super::state::Out;
use super::{Amendment, heading};
use crate::document::Document;
use crate::document::tree::front::Kind;
use crate::document::tree::label::{self, MarkForm};
use crate::document::tree::{ArticleForm, Role};

/// Reads all points.
pub(super) fn read(document: &Document) -> Amendment {
    if document.instrument.kind != Kind::Amendment {
        return Amendment::default();
    }
    let mut reader = Points { document, out: Out::new(document), levels: Vec::new() };
    let mut at = 0;
    while at < document.blocks.len() {
        at = reader.point(at);
    }
    reader.out.finish()
}

/// A mark that counts points, and what the last point with it spoke of.
struct Open {
    form: MarkForm,
    context: Context,
}

struct Points<'d> {
    document: &'d Document,
    out: Out<'d>,
    levels: Vec<Open>,
}

impl Points<'_> {
    /// Reads the point that starts with a block; returns where the next one starts.
    fn point(&mut self, first: usize) -> usize {
        let document = self.document;
        let block = document.blocks[first];
        if !self.speaks(first) {
            return first + 1;
        }
        let (form, from) = self.mark(first);
        let line = Skeleton::of(document, &document.blocks[first..=first], from);
        if let Some(title) = heading::law(&line) {
            self.out.law(title);
            self.levels.clear();
            if let Some(form) = form {
                self.levels.push(Open { form, context: Context::default() });
            }
            return first + 1;
        }
        if block.role == Role::Front && !line.text.contains(QUOTE) {
            return first + 1;
        }
        let mut end = first + 1;
        while end < document.blocks.len() && self.goes_on(end, from) {
            end += 1;
        }
        let skeleton = Skeleton::of(document, &document.blocks[first..end], from);
        let context = self.open(form);
        let leads = form.is_some() && self.leads(end);
        let spoken = clause::read(&skeleton, context, leads, &mut self.out);
        if let (Some(_), Some(open)) = (form, self.levels.last_mut()) {
            open.context = spoken;
        }
        end
    }

    /// Whether a block may hold instructions or the name of a law.
    fn speaks(&self, at: usize) -> bool {
        let block = self.document.blocks[at];
        match block.role {
            Role::Title | Role::Note | Role::TocHeading | Role::TocEntry => false,
            Role::Front
            | Role::Division(_)
            | Role::ArticleLabel(_)
            | Role::Paragraph(_)
            | Role::Item(_)
            | Role::Subitem(_)
            | Role::ItemRest(_)
            | Role::Quoted
            | Role::Annex
            | Role::Table
            | Role::Tail => true,
        }
    }

    /// Whether a block goes on with the point before it: it has no mark, or stands in what the point quotes.
    fn goes_on(&self, at: usize, from: usize) -> bool {
        let span = self.document.blocks[at].span;
        let quotations = self.document.long_quotations();
        let before = quotations.partition_point(|quotation| quotation.span.start < span.start);
        let inside =
            quotations[..before].last().is_some_and(|last| last.span.start >= from && span.start < last.span.end);
        if inside || self.document.blocks[at].role == Role::Quoted {
            return true;
        }
        let (mark, behind) = self.mark(at);
        mark.is_none()
            && self.speaks(at)
            && heading::law(&Skeleton::of(self.document, &self.document.blocks[at..=at], behind)).is_none()
    }

    /// The mark that a block opens with, and where its words start. The articles of a 宪法修正案 are its points.
    fn mark(&self, at: usize) -> (Option<MarkForm>, usize) {
        let document = self.document;
        let span = document.blocks[at].span;
        let article = match document.blocks[at].role {
            Role::ArticleLabel(article) => Some(article),
            Role::Paragraph(paragraph) => document.paragraphs[paragraph].article,
            _ => None,
        };
        let label = article.map(|article| &document.articles[article]).filter(|article| {
            article.form == ArticleForm::Article && article.label.start == span.start && !article.gap.is_empty()
        });
        if let Some(article) = label {
            return (Some(MarkForm::Bare), article.gap.end.min(span.end));
        }
        match label::item(document.str(span), span.start) {
            Some(mark) => (Some(mark.form), mark.label.end),
            None => (None, span.start),
        }
    }

    /// Whether the points that start with a block stand below the one that is open.
    fn leads(&self, next: usize) -> bool {
        let form = self.document.blocks.get(next).and_then(|_| self.mark(next).0);
        form.is_some_and(|form| self.levels.iter().all(|open| open.form != form))
    }

    /// Opens a point: what it may take for said is what the level above spoke of last.
    fn open(&mut self, form: Option<MarkForm>) -> Context {
        let Some(form) = form else { return self.levels.last().map(|open| open.context.clone()).unwrap_or_default() };
        if let Some(same) = self.levels.iter().position(|open| open.form == form) {
            self.levels.truncate(same);
        }
        let above = self.levels.last().map(|open| open.context.clone()).unwrap_or_default();
        self.levels.push(Open { form, context: above.clone() });
        above
    }
}
