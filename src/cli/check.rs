//! `falint check`: finds files and their configurations, lints and mends them side by side, writes reports in order.

mod account;
mod copies;
mod file;
mod written;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Check, Mending, Shows};
use super::kept::{Accepted, Kept};
use super::mend::{self, Way};
use super::output::Output;
use super::progress::Progress;
use super::statistics::Tally;
use super::walk::{ExcludeFor, WalkOptions};
use super::{Outcome, configs, draft, problem, queue, replace, walk};
use crate::catalogue::Catalogue;
use crate::config::files::{ConfigFile, Configs};
use crate::diagnostic::{Report, RuleFailure, Severity};
use crate::lang::{Lang, Text};
use crate::lint::{Examined, KeptBack, Plan, examine};
use crate::render::{self, Audience, Chunk, Colour, FileError, OutputFormat, Render, Style, Totals, renderer};
use crate::source::{Format, Notice, Source, Told};
use crate::suppress::SuppressionMode;
use account::{Account, Done};
use copies::{Copies, Inputs, Job};
pub(super) use file::File;
use written::{Destination, Written};

pub(super) fn run(check: Check, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    if check.shows == Shows::Statistics && !counts(check.format) {
        anyhow::bail!(not_for_statistics(check.format, lang));
    }
    let accepted = check.baseline.as_deref().map(|path| Accepted::read(path, lang)).transpose()?;
    let run = Run::new(check, accepted.map(Kept::beside).unwrap_or_default(), lang, output);
    let Ground { configs, files, copies, totals } = match run.ground(output)? {
        ControlFlow::Continue(ground) => ground,
        ControlFlow::Break(outcome) => return Ok(outcome),
    };
    let mut account = Account::new(Written::new(run.place(&files), output), run.renderer(), totals);
    match run.check.shows {
        Shows::Files => {
            let names: String = files.iter().map(|file| file.name() + "\n").collect();
            account.written.write(&names)?;
        }
        Shows::Changes => run.all((&files, copies.as_ref()), &configs, &mut account)?,
        Shows::Findings => {
            account.head()?;
            run.all((&files, copies.as_ref()), &configs, &mut account)?;
            run.add_kept(&configs, &mut account)?;
            account.tail()?;
        }
        Shows::Statistics => {
            run.all((&files, copies.as_ref()), &configs, &mut account)?;
            run.add_kept(&configs, &mut account)?;
            let table = run.statistics(&account, &configs)?;
            account.written.write(&table)?;
        }
    }
    run.finish(account)
}

/// Whether statistics have a form in a format.
fn counts(format: OutputFormat) -> bool {
    format.audience() == Audience::Person || format == OutputFormat::Json
}

fn not_for_statistics(format: OutputFormat, lang: Lang) -> String {
    let format = format.name();
    match lang {
        Lang::Zh => format!("--statistics 没有“{format}”格式；给程序用的是 --output-format json"),
        Lang::En => format!("--statistics has no form in “{format}”; for programs: --output-format json"),
    }
}

