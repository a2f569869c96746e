//! The configurations of a run or of an editor's session: which one holds for a file, and what to lint it for.
//!
//! Reads configuration files, each once until it is told to forget them. What is wrong with one is kept beside it, for
//! whoever shows it; words for what the system says are the command line's business.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};

use super::discovery::Discovery;
use super::{Config, read};
use crate::diagnostic::Report;
use crate::lint::Settings;
use crate::source::walk::Exclude;
use crate::source::{DecodeError, Source};

/// Where configurations come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The falint.toml closest to each file.
    Closest,
    /// This file, for all.
    File(PathBuf),
    /// Nowhere.
    Nothing,
}

/// Why a configuration file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// The system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is in no known encoding.
    #[error(transparent)]
    Encoding(#[from] DecodeError),
}

/// A file that a configuration was read from.
#[derive(Debug)]
pub struct ConfigFile {
    /// As seen from the current folder, where it is under it.
    pub name: String,
    /// Its text.
    pub source: Result<Source, Unread>,
    /// What is wrong in it.
    pub report: Report,
}

impl ConfigFile {
    /// Whether anything is wrong with it.
    pub const fn is_wrong(&self) -> bool {
        self.source.is_err() || !self.report.diagnostics.is_empty()
    }
}

/// A configuration as it was read.
#[derive(Debug, Default)]
struct Loaded {
    files: Vec<Arc<ConfigFile>>,
    config: Config,
    exclude: Option<Arc<Exclude>>,
}

/// The configurations that hold for the files of a run.
#[derive(Debug)]
pub struct Configs {
    base: Settings,
    which: Which,
    discovery: Discovery,
    /// By the path of the file.
    loaded: Mutex<HashMap<PathBuf, Arc<Loaded>>>,
}

impl Configs {
    /// None is read yet. What `base` says wins over what they say.
    pub fn new(base: Settings, which: Which) -> Self {
        Self { base, which, discovery: Discovery::default(), loaded: Mutex::default() }
    }

    /// Forgets what was found and read, so that changed files are read anew.
    pub fn forget(&self) {
        self.discovery.forget();
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What to lint the file at an absolute path for. What is wrong in its configuration is left out.
    pub fn settings(&self, path: &Path) -> Settings {
        let mut settings = self.base.clone();
        let loaded = self.of(path);
        let config = &loaded.config;
        settings.hints.kind = settings.hints.kind.or(config.hints.kind);
        settings.hints.stage = settings.hints.stage.or(config.hints.stage);
        settings.hints.jurisdiction.clone_from(&config.hints.jurisdiction);
        settings.words.clone_from(&config.words);
        if settings.select.is_empty() {
            settings.select.clone_from(&config.select);
        }
        settings.ignore.extend(config.ignore.iter().cloned());
        settings.severity.clone_from(&config.severity);
        settings
    }

    /// What is not to be walked, for an absolute path.
    pub fn exclude(&self, path: &Path) -> Option<Arc<Exclude>> {
        self.of(path).exclude.clone()
    }

    /// The files that the configuration of an absolute path was read from, its own first; none where it has none.
    pub fn files(&self, path: &Path) -> Vec<Arc<ConfigFile>> {
        self.of(path).files.clone()
    }

    /// Reads the configurations that hold for these absolute paths: the files in which something is wrong, of all that
    /// were read so far, in order of name.
    pub fn wrong(&self, paths: impl Iterator<Item = PathBuf>) -> Vec<Arc<ConfigFile>> {
        for path in paths {
            self.of(&path);
        }
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let all = loaded.values().flat_map(|loaded| &loaded.files);
        let mut wrong: Vec<Arc<ConfigFile>> = all.filter(|file| file.is_wrong()).cloned().collect();
        wrong.sort_by(|a, b| a.name.cmp(&b.name));
        wrong.dedup_by(|a, b| a.name == b.name);
        wrong
    }

    /// The configuration that holds for an absolute path.
    fn of(&self, path: &Path) -> Arc<Loaded> {
        let file = match &self.which {
            Which::Closest => self.discovery.closest(path).map(|file| file.to_path_buf()),
            Which::File(file) => Some(file.clone()),
            Which::Nothing => None,
        };
        let Some(file) = file else { return Arc::default() };
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = loaded.entry(file).or_insert_with_key(|file| Arc::new(load(file, &self.base)));
        Arc::clone(entry)
    }
}

fn load(path: &Path, base: &Settings) -> Loaded {
    let name = relative(path).display().to_string();
    let source = match text(path, &name) {
        Ok(source) => source,
        Err(error) => {
            let file = ConfigFile { name, source: Err(error), report: Report::default() };
            return Loaded { files: vec![Arc::new(file)], ..Loaded::default() };
        }
    };
    let (config, report) = read(&source, base.lang);
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let exclude = Exclude::new(folder, &config.exclude).ok().map(Arc::new);
    let file = ConfigFile { name, source: Ok(source), report };
    Loaded { files: vec![Arc::new(file)], config, exclude }
}

fn text(path: &Path, name: &str) -> Result<Source, Unread> {
    Ok(Source::from_bytes(name, &fs::read(path)?, None)?)
}

/// A path as seen from the current folder, where it is under it.
fn relative(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).to_owned()
}
