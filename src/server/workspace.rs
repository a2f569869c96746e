//! What holds for the drafts: the workspace's folders, what the editor's user has set, and the configurations.

use std::path::{Path, PathBuf};

use lsp_types::Uri;
use serde_json::Value;

use super::draft::{Draft, Settled};
use super::preferences::{self, Preferences, Wrong};
use super::{Options, uri};
use crate::catalogue::Catalogue;
use crate::config::FILE_NAME;
use crate::config::files::Configs;
use crate::lang::Lang;
use crate::source::{Format, FormatChoice};

/// What holds for the drafts.
#[derive(Debug)]
pub(super) struct Workspace {
    options: Options,
    preferences: Preferences,
    /// Its folders.
    pub folders: Vec<PathBuf>,
    pub configs: Configs,
    /// Selectors of the user's settings that were not looked up yet.
    unknown: Vec<String>,
}

impl Workspace {
    /// No folders, and nothing set but by the command line.
    pub(super) fn new(options: Options) -> Self {
        let preferences = Preferences::default();
        let configs = Configs::new(preferences.settings(options.lang), preferences.which(None, &options.which));
        Self { options, preferences, folders: Vec::new(), configs, unknown: Vec::new() }
    }

    /// The workspace's folder; of several the first.
    fn root(&self) -> Option<&Path> {
        self.folders.first().map(PathBuf::as_path)
    }

    /// The language of messages.
    pub(super) fn lang(&self) -> Lang {
        self.preferences.lang.unwrap_or(self.options.lang)
    }

    /// Takes over the user's settings, where any are sent: what is wrong with them, or `None` where none are.
    pub(super) fn set(&mut self, sent: &Value) -> Option<Vec<Wrong>> {
        let section = preferences::section(sent);
        let wrong = section.map(|fields| {
            let (preferences, wrong) = preferences::read(fields);
            self.preferences = preferences;
            self.unknown = self.preferences.selectors().map(str::to_owned).collect();
            wrong
        });
        let which = self.preferences.which(self.root(), &self.options.which);
        self.configs = Configs::new(self.preferences.settings(self.lang()), which);
        wrong
    }

    /// The selectors that mean nothing, each once; asked when the user's own lints were read with the configurations.
    pub(super) fn wrong_selectors(&mut self) -> Vec<Wrong> {
        let own = self.configs.catalogues();
        let mut wrong = Vec::new();
        for selector in std::mem::take(&mut self.unknown) {
            let builtin = Catalogue::builtin();
            if builtin.knows(&selector) || own.iter().any(|own| own.knows(&selector)) {
                continue;
            }
            let near = own.iter().map(|own| &**own).chain([builtin]).find_map(|all| all.nearest(&selector));
            let (zh, en) = match near {
                Some(near) => (format!("；是不是“{near}”？"), format!("; did you mean “{near}”?")),
                None => (String::new(), String::new()),
            };
            let zh = format!("编辑器设置：没有“{selector}”这条规则，也没有这一类规则{zh}");
            let en = format!("the editor's settings: no lint and no topic “{selector}”{en}");
            wrong.push(Wrong { zh, en });
        }
        wrong
    }

    /// Where the configuration of a draft is looked for: one that is kept nowhere has that of the workspace's folder, if
    /// any.
    pub(super) fn place(&self, draft: &Draft) -> PathBuf {
        let unsaved = || self.root().map(|root| root.join(&draft.name)).unwrap_or_default();
        draft.path.clone().unwrap_or_else(unsaved)
    }

    /// Whether a file is a configuration, or one that the configurations of the drafts were read from.
    pub(super) fn is_of_configs<'d>(&self, uri: &Uri, drafts: impl Iterator<Item = &'d Draft>) -> bool {
        let Some(path) = uri::path(uri) else { return false };
        let mut files = drafts.flat_map(|draft| self.configs.of(&self.place(draft)).files.clone());
        uri::name(uri) == FILE_NAME || files.any(|file| uri::direct(&file.path) == path)
    }

    /// What the configuration sets for a draft; a configuration is none, and is no law whatever marks are in it.
    pub(super) fn of(&self, draft: &Draft) -> Settled {
        if draft.is_config() {
            return Settled { plan: None, format: FormatChoice::Is(Format::Plain) };
        }
        let path = self.place(draft);
        let real = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        let excluded = self.configs.exclude(&real).is_some_and(|exclude| exclude.matches_within(&real, false));
        let plan = (!excluded).then(|| self.configs.plan(&path));
        Settled { plan, format: self.configs.of(&path).format(&path) }
    }
}
