//! What a run has come to so far: what was written, totals, and counts by lint.

use super::written::Written;
use crate::cli::statistics::Tally;
use crate::render::{Chunk, FileError, Render, Totals};

/// What was said of a file.
#[derive(Default)]
pub(in crate::cli) struct Done {
    /// Whether it could be read.
    pub read: bool,
    /// How many articles were read.
    pub articles: usize,
    /// The report.
    pub chunk: Chunk,
    /// What would change.
    pub changes: String,
    pub tally: Tally,
    pub counts: [usize; 3],
    pub fixable: usize,
    pub fixable_unsafely: usize,
    pub trackable: usize,
    pub fixed: usize,
    /// What standard input has become.
    pub through: Vec<u8>,
    pub failed: Vec<FileError>,
    /// What is said besides, a line each.
    pub said: Vec<String>,
}

impl Done {
    fn count(&self, totals: &mut Totals) {
        totals.files += usize::from(self.read);
        totals.articles += self.articles;
        totals.errors += self.counts[0];
        totals.warnings += self.counts[1];
        totals.advice += self.counts[2];
        totals.fixable += self.fixable;
        totals.fixable_unsafely += self.fixable_unsafely;
        totals.trackable += self.trackable;
        totals.fixed = totals.fixed.map(|fixed| fixed + self.fixed);
        totals.failed.extend(self.failed.iter().cloned());
    }
}

/// A run as far as its files were taken, in order.
pub(super) struct Account<'o> {
    pub written: Written<'o>,
    pub totals: Totals,
    pub tally: Tally,
    /// Joins what is said of the files.
    render: Box<dyn Render>,
    /// Whether nothing was said of any file yet.
    first: bool,
}

impl<'o> Account<'o> {
    pub(super) fn new(written: Written<'o>, render: Box<dyn Render>, totals: Totals) -> Self {
        Self { written, totals, tally: Tally::default(), render, first: true }
    }

    /// Writes what comes before the first file.
    pub(super) fn head(&mut self) -> anyhow::Result<()> {
        self.written.write(&self.render.head())
    }

    /// Takes in the next file.
    pub(super) fn take(&mut self, done: Done) -> anyhow::Result<()> {
        done.count(&mut self.totals);
        self.tally.add(&done.tally);
        self.written.write_through(&done.through)?;
        self.written.write(&done.changes)?;
        done.said.iter().try_for_each(|line| self.written.write_aside(&format!("{line}\n")))?;
        let text = self.render.join(done.chunk);
        if !text.is_empty() && !std::mem::take(&mut self.first) {
            self.written.write(self.render.separator())?;
        }
        self.written.write(&text)
    }

    /// Writes what comes after the last file.
    pub(super) fn tail(&mut self) -> anyhow::Result<()> {
        self.written.write(&self.render.tail(&self.totals))
    }
}
