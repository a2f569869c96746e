//! Reads a configuration from its files: its own, those it goes on from, and the user's lints.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};

use super::disk::{self, ReadError};
use super::{ConfigFile, ExamplePlace, IgnoreEntry, Link, Loaded, Unread};
use crate::catalogue::Catalogue;
use crate::config::lint_tables::{self, Taken};
use crate::config::paths::PathPatterns;
use crate::config::reader;
use crate::config::values::complaint;
use crate::config::{At, Config, FILE_NAME};
use crate::diagnostic::{Diagnostic, Report, Span};
use crate::lang::{Lang, Text};
use crate::source::{Source, Told};

/// The user's lints, beside falint's own.
#[derive(Debug)]
pub(super) struct OwnLints {
    pub(super) catalogue: Arc<Catalogue>,
    files: Vec<Arc<ConfigFile>>,
    /// Of each lint, the file, from 0, and the places of its examples.
    examples: Vec<(String, usize, Vec<Span>)>,
}

impl OwnLints {
    pub(super) fn examples(&self) -> impl Iterator<Item = ExamplePlace<'_>> {
        self.examples.iter().flat_map(move |(lint, file, spans)| {
            let place = move |(number, &span)| ExamplePlace { lint, number, file: &self.files[*file], span };
            spans.iter().enumerate().map(place)
        })
    }
}

/// A file that is being read.
struct Open {
    path: PathBuf,
    name: String,
    source: Source,
    /// What it says of other files.
    links: Config,
    /// What is wrong with these.
    wrong: Vec<Diagnostic>,
}

pub(super) fn load(path: &Path, lang: Lang, known: &Mutex<HashMap<Vec<PathBuf>, Arc<OwnLints>>>) -> Loaded {
    let mut chain = match chain(path, lang) {
        Ok(chain) => chain,
        Err(error) => {
            let (name, path) = (relative(path), path.to_owned());
            let file = ConfigFile { name, path, source: Err(error), report: Report::default() };
            return Loaded { files: vec![Arc::new(file)], ..Loaded::default() };
        }
    };
    let tables = tables(&mut chain, lang);
    let own = (!tables.is_empty()).then(|| {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let paths = tables.iter().map(|(path, _)| path.clone()).collect();
        Arc::clone(known.entry(paths).or_insert_with(|| Arc::new(own_lints(tables, lang))))
    });
    let project = Project::of(path);
    if let Some(own) = &own {
        chain.iter_mut().for_each(|open| open.tell_of_hidden(own, &project, lang));
    }
    let catalogue = own.as_ref().map_or_else(|| Catalogue::builtin(), |own| &own.catalogue);
    let links = match links(chain, &project, catalogue, lang) {
        Ok(links) => links,
        Err(file) => return Loaded { files: vec![Arc::from(file)], ..Loaded::default() },
    };
    let tables = own.iter().flat_map(|own| &own.files).filter(|file| !project.hides(file));
    let files = links.iter().rev().map(|link| &link.file).chain(tables).cloned().collect();
    let exclude =
        links.iter().filter_map(|link| patterns(&link.file.path, link.config.exclude.iter().map(|one| &one.value)));
    let exclude = exclude.reduce(PathPatterns::and).map(Arc::new);
    Loaded { files, links, exclude, own, ..Loaded::default() }
}

/// What the files of a chain say, the farthest first. What is wrong in one that is not the project's is told where it is
/// named, without a word of it; where the first is such a file, that is all there is.
fn links(chain: Vec<Open>, project: &Project, catalogue: &Catalogue, lang: Lang) -> Result<Vec<Link>, Box<ConfigFile>> {
    let mut links = Vec::new();
    let mut hidden = 0;
    for mut open in chain.into_iter().rev() {
        if let Some(At { value, span }) = open.links.extend.as_ref().filter(|_| hidden > 0) {
            let told = unread(value, &Unread::Elsewhere(hidden), *span, lang);
            open.wrong.push(told);
        }
        let (config, mut report) = open.read(catalogue, lang);
        hidden = if project.holds(&open.path) { 0 } else { report.diagnostics.len() };
        if hidden > 0 {
            report = Report::default();
        }
        links.push(open.link(config, report));
    }
    match links.last() {
        Some(Link { file, .. }) if hidden > 0 => {
            let (name, path, source) = (file.name.clone(), file.path.clone(), Err(Unread::Elsewhere(hidden)));
            Err(Box::new(ConfigFile { name, path, source, report: Report::default() }))
        }
        Some(_) | None => Ok(links),
    }
}

