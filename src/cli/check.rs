//! `falint check`: finds files and their configurations, lints and mends them side by side, writes reports in order.

use std::borrow::Cow;
use std::io::Read as _;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use anyhow::Context as _;

use super::args::{Check, Mending};
use super::configs::{Configs, Loaded};
use super::mend::{self, Read, Way};
use super::output::{Output, write_file};
use super::{Outcome, problem, queue};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Report, RuleFailure, Severity};
use crate::lang::{Lang, Text};
use crate::lint::lint;
use crate::render::{Colour, FileError, OutputFormat, Render, Style, Totals, renderer};
use crate::source::Source;
use crate::source::walk::{self, ExcludeFor, WalkOptions};

pub(super) fn run(check: Check, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    for selector in check.select.iter().chain(&check.extend_select).chain(&check.ignore) {
        if !Catalogue::builtin().knows(selector) {
            anyhow::bail!(no_such_lint(selector, lang));
        }
    }
    // What a rule's panic says is in the report; the standard hook would say it again, in English.
    panic::set_hook(Box::new(|_| {}));
    let colour = if check.output.is_some() { Colour::Never } else { output.colour() };
    let run = Run { render: renderer(check.format, Style { lang, colour }), check, lang, colour };
    let configs = Configs::new(&run.check, lang);
    let mut totals = Totals { fixed: run.check.mending.map(|_| 0), ..Totals::default() };
    let files = run.files(&configs, &mut totals);
    let mut written = Written::new(run.place(&files), output);
    let wrong = configs.wrong(files.iter().map(File::place));
    if !wrong.is_empty() {
        return run.show_wrong(&wrong, written, totals);
    }
    if !run.shows_only_changes() {
        written.write(&run.render.head())?;
    }
    let mut first = true;
    let lint_file = |at: usize| run.file(&files[at], &configs);
    queue::in_order((files.len(), run.check.threads), lint_file, |done| {
        done.count(&mut totals);
        written.write_through(&done.through)?;
        if !done.chunk.is_empty() {
            if !first && !run.shows_only_changes() {
                written.write(run.render.separator())?;
            }
            first = false;
            written.write(&done.chunk)?;
        }
        anyhow::Ok(())
    })?;
    // Hooks name files that the configuration excludes: nothing to do is then as it should be.
    if files.is_empty() && totals.failed.is_empty() && !run.check.force_exclude {
        totals.failed.push(FileError { path: shown(&run.check.paths), message: nothing_found(lang) });
    }
    if !run.shows_only_changes() {
        written.write(&run.render.tail(&totals))?;
    }
    run.finish(written, &totals)
}

fn no_such_lint(selector: &str, lang: Lang) -> String {
    match (lang, Catalogue::builtin().nearest(selector)) {
        (Lang::Zh, Some(near)) => format!("没有“{selector}”这条规则，也没有这一类规则；是不是“{near}”？"),
        (Lang::Zh, None) => format!("没有“{selector}”这条规则，也没有这一类规则。用 falint lints 看所有规则"),
        (Lang::En, Some(near)) => format!("no lint and no topic “{selector}”; did you mean “{near}”?"),
        (Lang::En, None) => format!("no lint and no topic “{selector}”; see falint lints"),
    }
}

fn nothing_found(lang: Lang) -> String {
    Text { zh: "没有找到可以检查的文件（.txt、.md）", en: "no file to check (.txt, .md)" }.get(lang).to_owned()
}

fn shown(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ")
}

/// A file to lint.
#[derive(Debug)]
enum File {
    Path(PathBuf),
    Stdin { name: String, bytes: Vec<u8> },
}

impl File {
    fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin { name, .. } => name.clone(),
        }
    }

    /// Where it can be written back.
    fn path(&self) -> Option<&Path> {
        match self {
            Self::Path(path) => Some(path),
            Self::Stdin { .. } => None,
        }
    }

    /// What standard input passes on where it cannot be read as text.
    fn unread(&self, mending: Option<Mending>) -> Vec<u8> {
        match self {
            Self::Stdin { bytes, .. } if mending == Some(Mending::Write) => bytes.clone(),
            Self::Stdin { .. } | Self::Path(_) => Vec::new(),
        }
    }

    /// Where its configuration is looked for.
    fn place(&self) -> PathBuf {
        let path = match self {
            Self::Path(path) => path.clone(),
            Self::Stdin { name, .. } => PathBuf::from(name),
        };
        std::path::absolute(&path).unwrap_or(path)
    }
}

/// What was said of a file.
#[derive(Default)]
struct Done {
    /// Whether it could be read.
    read: bool,
    /// The report, or what would change.
    chunk: String,
    counts: [usize; 3],
    fixable: usize,
    fixable_unsafely: usize,
    fixed: usize,
    /// What standard input has become.
    through: Vec<u8>,
    failed: Vec<FileError>,
}

