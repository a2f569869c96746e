//! falint.toml: what a team sets once for its drafts.
//!
//! A wrong setting is a diagnostic like any other: it points into the file and names the nearest right word. Reading the
//! text of a configuration is pure; finding its file, and reading those that it names, is the business of `files` alone.

pub mod files;
pub mod ignores;
mod lint_tables;
pub mod paths;
mod reader;
#[cfg(feature = "cli")]
pub mod schema;
mod values;

use crate::catalogue::Catalogue;
use crate::diagnostic::{Report, Severity, Span};
use crate::document::tree::front::{Kind, Stage};
use crate::lang::Lang;
use crate::lint::{Selection, Settings};
use crate::options::Value;
use crate::source::{FormatChoice, Source};
use ignores::IgnoreAt;

/// The file's name.
pub const FILE_NAME: &str = "falint.toml";

/// A value with its place in its file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// What a falint.toml says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// What it says of all files.
    pub all: Section,
    /// `extend`: the file it goes on from, relative to its own folder.
    pub extend: Option<At<String>>,
    /// `lints`: the user's own lints, relative to its own folder.
    pub lints: Vec<At<String>>,
    /// `exclude`.
    pub exclude: Vec<At<String>>,
    /// `[[override]]`, in the file's order.
    pub overrides: Vec<Override>,
    /// `[[ignore-at]]`, in the file's order.
    pub ignores: Vec<IgnoreAt>,
}

/// Settings of some files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// `kind`.
    pub kind: Option<At<Kind>>,
    /// `stage`.
    pub stage: Option<At<Stage>>,
    /// `format`.
    pub format: Option<At<FormatChoice>>,
    /// `jurisdiction`.
    pub jurisdiction: Option<At<String>>,
    /// `select`.
    pub select: Option<Vec<At<String>>>,
    /// `ignore`.
    pub ignore: Vec<At<String>>,
    /// `words`.
    pub words: Vec<At<String>>,
    /// `[severity]`, by lint.
    pub severity: Vec<(String, At<Severity>)>,
    /// `[lint.NAME]`, by lint and option.
    pub options: Vec<(String, String, At<Value>)>,
}

impl Section {
    /// What it selects; `None` where it says nothing of it.
    fn selection(&self) -> Option<Selection> {
        let values = |all: &Vec<At<String>>| all.iter().map(|one| one.value.clone()).collect::<Vec<_>>();
        let select = self.select.as_ref().map(values);
        (select.is_some() || !self.ignore.is_empty()).then(|| Selection { select, ignore: values(&self.ignore) })
    }

    /// Adds what it says to settings that earlier sections made.
    pub fn put_into(&self, settings: &mut Settings) {
        settings.hints.kind = self.kind.map(|kind| kind.value).or(settings.hints.kind);
        settings.hints.stage = self.stage.map(|stage| stage.value).or(settings.hints.stage);
        if let Some(jurisdiction) = &self.jurisdiction {
            settings.hints.jurisdiction = Some(jurisdiction.value.clone());
        }
        settings.configured.extend(self.selection());
        settings.severity.extend(self.severity.iter().map(|(lint, severity)| (lint.clone(), severity.value)));
        let options = self.options.iter();
        settings.options.extend(options.map(|(lint, name, set)| (lint.clone(), name.clone(), set.value.clone())));
        settings.words.extend(self.words.iter().map(|word| word.value.clone()));
    }
}

/// Settings of the files that some patterns match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Override {
    /// `paths`, relative to the file's folder.
    pub paths: Vec<At<String>>,
    /// What holds for them.
    pub section: Section,
}

/// Reads a configuration that speaks of these lints. What is wrong in it is in the report, and left out of the
/// configuration.
pub fn read(source: &Source, catalogue: &Catalogue, lang: Lang) -> (Config, Report) {
    reader::read(source, catalogue, lang)
}
