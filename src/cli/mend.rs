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
use crate::source::Source;
use crate::source::edits::Edits;

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
    /// Mends one file, to be written back to `path`; to standard output where there is none. What cannot be written as it
    /// should be is left as it is.
    pub(super) fn mend(self, source: Source, path: Option<&Path>, plan: &Plan) -> Outcome {
        let mended = mend(source.clone(), plan, self.reach).map_err(|refusal| problem::refused(refusal, self.lang));
        let put_down = mended.and_then(|mended| Ok((self.put_down(&source, path, &mended)?, mended)));
        match put_down {
            Ok(((diff, through), mended)) => {
                let Mended { source, report, kept_back, applied: fixed, .. } = mended;
                Outcome { source, report, kept_back, fixed, diff, through, refused: None }
            }
            Err(refused) => {
                let Examined { report, kept_back } = examine(&source, plan);
                let through = self.unchanged(&source, path);
                Outcome { source, report, kept_back, fixed: 0, diff: String::new(), through, refused: Some(refused) }
            }
        }
    }

    /// Writes the mended text back or shows what would change: what is to be printed, or why it cannot be done.
    fn put_down(self, before: &Source, path: Option<&Path>, mended: &Mended) -> Result<(String, Vec<u8>), String> {
        if mended.applied == 0 {
            return Ok((String::new(), self.unchanged(before, path)));
        }
        if !mended.at_odds.is_empty() {
            return Err(problem::at_odds(&names(&mended.at_odds), self.lang));
        }
        if self.mending == Mending::Show {
            return Ok((diff(before, &mended.source, self.colour), Vec::new()));
        }
        let bytes = before.write(&mended.edits).map_err(|refusal| problem::refused(refusal, self.lang))?;
        match path {
            None => return Ok((String::new(), bytes)),
            Some(path) => {
                let read = before.write(&Edits::default()).map_err(|refusal| problem::refused(refusal, self.lang))?;
                replace::replace(path, &read, &bytes).map_err(|error| problem::unreplaced(&error, self.lang))?;
            }
        }
        Ok((String::new(), Vec::new()))
    }

    /// What standard input passes on where nothing is mended.
    fn unchanged(self, source: &Source, path: Option<&Path>) -> Vec<u8> {
        let passes = self.mending == Mending::Write && path.is_none();
        if passes { source.write(&Edits::default()).unwrap_or_default() } else { Vec::new() }
    }
}

fn names(lints: &[Arc<str>]) -> String {
    lints.iter().map(|lint| &**lint).collect::<Vec<_>>().join(" ")
}