impl Done {
    fn count(&self, totals: &mut Totals) {
        totals.files += usize::from(self.read);
        totals.errors += self.counts[0];
        totals.warnings += self.counts[1];
        totals.advice += self.counts[2];
        totals.fixable += self.fixable;
        totals.fixable_unsafely += self.fixable_unsafely;
        totals.fixed = totals.fixed.map(|fixed| fixed + self.fixed);
        totals.failed.extend(self.failed.iter().cloned());
    }
}

/// A run's settings.
struct Run {
    check: Check,
    lang: Lang,
    colour: Colour,
    render: Box<dyn Render>,
}

impl Run {
    /// Where reports go: standard output is for mended text where that is asked for.
    fn place(&self, files: &[File]) -> Place {
        let mends_stdin =
            self.check.mending == Some(Mending::Write) && files.iter().any(|file| matches!(file, File::Stdin { .. }));
        match (self.check.output.is_some(), mends_stdin) {
            (true, _) => Place::File(String::new()),
            (false, true) => Place::Aside,
            (false, false) => Place::Out,
        }
    }

    /// Whether reports are not wanted.
    fn shows_only_changes(&self) -> bool {
        self.check.mending == Some(Mending::Show)
    }

    fn files(&self, configs: &Configs, totals: &mut Totals) -> Vec<File> {
        let mut files = Vec::new();
        let (stdin, roots): (Vec<PathBuf>, Vec<PathBuf>) =
            self.check.paths.iter().cloned().partition(|path| path.as_os_str() == "-");
        if !stdin.is_empty() {
            let name = self.check.stdin_name.clone().unwrap_or_else(|| "-".to_owned());
            let mut bytes = Vec::new();
            match io::stdin().lock().read_to_end(&mut bytes) {
                Ok(_) => files.push(File::Stdin { name, bytes }),
                Err(error) => {
                    totals.failed.push(FileError { path: name, message: problem::unreadable(&error, self.lang) })
                }
            }
        }
        let find: &ExcludeFor<'_> = &|path: &Path| configs.exclude(path);
        let options = WalkOptions { exclude: Some(find), force_exclude: self.check.force_exclude };
        let walked = walk::files(&roots, &options);
        totals.failed.extend(walked.errors.iter().map(|error| FileError {
            path: error.path.display().to_string(),
            message: problem::unwalkable(&error.kind, self.lang),
        }));
        files.extend(walked.files.into_iter().map(File::Path));
        files
    }

