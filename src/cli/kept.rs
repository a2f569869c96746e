//! What a run keeps back: what the ignores of its configurations came to over all files, and how its findings compare
//! with a baseline.
//!
//! Files are linted side by side; what is gathered here does not depend on their order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::problem;
use crate::baseline::{Baseline, BaselineError, Known};
use crate::config::files::disk;
use crate::config::files::{ConfigFile, Configs, IgnoreEntry, without_links};
use crate::diagnostic::{Finding, Report};
use crate::lang::{Lang, Text};
use crate::lint::{KeptBack, useless};
use crate::render::{Beside, Stale};
use crate::suppress::Use;

/// The largest baseline, in bytes: some three hundred thousand rows.
const MOST_BYTES: u64 = 64 << 20;

/// What a run keeps back.
#[derive(Debug, Default)]
pub(super) struct Kept {
    accepted: Option<Accepted>,
    seen: Mutex<Seen>,
}

/// A baseline and where it is.
#[derive(Debug)]
pub(super) struct Accepted {
    /// Its folder, without links.
    folder: PathBuf,
    baseline: Baseline,
}

/// What was seen so far.
#[derive(Debug, Default)]
struct Seen {
    /// By the configuration's name, and where in it the ignore stands.
    ignores: BTreeMap<(String, usize), Ignored>,
    ignored: usize,
    known: usize,
    /// By file, as the baseline names it.
    found: BTreeMap<String, Arc<Known>>,
    stale: BTreeMap<String, Known>,
}

/// What an ignore came to.
#[derive(Debug)]
struct Ignored {
    entry: Arc<IgnoreEntry>,
    uses: BTreeSet<Use>,
    /// Whether the one file that its path names was linted.
    names_it: bool,
}

impl Accepted {
    /// Reads a baseline.
    ///
    /// # Errors
    /// What is wrong with the file, in the reader's words.
    pub(super) fn read(path: &Path, lang: Lang) -> anyhow::Result<Self> {
        let baseline = read(path, lang)?.map_err(|error| failed(path, &wrong(&error, lang), lang))?;
        Ok(Self { baseline, ..Self::nothing(path) })
    }

    /// A baseline that is to be written in the place of the one at that path, if there is one.
    ///
    /// # Errors
    /// Where what is there cannot be read, or is anything but a baseline.
    pub(super) fn anew(path: &Path, lang: Lang) -> anyhow::Result<Self> {
        let is_there = fs::exists(path).unwrap_or(true);
        if is_there && matches!(read(path, lang)?, Err(BaselineError::NotOne)) {
            let what = Text {
                zh: "不是 falint 的基线文件，没有覆盖；用 -o 换一个名字",
                en: "not a baseline of falint, and not overwritten; name another file with -o",
            };
            return Err(failed(path, what.get(lang), lang));
        }
        Ok(Self::nothing(path))
    }

    /// A baseline at that path in which nothing is known.
    pub(super) fn nothing(path: &Path) -> Self {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().unwrap_or(&path);
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        Self { folder, baseline: Baseline::default() }
    }

