//! The configurations of a run: which one holds for a file, and what follows for linting it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::args::Check;
use super::problem;
use crate::config::discovery::Discovery;
use crate::config::{self, Config};
use crate::diagnostic::Report;
use crate::lang::Lang;
use crate::lint::Settings;
use crate::render::FileError;
use crate::source::Source;
use crate::source::walk::Exclude;

/// The configurations of a run.
pub(super) struct Configs {
    lang: Lang,
    discovery: Option<Discovery>,
    /// What the command line names, or what holds everywhere with `--isolated`.
    fixed: Option<Arc<Loaded>>,
    loaded: Mutex<HashMap<PathBuf, Arc<Loaded>>>,
    base: Settings,
}

/// A configuration that was read.
pub(super) struct Loaded {
    name: String,
    pub source: Option<Source>,
    pub report: Report,
    config: Config,
    exclude: Option<Arc<Exclude>>,
    pub failed: Option<FileError>,
}

impl Configs {
    pub(super) fn new(check: &Check, lang: Lang) -> Self {
        let mut base = Settings {
            select: check.select.clone(),
            extend_select: check.extend_select.clone(),
            ignore: check.ignore.clone(),
            min_severity: Some(check.min_severity),
            lang,
            ..Settings::default()
        };
        base.hints.kind = check.kind;
        base.hints.stage = check.stage;
        let fixed = match (&check.config, check.isolated) {
            (Some(path), _) => Some(Arc::new(load(path, lang))),
            (None, true) => Some(Arc::new(Loaded::nothing())),
            (None, false) => None,
        };
        let discovery = fixed.is_none().then(Discovery::default);
        Self { lang, discovery, fixed, loaded: Mutex::default(), base }
    }

    /// The configuration that holds for an absolute path.
    fn of(&self, path: &Path) -> Arc<Loaded> {
        if let Some(fixed) = &self.fixed {
            return Arc::clone(fixed);
        }
        let closest = self.discovery.as_ref().and_then(|discovery| discovery.closest(path));
        let Some(closest) = closest else { return Arc::new(Loaded::nothing()) };
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = loaded.entry(closest.to_path_buf()).or_insert_with(|| Arc::new(load(&closest, self.lang)));
        Arc::clone(entry)
    }

    /// What is not to be walked, for an absolute path.
    pub(super) fn exclude(&self, path: &Path) -> Option<Arc<Exclude>> {
        self.of(path).exclude.clone()
    }

    /// What to lint the file at an absolute path for: the command line, then its configuration.
    pub(super) fn settings(&self, place: &Path) -> Settings {
        let mut settings = self.base.clone();
        let loaded = self.of(place);
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

    /// Reads the configurations that hold for these absolute paths, so that wrong ones are told before any work; in
    /// order of name.
    pub(super) fn wrong(&self, places: impl Iterator<Item = PathBuf>) -> Vec<Arc<Loaded>> {
        for place in places {
            self.of(&place);
        }
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let all = loaded.values().chain(&self.fixed);
        let mut wrong: Vec<Arc<Loaded>> = all.filter(|loaded| loaded.is_wrong()).cloned().collect();
        wrong.sort_by(|a, b| a.name.cmp(&b.name));
        wrong
    }
}

impl Loaded {
    fn nothing() -> Self {
        Self {
            name: String::new(),
            source: None,
            report: Report::default(),
            config: Config::default(),
            exclude: None,
            failed: None,
        }
    }

    const fn is_wrong(&self) -> bool {
        self.failed.is_some() || !self.report.diagnostics.is_empty()
    }
}

fn load(path: &Path, lang: Lang) -> Loaded {
    let name = relative(path).display().to_string();
    let failed = |message: String| Loaded {
        name: name.clone(),
        failed: Some(FileError { path: name.clone(), message }),
        ..Loaded::nothing()
    };
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return failed(problem::unreadable(&error, lang)),
    };
    let source = match Source::from_bytes(&name, &bytes, None) {
        Ok(source) => source,
        Err(error) => return failed(problem::undecodable(&error, lang)),
    };
    let (config, report) = config::read(&source, lang);
    let base = path.parent().unwrap_or_else(|| Path::new("."));
    let exclude = Exclude::new(base, &config.exclude).ok().map(Arc::new);
    Loaded { name, source: Some(source), report, config, exclude, failed: None }
}

/// A path as seen from the current folder, where it is under it.
fn relative(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).to_owned()
}
