//! What the command line says of configurations, and what is said of one that could not be read.

use std::sync::Arc;

use super::args::{Check, ConfigFrom};
use super::problem;
use crate::catalogue::Catalogue;
use crate::config::FILE_NAME;
use crate::config::files::{ConfigFile, Configs, Loaded, Unread, Which};
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
        ignoring: check.ignoring,
        lang,
        ..Settings::default()
    };
    base.hints.kind = check.kind;
    base.hints.stage = check.stage;
    Configs::new(base, which(&check.from))
}

/// Where configurations come from.
pub(super) fn which(from: &ConfigFrom) -> Which {
    match (&from.config, from.isolated) {
        (Some(path), _) => Which::File(path.clone()),
        (None, true) => Which::Nothing,
        (None, false) => Which::Closest,
    }
}

/// The configurations of a verb that lints no drafts.
pub(super) fn without_drafts(from: &ConfigFrom, lang: Lang) -> Configs {
    Configs::new(Settings { lang, ..Settings::default() }, which(from))
}

/// What holds in the current folder, refused where anything is wrong with it.
pub(super) fn here(from: &ConfigFrom, lang: Lang) -> anyhow::Result<Arc<Loaded>> {
    let loaded = without_drafts(from, lang).of(&std::env::current_dir()?.join(FILE_NAME));
    refuse_wrong(&loaded, lang)?;
    Ok(loaded)
}

/// Refuses a configuration that anything is wrong with.
pub(super) fn refuse_wrong(loaded: &Loaded, lang: Lang) -> anyhow::Result<()> {
    match loaded.files.iter().find(|file| file.is_wrong()) {
        None => Ok(()),
        Some(file) => anyhow::bail!(match (failure(file, lang), lang) {
            (Some(error), Lang::Zh) => format!("{}：{}", error.path, error.message),
            (Some(error), Lang::En) => format!("{}: {}", error.path, error.message),
            (None, Lang::Zh) => format!("{}：配置有误；用 falint config show 看错在哪里", file.name),
            (None, Lang::En) => format!("{}: the configuration is wrong; falint config show tells where", file.name),
        }),
    }
}

/// The lints of a configuration.
pub(super) fn lints(loaded: &Loaded) -> &Catalogue {
    match loaded.catalogue() {
        Some(catalogue) => catalogue,
        None => Catalogue::builtin(),
    }
}

/// Why a configuration could not be read, where it could not.
pub(super) fn failure(file: &ConfigFile, lang: Lang) -> Option<FileError> {
    let message = match file.source.as_ref().err()? {
        Unread::File(error) => problem::unread(error, lang),
        Unread::Content(error) => problem::unreadable_content(error, lang),
        other @ (Unread::NoToml | Unread::Elsewhere(_)) => other.why(lang).unwrap_or_default(),
    };
    Some(FileError { path: file.name.clone(), message })
}

/// Refuses a selector that means nothing to any configuration of the run.
pub(super) fn known(selector: &str, configs: &Configs, lang: Lang) -> anyhow::Result<()> {
    if Catalogue::builtin().knows(selector) {
        return Ok(());
    }
    let own = configs.catalogues();
    if own.iter().any(|catalogue| catalogue.knows(selector)) {
        return Ok(());
    }
    // The user's lints stand beside falint's own in each.
    let near =
        own.iter().map(|catalogue| &**catalogue).chain([Catalogue::builtin()]).find_map(|all| all.nearest(selector));
    anyhow::bail!(match (lang, near) {
        (Lang::Zh, Some(near)) => format!("没有“{selector}”这条规则，也没有这一类规则；是不是“{near}”？"),
        (Lang::Zh, None) => format!("没有“{selector}”这条规则，也没有这一类规则。用 falint lints 看所有规则"),
        (Lang::En, Some(near)) => format!("no lint and no topic “{selector}”; did you mean “{near}”?"),
        (Lang::En, None) => format!("no lint and no topic “{selector}”; see falint lints"),
    })
}