/// The folder whose files may be shown in a report: that of the repository, or of the outermost falint.toml above the
/// one that holds. What a configuration names elsewhere may be private, and nothing that its author should see.
struct Project(PathBuf);

impl Project {
    fn of(config: &Path) -> Self {
        let config = std::path::absolute(config).unwrap_or_else(|_| config.to_owned());
        let folder = real(folder(&config));
        let repository = folder.ancestors().find(|above| above.join(".git").exists());
        let outermost = || folder.ancestors().filter(|above| above.join(FILE_NAME).is_file()).last();
        Self(repository.or_else(outermost).unwrap_or(&folder).to_owned())
    }

    fn holds(&self, path: &Path) -> bool {
        real(path).starts_with(&self.0)
    }

    /// Whether what is wrong with a file is not to be shown.
    fn hides(&self, file: &ConfigFile) -> bool {
        file.is_wrong() && !self.holds(&file.path)
    }
}

/// The file and those it goes on from, the nearest first. Only its own may fail; what is wrong with the others is told
/// where they are named.
fn chain(path: &Path, lang: Lang) -> Result<Vec<Open>, Unread> {
    let mut chain = vec![Open::new(path)?];
    while let Some(last) = chain.last_mut() {
        let Some(At { value, span }) = last.links.extend.clone() else { break };
        let next = last.beside(&value);
        let real = real(&next);
        if chain.iter().any(|open| self::real(&open.path) == real) {
            let (zh, en) = (format!("“{value}”又回到自己：继承不能成环"), format!("“{value}” leads back to itself"));
            last_of(&mut chain).wrong.push(complaint(lang, span, Text { zh: &zh, en: &en }, None));
            break;
        }
        match Open::new(&next) {
            Ok(open) => chain.push(open),
            Err(error) => {
                let told = unread(&value, &error, span, lang);
                last_of(&mut chain).wrong.push(told);
                break;
            }
        }
    }
    Ok(chain)
}

#[expect(clippy::expect_used, reason = "a chain starts with a file")]
fn last_of(chain: &mut [Open]) -> &mut Open {
    chain.last_mut().expect("a chain is not empty")
}

/// The files of the user's lints that a chain names, each once, the farthest first.
fn tables(chain: &mut [Open], lang: Lang) -> Vec<(PathBuf, Source)> {
    let mut out: Vec<(PathBuf, Source)> = Vec::new();
    for open in chain.iter_mut().rev() {
        for At { value, span } in open.links.lints.clone() {
            let path = real(&open.beside(&value));
            if out.iter().any(|(known, _)| *known == path) {
                continue;
            }
            match text(&path) {
                Ok(source) => out.push((path, source)),
                Err(error) => open.wrong.push(unread(&value, &error, span, lang)),
            }
        }
    }
    out
}

fn own_lints(tables: Vec<(PathBuf, Source)>, lang: Lang) -> OwnLints {
    let mut taken = Taken::builtin();
    let (mut files, mut examples, mut topics) = (Vec::new(), Vec::new(), Vec::new());
    for (path, source) in tables {
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default().to_owned();
        let (own, report) = lint_tables::read(&source, &stem, &mut taken, lang);
        let names = own.tables.iter().map(|table| table.name.clone());
        examples.extend(names.zip(own.examples).map(|(name, spans)| (name, files.len(), spans)));
        topics.push((own.topic, own.tables));
        files.push(Arc::new(ConfigFile { name: relative(&path), path, source: Ok(source), report }));
    }
    OwnLints { catalogue: Arc::new(Catalogue::with(topics.into_iter())), files, examples }
}

impl Open {
    fn new(path: &Path) -> Result<Self, Unread> {
        let source = text(path)?;
        let links = reader::links(&source);
        Ok(Self { path: path.to_owned(), name: relative(path), source, links, wrong: Vec::new() })
    }

