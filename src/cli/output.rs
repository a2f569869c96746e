//! Where text goes: standard output or a file, and standard error, with colours where the terminal takes them.

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use anstream::{AutoStream, ColorChoice};

use super::{problem, replace};
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
        let forced = env::var_os("FORCE_COLOR").is_some_and(|value| !value.is_empty() && value != "0");
        let choice = match self.choice {
            ColorChoice::Auto if forced => ColorChoice::Always,
            ColorChoice::Auto => AutoStream::choice(&io::stdout()),
            set => set,
        };
        if choice == ColorChoice::Never { Colour::Never } else { Colour::Always }
    }

    /// Whether a person sits before standard output.
    pub(super) fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// How many cells a line of standard output has: as COLUMNS says, or the terminal does; 80 where there is none.
    pub(super) fn width(&self) -> usize {
        let told = env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
        let own = || self.is_terminal().then(terminal_size::terminal_size).flatten();
        told.or_else(|| own().map(|(terminal_size::Width(columns), _)| usize::from(columns))).unwrap_or(80)
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

/// Writes a file whole or not at all, as [`replace::write`] does.
///
/// # Errors
/// Why not, in the reader's words, with the file.
pub(super) fn write_file(path: &Path, bytes: &[u8], lang: Lang) -> anyhow::Result<()> {
    replace::write(path, bytes).map_err(|error| {
        let (path, why) = (path.display(), problem::said(&error, lang));
        match lang {
            Lang::Zh => anyhow::anyhow!("无法写入 {path}：{why}"),
            Lang::En => anyhow::anyhow!("cannot write {path}: {why}"),
        }
    })
}

/// Where a path leads; `None` where nothing is.
pub(super) fn real(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// Whether two paths lead to the same file.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    real(one).zip(real(other)).is_some_and(|(one, other)| one == other)
}

/// Whether an error is a reader that went away.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
