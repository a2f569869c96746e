//! falint.toml: what a team sets once for its drafts.
//!
//! A wrong setting is a diagnostic like any other: it points into the file and names the nearest right word. Reading a
//! configuration is pure; finding one is `discovery`'s business, reading files that of `files`.

mod discovery;
pub mod files;
mod reader;

use crate::diagnostic::{Report, Severity};
use crate::document::Hints;
use crate::lang::Lang;
use crate::source::Source;

/// The file's name.
pub const FILE_NAME: &str = "falint.toml";

/// What a falint.toml says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// `kind`, `stage`, `jurisdiction`.
    pub hints: Hints,
    /// `select`; empty where it is not set.
    pub select: Vec<String>,
    /// `ignore`.
    pub ignore: Vec<String>,
    /// `[severity]`, in the file's order.
    pub severity: Vec<(String, Severity)>,
    /// `words`.
    pub words: Vec<String>,
    /// `exclude`.
    pub exclude: Vec<String>,
}

/// Reads a configuration. What is wrong in it is in the report, and left out of the configuration.
pub fn read(source: &Source, lang: Lang) -> (Config, Report) {
    reader::read(source, lang)
}
