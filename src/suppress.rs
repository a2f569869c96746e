//! What is found and not to be told: `[[ignore-at]]` of a falint.toml, and comments in Markdown drafts.
//!
//! Says of each finding whether an ignore covers it, and afterwards which ignores covered none. An ignore is called
//! useless only where every lint it names was looked at. Knows no files and no severities.

pub mod address;
mod comment;
mod useless;

use std::collections::HashMap;

use crate::catalogue::{Catalogue, Lint};
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Role;
use crate::source::Source;
use address::Address;
use comment::{Comment, Form};

/// The lint that tells of ignores without use.
pub const UNUSED: &str = "unused-ignore";

/// The lint that tells of comments that cannot be understood.
pub const INVALID: &str = "invalid-ignore";

/// What is not to be told of a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// A lint, a topic, or `all`.
    pub lint: String,
    /// Where; `None` for the whole file.
    pub at: Option<Address>,
}

/// Whether ignores hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SuppressionMode {
    /// They do.
    #[default]
    Heeded,
    /// Everything is told.
    Disregarded,
}

/// What an ignore came to in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It covered a finding.
    Covers,
    /// There was nothing to cover.
    Idle,
    /// Not all that it names was looked for.
    Unknown,
}

/// A name in a comment: a lint, a topic or `all`, if it is one.
#[derive(Debug)]
struct Name {
    comment: usize,
    span: Span,
    used: bool,
}

/// The ignores that hold for a source, and which of them are of use.
#[derive(Debug)]
pub(crate) struct Suppressor<'s> {
    text: &'s str,
    document: &'s Document,
    catalogue: &'s Catalogue,
    ignores: &'s [Suppression],
    /// Whether each of `ignores` covered something.
    used: Vec<bool>,
    /// The positions of `ignores`, by what they name.
    by_selector: HashMap<&'s str, Vec<usize>>,
    comments: Vec<Comment>,
    names: Vec<Name>,
    /// The positions of `names` that hold for a line, by where the line starts in the prose.
    by_line: HashMap<usize, Vec<usize>>,
}

impl<'s> Suppressor<'s> {
    /// The ignores given, and those in the comments of the source.
    pub(crate) fn new(
        source: &'s Source,
        document: &'s Document,
        ignores: &'s [Suppression],
        catalogue: &'s Catalogue,
    ) -> Self {
        let mut by_selector: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, ignore) in ignores.iter().enumerate() {
            by_selector.entry(&ignore.lint).or_default().push(at);
        }
        let comments = comment::read(source);
        let (mut names, mut by_line) = (Vec::new(), HashMap::<usize, Vec<usize>>::new());
        for (number, comment) in comments.iter().enumerate() {
            let lines = lines_behind(source, document, comment.span);
            for &span in &comment.names {
                lines.iter().for_each(|&line| by_line.entry(line).or_default().push(names.len()));
                names.push(Name { comment: number, span, used: false });
            }
        }
        let used = vec![false; ignores.len()];
        Self { text: source.text(), document, catalogue, ignores, used, by_selector, comments, names, by_line }
    }

    /// Whether an ignore covers a finding at a byte of the prose; all that do are of use. What speaks of the comments
    /// themselves stands nowhere in the prose, and only ignores for the whole file cover it.
    pub(crate) fn covers(&mut self, lint: &Lint, at: Option<usize>) -> bool {
        let mut covered = false;
        for selector in [&*lint.name, &*lint.topic, "all"] {
            for &number in self.by_selector.get(selector).into_iter().flatten() {
                let holds = match (&self.ignores[number].at, at) {
                    (None, _) => true,
                    (Some(place), Some(at)) => place.holds(self.document, at),
                    (Some(_), None) => false,
                };
                self.used[number] |= holds;
                covered |= holds;
            }
        }
        let block = at.and_then(|at| self.document.block_at(at));
        let line = block.map(|block| self.document.blocks[block].line.start);
        for &number in line.and_then(|line| self.by_line.get(&line)).into_iter().flatten() {
            let name = &mut self.names[number];
            let holds = lint.is_selected_by(name.span.of(self.text));
            name.used |= holds;
            covered |= holds;
        }
        covered
    }

    /// What each of the ignores given came to, when all findings were asked for; `ran` says of each lint of the catalogue
    /// whether it was looked for.
    pub(crate) fn uses(&self, ran: &[bool]) -> Vec<Use> {
        let one = |(ignore, &used): (&Suppression, &bool)| match used {
            true => Use::Covers,
            false if self.was_looked_for(&ignore.lint, ran) => Use::Idle,
            false => Use::Unknown,
        };
        self.ignores.iter().zip(&self.used).map(one).collect()
    }

    /// Whether all lints that speak of the draft and that a selector names were looked for; there must be one.
    fn was_looked_for(&self, selector: &str, ran: &[bool]) -> bool {
        let all = self.catalogue.lints().iter().zip(ran);
        let mut named = all.filter(|(lint, _)| !lint.is_policy() && lint.is_selected_by(selector)).peekable();
        named.peek().is_some() && named.all(|(_, &ran)| ran)
    }

    /// What is to be said of the comments, when all findings were asked for: each with its lint, in bytes of the
    /// decoded text.
    pub(crate) fn findings(&self, ran: &[bool]) -> Vec<(&'static str, Finding)> {
        let mut out = Vec::new();
        for comment in &self.comments {
            match comment.form {
                Form::Right => {}
                Form::Unknown => out.push((INVALID, Finding::at(comment.span).variant("form"))),
                Form::Nameless => out.push((INVALID, Finding::at(comment.span).variant("nameless"))),
            }
        }
        for names in self.names.chunk_by(|a, b| a.comment == b.comment) {
            let known = |name: &&Name| self.catalogue.knows(name.span.of(self.text));
            out.extend(names.iter().filter(|name| !known(name)).map(|name| (INVALID, self.unknown(name.span))));
            let idle = |name: &&Name| !name.used && self.was_looked_for(name.span.of(self.text), ran);
            let idle: Vec<Span> = names.iter().filter(known).filter(idle).map(|name| name.span).collect();
            let all: Vec<Span> = names.iter().map(|name| name.span).collect();
            let comment = self.comments[names[0].comment].span;
            out.extend(useless::findings(self.text, comment, &all, &idle).into_iter().map(|found| (UNUSED, found)));
        }
        out
    }

    fn unknown(&self, name: Span) -> Finding {
        let finding = Finding::at(name);
        match self.catalogue.nearest(name.of(self.text)) {
            Some(near) => finding.variant("near").arg("near", near),
            None => finding,
        }
    }
}

/// Where the lines of drafting text start that a comment stands before: the next one, and behind an article's label on
/// a line of its own the one with its text.
fn lines_behind(source: &Source, document: &Document, comment: Span) -> Vec<usize> {
    let blocks = &document.blocks;
    let next = blocks.partition_point(|block| source.to_text(block.span).start < comment.end);
    let Some(first) = blocks.get(next) else { return Vec::new() };
    let text = blocks.get(next + 1).filter(|text| {
        matches!((first.role, text.role), (Role::ArticleLabel(_), Role::Paragraph(_))) && text.line != first.line
    });
    std::iter::once(first).chain(text).map(|block| block.line.start).collect()
}
