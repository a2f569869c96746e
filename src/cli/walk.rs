//! Which files a run reads: those named, and the drafts in the folders named.
//!
//! What git ignores is not a draft, so ignore files count here as they do for git; their patterns are the `ignore`
//! crate's business, the walk is ours, because paths must come back as the user wrote them. Links are not followed but
//! where the user names one: the walk ends, and no draft is read twice. Of what is in a file it
//! knows only whether it is text.

use std::collections::{BTreeMap, HashSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use crate::config::paths::PathPatterns;
use crate::source::foreign::HEAD;
use crate::source::{Foreign, Format};

/// The patterns that hold for a path without links; the walk asks for each folder and file.
pub type ExcludeFor<'w> = dyn Fn(&Path) -> Option<Arc<PathPatterns>> + 'w;

/// What to leave out.
#[derive(Default, Clone, Copy)]
pub struct WalkOptions<'w> {
    /// Finds the patterns of what is not taken.
    pub exclude: Option<&'w ExcludeFor<'w>>,
    /// Whether the patterns hold for the files and folders named, too.
    pub force_exclude: bool,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Walked {
    /// Each file once, in the order of the roots, then by name; as named, or as found under what was named.
    pub files: Vec<PathBuf>,
    /// What stands in the folders and is no text, by kind, and how many of each.
    pub left_out: BTreeMap<Foreign, usize>,
    /// What could not be looked at; the rest was.
    pub errors: Vec<WalkError>,
}

/// A file, folder or pattern that could not be looked at.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", .path.display())]
pub struct WalkError {
    /// The path as named or found; for a pattern, the pattern.
    pub path: PathBuf,
    /// What is the matter with it.
    pub kind: WalkErrorKind,
}

/// Why something could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum WalkErrorKind {
    /// A root that does not exist.
    #[error("no such file or folder")]
    Missing,
    /// A root that is a device, a pipe or a socket: reading it might never end.
    #[error("not a regular file")]
    NoFile,
    /// The system refused.
    #[error("{0}")]
    Unreadable(io::Error),
}

/// The files that `roots` stand for. A root that is no folder is taken whatever its ending; from folders come `.txt`,
/// `.md`, `.markdown`, `.html`, `.htm`, `.docx` and `.docm` files that are neither hidden, nor ignored, nor excluded.
pub fn files(roots: &[PathBuf], options: &WalkOptions<'_>) -> Walked {
    let mut walker = Walker { options: *options, seen: HashSet::new(), walked: Walked::default() };
    for root in roots {
        walker.add_root(root);
    }
    walker.walked
}

impl std::fmt::Debug for WalkOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WalkOptions").field("force_exclude", &self.force_exclude).finish_non_exhaustive()
    }
}

/// The ignore files of one folder.
#[derive(Debug)]
struct Level {
    folder: PathBuf,
    /// `.ignore`, `.gitignore`, `.git/info/exclude`: the first that has a word on a path decides.
    files: [Gitignore; 3],
}

const IGNORE_FILES: [&str; 3] = [".ignore", ".gitignore", ".git/info/exclude"];

impl Level {
    fn read(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), files: IGNORE_FILES.map(|name| read_patterns(folder, name)) }
    }
}

/// The patterns of an ignore file. Bad ones are passed over, as git does; so is a file that cannot be read.
fn read_patterns(folder: &Path, name: &str) -> Gitignore {
    let file = folder.join(name);
    if !file.is_file() {
        return Gitignore::empty();
    }
    let mut builder = GitignoreBuilder::new(folder);
    builder.add(file);
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// Whether ignore files leave out the absolute `path`: a kind of file that comes first decides, then the nearest folder.
fn is_ignored(levels: &[Level], path: &Path, is_dir: bool) -> bool {
    (0..IGNORE_FILES.len())
        .flat_map(|kind| levels.iter().rev().map(move |level| (&level.folder, &level.files[kind])))
        .filter(|(_, patterns)| !patterns.is_empty())
        .find_map(|(folder, patterns)| {
            let found = patterns.matched(path.strip_prefix(folder).ok()?, is_dir);
            (!found.is_none()).then(|| found.is_ignore())
        })
        .unwrap_or(false)
}

/// The ignore files of the folders that `folder` is in, outermost first, up to the root of its repository.
fn levels_above(folder: &Path) -> Vec<Level> {
    let Some(repository) = folder.ancestors().find(|parent| parent.join(".git").exists()) else {
        return Vec::new();
    };
    let mut levels: Vec<Level> =
        folder.ancestors().skip(1).take_while(|parent| parent.starts_with(repository)).map(Level::read).collect();
    levels.reverse();
    levels
}

struct Walker<'w> {
    options: WalkOptions<'w>,
    /// Files taken, without links in their paths.
    seen: HashSet<PathBuf>,
    walked: Walked,
}