    /// Reads, lints, mends and renders one file. Nothing of it stops the others.
    fn file(&self, file: &File, configs: &Configs) -> Done {
        let name = file.name();
        let failed = |message: String| Done {
            failed: vec![FileError { path: name.clone(), message }],
            through: file.unread(self.check.mending),
            ..Done::default()
        };
        let bytes = match file {
            File::Path(path) => match fs::read(path) {
                Ok(bytes) => Cow::Owned(bytes),
                Err(error) => return failed(problem::unreadable(&error, self.lang)),
            },
            File::Stdin { bytes, .. } => Cow::Borrowed(bytes.as_slice()),
        };
        let work = || {
            let undecodable = |error| problem::undecodable(&error, self.lang);
            let settings = configs.settings(&file.place());
            Ok(match self.check.mending {
                None => {
                    let source =
                        Source::from_vec(&name, bytes.into_owned(), self.check.encoding).map_err(undecodable)?;
                    let report = lint(&source, &settings);
                    self.done(&source, &report)
                }
                Some(mending) => {
                    let source = Source::from_bytes(&name, &bytes, self.check.encoding).map_err(undecodable)?;
                    let way = Way { mending, reach: self.check.reach, lang: self.lang, colour: self.colour };
                    self.mended(way.mend(Read { path: file.path(), bytes: &bytes, source }, &settings))
                }
            })
        };
        let internal =
            Text { zh: "内部错误，这个文件没有检查", en: "internal error: the file was not checked" };
        match panic::catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(done)) => done,
            Ok(Err(message)) => failed(message),
            Err(_) => failed(internal.get(self.lang).to_owned()),
        }
    }

    fn done(&self, source: &Source, report: &Report) -> Done {
        let count = |severity| report.diagnostics.iter().filter(|d| d.severity == severity).count();
        let fixes = || report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
        let fixable = fixes().filter(|fix| self.check.reach.takes(fix.applicability)).count();
        let failure = |failure: &RuleFailure| {
            let (lint, said) = (&failure.lint, &failure.message);
            FileError {
                path: source.name.clone(),
                message: match self.lang {
                    Lang::Zh => format!("内部错误：规则 {lint} 没有完成（{said}），其他规则不受影响"),
                    Lang::En => format!("internal error: {lint} did not finish ({said}); the others did"),
                },
            }
        };
        Done {
            read: true,
            chunk: self.render.file(source, report),
            counts: [Severity::Error, Severity::Warning, Severity::Advice].map(count),
            // What is left after mending cannot be mended.
            fixable: if self.check.mending.is_some() { 0 } else { fixable },
            fixable_unsafely: fixes().count() - fixable,
            failed: report.failures.iter().map(failure).collect(),
            ..Done::default()
        }
    }

    fn mended(&self, outcome: mend::Outcome) -> Done {
        let mut done = self.done(&outcome.source, &outcome.report);
        done.fixed = outcome.fixed;
        done.through = outcome.through;
        if self.shows_only_changes() {
            done.chunk = outcome.diff;
        }
        let refused = outcome.refused.map(|message| FileError { path: outcome.source.name.clone(), message });
        done.failed.extend(refused);
        done
    }

    /// Shows what is wrong in the configurations; nothing is linted then.
    fn show_wrong(
        &self,
        wrong: &[Arc<Loaded>],
        mut written: Written<'_>,
        mut totals: Totals,
    ) -> anyhow::Result<Outcome> {
        let what = Text {
            zh: "配置有误，没有检查任何文件", en: "the configuration is wrong; no file was checked"
        };
        written.write(&self.render.head())?;
        let mut first = true;
        for loaded in wrong {
            totals.failed.extend(loaded.failed.clone());
            let Some(source) = &loaded.source else { continue };
            if !std::mem::take(&mut first) {
                written.write(self.render.separator())?;
            }
            written.write(&self.render.file(source, &loaded.report))?;
            totals.errors += loaded.report.diagnostics.len();
            totals.failed.push(FileError { path: source.name.clone(), message: what.get(self.lang).to_owned() });
        }
        // The closing line counts drafts, of which there are none.
        if self.check.format == OutputFormat::Json {
            written.write(&self.render.tail(&totals))?;
        }
        self.finish(written, &totals)
    }

    /// Tells on standard error what could not be done, and what the run came to.
    fn finish(&self, written: Written<'_>, totals: &Totals) -> anyhow::Result<Outcome> {
        written.finish(self.check.output.as_deref(), self.lang, &totals.failed)?;
        let found = match self.check.fail_on {
            Some(Severity::Error) => totals.errors,
            Some(Severity::Warning) => totals.errors + totals.warnings,
            Some(Severity::Advice) => totals.shown(),
            None => 0,
        };
        let found = match (self.check.mending, self.check.fail_on) {
            (Some(Mending::Show), Some(_)) => totals.fixed.unwrap_or(0),
            _ => found,
        };
        Ok(match (totals.failed.is_empty(), found) {
            (false, _) => Outcome::Failed,
            (true, 0) => Outcome::Clean,
            (true, _) => Outcome::Findings,
        })
    }
}

/// Where reports go.
#[derive(Debug)]
enum Place {
    /// Standard output, as they come.
    Out,
    /// Standard error, as they come.
    Aside,
    /// A file, at the end.
    File(String),
}

/// What is written as the work goes on.
struct Written<'o> {
    output: &'o mut Output,
    place: Place,
}

impl<'o> Written<'o> {
    const fn new(place: Place, output: &'o mut Output) -> Self {
        Self { output, place }
    }

    /// Writes a part of a report.
    fn write(&mut self, text: &str) -> anyhow::Result<()> {
        match &mut self.place {
            Place::File(kept) => kept.push_str(text),
            Place::Out | Place::Aside if text.is_empty() => {}
            Place::Out => self.output.print(text)?,
            Place::Aside => self.output.print_aside(text)?,
        }
        Ok(())
    }

    /// Writes what standard input has become to standard output, wherever reports go.
    fn write_through(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        if bytes.is_empty() { Ok(()) } else { self.output.print_bytes(bytes) }
    }

    fn finish(self, path: Option<&Path>, lang: Lang, failed: &[FileError]) -> anyhow::Result<()> {
        if let (Some(path), Place::File(kept)) = (path, &self.place) {
            let what = Text { zh: "无法写入", en: "cannot write" }.get(lang);
            write_file(path, kept.as_bytes()).with_context(|| format!("{what} {}", path.display()))?;
        }
        for error in failed {
            let colon = Text { zh: "：", en: ": " }.get(lang);
            self.output.complain(lang, &format!("{}{colon}{}", error.path, error.message));
        }
        Ok(())
    }
}
