//! `--annotate` and `--track-changes`: copies of Word files with the findings in their margins, and the fixes as tracked
//! changes. The files themselves are never written.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use jiff::Timestamp;

use super::file::File;
use crate::cli::args::Margins;
use crate::cli::output::{is_same, real, write_file};
use crate::cli::problem;
use crate::diagnostic::{Fix, Report};
use crate::fix::{Reach, mend};
use crate::lang::{Lang, Text};
use crate::lint::Plan;
use crate::render::{FixIn, comment};
use crate::source::edits::Edits;
use crate::source::{Annotations, Comment, Format, Source};

/// Who comments unless the user says who.
const AUTHOR: &str = "falint";

/// Where the copies of a run go, by whom and when.
#[derive(Debug)]
pub(in crate::cli) struct Copies {
    comments: Option<Target>,
    changes: Option<Target>,
    author: String,
    date: String,
}

/// Where copies are put.
#[derive(Debug)]
enum Target {
    File(PathBuf),
    Folder(PathBuf),
}

/// A run's files and the folders they were found in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inputs<'i> {
    pub(super) files: &'i [File],
    pub(super) roots: &'i [PathBuf],
}

impl Copies {
    /// What is asked for; `None` where nothing is.
    ///
    /// # Errors
    /// Where a copy would stand in the place of a file that is checked, or of another copy.
    pub(super) fn of(margins: &Margins, inputs: Inputs<'_>, lang: Lang) -> anyhow::Result<Option<Self>> {
        if margins.comments.is_none() && margins.changes.is_none() {
            return Ok(None);
        }
        let target = |path: &Option<PathBuf>| path.as_ref().map(|path| Target::of(path, inputs.files));
        let copies = Self {
            comments: target(&margins.comments),
            changes: target(&margins.changes),
            author: margins.author.clone().unwrap_or_else(|| AUTHOR.to_owned()),
            date: date(lang)?,
        };
        for target in [&copies.comments, &copies.changes].into_iter().flatten() {
            let mut seen = HashSet::new();
            for file in inputs.files {
                let out = target.place(file, inputs.roots);
                let is_own = file.path().is_some_and(|path| is_same(path, &out));
                if is_own || !seen.insert(out.clone()) {
                    anyhow::bail!(overwrites(&out, is_own, lang));
                }
            }
        }
        Ok(Some(copies))
    }

    /// Writes the copies of a file; what was written, in the reader's words.
    ///
    /// # Errors
    /// Why not, in the reader's words.
    pub(super) fn write(&self, job: &Job<'_>, place: (&File, &[PathBuf])) -> Result<Vec<String>, String> {
        let lang = job.lang;
        let place_of = |target: &Option<Target>| target.as_ref().map(|target| target.place(place.0, place.1));
        let (commented, changed) = (place_of(&self.comments), place_of(&self.changes));
        let changes = if changed.is_some() { job.changes()? } else { Edits::default() };
        let together = commented == changed;
        let comments: Vec<Comment> = if commented.is_some() {
            job.comments(if together { &changes } else { const { &Edits::NONE } })
        } else {
            Vec::new()
        };
        let mut said = Vec::new();
        let written = if together {
            vec![(commented, comments.as_slice(), &changes)]
        } else {
            vec![(commented, comments.as_slice(), const { &Edits::NONE }), (changed, &[][..], &changes)]
        };
        for (path, comments, changes) in written {
            let Some(path) = path else { continue };
            let told = Annotations { comments, changes, author: &self.author, date: &self.date };
            let bytes = job.source.annotated(&told).map_err(|refusal| problem::refused(refusal, lang))?;
            put(&path, &bytes, lang)?;
            said.push(wrote(&path, comments.len(), changes.iter().count(), lang));
        }
        let notices = job.source.notices().into_iter();
        said.extend(notices.filter_map(|notice| problem::noticed_on_writing(notice, lang)));
        Ok(said)
    }
}

impl Target {
    /// A folder where there are several files, or is one of that name.
    fn of(path: &Path, files: &[File]) -> Self {
        let ends_as_folder = path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
        let is_folder = files.len() > 1 || ends_as_folder || path.is_dir();
        if is_folder { Self::Folder(path.to_owned()) } else { Self::File(path.to_owned()) }
    }

