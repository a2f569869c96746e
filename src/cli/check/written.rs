//! Where a run's reports go as the work goes on, and what could not be done, at its end.

use std::path::Path;

use crate::cli::output::{Output, write_file};
use crate::lang::Lang;
use crate::render::FileError;

/// Where reports go.
#[derive(Debug)]
pub(super) enum Destination {
    /// Standard output, as they come.
    Out,
    /// Standard error, as they come.
    Aside,
    /// A file, at the end.
    File(String),
}

/// What is written as the work goes on.
pub(super) struct Written<'o> {
    output: &'o mut Output,
    destination: Destination,
}

impl<'o> Written<'o> {
    pub(super) const fn new(destination: Destination, output: &'o mut Output) -> Self {
        Self { output, destination }
    }

    /// Writes a part of a report.
    pub(super) fn write(&mut self, text: &str) -> anyhow::Result<()> {
        match &mut self.destination {
            Destination::File(kept) => kept.push_str(text),
            Destination::Out | Destination::Aside if text.is_empty() => {}
            Destination::Out => self.output.print(text)?,
            Destination::Aside => self.output.print_aside(text)?,
        }
        Ok(())
    }

    /// Writes what belongs to no report to standard error.
    pub(super) fn write_aside(&mut self, text: &str) -> anyhow::Result<()> {
        self.output.print_aside(text)
    }

    /// Writes what standard input has become to standard output, wherever reports go.
    pub(super) fn write_through(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        if bytes.is_empty() { Ok(()) } else { self.output.print_bytes(bytes) }
    }

    pub(super) fn finish(self, path: Option<&Path>, lang: Lang, failed: &[FileError]) -> anyhow::Result<()> {
        if let (Some(path), Destination::File(kept)) = (path, &self.destination) {
            write_file(path, kept.as_bytes(), lang)?;
        }
        failed.iter().for_each(|error| self.output.complain_of(lang, error));
        Ok(())
    }
}
