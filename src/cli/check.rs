//! `falint check`: finds files and their configurations, lints them side by side, writes reports in order.

use std::io::Read as _;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use anyhow::Context as _;
use rayon::prelude::*;

use super::args::Check;
use super::configs::{Configs, Loaded};
use super::output::{Output, write_file};
use super::{Outcome, problem};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Report, Severity};
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
    let run = Run { render: renderer(check.format, Style { lang, colour }), check, lang };
    let configs = Configs::new(&run.check, lang);
    let mut totals = Totals::default();
    let files = run.files(&configs, &mut totals);
    let mut written = Written::new(run.check.output.is_some(), output);
    let wrong = configs.wrong(files.iter().map(File::place));
    if !wrong.is_empty() {
        return run.show_wrong(&wrong, written, totals);
    }
    written.write(&run.render.head())?;
    let threads = rayon::ThreadPoolBuilder::new().num_threads(run.check.threads).build()?;
    let mut first = true;
    // Side by side within a batch, in order between batches: memory holds a batch of texts at most.
    for batch in files.chunks(BATCH) {
        let done: Vec<Done> = threads.install(|| batch.par_iter().map(|file| run.file(file, &configs)).collect());
        for done in done {
            done.count(&mut totals);
            if !done.chunk.is_empty() {
                if !first {
                    written.write(run.render.separator())?;
                }
                first = false;
                written.write(&done.chunk)?;
            }
        }
    }
    // Hooks name files that the configuration excludes: nothing to do is then as it should be.
    if files.is_empty() && totals.failed.is_empty() && !run.check.force_exclude {
        totals.failed.push(FileError { path: shown(&run.check.paths), message: nothing_found(lang) });
    }
    written.write(&run.render.tail(&totals))?;
    run.finish(written, &totals)
}

/// How many files are linted before their reports are written.
const BATCH: usize = 64;

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
struct Done {
    /// Whether it could be read.
    read: bool,
    chunk: String,
    counts: [usize; 3],
    failed: Vec<FileError>,
}

impl Done {
    fn count(&self, totals: &mut Totals) {
        totals.files += usize::from(self.read);
        totals.errors += self.counts[0];
        totals.warnings += self.counts[1];
        totals.advice += self.counts[2];
        totals.failed.extend(self.failed.iter().cloned());
    }
}

/// A run's settings.
struct Run {
    check: Check,
    lang: Lang,
    render: Box<dyn Render>,
}

impl Run {
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

    /// Reads, lints and renders one file. Nothing of it stops the others.
    fn file(&self, file: &File, configs: &Configs) -> Done {
        let name = file.name();
        let failed = |message: String| Done {
            read: false,
            chunk: String::new(),
            counts: [0; 3],
            failed: vec![FileError { path: name.clone(), message }],
        };
        let bytes = match file {
            File::Path(path) => match fs::read(path) {
                Ok(bytes) => std::borrow::Cow::Owned(bytes),
                Err(error) => return failed(problem::unreadable(&error, self.lang)),
            },
            File::Stdin { bytes, .. } => std::borrow::Cow::Borrowed(bytes.as_slice()),
        };
        let work = || {
            let source = Source::from_bytes(&name, &bytes, self.check.encoding)
                .map_err(|error| problem::undecodable(&error, self.lang))?;
            let report = lint(&source, &configs.settings(&file.place()));
            Ok(self.done(&source, &report))
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
        let failure = |failure: &crate::diagnostic::RuleFailure| {
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
            failed: report.failures.iter().map(failure).collect(),
        }
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
        Ok(match (totals.failed.is_empty(), found) {
            (false, _) => Outcome::Failed,
            (true, 0) => Outcome::Clean,
            (true, _) => Outcome::Findings,
        })
    }
}

/// Standard output as it comes, or a file at the end.
struct Written<'o> {
    output: &'o mut Output,
    /// What goes to a file.
    kept: Option<String>,
}

impl<'o> Written<'o> {
    fn new(to_file: bool, output: &'o mut Output) -> Self {
        Self { output, kept: to_file.then(String::new) }
    }

    fn write(&mut self, text: &str) -> anyhow::Result<()> {
        match &mut self.kept {
            Some(kept) => kept.push_str(text),
            None if text.is_empty() => {}
            None => self.output.print(text)?,
        }
        Ok(())
    }

    fn finish(self, path: Option<&Path>, lang: Lang, failed: &[FileError]) -> anyhow::Result<()> {
        if let (Some(path), Some(kept)) = (path, &self.kept) {
            let what = Text { zh: "无法写入", en: "cannot write" }.get(lang);
            write_file(path, kept).with_context(|| format!("{what} {}", path.display()))?;
        }
        for error in failed {
            let colon = Text { zh: "：", en: ": " }.get(lang);
            self.output.complain(lang, &format!("{}{colon}{}", error.path, error.message));
        }
        Ok(())
    }
}
