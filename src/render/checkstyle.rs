//! `checkstyle`: the XML of Checkstyle's reports. Columns are code points.
//!
//! A file that could not be checked has an `exception`, as Checkstyle writes of its own failures.

use super::visible::one_line;
use super::xml::escaped;
use super::{Chunk, FileError, Render, Totals, place, words};
use crate::diagnostic::{Report, Severity};
use crate::lang::Lang;
use crate::source::Source;

pub(super) struct Checkstyle {
    lang: Lang,
}

impl Checkstyle {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang }
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "info",
    }
}

impl Render for Checkstyle {
    fn head(&self) -> String {
        // The version of the form, which other linters give as well.
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n".to_owned()
    }

    fn file(&self, source: &Source, report: &Report) -> Chunk {
        let mut out = format!("  <file name=\"{}\">\n", escaped(&place::path(&source.name)));
        for diagnostic in &report.diagnostics {
            let at = source.position(diagnostic.span.start);
            let mut message = vec![words::told(diagnostic)];
            message.extend(words::lines(self.lang, source, diagnostic));
            out += &format!(
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"falint.{}\"/>\n",
                at.line,
                at.column,
                severity(diagnostic.severity),
                escaped(&message.join("\n")),
                escaped(&diagnostic.lint),
            );
        }
        Chunk::from(out + "  </file>\n")
    }

    fn tail(&self, totals: &Totals) -> String {
        let failure = |error: &FileError| {
            let path = escaped(&place::path(&error.path));
            format!(
                "  <file name=\"{path}\">\n    <exception>{}</exception>\n  </file>\n",
                escaped(&one_line(&error.message))
            )
        };
        totals.failed.iter().map(failure).collect::<String>() + "</checkstyle>\n"
    }
}
