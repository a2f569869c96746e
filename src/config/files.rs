//! The configurations of a run or of an editor's session: which one holds for a file, and what to lint it for.
//!
//! Reads configuration files, each once until it is told to forget them. What is wrong with one is kept beside it, for
//! whoever shows it; words for what the system says are the command line's business.

mod discovery;
pub mod disk;
mod examples;
mod load;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::ignores::IgnoreAt;
use super::paths::PathPatterns;
use super::{Config, Section};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Report, Span};
use crate::lang::Lang;
use crate::lint::{Plan, Settings};
use crate::source::{FormatChoice, Source, Unreadable};
use discovery::Discovery;
use disk::ReadError;
pub use examples::wrong_examples;
use load::{OwnLints, load};

/// Where configurations come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Which {
    /// The falint.toml closest to each file.
    #[default]
    Closest,
    /// This file, for all.
    File(PathBuf),
    /// Nowhere.
    Nothing,
}

/// Why a configuration file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// It is not there to be read, or is no file to read.
    #[error(transparent)]
    File(#[from] ReadError),
    /// Its name, or that of the file that it is a link to, does not end in `.toml`.
    #[error("not a .toml file")]
    NoToml,
    /// It is in no known encoding, or no text at all.
    #[error(transparent)]
    Content(#[from] Unreadable),
    /// It is a link to a file outside the project, in which so many things are wrong: these are not told.
    #[error("{0} mistake(s) in a file outside the project")]
    Elsewhere(usize),
}

impl Unread {
    /// What the matter is, as it follows the name of the file; `None` where the system or the decoder says it.
    pub fn why(&self, lang: Lang) -> Option<String> {
        match (self, lang) {
            (Self::File(error), _) => error.why(lang),
            (Self::Content(_), _) => None,
            (Self::NoToml, Lang::Zh) => Some("不是 .toml 文件".to_owned()),
            (Self::NoToml, Lang::En) => Some("is no .toml file".to_owned()),
            (Self::Elsewhere(wrong), Lang::Zh) => {
                Some(format!("有 {wrong} 处错误；文件不在项目的文件夹里，这里不显示它的内容"))
            }
            (Self::Elsewhere(wrong), Lang::En) => Some(format!(
                "has {wrong} mistake(s), which are not shown, because the file is outside the project's folder"
            )),
        }
    }
}

/// A file that a configuration was read from.
#[derive(Debug)]
pub struct ConfigFile {
    /// As seen from the current folder, where it is under it.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
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

/// What one of the files that a configuration goes on from says.
#[derive(Debug)]
pub struct Link {
    /// The file.
    pub file: Arc<ConfigFile>,
    /// What it says.
    pub config: Config,
    /// The patterns of its overrides.
    overrides: Vec<PathPatterns>,
    /// Its `[[ignore-at]]`, in the file's order.
    ignores: Vec<Arc<IgnoreEntry>>,
}

/// An `[[ignore-at]]` and the file it stands in.
#[derive(Debug)]
pub struct IgnoreEntry {
    /// The file.
    pub file: Arc<ConfigFile>,
    /// What it says.
    pub ignore: IgnoreAt,
    paths: PathPatterns,
}

/// A configuration as it was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files it was read from: its own, those it goes on from, those of the user's lints.
    pub files: Vec<Arc<ConfigFile>>,
    /// What they say, the farthest first: what is said later wins.
    pub links: Vec<Link>,
    exclude: Option<Arc<PathPatterns>>,
    own: Option<Arc<OwnLints>>,
    /// What to lint for, by which overrides hold.
    plans: Mutex<HashMap<Vec<bool>, Plan>>,
}

/// An example in a table of the user's.
#[derive(Debug, Clone, Copy)]
pub struct ExamplePlace<'l> {
    /// The lint.
    pub lint: &'l str,
    /// Which of its examples, from 0.
    pub number: usize,
    /// The file it stands in.
    pub file: &'l Arc<ConfigFile>,
    /// Where.
    pub span: Span,
}

impl Loaded {
    /// The lints, where the user has some.
    pub fn catalogue(&self) -> Option<&Arc<Catalogue>> {
        self.own.as_ref().map(|own| &own.catalogue)
    }