impl Walker<'_> {
    fn exclude(&self, real: &Path) -> Option<Arc<PathPatterns>> {
        self.options.exclude.and_then(|find| find(real))
    }

    fn add_root(&mut self, root: &Path) {
        let (metadata, real) = match fs::metadata(root).and_then(|metadata| Ok((metadata, without_links(root)?))) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return self.fail(root, WalkErrorKind::Missing),
            Err(error) => return self.fail(root, WalkErrorKind::Unreadable(error)),
        };
        let is_dir = metadata.is_dir();
        if self.options.force_exclude
            && self.exclude(&real).is_some_and(|exclude| exclude.matches_within(&real, is_dir))
        {
            return;
        }
        if metadata.is_dir() {
            self.walk(root, &real);
        } else if is_endless(root) {
            self.fail(root, WalkErrorKind::NoFile);
        } else {
            self.take(root.to_owned(), real);
        }
    }

    fn walk(&mut self, root: &Path, real_root: &Path) {
        let above = levels_above(real_root);
        let mut levels = above;
        let outer = levels.len();
        let mut entries = WalkDir::new(root).follow_links(false).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_owned();
                    self.fail(&path, WalkErrorKind::Unreadable(error.into()));
                    continue;
                }
            };
            let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let real = real_root.join(relative);
            let is_dir = entry.file_type().is_dir() || entry.depth() == 0;
            levels.truncate(outer + entry.depth());
            if entry.depth() > 0 && self.is_left_out(&entry, &levels, &real) {
                if is_dir {
                    entries.skip_current_dir();
                }
            } else if is_dir {
                levels.push(Level::read(&real));
            } else if entry.file_type().is_file() {
                let shown = if root == Path::new(".") { relative } else { entry.path() };
                self.take_found(shown, real);
            }
        }
    }

    fn is_left_out(&self, entry: &DirEntry, levels: &[Level], real: &Path) -> bool {
        let is_dir = entry.file_type().is_dir();
        entry.file_name().as_encoded_bytes().starts_with(b".")
            || is_ignored(levels, real, is_dir)
            || self.exclude(real).is_some_and(|exclude| exclude.matches(real, is_dir))
    }

    /// Takes a file that its name promises to be a draft; one that might have been is counted.
    fn take_found(&mut self, shown: &Path, real: PathBuf) {
        let name = shown.file_name().unwrap_or_default().to_string_lossy();
        // Word's marks that a file is open have its name.
        if name.starts_with("~$") {
            return;
        }
        if Format::of_ending(&name).is_some() {
            self.take(shown.to_owned(), real);
        } else if let Some(foreign) = foreign(&name, shown).filter(|_| self.seen.insert(real)) {
            *self.walked.left_out.entry(foreign).or_default() += 1;
        }
    }

    fn take(&mut self, shown: PathBuf, real: PathBuf) {
        if self.seen.insert(real) {
            self.walked.files.push(shown);
        }
    }

    fn fail(&mut self, path: &Path, kind: WalkErrorKind) {
        self.walked.errors.push(WalkError { path: path.to_owned(), kind });
    }
}

