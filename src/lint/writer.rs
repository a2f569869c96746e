//! Puts a finding into words: its lint's templates filled in, its places in bytes of the decoded text, its edits where they
//! can be written.

use std::sync::Arc;

use crate::catalogue::{FixKind, Lint, Words};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Finding, Fix, Label, Severity, Span};
use crate::document::Document;
use crate::lang::Lang;
use crate::source::Source;

/// What a finding's places are bytes of.
#[derive(Clone, Copy)]
pub(super) enum Ground<'w> {
    /// The prose of a draft.
    Prose(&'w Source, &'w Document),
    /// The decoded text of a draft, of which the prose leaves something out.
    Traces(&'w Source, &'w Document),
    /// The decoded text of a file.
    Text(&'w Source),
}

impl<'w> Ground<'w> {
    const fn source(self) -> &'w Source {
        match self {
            Self::Prose(source, _) | Self::Traces(source, _) | Self::Text(source) => source,
        }
    }

    /// Where a place starts in the prose; `None` where it is none of it.
    pub(super) fn at(self, span: Span) -> Option<usize> {
        match self {
            Self::Prose(..) => Some(span.start),
            Self::Traces(_, document) => Some(document.place_of_trace(span)),
            Self::Text(_) => None,
        }
    }

    /// Where a place stands in the decoded text.
    pub(super) fn to_text(self, span: Span) -> Span {
        match self {
            Self::Prose(source, _) => source.to_text(span),
            Self::Traces(..) | Self::Text(_) => span,
        }
    }

    /// Where an edit may be written.
    fn place_of_edit(self, span: Span) -> Option<Span> {
        match self {
            Self::Prose(source, _) => source.place_of_edit(span),
            Self::Traces(source, _) => source.place_in_text(span),
            Self::Text(_) => Some(span),
        }
    }

    fn str(self, span: Span) -> &'w str {
        match self {
            Self::Prose(_, document) => document.str(span),
            Self::Traces(source, _) | Self::Text(source) => span.of(source.text()),
        }
    }

    fn address(self, span: Span) -> Option<String> {
        match self {
            Self::Prose(_, document) | Self::Traces(_, document) => document.address(self.at(span)?),
            Self::Text(_) => None,
        }
    }
}

/// Stands in a message for the number of the finding's places.
pub(super) const COUNT: &str = "{count}";

/// Puts a finding into words.
pub(super) struct Writer<'w> {
    pub(super) ground: Ground<'w>,
    pub(super) lint: &'w Lint,
    pub(super) severity: Severity,
    pub(super) lang: Lang,
}

impl Writer<'_> {
    /// The finding as it is told.
    pub(super) fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        let weaker = finding.variant.and_then(|name| self.lint.severity_of.get(name));
        let words = finding.variant.and_then(|name| self.lint.variants.get(name)).unwrap_or(&self.lint.message);
        let labels = finding.labels.iter().map(|&(key, span)| (self.lint.labels.named.get(key), span));
        let also = finding.also.iter().map(|&span| (self.lint.labels.also.as_ref(), span));
        let mut labels: Vec<Label> = labels.chain(also).map(|(words, span)| self.label(words, span, finding)).collect();
        labels.sort_by_key(|label| label.span);
        Diagnostic {
            lint: Arc::clone(&self.lint.name),
            topic: Arc::clone(&self.lint.topic),
            severity: weaker.map_or(self.severity, |&weaker| weaker.min(self.severity)),
            message: self.message(words, finding),
            span: self.ground.to_text(finding.span),
            article: self.ground.address(finding.span),
            labels,
            help: self.lint.help.as_ref().map(|words| self.fill(words, finding)),
            authority: Arc::clone(&self.lint.authority),
            fix: self.fix(finding),
        }
    }

    /// The message, in which `{count}` is left for the number of the finding's places: it may change yet.
    fn message(&self, words: &Words, finding: &Finding) -> String {
        let mut message = self.fill(words, finding);
        if !finding.also.is_empty() && !message.contains(COUNT) {
            message.push_str(match self.lang {
                Lang::Zh => "，共{count}处",
                Lang::En => ", {count} places",
            });
        }
        message
    }

    fn label(&self, words: Option<&Words>, span: Span, finding: &Finding) -> Label {
        let here_too = || match self.lang {
            Lang::Zh => "此处也是".to_owned(),
            Lang::En => "here too".to_owned(),
        };
        let message = words.map_or_else(here_too, |words| self.fill(words, finding));
        Label { span: self.ground.to_text(span), message }
    }

    /// Puts values in the place of `{match}` and the finding's own placeholders.
    fn fill(&self, words: &Words, finding: &Finding) -> String {
        let template = words.get(self.lang);
        if !template.contains('{') {
            return template.to_owned();
        }
        // One pass: what is put in may itself hold braces.
        let mut out = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((name, after)) = behind.split_once('}') else { break };
            out.push_str(before);
            match finding.args.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => out.push_str(value),
                None if name == "match" => out.push_str(self.ground.str(finding.span)),
                None => out.extend(["{", name, "}"]),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// The fix, where every edit can be written into the file as it is.
    fn fix(&self, finding: &Finding) -> Option<Fix> {
        let applicability = match self.lint.fix {
            FixKind::Safe if !finding.to_be_checked => Applicability::Safe,
            FixKind::Safe | FixKind::Unsafe => Applicability::Unsafe,
            FixKind::None => return None,
        };
        let place = |edit: &Edit| {
            let span = self.ground.place_of_edit(edit.span)?;
            Some(Edit { span, replacement: self.ground.source().written(&edit.replacement)? })
        };
        let mut edits: Vec<Edit> = finding.edits.iter().map(place).collect::<Option<_>>()?;
        edits.sort_by_key(|edit| edit.span);
        (!edits.is_empty()).then_some(Fix { applicability, edits })
    }
}