    /// What the baseline calls the file at an absolute path: the way there from its folder, parted by `/`.
    fn name(&self, place: &Path) -> String {
        let real = without_links(place);
        let (mut from, mut to) = (self.folder.components().peekable(), real.components().peekable());
        while from.peek().is_some() && from.peek() == to.peek() {
            from.next();
            to.next();
        }
        let up = from.map(|_| "..".to_owned());
        let down = to.map(|part: Component<'_>| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    fn known(&self, place: &Path) -> Arc<Known> {
        self.baseline.files.get(&self.name(place)).map(Arc::clone).unwrap_or_default()
    }
}

fn read(path: &Path, lang: Lang) -> anyhow::Result<Result<Baseline, BaselineError>> {
    let bytes = disk::read(path, MOST_BYTES).map_err(|error| failed(path, &problem::unread(&error, lang), lang))?;
    Ok(String::from_utf8(bytes).map_err(|_| BaselineError::NotOne).and_then(|text| Baseline::read(&text)))
}

fn failed(path: &Path, what: &str, lang: Lang) -> anyhow::Error {
    match lang {
        Lang::Zh => anyhow::anyhow!("{}：{what}", path.display()),
        Lang::En => anyhow::anyhow!("{}: {what}", path.display()),
    }
}

fn wrong(error: &BaselineError, lang: Lang) -> String {
    match (error, lang) {
        (BaselineError::NotOne, Lang::Zh) => "不是 falint 的基线文件，用 falint baseline 生成".to_owned(),
        (BaselineError::NotOne, Lang::En) => "not a baseline of falint; falint baseline writes one".to_owned(),
        (BaselineError::Version(version), Lang::Zh) => {
            format!("第 {version} 版的基线，这个版本的 falint 不认识；用 falint baseline 重新生成")
        }
        (BaselineError::Version(version), Lang::En) => {
            format!(
                "a baseline of version {version}, which this falint does not know; write it anew with falint baseline"
            )
        }
        (BaselineError::Row { line, error }, Lang::Zh) => {
            format!("第 {line} 行第 {} 列：不是基线的一行；改正它，或者用 falint baseline 重新生成", error.column())
        }
        (BaselineError::Row { line, error }, Lang::En) => {
            format!(
                "line {line}, column {}: no row of a baseline; mend it, or write the file anew with falint baseline",
                error.column()
            )
        }
    }
}

impl Kept {
    /// Compares what is found with a baseline.
    pub(super) fn beside(accepted: Accepted) -> Self {
        Self { accepted: Some(accepted), seen: Mutex::default() }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of the file at an absolute path; `None` where there is no baseline.
    pub(super) fn known(&self, place: &Path) -> Option<Arc<Known>> {
        self.accepted.as_ref().map(|accepted| accepted.known(place))
    }

    /// Takes note of what the file at an absolute path came to.
    pub(super) fn note(&self, place: &Path, configs: &Configs, kept_back: &KeptBack) {
        let entries = configs.of(place).ignores(place);
        let mut seen = self.seen();
        seen.ignored += kept_back.ignored;
        for (entry, &used) in entries.into_iter().zip(&kept_back.uses) {
            let names_it = names(&entry, place);
            let ignored = seen.ignored_by(&entry);
            ignored.uses.insert(used);
            ignored.names_it |= names_it;
        }
        if let (Some(accepted), Some(compared)) = (&self.accepted, &kept_back.compared) {
            let name = accepted.name(place);
            seen.known += compared.known.len();
            seen.found.insert(name.clone(), Arc::new(compared.found.clone()));
            if !compared.stale.rows.is_empty() {
                seen.stale.insert(name, compared.stale.clone());
            }
        }
    }

    /// How many findings an ignore silenced.
    pub(super) fn ignored(&self) -> usize {
        self.seen().ignored
    }

    /// What is to be said of ignores that came to nothing, by configuration; `whole` are the folders all of whose drafts
    /// were linted.
    pub(super) fn useless(&self, configs: &Configs, whole: &[PathBuf]) -> Vec<(Arc<ConfigFile>, Report)> {
        let mut seen = self.seen();
        for entry in configs.ignores() {
            seen.ignored_by(&entry);
        }
        let mut by_file: BTreeMap<String, (Arc<ConfigFile>, Vec<Finding>)> = BTreeMap::new();
        for ignored in seen.ignores.values() {
            let is_whole = whole.iter().any(|folder| without_links(&ignored.entry.file.path).starts_with(folder));
            let Some(finding) = ignored.finding(is_whole) else { continue };
            let file = &ignored.entry.file;
            let told = by_file.entry(file.name.clone()).or_insert_with(|| (Arc::clone(file), Vec::new()));
            told.1.push(finding);
        }
        let report = |(file, findings): (Arc<ConfigFile>, Vec<Finding>)| {
            let source = file.source.as_ref().ok()?;
            let report = useless(source, &configs.plan(&file.path), &findings);
            (!report.diagnostics.is_empty()).then(|| (Arc::clone(&file), report))
        };
        by_file.into_values().filter_map(report).collect()
    }

    /// What came of the baseline; `None` where there is none. `whole` are the folders all of whose drafts were linted:
    /// rows of files that are there no longer are stale, too.
    pub(super) fn compared(&self, whole: &[PathBuf]) -> Option<Beside> {
        let accepted = self.accepted.as_ref()?;
        let stale = self.stale(accepted, whole);
        let row = |(path, known): (String, Known)| {
            let rows = known.rows.into_iter();
            rows.map(move |(key, article)| Stale { path: path.clone(), lint: key.lint, article }).collect::<Vec<_>>()
        };
        Some(Beside { known: self.seen().known, stale: stale.into_iter().flat_map(row).collect() })
    }

    fn stale(&self, accepted: &Accepted, whole: &[PathBuf]) -> BTreeMap<String, Known> {
        let seen = self.seen();
        let mut stale = seen.stale.clone();
        for (name, known) in &accepted.baseline.files {
            let path = accepted.folder.join(name);
            let is_within = whole.iter().any(|folder| path.starts_with(folder));
            if is_within && !seen.found.contains_key(name) && !path.exists() {
                stale.insert(name.clone(), (**known).clone());
            }
        }
        stale
    }

    /// All that was found, as a baseline.
    pub(super) fn found(&self) -> Baseline {
        let found = self.seen().found.clone().into_iter();
        Baseline { files: found.filter(|(_, known)| !known.rows.is_empty()).collect() }
    }

    /// The baseline without its stale rows.
    pub(super) fn pruned(&self, whole: &[PathBuf]) -> Baseline {
        let Some(accepted) = &self.accepted else { return Baseline::default() };
        let stale = self.stale(accepted, whole);
        let mut files = accepted.baseline.files.clone();
        for (name, gone) in &stale {
            if let Some(known) = files.get_mut(name) {
                Arc::make_mut(known).rows.retain(|key, _| !gone.rows.contains_key(key));
            }
        }
        files.retain(|_, known| !known.rows.is_empty());
        Baseline { files }
    }
}

impl Seen {
    fn ignored_by(&mut self, entry: &Arc<IgnoreEntry>) -> &mut Ignored {
        let key = (entry.file.name.clone(), entry.ignore.path.span.start);
        let new = || Ignored { entry: Arc::clone(entry), uses: BTreeSet::new(), names_it: false };
        self.ignores.entry(key).or_insert_with(new)
    }
}

/// Whether an ignore's path is no pattern, but the name of the file at an absolute path.
fn names(entry: &IgnoreEntry, place: &Path) -> bool {
    let Some(name) = plain_name(entry) else { return false };
    let folder = entry.file.path.parent().unwrap_or_else(|| Path::new("."));
    without_links(place) == without_links(&folder.join(name))
}

/// The path of an ignore where nothing in it is special.
fn plain_name(entry: &IgnoreEntry) -> Option<&str> {
    let path = entry.ignore.path.value.trim_start_matches('/');
    (!path.contains(['*', '?', '[', '{', '\\', '!'])).then_some(path)
}

impl Ignored {
    /// What is to be said of it, where it is sure that it is of no use: in the one file that it names, or in all files
    /// of its folder.
    fn finding(&self, is_whole: bool) -> Option<Finding> {
        let ignore = &self.entry.ignore;
        let path = &ignore.path.value;
        if self.uses.is_empty() {
            let folder = self.entry.file.path.parent().unwrap_or_else(|| Path::new("."));
            // A file that is there may be linted when it is named.
            let is_there = plain_name(&self.entry).is_some_and(|name| folder.join(name).exists());
            let told = Finding::at(ignore.path.span).variant("missing").arg("path", path);
            return (is_whole && !is_there).then_some(told);
        }
        let is_idle = self.uses.iter().all(|&used| used == Use::Idle);
        let finding = Finding::at(ignore.span).arg("path", path).arg("names", &ignore.ignore.lint);
        let finding = match &ignore.ignore.at {
            Some(place) => finding.variant("place").arg("at", place.to_string()),
            None => finding.variant("file"),
        };
        (is_idle && (is_whole || self.names_it)).then_some(finding)
    }
}