    /// The examples of the user's lints.
    pub fn examples(&self) -> impl Iterator<Item = ExamplePlace<'_>> {
        self.own.iter().flat_map(|own| own.examples())
    }

    /// What is not to be told of a file at an absolute path, and who says so.
    pub fn ignores(&self, path: &Path) -> Vec<Arc<IgnoreEntry>> {
        let mut all = self.links.iter().flat_map(|link| &link.ignores).peekable();
        if all.peek().is_none() {
            return Vec::new();
        }
        let real = without_links(path);
        all.filter(|entry| entry.paths.matches_within(&real, false)).cloned().collect()
    }

    /// What is said of a file at an absolute path, the weakest first, with who says it.
    pub fn sections(&self, path: &Path) -> Vec<(&Link, &Section)> {
        self.sections_held(&self.holding(path))
    }

    /// What is said a file at an absolute path is.
    pub fn format(&self, path: &Path) -> FormatChoice {
        let mut said = self.sections(path).into_iter().rev().filter_map(|(_, section)| section.format);
        said.next().map(|format| format.value).unwrap_or_default()
    }

    /// Which overrides hold for a file at an absolute path, of one link after the other.
    fn holding(&self, path: &Path) -> Vec<bool> {
        let mut overrides = self.links.iter().flat_map(|link| &link.overrides).peekable();
        if overrides.peek().is_none() {
            return Vec::new();
        }
        // Patterns go by paths without links.
        let real = without_links(path);
        overrides.map(|patterns| patterns.matches_within(&real, false)).collect()
    }

    /// What is said where these overrides hold.
    fn sections_held(&self, holding: &[bool]) -> Vec<(&Link, &Section)> {
        let mut holding = holding.iter();
        let mut out = Vec::new();
        for link in &self.links {
            out.push((link, &link.config.all));
            let over = link.config.overrides.iter().zip(&mut holding).filter(|(_, holds)| **holds);
            out.extend(over.map(|(over, _)| (link, &over.section)));
        }
        out
    }
}