/// Whether a path leads to a device, a pipe or a socket: reading it might never end. What the caller has opened for
/// this run, as `<(…)` in a shell does, ends when its writer does.
pub fn is_endless(path: &Path) -> bool {
    !is_open_already(path) && fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn is_open_already(path: &Path) -> bool {
    ["/dev/fd", "/dev/stdin", "/proc/self/fd"].iter().any(|open| path.starts_with(open))
}

/// A path without links; an open pipe has no other name than the link.
fn without_links(path: &Path) -> io::Result<PathBuf> {
    if is_open_already(path) { Ok(path.to_owned()) } else { fs::canonicalize(path) }
}

/// What a file is that is no text: by its first bytes, where its name promises that, or nothing.
fn foreign(name: &str, path: &Path) -> Option<Foreign> {
    let promised = Foreign::of_ending(name);
    if promised.is_none() && name.contains('.') {
        return None;
    }
    let mut head = Vec::with_capacity(HEAD);
    let read = fs::File::open(path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    read.ok().and_then(|_| Foreign::of(name, &head)).or(promised)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// A folder that goes away with the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(files: &[(&str, &str)]) -> Self {
            static COUNT: AtomicUsize = AtomicUsize::new(0);
            let name = format!("falint-walk-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            let root = std::env::temp_dir().join(name);
            for (path, content) in files {
                let path = root.join(path);
                fs::create_dir_all(path.parent().expect("has a parent")).expect("can be made");
                fs::write(path, content).expect("can be written");
            }
            Self(root)
        }

        fn path(&self, path: &str) -> PathBuf {
            if path.is_empty() { self.0.clone() } else { self.0.join(path) }
        }

        fn walk(&self, roots: &[&str], options: &WalkOptions<'_>) -> (String, Vec<WalkError>) {
            let roots: Vec<PathBuf> = roots.iter().map(|root| self.path(root)).collect();
            let walked = files(&roots, options);
            let shown = |path: &PathBuf| path.strip_prefix(&self.0).expect("is inside").display().to_string();
            (walked.files.iter().map(shown).collect::<Vec<_>>().join(" "), walked.errors)
        }

        fn check(&self, roots: &[&str], options: &WalkOptions, expect: &str) {
            let (found, errors) = self.walk(roots, options);
            assert!(errors.is_empty(), "{errors:?}");
            assert_eq!(found, expect);
        }

        fn exclude(&self, base: &str, patterns: &[&str]) -> Arc<PathPatterns> {
            let patterns: Vec<String> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
            let base = fs::canonicalize(self.path(base)).expect("it is there");
            Arc::new(PathPatterns::new(&base, &patterns).expect("good patterns"))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn drafts_are_taken_in_order_of_name() {
        let folder = Folder::new(&[
            ("b/甲.md", ""),
            ("b/乙.MARKDOWN", ""),
            ("a.txt", ""),
            ("c.rs", ""),
            (".hidden.txt", ""),
            (".git2/x.txt", ""),
            ("z", ""),
        ]);
        folder.check(&[""], &WalkOptions::default(), "a.txt b/乙.MARKDOWN b/甲.md");
    }

    #[test]
    fn a_file_that_is_named_is_taken_whatever_it_is() {
        let folder = Folder::new(&[(".hidden.rs", ""), (".gitignore", "*"), (".git/HEAD", "")]);
        folder.check(&[".hidden.rs"], &WalkOptions::default(), ".hidden.rs");
    }

    #[test]
    fn a_file_is_taken_once() {
        let folder = Folder::new(&[("a/x.txt", ""), ("a/y.txt", ""), ("b.txt", "")]);
        folder.check(&["a/y.txt", "a", "", "a/../b.txt"], &WalkOptions::default(), "a/y.txt a/x.txt b.txt");
    }

    #[test]
    fn ignore_files_hold_for_what_is_below_them() {
        let folder = Folder::new(&[
            (".gitignore", "out/\n/top.txt\n*.md\n"),
            ("out/x.txt", ""),
            ("top.txt", ""),
            ("a/top.txt", ""),
            ("a/x.md", ""),
            ("a/.gitignore", "!x.md\n"),
            ("a/.ignore", "no.txt\n"),
            ("a/no.txt", ""),
            ("b/no.txt", ""),
            ("b/x.md", ""),
            ("c/.gitignore", "no.txt"),
            ("c/.ignore", "!no.txt"),
            ("c/no.txt", ""),
        ]);
        folder.check(&[""], &WalkOptions::default(), "a/top.txt a/x.md b/no.txt c/no.txt");
    }

    #[test]
    fn ignore_files_above_count_up_to_the_repository() {
        let folder = Folder::new(&[
            (".gitignore", "*.txt\n"),
            ("repo/.git/info/exclude", "/a/e.txt\n"),
            ("repo/.gitignore", "a/b/g.txt\n"),
            ("repo/a/.ignore", "i.txt\n"),
            ("repo/a/e.txt", ""),
            ("repo/a/b/g.txt", ""),
            ("repo/a/b/i.txt", ""),
            ("repo/a/b/k.txt", ""),
        ]);
        folder.check(&["repo/a"], &WalkOptions::default(), "repo/a/b/k.txt");
        folder.check(&["repo/a/b"], &WalkOptions::default(), "repo/a/b/k.txt");
    }

    #[test]
    fn excluded_files_are_left_out_unless_named() {
        let folder = Folder::new(&[("archive/x.txt", ""), ("a/old/x.txt", ""), ("a/x.txt", "")]);
        let archive = folder.exclude("", &["archive/**", "old/"]);
        let find: &ExcludeFor<'_> = &|_: &Path| Some(Arc::clone(&archive));
        let options = WalkOptions { exclude: Some(find), force_exclude: false };
        folder.check(&[""], &options, "a/x.txt");
        folder.check(&["archive/x.txt", "a"], &options, "archive/x.txt a/x.txt");
        let forced = WalkOptions { force_exclude: true, ..options };
        folder.check(&["archive/x.txt", "a/old", "a/old/x.txt", "a"], &forced, "a/x.txt");
        // A base elsewhere has no say.
        let all = folder.exclude("archive", &["*"]);
        let find: &ExcludeFor<'_> = &|_: &Path| Some(Arc::clone(&all));
        folder.check(&["a"], &WalkOptions { exclude: Some(find), force_exclude: true }, "a/old/x.txt a/x.txt");
    }

    #[test]
    fn what_cannot_be_looked_at_is_said_and_the_rest_is_walked() {
        let folder = Folder::new(&[("a.txt", "")]);
        let (found, errors) = folder.walk(&["missing", ""], &WalkOptions::default());
        assert_eq!(found, "a.txt");
        assert!(matches!(errors[0].kind, WalkErrorKind::Missing), "{errors:?}");
        assert!(errors[0].path.ends_with("missing"));
    }

    #[test]
    #[cfg(unix)]
    fn devices_are_not_read() {
        let walked = files(&[PathBuf::from("/dev/null")], &WalkOptions::default());
        assert!(walked.files.is_empty() && matches!(walked.errors[0].kind, WalkErrorKind::NoFile), "{walked:?}");
    }

    #[test]
    #[cfg(unix)]
    fn links_are_followed_only_where_they_are_named() {
        let folder = Folder::new(&[("a/x.txt", ""), ("b/y.txt", "")]);
        for (target, link) in [("..", "a/loop"), ("../b", "a/b"), ("../b/y.txt", "a/y.txt"), ("a", "named")] {
            std::os::unix::fs::symlink(target, folder.path(link)).expect("can be made");
        }
        folder.check(&["a"], &WalkOptions::default(), "a/x.txt");
        folder.check(&["named", "a"], &WalkOptions::default(), "named/x.txt");
        folder.check(&["a/y.txt", "b"], &WalkOptions::default(), "a/y.txt");
    }

    #[test]
    fn the_current_folder_does_not_show_in_paths() {
        // The crate's own folder, in which cargo runs tests.
        let walked = files(&[PathBuf::from(".")], &WalkOptions::default());
        assert!(walked.files.iter().all(|file| !file.starts_with(".")), "{:?}", walked.files);
    }
}