    /// Where the copy of a file is put: in a folder as the file stands below the one it was found in.
    fn place(&self, file: &File, roots: &[PathBuf]) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::Folder(folder) => {
                let name = PathBuf::from(file.name());
                let below = roots.iter().filter(|root| root.is_dir()).find_map(|root| name.strip_prefix(root).ok());
                let here = name.is_relative() && roots.iter().any(|root| root == Path::new("."));
                let below = below.or_else(|| Some(name.as_path()).filter(|_| here));
                let own = below.unwrap_or_else(|| name.file_name().map_or(name.as_path(), Path::new));
                folder.join(own)
            }
        }
    }
}

/// A file that is to be written into a copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Job<'j> {
    pub(super) source: &'j Source,
    pub(super) report: &'j Report,
    pub(super) plan: &'j Plan,
    pub(super) reach: Reach,
    pub(super) lang: Lang,
}

impl Job<'_> {
    /// The fixes, as edits of the text.
    fn changes(&self) -> Result<Edits, String> {
        if self.source.format != Format::Word {
            return Ok(Edits::default());
        }
        let mended = mend(self.source.clone(), self.plan, self.reach);
        let mended = mended.map_err(|refusal| problem::refused(refusal, self.lang))?;
        let at_odds: Vec<&str> = mended.at_odds.iter().map(|lint| &**lint).collect();
        if at_odds.is_empty() { Ok(mended.edits) } else { Err(problem::at_odds(&at_odds.join(" "), self.lang)) }
    }

    /// The findings, as comments.
    fn comments(&self, changes: &Edits) -> Vec<Comment> {
        let is_done = |fix: &Fix| {
            let done = |span| changes.iter().any(|change| change.span.covers(span));
            !fix.edits.is_empty() && fix.edits.iter().all(|edit| done(edit.span))
        };
        let one = |diagnostic: &crate::diagnostic::Diagnostic| {
            let fixed = diagnostic.fix.as_ref().is_some_and(is_done);
            let fix = if fixed { FixIn::File } else { FixIn::Nowhere };
            Comment { span: diagnostic.span, words: comment(self.lang, self.source, diagnostic, fix) }
        };
        self.report.diagnostics.iter().map(one).collect()
    }
}

fn put(path: &Path, bytes: &[u8], lang: Lang) -> Result<(), String> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| {
            let (folder, why) = (folder.display(), problem::said(&error, lang));
            match lang {
                Lang::Zh => format!("无法建立文件夹 {folder}：{why}"),
                Lang::En => format!("cannot make the folder {folder}: {why}"),
            }
        })?;
    }
    write_file(path, bytes, lang).map_err(|error| format!("{error:#}"))
}

fn wrote(path: &Path, comments: usize, changes: usize, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Zh => format!("已写 {comments} 条批注、{changes} 处修订：{path}"),
        Lang::En => format!("wrote {comments} comments and {changes} tracked changes: {path}"),
    }
}

fn overwrites(out: &Path, is_own: bool, lang: Lang) -> String {
    let (out, what) = (
        out.display(),
        match is_own {
            true => Text { zh: "正是要检查的文件，不能写到它上面", en: "is the file that is checked" },
            false => {
                Text { zh: "会写两次：几个文件同名", en: "would be written twice: files have the same name" }
            }
        },
    );
    format!("{out} {}", what.get(lang))
}

/// When comments are made: SOURCE_DATE_EPOCH, for those who want the same file again, else now.
fn date(lang: Lang) -> anyhow::Result<String> {
    let wrong = |value: &str| match lang {
        Lang::Zh => anyhow::anyhow!("SOURCE_DATE_EPOCH 不是从 1970 年起的秒数：{value}"),
        Lang::En => anyhow::anyhow!("SOURCE_DATE_EPOCH is no number of seconds: {value}"),
    };
    let time = match env::var("SOURCE_DATE_EPOCH") {
        Ok(value) => {
            let seconds = value.parse().map_err(|_| wrong(&value))?;
            Timestamp::from_second(seconds).map_err(|_| wrong(&value))?
        }
        Err(_) => Timestamp::now(),
    };
    Ok(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// Whether a file is, or stands in, what copies were written to: those of an earlier run are no drafts.
pub(super) fn is_copy(path: &Path, margins: &Margins) -> bool {
    let targets = [&margins.comments, &margins.changes];
    let found = real(path);
    targets.into_iter().flatten().any(|target| {
        let target = real(target);
        found.as_ref().zip(target).is_some_and(|(found, target)| found.starts_with(target))
    })
}
