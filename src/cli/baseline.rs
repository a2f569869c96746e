//! `falint baseline`: writes down what is found now, so that `check --baseline` tells only what is new.

use std::ops::ControlFlow;
use std::path::Path;

use super::args::{Baseline, Rows};
use super::check::{Ground, Run};
use super::kept::{Accepted, Kept};
use super::output::{Output, write_file};
use super::{Outcome, queue};
use crate::lang::{Lang, Text};

pub(super) fn run(arguments: Baseline, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let Baseline { check, file, rows } = arguments;
    let before = match rows {
        Rows::Found => Accepted::anew(&file, lang)?,
        Rows::Pruned => Accepted::read(&file, lang)?,
    };
    let run = Run::new(check, Kept::beside(before), lang, output);
    let Ground { configs, files, mut totals, .. } = match run.ground(output)? {
        ControlFlow::Continue(ground) => ground,
        ControlFlow::Break(outcome) => return Ok(outcome),
    };
    queue::in_order(
        (files.len(), run.check.threads),
        |at| run.file(&files[at], None, &configs).failed,
        |failed| {
            totals.failed.extend(failed);
            anyhow::Ok(())
        },
    )?;
    totals.failed.iter().for_each(|error| output.complain_of(lang, error));
    if !totals.failed.is_empty() {
        let what = Text {
            zh: "有文件没有查完，没有写基线", en: "not all files were checked; no baseline was written"
        };
        anyhow::bail!("{}", what.get(lang));
    }
    let whole = run.whole();
    let baseline = match rows {
        Rows::Found => run.kept.found(),
        Rows::Pruned => run.kept.pruned(&whole),
    };
    write_file(&file, baseline.write().as_bytes(), lang)?;
    let stale = run.kept.compared(&whole).map_or(0, |beside| beside.stale.len());
    output.print(&said(&file, rows, (baseline.len(), baseline.files.len(), stale), lang))?;
    Ok(Outcome::Clean)
}

/// What was done, in a line.
fn said(file: &Path, rows: Rows, (found, files, stale): (usize, usize, usize), lang: Lang) -> String {
    let file = file.display();
    match (rows, lang) {
        (Rows::Found, Lang::Zh) => format!("记下 {found} 处问题（{files} 个文件），写入 {file}。\n"),
        (Rows::Found, Lang::En) => format!("Wrote {found} finding(s) of {files} file(s) to {file}.\n"),
        (Rows::Pruned, Lang::Zh) => format!("删去 {stale} 行过时的，{file} 还有 {found} 行。\n"),
        (Rows::Pruned, Lang::En) => format!("Removed {stale} stale row(s); {file} has {found} left.\n"),
    }
}