/// A path without links; of a file that is not there, its folder without links.
pub(crate) fn without_links(path: &Path) -> PathBuf {
    let folder = || Some(fs::canonicalize(path.parent()?).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(folder).unwrap_or_else(|| path.to_owned())
}

/// The configurations that hold for the files of a run.
#[derive(Debug)]
pub struct Configs {
    base: Settings,
    which: Which,
    discovery: Discovery,
    /// By the path of the file; of none, where a file has no configuration.
    loaded: Mutex<HashMap<Option<PathBuf>, Arc<Loaded>>>,
    /// The user's lints, by the files they stand in.
    own: Mutex<HashMap<Vec<PathBuf>, Arc<OwnLints>>>,
}

impl Configs {
    /// None is read yet. What `base` says wins over what they say.
    pub fn new(base: Settings, which: Which) -> Self {
        Self { base, which, discovery: Discovery::default(), loaded: Mutex::default(), own: Mutex::default() }
    }

    /// Forgets what was found and read, so that changed files are read anew.
    pub fn forget(&self) {
        self.discovery.forget();
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.own.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What to lint the file at an absolute path for: resolved once for all files of which the same is said. What is
    /// wrong in its configuration is left out.
    pub fn plan(&self, path: &Path) -> Plan {
        let loaded = self.of(path);
        let holding = loaded.holding(path);
        let mut plans = loaded.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let known = plans.get(&holding).cloned();
        let plan = known.unwrap_or_else(|| {
            let plan = Plan::new(&self.settings(&loaded, &holding));
            plans.insert(holding, plan.clone());
            plan
        });
        plan.with_ignores(loaded.ignores(path).iter().map(|entry| entry.ignore.ignore.clone()))
    }

    fn settings(&self, loaded: &Loaded, holding: &[bool]) -> Settings {
        let mut settings = self.base.clone();
        settings.catalogue = loaded.catalogue().cloned();
        let mut set = Settings::default();
        for (_, section) in loaded.sections_held(holding) {
            section.put_into(&mut set);
        }
        settings.hints.kind = settings.hints.kind.or(set.hints.kind);
        settings.hints.stage = settings.hints.stage.or(set.hints.stage);
        settings.hints.jurisdiction = settings.hints.jurisdiction.or(set.hints.jurisdiction);
        // What comes later wins.
        settings.configured.splice(..0, set.configured);
        settings.severity.splice(..0, set.severity);
        settings.options.splice(..0, set.options);
        settings.words.extend(set.words);
        settings
    }

    /// What is not to be walked, for an absolute path.
    pub fn exclude(&self, path: &Path) -> Option<Arc<PathPatterns>> {
        self.of(path).exclude.clone()
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
        // A file that others go on from is read for each of them; where they lead in a circle, one sees more than the
        // other.
        wrong.sort_by_key(|file| (file.name.clone(), Reverse(file.report.diagnostics.len())));
        wrong.dedup_by(|a, b| a.name == b.name);
        wrong
    }

    /// The `[[ignore-at]]` of all configurations that were read so far.
    pub fn ignores(&self) -> Vec<Arc<IgnoreEntry>> {
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.values().flat_map(|loaded| &loaded.links).flat_map(|link| &link.ignores).cloned().collect()
    }

    /// The lints of all configurations that were read so far, where they have lints of the user's.
    pub fn catalogues(&self) -> Vec<Arc<Catalogue>> {
        let own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        own.values().map(|own| Arc::clone(&own.catalogue)).collect()
    }

    /// The configuration that holds for an absolute path; an empty one where it has none.
    pub fn of(&self, path: &Path) -> Arc<Loaded> {
        let file = match &self.which {
            Which::Closest => self.discovery.closest(path).map(|file| file.to_path_buf()),
            Which::File(file) => Some(file.clone()),
            Which::Nothing => None,
        };
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = loaded.entry(file).or_insert_with_key(|file| {
            let load = |file: &PathBuf| Arc::new(load(file, self.base.lang, &self.own));
            file.as_ref().map(load).unwrap_or_default()
        });
        Arc::clone(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::document::tree::front::Stage;
    use crate::options::Value;

    /// A folder that goes away with the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str, files: &[(&str, &str)]) -> Self {
            let folder = std::env::temp_dir().join(format!("falint-configs-{name}-{}", std::process::id()));
            let folder = Self(folder);
            files.iter().for_each(|(path, text)| folder.write(path, text));
            folder
        }

        fn write(&self, path: &str, text: &str) {
            let path = self.0.join(path);
            fs::create_dir_all(path.parent().expect("has a parent")).expect("can be made");
            fs::write(path, text).expect("can be written");
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn what_is_nearer_wins_and_lists_add_up() {
        let folder = Folder::new(
            "nearer",
            &[
                (
                    "falint.toml",
                    "kind = \"law\"\nstage = \"draft\"\nselect = [\"all\"]\nignore = [\"layout\"]\nwords = [\"甲\"]\n\
                     exclude = [\"a/x.txt\"]\n[severity]\ntoc-form = \"error\"\n[lint.chapters-threshold]\nundivided = 9\n\
                     [[override]]\npaths = [\"a/**\"]\nkind = \"local-rule\"\nstage = \"vote\"\n",
                ),
                (
                    "a/falint.toml",
                    "extend = \"../falint.toml\"\nstage = \"published\"\nselect = [\"dates\"]\nignore = [\"toc-form\"]\n\
                     words = [\"乙\"]\nexclude = [\"y.txt\"]\n[severity]\ntoc-form = \"advice\"\n\
                     [lint.chapters-threshold]\nundivided = 8\n",
                ),
            ],
        );
        let configs = Configs::new(Settings::default(), Which::Closest);
        let path = folder.0.join("a/草案.txt");
        let loaded = configs.of(&path);
        let settings = configs.settings(&loaded, &loaded.holding(&path));
        let hints = &settings.hints;
        // An override of the farther file is farther than what the nearer one says.
        assert_eq!(
            (hints.kind.map(|kind| kind.name()), hints.stage.map(|stage| stage.name())),
            (Some("local-rule"), Some("published"))
        );
        assert_eq!(settings.words, ["甲", "乙"]);
        let plan = configs.plan(&path);
        let selects = |name: &str| plan.severity(name, Stage::Published).is_some();
        assert!(selects("effective-date-missing") && !selects("layout-article-gap") && !selects("punct-double"));
        assert_eq!(settings.severity.last(), Some(&("toc-form".to_owned(), Severity::Advice)));
        assert_eq!(settings.options.last().map(|(.., set)| set), Some(&Value::Number(8)));
        let exclude = configs.exclude(&folder.0.join("a/草案.txt")).expect("patterns");
        let real = fs::canonicalize(&folder.0).expect("it is there");
        let excluded = |path: &str| exclude.matches_within(&real.join(path), false);
        assert!(excluded("a/x.txt") && excluded("a/y.txt") && !excluded("y.txt") && !excluded("a/z.txt"));
        assert_eq!(configs.wrong(std::iter::empty()).len(), 0);
    }

    #[test]
    fn what_the_caller_says_wins() {
        let folder = Folder::new(
            "caller",
            &[("falint.toml", "stage = \"vote\"\nselect = [\"dates\"]\nignore = [\"numbering\"]\n")],
        );
        let mut base = Settings { select: vec!["numbering".to_owned()], ..Settings::default() };
        base.hints.stage = Some(Stage::Draft);
        let plan = Configs::new(base, Which::Closest).plan(&folder.0.join("草案.txt"));
        assert_eq!(plan.hints().stage, Some(Stage::Draft));
        assert!(plan.severity("article-number-gap", Stage::Draft).is_some());
    }

    #[test]
    fn files_of_which_the_same_is_said_share_a_plan() {
        let folder = Folder::new(
            "shared",
            &[
                (
                    "falint.toml",
                    "[[override]]\npaths = [\"a/**\"]\nignore = [\"dates\"]\n\
                     [[ignore-at]]\npath = \"x.txt\"\nlint = \"layout\"\n",
                ),
                ("b/falint.toml", ""),
            ],
        );
        let configs = Configs::new(Settings::default(), Which::Closest);
        let are_shared = |one: &str, other: &str| {
            let plan = |path: &str| configs.plan(&folder.0.join(path));
            plan(one).is_shared_with(&plan(other))
        };
        // What is ignored in one of them stands beside the plan.
        assert!(are_shared("x.txt", "y.txt") && are_shared("a/x.txt", "a/y.txt"));
        assert!(!are_shared("x.txt", "a/x.txt") && !are_shared("x.txt", "b/x.txt"));
        let nothing = Configs::new(Settings::default(), Which::Nothing);
        assert!(nothing.plan(Path::new("/x.txt")).is_shared_with(&nothing.plan(Path::new("/y/z.txt"))));
    }

    #[test]
    fn files_are_read_anew_when_they_are_forgotten() {
        let folder = Folder::new("anew", &[("falint.toml", "lints = [\"our.toml\"]\n"), ("our.toml", "")]);
        let configs = Configs::new(Settings { lang: Lang::En, ..Settings::default() }, Which::Closest);
        let path = folder.0.join("草案.txt");
        let lints = || configs.of(&path).catalogue().map(|catalogue| catalogue.lints().len());
        let builtin = Catalogue::builtin().lints().len();
        assert_eq!(lints(), Some(builtin));
        folder.write(
            "our.toml",
            "[[lint]]\nname = \"x\"\nmessage = \"y\"\nmatch = { kind = \"phrase\", terms = [\"z\"] }\n",
        );
        assert_eq!(lints(), Some(builtin));
        configs.forget();
        assert_eq!(lints(), Some(builtin + 1));
        folder.write("our.toml", "lnit = []\n");
        configs.forget();
        let wrong = configs.wrong([path.clone()].into_iter());
        assert_eq!(wrong[0].report.diagnostics[0].message, "no setting “lnit”");
        fs::remove_file(folder.0.join("falint.toml")).expect("it is there");
        configs.forget();
        assert_eq!(lints(), None);
    }
}