    /// A path as it is written in the file.
    fn beside(&self, path: &str) -> PathBuf {
        folder(&self.path).join(path)
    }

    /// Tells of the files of lints it names in which something is wrong that is not to be shown.
    fn tell_of_hidden(&mut self, own: &OwnLints, project: &Project, lang: Lang) {
        for At { value, span } in &self.links.lints {
            let path = real(&self.beside(value));
            if let Some(file) = own.files.iter().find(|file| file.path == path && project.hides(file)) {
                let wrong = Unread::Elsewhere(file.report.diagnostics.len());
                self.wrong.push(unread(value, &wrong, *span, lang));
            }
        }
    }

    /// What it says, and all that is wrong with it.
    fn read(&mut self, catalogue: &Catalogue, lang: Lang) -> (Config, Report) {
        let (config, mut report) = reader::read(&self.source, catalogue, lang);
        report.diagnostics.append(&mut self.wrong);
        report.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        (config, report)
    }

    fn link(self, config: Config, report: Report) -> Link {
        let over = config
            .overrides
            .iter()
            .filter_map(|over| patterns(&self.path, over.paths.iter().map(|path| &path.value)))
            .collect();
        let file = ConfigFile { name: self.name, path: self.path, source: Ok(self.source), report };
        let file = Arc::new(file);
        let ignores = config.ignores.iter().filter_map(|ignore| {
            let paths = patterns(&file.path, std::iter::once(&ignore.path.value))?;
            Some(Arc::new(IgnoreEntry { file: Arc::clone(&file), ignore: ignore.clone(), paths }))
        });
        Link { ignores: ignores.collect(), file: Arc::clone(&file), config, overrides: over }
    }
}

/// Patterns that are written in a file.
fn patterns<'p>(path: &Path, patterns: impl Iterator<Item = &'p String>) -> Option<PathPatterns> {
    let patterns: Vec<String> = patterns.cloned().collect();
    let folder = folder(path);
    // A path of one name has an empty folder, which leads nowhere.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    PathPatterns::new(&real(folder), &patterns).ok()
}

/// What is wrong with a file that another names.
fn unread(name: &str, error: &Unread, span: Span, lang: Lang) -> Diagnostic {
    let said = match (error, lang) {
        (Unread::File(ReadError::Io(error)), _) if error.kind() == io::ErrorKind::NotFound => {
            Text { zh: "没有“{}”这个文件", en: "there is no file “{}”" }.get(lang).replace("{}", name)
        }
        (Unread::File(ReadError::Io(error)), Lang::Zh) => format!("“{name}”无法读取：{error}"),
        (Unread::File(ReadError::Io(error)), Lang::En) => format!("“{name}” cannot be read: {error}"),
        (Unread::Content(_), Lang::Zh) => format!("“{name}”不是 UTF-8 编码的文件"),
        (Unread::Content(_), Lang::En) => format!("“{name}” is no file in UTF-8"),
        (other, Lang::Zh) => format!("“{name}”{}", other.why(lang).unwrap_or_default()),
        (other, Lang::En) => format!("“{name}” {}", other.why(lang).unwrap_or_default()),
    };
    complaint(lang, span, Text { zh: &said, en: &said }, None)
}

/// The text of a file, which must be a regular one of TOML, be it named by a link.
fn text(path: &Path) -> Result<Source, Unread> {
    let bytes = disk::read(path, disk::MOST_BYTES_OF_TOML)?;
    let is_toml = |ending: &OsStr| ending.eq_ignore_ascii_case("toml");
    if !real(path).extension().is_some_and(is_toml) {
        return Err(Unread::NoToml);
    }
    Ok(Source::from_bytes(&relative(path), bytes, Told::PLAIN)?)
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or_else(|| Path::new("."))
}

/// A path without links, where it leads somewhere.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// A path as seen from the current folder, where it is under it.
fn relative(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let real = real(path);
    let shown = if path.is_absolute() { &real } else { path };
    real.strip_prefix(here).unwrap_or(shown).display().to_string()
}
