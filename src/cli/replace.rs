//! Replaces a file's bytes: whole or not at all, by nobody else's reading or writing in between.
//!
//! Another file is written beside it, for the user alone, and takes its place when it is on the disk. What a new file
//! cannot take over, other names of the same file and a stranger's ownership, is kept by writing in the file itself.
//! Knows bytes, folders and rights; nothing of what is written, nor of how an error is told.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// How the names of files begin that are written beside others; the number of the process follows.
const PREFIX: &str = ".falint-";
const SUFFIX: &str = ".tmp";

/// Why a file was not replaced.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReplaceError {
    /// The system refused; the file is as it was.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It holds something else than what was read of it; it is left so.
    #[error("the file has changed since it was read")]
    Changed,
    /// It could be written only in part, and what it held could not be put back.
    #[error("the file was written in part: {0}")]
    Torn(io::Error),
}

/// Puts `bytes` in the place of what was read of a file, be it named by a link: with its rights, its owner and its other
/// names.
///
/// # Errors
/// Where the file holds something else than `read` and `bytes`, and where the system refuses.
pub(super) fn replace(path: &Path, read: &[u8], bytes: &[u8]) -> Result<(), ReplaceError> {
    let path = fs::canonicalize(path)?;
    let found = fs::metadata(&path)?;
    if found.permissions().readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
    }
    // Putting another file in its place asks for the folder's permission only.
    let mut old = File::options().read(true).write(true).open(&path)?;
    let fresh = beside(&path, None)?;
    if !takes_over(fresh.as_file(), &found) {
        return write_within(&mut old, read, bytes);
    }
    fill(fresh.as_file(), bytes, Some(found.permissions()))?;
    // Last of all: what an editor saved while the draft was linted is not to be lost.
    match standing(&fs::read(&path)?, read, bytes)? {
        Standing::AsRead => Ok(put_in_place(fresh, &path)?),
        Standing::AsWanted => Ok(()),
    }
}

/// Writes a file that need not exist. The file that a link leads to is replaced, and its rights are kept; a device or a
/// pipe is written to as it is: another file must never take its place.
///
/// # Errors
/// Where the system refuses.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let found = match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => return File::options().write(true).open(path)?.write_all(bytes),
        Ok(found) => Some(found),
        Err(_) => None,
    };
    let path = if found.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
    sweep(folder(&path));
    let fresh = beside(&path, found.is_none().then(rights_of_new_files).flatten())?;
    fill(fresh.as_file(), bytes, found.map(|found| found.permissions()))?;
    put_in_place(fresh, &path)
}

/// Removes from a folder what runs left there that are no more, killed before they had come to an end. What cannot be
/// looked at is left.
pub(super) fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_str().and_then(writer).is_some_and(is_gone)) {
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The process that a file's name says has written it.
fn writer(name: &str) -> Option<u32> {
    let (process, rest) = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.split_once('-')?;
    let is_ours = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    process.parse().ok().filter(|_| is_ours)
}

/// Whether there is no process of that number.
#[cfg(unix)]
fn is_gone(process: u32) -> bool {
    let process = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    // One that may not be signalled is there.
    process.is_some_and(|process| rustix::process::test_kill_process(process) == Err(rustix::io::Errno::SRCH))
}

/// Nothing tells here without code that is not safe; what is left over stays.
#[cfg(not(unix))]
const fn is_gone(_process: u32) -> bool {
    false
}

/// A new file in the folder of another, which only the user may read unless told otherwise, under a short name: long
/// names of drafts leave no room for an ending.
fn beside(path: &Path, rights: Option<Permissions>) -> io::Result<NamedTempFile> {
    let prefix = format!("{PREFIX}{}-", std::process::id());
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(SUFFIX);
    if let Some(rights) = rights {
        builder.permissions(rights);
    }
    builder.tempfile_in(folder(path))
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    }
}

/// What a file is made with that nobody wants kept from others; the user's mask takes away from it.
#[cfg(unix)]
fn rights_of_new_files() -> Option<Permissions> {
    Some(std::os::unix::fs::PermissionsExt::from_mode(0o666))
}

#[cfg(not(unix))]
const fn rights_of_new_files() -> Option<Permissions> {
    None
}

/// Whether a new file can stand for the one that is there: that one has no other name, and its owner can be given to
/// the new one.
#[cfg(unix)]
fn takes_over(fresh: &File, found: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let is_owned_alike = |fresh: Metadata| (fresh.uid(), fresh.gid()) == (found.uid(), found.gid());
    found.nlink() == 1
        && (fresh.metadata().is_ok_and(is_owned_alike) || fchown(fresh, Some(found.uid()), Some(found.gid())).is_ok())
}

/// The standard library counts no names here, and the folder hands down who may do what.
#[cfg(not(unix))]
const fn takes_over(_fresh: &File, _found: &Metadata) -> bool {
    true
}

/// Fills a new file and waits until it is on the disk: a file put in its place before may be found empty after a crash.
fn fill(mut file: &File, bytes: &[u8], rights: Option<Permissions>) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Some(rights) = rights {
        file.set_permissions(rights)?;
    }
    file.sync_all()
}