fn nothing_found(left_out: &[(Text<'static>, usize)], lang: Lang) -> String {
    let nothing = Text {
        zh: "没有找到可以检查的文件（.txt、.md、.html、.docx）",
        en: "no file to check (.txt, .md, .html, .docx)",
    }
    .get(lang);
    match (lang, left_out.is_empty()) {
        (_, true) => nothing.to_owned(),
        (Lang::Zh, false) => format!("{nothing}，只有{}", render::kinds(left_out, lang)),
        (Lang::En, false) => format!("{nothing}, only {}", render::kinds(left_out, lang)),
    }
}

fn shown(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ")
}

/// A run's settings.
pub(super) struct Run {
    pub(super) check: Check,
    pub(super) kept: Kept,
    lang: Lang,
    colour: Colour,
    render: Box<dyn Render>,
}

/// What a run works on.
pub(super) struct Ground {
    pub(super) configs: Configs,
    pub(super) files: Vec<File>,
    /// The copies of Word files that are written.
    copies: Option<Copies>,
    /// What could not be found.
    pub(super) totals: Totals,
}

impl Run {
    pub(super) fn new(check: Check, kept: Kept, lang: Lang, output: &Output) -> Self {
        let colour = if check.output.is_some() { Colour::Never } else { output.colour() };
        Self { render: renderer(check.format, Style { lang, colour }), check, kept, lang, colour }
    }

    /// Another renderer of the run's format: one that joins what is said of the files, while others are still at work.
    fn renderer(&self) -> Box<dyn Render> {
        renderer(self.check.format, Style { lang: self.lang, colour: self.colour })
    }

    /// Finds the files and their configurations. Where these are wrong, that is told, and nothing is left to do.
    pub(super) fn ground(&self, output: &mut Output) -> anyhow::Result<ControlFlow<Outcome, Ground>> {
        let configs = configs::of(&self.check, self.lang);
        let mut totals = Totals { fixed: self.check.mending.map(|_| 0), ..Totals::default() };
        let files = self.files(&configs, &mut totals);
        let wrong = configs.wrong(files.iter().map(File::place));
        if !wrong.is_empty() {
            return Ok(ControlFlow::Break(self.show_wrong(&wrong, output, totals)?));
        }
        self.knows_selectors(&configs)?;
        self.needs_files(&files, &mut totals);
        let copies = Copies::of(&self.check.margins, Inputs { files: &files, roots: &self.check.paths }, self.lang)?;
        Ok(ControlFlow::Continue(Ground { configs, files, copies, totals }))
    }

    /// Whether what the command line selects is there to be selected.
    fn knows_selectors(&self, configs: &Configs) -> anyhow::Result<()> {
        let mut all = self.check.select.iter().chain(&self.check.extend_select).chain(&self.check.ignore);
        all.try_for_each(|selector| configs::known(selector, configs, self.lang))
    }

    /// Complains where there is nothing to do. Hooks name files that the configuration excludes: nothing to do is then as
    /// it should be.
    fn needs_files(&self, files: &[File], totals: &mut Totals) {
        if files.is_empty() && totals.failed.is_empty() && !self.check.force_exclude {
            let message = nothing_found(&totals.left_out, self.lang);
            totals.failed.push(FileError { path: shown(&self.check.paths), message });
        }
    }

    /// The folders all of whose drafts are linted.
    pub(super) fn whole(&self) -> Vec<PathBuf> {
        let folders = self.check.paths.iter().filter(|path| path.is_dir());
        folders.filter_map(|folder| fs::canonicalize(folder).ok()).collect()
    }

    /// Adds what is kept back, and what is to be said of ignores that came to nothing, when all files are linted.
    fn add_kept(&self, configs: &Configs, account: &mut Account<'_>) -> anyhow::Result<()> {
        // What was not linted may be what an ignore, or a row of the baseline, is for.
        let whole = if account.totals.failed.is_empty() { self.whole() } else { Vec::new() };
        account.totals.ignored = self.kept.ignored();
        account.totals.beside = self.kept.compared(&whole);
        let useless = match self.check.ignoring {
            SuppressionMode::Heeded => self.kept.useless(configs, &whole),
            SuppressionMode::Disregarded => Vec::new(),
        };
        for (file, report) in useless {
            let Ok(source) = &file.source else { continue };
            account.take(Done { read: false, ..self.done(source, &report) })?;
        }
        Ok(())
    }

    /// Where reports go: standard output is for mended text where that is asked for.
    fn place(&self, files: &[File]) -> Destination {
        let mends_stdin =
            self.check.mending == Some(Mending::Write) && files.iter().any(|file| matches!(file, File::Stdin { .. }));
        match (self.check.output.is_some(), mends_stdin) {
            (true, _) => Destination::File(String::new()),
            (false, true) => Destination::Aside,
            (false, false) => Destination::Out,
        }
    }

    /// Lints all files, and takes what is said of each in its turn.
    fn all(
        &self,
        (files, copies): (&[File], Option<&Copies>),
        configs: &Configs,
        account: &mut Account<'_>,
    ) -> anyhow::Result<()> {
        if self.check.mending == Some(Mending::Write) {
            let folders: BTreeSet<PathBuf> = files.iter().filter_map(|file| file.folder()).collect();
            folders.iter().for_each(|folder| replace::sweep(folder));
        }
        let progress = Progress::new(files.len(), self.lang);
        let lint_file = |at: usize| {
            let done = self.file(&files[at], copies, configs);
            progress.advance();
            done
        };
        let taken =
            queue::in_order((files.len(), self.check.threads), lint_file, |done| progress.aside(|| account.take(done)));
        progress.finish();
        taken
    }

    fn statistics(&self, account: &Account<'_>, configs: &Configs) -> anyhow::Result<String> {
        let Account { tally, totals, .. } = account;
        let own = configs.catalogues();
        let title = |name: &str| {
            let mut all = own.iter().map(|own| &**own).chain([Catalogue::builtin()]);
            all.find_map(|all| all.get(name)).map_or("", |lint| lint.title.get(self.lang)).to_owned()
        };
        if self.check.format == OutputFormat::Json {
            return Ok(tally.json(totals, &title)?);
        }
        Ok(tally.text(Style { lang: self.lang, colour: self.colour }, &title) + &self.render.tail(totals))
    }

    fn files(&self, configs: &Configs, totals: &mut Totals) -> Vec<File> {
        let mut files = Vec::new();
        let (stdin, roots): (Vec<PathBuf>, Vec<PathBuf>) =
            self.check.paths.iter().cloned().partition(|path| path.as_os_str() == "-");
        if !stdin.is_empty() {
            let name = self.check.stdin_name.clone().unwrap_or_else(|| "-".to_owned());
            match draft::read_stdin(self.check.most_bytes) {
                Ok(bytes) => files.push(File::Stdin { name, bytes }),
                Err(error) => {
                    totals.failed.push(FileError { path: name, message: problem::unread_draft(&error, self.lang) })
                }
            }
        }
        let find: &ExcludeFor<'_> = &|path: &Path| configs.exclude(path);
        let options = WalkOptions { exclude: Some(find), force_exclude: self.check.force_exclude };
        let walked = walk::files(&roots, &options);
        totals.left_out = walked.left_out.into_iter().map(|(foreign, count)| (foreign.title(), count)).collect();
        totals.failed.extend(walked.errors.iter().map(|error| FileError {
            path: error.path.display().to_string(),
            message: problem::unwalkable(&error.kind, self.lang),
        }));
        let named = |path: &PathBuf| self.check.paths.contains(path);
        let drafts = walked.files.into_iter().filter(|path| named(path) || !copies::is_copy(path, &self.check.margins));
        files.extend(drafts.map(File::Path));
        files
    }

    /// Reads, lints, mends and renders one file. Nothing of it stops the others.
    pub(super) fn file(&self, file: &File, copies: Option<&Copies>, configs: &Configs) -> Done {
        let name = file.name();
        let failed = |message: String| Done {
            failed: vec![FileError { path: name.clone(), message }],
            through: file.unread(self.check.mending),
            ..Done::default()
        };
        let bytes = match file {
            File::Path(path) => match draft::read(path, self.check.most_bytes) {
                Ok(bytes) => Cow::Owned(bytes),
                Err(error) => return failed(problem::unread_draft(&error, self.lang)),
            },
            File::Stdin { bytes, .. } => Cow::Borrowed(bytes.as_slice()),
        };
        let work = || {
            let place = file.place();
            let plan = configs.plan(&place).with_known(self.kept.known(&place));
            let format = self.check.text_format.unwrap_or_else(|| configs.of(&place).format(&place));
            let told = Told { encoding: self.check.encoding, format, revisions: self.check.revisions };
            let source = Source::from_bytes(&name, bytes.into_owned(), told)
                .map_err(|error| problem::unreadable_content(&error, self.lang))?;
            if let Some(nuls) = draft::nuls(&source) {
                return Err(problem::no_text(nuls, self.lang));
            }
            let notices = source.notices();
            let (mut done, kept_back) = match (self.check.mending, copies) {
                (None, None) => {
                    let Examined { report, kept_back } = examine(&source, &plan);
                    (self.done(&source, &report), kept_back)
                }
                (Some(_) | None, Some(copies)) => {
                    let Examined { report, kept_back } = examine(&source, &plan);
                    let mut done = self.done(&source, &report);
                    self.copy(copies, (&source, &report, &plan), file, &mut done);
                    (done, kept_back)
                }
                (Some(mending), None) => {
                    let way = Way { mending, reach: self.check.reach, lang: self.lang, colour: self.colour };
                    self.mended(way.mend(source, file.path(), &plan))
                }
            };
            self.kept.note(&place, configs, &kept_back);
            self.notice(&name, &notices, &mut done);
            Ok(done)
        };
        let internal =
            Text { zh: "内部错误，这个文件没有检查", en: "internal error: the file was not checked" };
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(done)) => done,
            Ok(Err(message)) => failed(message),
            Err(_) => failed(internal.get(self.lang).to_owned()),
        }
    }

    /// Writes the copies of a Word file. Other files have no margins: where one is checked alone, that is told.
    fn copy(&self, copies: &Copies, (source, report, plan): (&Source, &Report, &Plan), file: &File, done: &mut Done) {
        let job = Job { source, report, plan, reach: self.check.reach, lang: self.lang };
        let alone = self.check.paths.len() == 1 && !self.check.paths[0].is_dir();
        if source.format != Format::Word && !alone {
            return;
        }
        match copies.write(&job, (file, &self.check.paths)) {
            Ok(said) => done.said.extend(said),
            Err(message) => done.failed.push(FileError { path: source.name.clone(), message }),
        }
    }

    /// Says what there is to say of a file besides its findings.
    fn notice(&self, name: &str, notices: &[Notice], done: &mut Done) {
        let colon = Text { zh: "：", en: ": " }.get(self.lang);
        let said = notices.iter().filter_map(|&notice| problem::noticed(notice, self.lang));
        done.said.extend(said.map(|said| format!("{name}{colon}{said}")));
        let message = problem::embedded(self.lang);
        if notices.contains(&Notice::Embedded) && done.failed.iter().all(|error| error.message != message) {
            done.failed.push(FileError { path: name.to_owned(), message });
        }
    }

    fn done(&self, source: &Source, report: &Report) -> Done {
        let count = |severity| report.diagnostics.iter().filter(|d| d.severity == severity).count();
        let fixes = || report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
        let fixable = fixes().filter(|fix| self.check.reach.takes(fix.applicability)).count();
        let failure = |failure: &RuleFailure| FileError {
            path: source.name.clone(),
            message: problem::unfinished(failure, self.lang),
        };
        let findings = self.check.shows == Shows::Findings;
        let is_word = source.format == Format::Word;
        Done {
            read: true,
            articles: report.articles,
            chunk: if findings { self.render.file(source, report) } else { Chunk::default() },
            tally: if self.check.shows == Shows::Statistics {
                Tally::of(report, self.check.reach)
            } else {
                Tally::default()
            },
            counts: Severity::ALL.map(count),
            // What is left after mending cannot be mended.
            fixable: if is_word || self.check.mending.is_some() { 0 } else { fixable },
            fixable_unsafely: if is_word { 0 } else { fixes().count() - fixable },
            trackable: if is_word && self.check.margins.changes.is_none() { fixable } else { 0 },
            failed: report.failures.iter().map(failure).collect(),
            ..Done::default()
        }
    }

    fn mended(&self, outcome: mend::Outcome) -> (Done, KeptBack) {
        let mut done = self.done(&outcome.source, &outcome.report);
        done.fixed = outcome.fixed;
        done.through = outcome.through;
        done.changes = outcome.diff;
        let refused = outcome.refused.map(|message| FileError { path: outcome.source.name.clone(), message });
        done.failed.extend(refused);
        (done, outcome.kept_back)
    }

    /// Shows what is wrong in the configurations; nothing is linted then.
    fn show_wrong(&self, wrong: &[Arc<ConfigFile>], output: &mut Output, totals: Totals) -> anyhow::Result<Outcome> {
        let what = Text {
            zh: "配置有误，没有检查任何文件", en: "the configuration is wrong; no file was checked"
        };
        let mut account = Account::new(Written::new(self.place(&[]), output), self.renderer(), totals);
        account.head()?;
        for file in wrong {
            account.totals.failed.extend(configs::failure(file, self.lang));
            let Ok(source) = &file.source else { continue };
            let told = FileError { path: source.name.clone(), message: what.get(self.lang).to_owned() };
            let chunk = self.render.file(source, &file.report);
            let counts = [file.report.diagnostics.len(), 0, 0];
            account.take(Done { chunk, counts, failed: vec![told], ..Done::default() })?;
        }
        // The closing line counts drafts, of which there are none.
        if self.check.format.audience() == Audience::Program {
            account.tail()?;
        }
        self.finish(account)
    }

    /// Tells on standard error what could not be done, and what the run came to.
    fn finish(&self, account: Account<'_>) -> anyhow::Result<Outcome> {
        let Account { written, totals, .. } = account;
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
