//! How far a long run has come, on standard error, where a person sits before it: never in a pipe, never in a file.
//!
//! Nothing is drawn in the first second. What goes to a terminal meanwhile is written through [`Progress::aside`], so
//! that the bar and the reports do not run into each other. The bar has no colours.

use std::io::{self, IsTerminal as _};
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::lang::{Lang, Text};

/// How long a run takes before it is worth a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// The bar of a run; nothing where there is no terminal.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    lang: Lang,
    begun: Instant,
    shown: Once,
}

impl Progress {
    /// For a run over that many files.
    pub(super) fn new(files: usize, lang: Lang) -> Self {
        let bar = || ProgressBar::with_draw_target(u64::try_from(files).ok(), ProgressDrawTarget::hidden());
        // Editors run programs in terminals that take text and no more, and say so.
        let draws = std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        Self { bar: (draws && io::stderr().is_terminal()).then(bar), lang, begun: Instant::now(), shown: Once::new() }
    }

    /// Another file is done.
    pub(super) fn advance(&self) {
        let Some(bar) = &self.bar else { return };
        bar.inc(1);
        if self.begun.elapsed() >= PATIENCE {
            self.shown.call_once(|| self.show(bar));
        }
    }

    fn show(&self, bar: &ProgressBar) {
        let template = Text { zh: "检查 {bar:30} {pos}/{len} 个文件", en: "checking {bar:30} {pos}/{len} files" };
        if let Ok(style) = ProgressStyle::with_template(template.get(self.lang)) {
            bar.set_style(style);
        }
        bar.set_draw_target(ProgressDrawTarget::stderr());
        bar.tick();
    }

    /// Writes to the terminal with the bar out of the way.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