fn put_in_place(fresh: NamedTempFile, path: &Path) -> io::Result<()> {
    fresh.persist(path).map_err(|refused| refused.error)?;
    // The new file is in place. Not every file system can tell when the folder's entry is on the disk.
    if cfg!(unix) {
        let _ = File::open(folder(path)).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Writes in the file itself, and puts back what was there where that fails.
fn write_within(file: &mut File, read: &[u8], bytes: &[u8]) -> Result<(), ReplaceError> {
    let mut held = Vec::with_capacity(read.len());
    file.read_to_end(&mut held)?;
    match standing(&held, read, bytes)? {
        Standing::AsRead => overwrite(file, bytes).map_err(|error| match overwrite(file, read) {
            Ok(()) => ReplaceError::Io(error),
            Err(_) => ReplaceError::Torn(error),
        }),
        Standing::AsWanted => Ok(()),
    }
}

/// What a file holds when it is about to be replaced.
enum Standing {
    /// What was read of it.
    AsRead,
    /// What is to be written: another run has mended it alike.
    AsWanted,
}

fn standing(held: &[u8], read: &[u8], bytes: &[u8]) -> Result<Standing, ReplaceError> {
    if held == read {
        Ok(Standing::AsRead)
    } else if held == bytes {
        Ok(Standing::AsWanted)
    } else {
        Err(ReplaceError::Changed)
    }
}

fn overwrite(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    use std::path::PathBuf;

    use super::*;

    fn draft(folder: &tempfile::TempDir) -> PathBuf {
        let path = folder.path().join("甲.txt");
        fs::write(&path, "旧").expect("can be written");
        path
    }

    fn mode(file: &Metadata) -> u32 {
        file.permissions().mode() & 0o777
    }

    fn names(folder: &tempfile::TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).expect("can be read");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn nobody_else_reads_what_is_on_its_way() {
        let folder = tempfile::tempdir().expect("can be made");
        let fresh = beside(&draft(&folder), None).expect("can be made");
        assert_eq!(mode(&fresh.as_file().metadata().expect("is there")), 0o600);
        let name = fresh.path().file_name().and_then(|name| name.to_str()).expect("UTF-8");
        assert_eq!(writer(name), Some(std::process::id()));
    }

    #[test]
    fn rights_are_those_of_the_file_that_was_there() {
        let folder = tempfile::tempdir().expect("can be made");
        let path = draft(&folder);
        fs::set_permissions(&path, Permissions::from_mode(0o640)).expect("can be set");
        replace(&path, "旧".as_bytes(), "新".as_bytes()).expect("can be replaced");
        write(&path, "更新".as_bytes()).expect("can be written");
        assert_eq!(mode(&fs::metadata(&path).expect("is there")), 0o640);
        assert_eq!(fs::read_to_string(&path).expect("is there"), "更新");
    }

    #[test]
    fn what_was_saved_in_between_is_not_lost() {
        let folder = tempfile::tempdir().expect("can be made");
        let path = draft(&folder);
        let other_name = folder.path().join("乙.txt");
        // Alone, it would be replaced; with another name, written.
        for names_of_all in [&["甲.txt"][..], &["乙.txt", "甲.txt"]] {
            let refused = replace(&path, "读到的".as_bytes(), "新".as_bytes()).expect_err("it has changed");
            assert!(matches!(refused, ReplaceError::Changed), "{refused}");
            assert_eq!(fs::read_to_string(&path).expect("is there"), "旧");
            assert_eq!(names(&folder), names_of_all);
            let _ = fs::hard_link(&path, &other_name);
        }
    }

    #[test]
    fn other_names_stay_names_of_the_file() {
        let folder = tempfile::tempdir().expect("can be made");
        let path = draft(&folder);
        fs::hard_link(&path, folder.path().join("乙.txt")).expect("can be made");
        replace(&path, "旧".as_bytes(), "".as_bytes()).expect("can be replaced");
        replace(&path, b"", "新的".as_bytes()).expect("can be replaced");
        assert_eq!(fs::read_to_string(folder.path().join("乙.txt")).expect("is there"), "新的");
        assert_eq!(fs::metadata(&path).expect("is there").nlink(), 2);
        assert_eq!(names(&folder), ["乙.txt", "甲.txt"]);
    }

    #[test]
    fn only_what_the_dead_have_left_is_removed() {
        let folder = tempfile::tempdir().expect("can be made");
        let mut dead = std::process::Command::new("true").spawn().expect("it starts");
        dead.wait().expect("it ends");
        let (dead, alive) = (dead.id(), std::process::id());
        let kept =
            [format!(".falint-{alive}-0.tmp"), format!(".falint-{dead}-0.txt"), format!(".falint-{dead}-章.tmp")];
        for name in kept.iter().cloned().chain([format!(".falint-{dead}-0.tmp"), format!(".falint-{dead}-aB3xYz.tmp")])
        {
            fs::write(folder.path().join(name), "").expect("can be written");
        }
        sweep(folder.path());
        let mut kept = kept.to_vec();
        kept.sort();
        assert_eq!(names(&folder), kept);
    }
}
