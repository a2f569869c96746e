//! `--fix` and `--diff`: what becomes of a file when its fixes are applied.

use std::path::Path;
use std::sync::Arc;

use super::args::Mending;
use super::{problem, replace};
use crate::diagnostic::Report;
use crate::fix::{Mended, Reach, mend};
use crate::lang::Lang;
use crate::lint::{Examined, KeptBack, Plan, examine};
use crate::render::{Colour, diff};
use crate::source::{Source, encoding};

/// A file as it was read.
pub(super) struct Read<'f> {
    /// Where it is written back; `None` for standard input.
    pub path: Option<&'f Path>,
    pub bytes: &'f [u8],
    pub source: Source,
}

/// What came of a file.
pub(super) struct Outcome {
    /// As it stands after its fixes were written, or as it stood.
    pub source: Source,
    pub report: Report,
    pub kept_back: KeptBack,
    /// How many fixes were applied, or would be.
    pub fixed: usize,
    /// What would change, where that is to be shown.
    pub diff: String,
    /// What standard input has become.
    pub through: Vec<u8>,
    /// Why it was left as it was.
    pub refused: Option<String>,
}

/// How to mend the files of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub mending: Mending,
    pub reach: Reach,
    pub lang: Lang,
    pub colour: Colour,
}

impl Way {
    /// Mends one file. What cannot be written back as it should be is left as it is.
    pub(super) fn mend(self, read: Read<'_>, plan: &Plan) -> Outcome {
        let mended = mend(read.source.clone(), plan, self.reach);
        let (diff, through) = match self.put_down(&read, &mended) {
            Ok(put_down) => put_down,
            Err(refused) => {
                let Examined { report, kept_back } = examine(&read.source, plan);
                let through = read.unchanged(self.mending);
                let (source, refused) = (read.source, Some(refused));
                return Outcome { source, report, kept_back, fixed: 0, diff: String::new(), through, refused };
            }
        };
        let Mended { source, report, kept_back, applied: fixed, .. } = mended;
        Outcome { source, report, kept_back, fixed, diff, through, refused: None }
    }

    /// Writes the mended text back or shows what would change: what is to be printed, or why it cannot be done.
    fn put_down(self, read: &Read<'_>, mended: &Mended) -> Result<(String, Vec<u8>), String> {
        if mended.applied == 0 {
            return Ok((String::new(), read.unchanged(self.mending)));
        }
        if !mended.at_odds.is_empty() {
            return Err(problem::at_odds(&names(&mended.at_odds), self.lang));
        }
        let (before, after) = (&read.source, &mended.source);
        // A file that does not come back byte for byte would change where nothing was mended.
        if encoding::encode(before.text(), before.encoding).as_deref() != Some(read.bytes) {
            return Err(problem::not_reversible(before.encoding, self.lang));
        }
        let bytes = encoding::encode(after.text(), after.encoding)
            .ok_or_else(|| problem::not_writable_in(after.encoding, self.lang))?;
        match (self.mending, read.path) {
            (Mending::Show, _) => return Ok((diff(before, after, self.colour), Vec::new())),
            (Mending::Write, None) => return Ok((String::new(), bytes)),
            (Mending::Write, Some(path)) => {
                replace::replace(path, read.bytes, &bytes).map_err(|error| problem::unreplaced(&error, self.lang))?;
            }
        }
        Ok((String::new(), Vec::new()))
    }
}

impl Read<'_> {
    /// What standard input passes on where nothing is mended.
    fn unchanged(&self, mending: Mending) -> Vec<u8> {
        if mending == Mending::Write && self.path.is_none() { self.bytes.to_owned() } else { Vec::new() }
    }
}

fn names(lints: &[Arc<str>]) -> String {
    lints.iter().map(|lint| &**lint).collect::<Vec<_>>().join(" ")
}
