//! `jsonl`: one object a line, each finding as in `json`, so that a run can be read while it goes on.
//!
//! A file that could not be checked is a line of another kind: `{"error": {"path": …, "message": …}}`, after the findings.

use super::json::{JsonDiagnostic, JsonError, line};
use super::{Chunk, Render, Totals};
use crate::diagnostic::Report;
use crate::source::Source;

pub(super) struct Jsonl;

impl Render for Jsonl {
    fn file(&self, source: &Source, report: &Report) -> Chunk {
        let lines = report.diagnostics.iter().map(|diagnostic| line(&JsonDiagnostic::new(source, diagnostic)) + "\n");
        lines.collect::<String>().into()
    }

    fn tail(&self, totals: &Totals) -> String {
        let error = |error| format!("{{\"error\": {}}}\n", line(&JsonError::new(error)));
        totals.failed.iter().map(error).collect()
    }
}
