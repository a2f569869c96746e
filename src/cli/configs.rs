//! What the command line says of configurations, and what is said of one that could not be read.

use super::args::Check;
use super::problem;
use crate::config::files::{ConfigFile, Configs, Unread, Which};
use crate::lang::Lang;
use crate::lint::Settings;
use crate::render::FileError;

/// The configurations of a run of `falint check`.
pub(super) fn of(check: &Check, lang: Lang) -> Configs {
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
    let which = match (&check.config, check.isolated) {
        (Some(path), _) => Which::File(path.clone()),
        (None, true) => Which::Nothing,
        (None, false) => Which::Closest,
    };
    Configs::new(base, which)
}

/// Why a configuration could not be read, where it could not.
pub(super) fn failure(file: &ConfigFile, lang: Lang) -> Option<FileError> {
    let message = match file.source.as_ref().err()? {
        Unread::Io(error) => problem::unreadable(error, lang),
        Unread::Encoding(error) => problem::undecodable(error, lang),
    };
    Some(FileError { path: file.name.clone(), message })
}
