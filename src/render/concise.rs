//! `concise`: one line a finding, the path at its start, so that editors and `grep` can read it.
//!
//! Severities keep their English names in every language: programs look for them.

use super::paint::Ink;
use super::visible::one_line;
use super::{Chunk, Render, Style, Totals, words};
use crate::diagnostic::Report;
use crate::source::Source;

pub(super) struct Concise {
    style: Style,
}

impl Concise {
    pub(super) const fn new(style: Style) -> Self {
        Self { style }
    }
}

impl Render for Concise {
    fn file(&self, source: &Source, report: &Report) -> Chunk {
        let mut out = String::new();
        let name = one_line(&source.name);
        for diagnostic in &report.diagnostics {
            let at = source.position(diagnostic.span.start);
            let kind = format!("{}[{}]", diagnostic.severity, one_line(&diagnostic.lint));
            let kind = self.style.colour.paint(Ink::Header(diagnostic.severity), &kind);
            out.push_str(&format!("{name}:{}:{}: {kind} {}", at.line, at.column, words::told(diagnostic)));
            out.push('\n');
        }
        out.into()
    }

    fn tail(&self, totals: &Totals) -> String {
        words::closing(self.style.lang, totals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Severity, Span};

    #[test]
    fn one_line_a_finding() {
        let source = Source::from_text("甲.txt", "\n第一条  科技技术\n");
        let finding = |span, message: &str, article: Option<&str>| Diagnostic {
            lint: "term".into(),
            topic: "terms".into(),
            severity: Severity::Warning,
            message: message.into(),
            span,
            article: article.map(Into::into),
            labels: Vec::new(),
            help: None,
            authority: [].into(),
            fix: None,
        };
        let diagnostics = vec![
            finding(Span::new(0, 0), "第一行\r\n第二行", None),
            finding(Span::new(12, 18), "“科技技术”有误", Some("第一条")),
        ];
        let report = Report { diagnostics, ..Report::default() };
        assert_eq!(
            Concise::new(Style::default()).file(&source, &report).text,
            "甲.txt:1:1: warning[term] 第一行 第二行\n甲.txt:2:6: warning[term] “科技技术”有误 (第一条)\n"
        );
    }
}
