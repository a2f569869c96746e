//! Where text goes: standard output or a file, and standard error, with colours where the terminal takes them.

use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};

use super::problem;
use crate::lang::{Lang, Text};
use crate::render::{Colour, FileError, one_line};

/// Standard output and standard error.
#[derive(Debug)]
pub(super) struct Output {
    choice: ColorChoice,
}

impl Output {
    pub(super) const fn new(choice: ColorChoice) -> Self {
        Self { choice }
    }

    /// Whether what goes to standard output may be coloured. FORCE_COLOR counts as NO_COLOR does: where it is set.
    pub(super) fn colour(&self) -> Colour {
        let forced = std::env::var_os("FORCE_COLOR").is_some_and(|value| !value.is_empty() && value != "0");
        let choice = match self.choice {
            ColorChoice::Auto if forced => ColorChoice::Always,
            ColorChoice::Auto => AutoStream::choice(&io::stdout()),
            set => set,
        };
        if choice == ColorChoice::Never { Colour::Never } else { Colour::Always }
    }

    /// Writes to standard output.
    pub(super) fn print(&mut self, text: &str) -> anyhow::Result<()> {
        self.print_bytes(text.as_bytes())
    }

    /// Writes to standard output what may be in any encoding.
    pub(super) fn print_bytes(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        Ok(out.flush()?)
    }

    /// Writes to standard error, where standard output is for something else.
    pub(super) fn print_aside(&mut self, text: &str) -> anyhow::Result<()> {
        let mut err = io::stderr().lock();
        err.write_all(text.as_bytes())?;
        Ok(err.flush()?)
    }

    /// Says on standard error what went wrong with a file.
    pub(super) fn complain_of(&self, lang: Lang, error: &FileError) {
        let colon = Text { zh: "：", en: ": " }.get(lang);
        self.complain(lang, &format!("{}{colon}{}", error.path, error.message));
    }

    /// Says on standard error what went wrong, on one line whatever the names of files hold. An error that cannot be
    /// told is lost.
    pub(super) fn complain(&self, lang: Lang, message: &str) {
        let word = Text { zh: "错误：", en: "error: " }.get(lang);
        let mut err = AutoStream::new(io::stderr().lock(), self.choice);
        let _ = writeln!(err, "\u{1b}[1;31m{word}\u{1b}[0m{}", one_line(message));
    }
}

/// Writes a file whole or not at all: beside it first, then in its place; the file that a link leads to. A device or a
/// pipe is written to as it is: another file must never take its place.
///
/// # Errors
/// Why not, in the reader's words, with the file.
pub(super) fn write_file(path: &Path, bytes: &[u8], lang: Lang) -> anyhow::Result<()> {
    let written = match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => {
            File::options().write(true).open(path).and_then(|mut file| file.write_all(bytes))
        }
        Ok(_) => std::fs::canonicalize(path).and_then(|path| write_beside(&path, bytes, None)),
        Err(_) => write_beside(path, bytes, None),
    };
    written.map_err(|error| {
        let (path, why) = (path.display(), problem::said(&error, lang));
        match lang {
            Lang::Zh => anyhow::anyhow!("无法写入 {path}：{why}"),
            Lang::En => anyhow::anyhow!("cannot write {path}: {why}"),
        }
    })
}

/// Writes a file that exists as [`write_file`] does; the file that a link leads to, with the permissions it had.
pub(super) fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = std::fs::canonicalize(path)?;
    let permissions = std::fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    // Putting another file in its place asks for the folder's permission only.
    File::options().write(true).open(&path)?;
    write_beside(&path, bytes, Some(permissions))
}

fn write_beside(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let (beside, file) = new_beside(path)?;
    let written = write_synced(file, bytes, permissions).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// A new file in the folder of another, under a short name: long names of drafts leave no room for an ending. A name
/// that is taken is another run's, or was left by one that was killed.
fn new_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let id = std::process::id();
    let mut taken = None;
    for number in 0..MOST_TAKEN {
        let beside = path.with_file_name(format!(".falint-{id}-{number}.tmp"));
        match File::create_new(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(taken.unwrap_or_else(|| io::ErrorKind::AlreadyExists.into()))
}

/// How many names are tried for a file that is written beside another.
const MOST_TAKEN: u32 = 1000;

/// Fills a new file and waits until it is on the disk: a file put in its place before may be found empty after a crash.
fn write_synced(mut file: File, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()
}

/// Whether an error is a reader that went away.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
