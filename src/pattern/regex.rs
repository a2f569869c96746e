//! `regex`: an expression over running text.

use std::sync::OnceLock;

use crate::catalogue::Scope;
use crate::diagnostic::{Finding, Span};
use crate::document::{Document, Role};

/// A declared expression.
#[derive(Debug)]
pub struct Pattern {
    source: String,
    quoted: bool,
    scope: Scope,
    compiled: OnceLock<Option<regex::Regex>>,
}

impl Pattern {
    /// From a lint's table. The expression is compiled when it is first used.
    pub const fn new(source: String, quoted: bool, scope: Scope) -> Self {
        Self { source, quoted, scope, compiled: OnceLock::new() }
    }

    /// All matches; the group `at` narrows what is reported.
    pub fn find(&self, document: &Document<'_>) -> Vec<Finding> {
        let Some(regex) = self.compiled.get_or_init(|| regex::Regex::new(&self.source).ok()) else { return Vec::new() };
        let mut out = Vec::new();
        match self.scope {
            Scope::Body => {
                for passage in document.passages() {
                    self.collect(regex, document, passage.span, &mut out);
                }
            }
            Scope::Lines => {
                for block in document.blocks.iter().filter(|block| block.role != Role::Table) {
                    self.collect(regex, document, block.span, &mut out);
                }
            }
        }
        out
    }

    fn collect(&self, regex: &regex::Regex, document: &Document<'_>, place: Span, out: &mut Vec<Finding>) {
        let text = document.str(place);
        if !regex.is_match(text) {
            return;
        }
        for found in regex.captures_iter(text) {
            let Some(at) = found.name("at").or_else(|| found.get(0)) else { continue };
            let span = Span::new(place.start + at.start(), place.start + at.end());
            if self.quoted || !document.quotes().in_quotation(span.start) {
                out.push(Finding::at(span));
            }
        }
    }
}
