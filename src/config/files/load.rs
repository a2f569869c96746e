//! Reads a configuration from its files: its own, those it goes on from, and the user's lints.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};

use super::{ConfigFile, ExamplePlace, IgnoreEntry, Link, Loaded, Unread};
use crate::catalogue::Catalogue;
use crate::config::lint_tables::{self, Taken};
use crate::config::paths::PathPatterns;
use crate::config::reader;
use crate::config::values::complaint;
use crate::config::{At, Config};
use crate::diagnostic::{Diagnostic, Report, Span};
use crate::lang::{Lang, Text};
use crate::source::Source;

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
    let catalogue = own.as_ref().map_or_else(|| Catalogue::builtin(), |own| &own.catalogue);
    let mut links: Vec<Link> = chain.into_iter().map(|open| open.link(catalogue, lang)).collect();
    let files = links.iter().map(|link| &link.file).chain(own.iter().flat_map(|own| &own.files));
    let files = files.cloned().collect();
    links.reverse();
    let exclude =
        links.iter().filter_map(|link| patterns(&link.file.path, link.config.exclude.iter().map(|one| &one.value)));
    let exclude = exclude.reduce(PathPatterns::and).map(Arc::new);
    Loaded { files, links, exclude, own, ..Loaded::default() }
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

    fn link(self, catalogue: &Catalogue, lang: Lang) -> Link {
        let (config, mut report) = reader::read(&self.source, catalogue, lang);
        report.diagnostics.extend(self.wrong);
        report.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
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
    let (zh, en) = match error {
        Unread::Io(error) if error.kind() == io::ErrorKind::NotFound => {
            (format!("没有“{name}”这个文件"), format!("there is no file “{name}”"))
        }
        Unread::Io(error) => (format!("“{name}”无法读取：{error}"), format!("“{name}” cannot be read: {error}")),
        Unread::Encoding(_) => (format!("“{name}”不是 UTF-8 编码的文件"), format!("“{name}” is no file in UTF-8")),
    };
    complaint(lang, span, Text { zh: &zh, en: &en }, None)
}

fn text(path: &Path) -> Result<Source, Unread> {
    Ok(Source::from_bytes(&relative(path), fs::read(path)?, None)?)
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
