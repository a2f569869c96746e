//! Diagnostics as the editor gets them.

use lsp_types::{Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri};

use super::client::{Can, Client};
use super::place::Places;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::lang::{Lang, Text};
use crate::source::PositionEncoding;

/// Who says it.
pub(super) const SOURCE: &str = "falint";

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shower {
    pub lang: Lang,
    pub encoding: PositionEncoding,
    /// Whether the editor shows the other places of a diagnostic.
    pub related: Can,
}

/// Advice is shown to those who ask for it; then it should be seen, which hints in many editors are not.
pub(super) const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Advice => DiagnosticSeverity::INFORMATION,
    }
}

impl Shower {
    /// How an editor shows them.
    pub(super) const fn of(client: &Client) -> Self {
        Self { lang: client.lang, encoding: client.encoding, related: client.related }
    }

    /// All of a report, in its order.
    pub(super) fn all(self, uri: &Uri, places: Places<'_>, report: &Report) -> Vec<Shown> {
        report.diagnostics.iter().map(|diagnostic| self.one(uri, places, diagnostic)).collect()
    }

    fn one(self, uri: &Uri, places: Places<'_>, diagnostic: &Diagnostic) -> Shown {
        let related = diagnostic.labels.iter().map(|label| DiagnosticRelatedInformation {
            location: Location { uri: uri.clone(), range: places.range(label.span) },
            message: match label.message.as_str() {
                "" => Text { zh: "此处", en: "here" }.get(self.lang).to_owned(),
                message => message.to_owned(),
            },
        });
        let related: Vec<DiagnosticRelatedInformation> =
            if self.related.is_yes() { related.collect() } else { Vec::new() };
        Shown {
            range: places.range(diagnostic.span),
            severity: Some(severity(diagnostic.severity)),
            code: Some(NumberOrString::String(diagnostic.lint.to_string())),
            source: Some(SOURCE.to_owned()),
            message: self.message(diagnostic),
            related_information: (!related.is_empty()).then_some(related),
            ..Shown::default()
        }
    }

    fn message(self, diagnostic: &Diagnostic) -> String {
        match (&diagnostic.help, self.lang) {
            (None, _) => diagnostic.message.clone(),
            (Some(help), Lang::Zh) => format!("{}\n建议：{help}", diagnostic.message),
            (Some(help), Lang::En) => format!("{}\nhelp: {help}", diagnostic.message),
        }
    }
}
