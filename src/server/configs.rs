//! What is wrong with the configurations that hold for open drafts, told in the files themselves.

use std::collections::BTreeSet;
use std::path::PathBuf;

use lsp_types::{Diagnostic as Shown, DiagnosticSeverity, Uri};

use super::place::Places;
use super::session::{Session, place};
use super::{shown, uri};
use crate::catalogue::Catalogue;
use crate::config::files::ConfigFile;
use crate::config::{self, FILE_NAME};
use crate::lang::Lang;

impl Session {
    /// Tells what is wrong with the configurations: of those that are open, as they stand in the editor.
    pub(super) fn tell_of_configs(&mut self) {
        let before = std::mem::take(&mut self.told);
        let mut seen = BTreeSet::new();
        for (uri, version, shown) in self.open_configs().into_iter().chain(self.kept_configs()) {
            if !seen.insert(uri.as_str().to_owned()) {
                continue;
            }
            if !shown.is_empty() {
                self.told.insert(uri.as_str().to_owned(), uri.clone());
            }
            if !shown.is_empty() || before.contains_key(uri.as_str()) {
                self.show(uri, shown, version);
            }
        }
        for (_, mended) in before.into_iter().filter(|(uri, _)| !seen.contains(uri)) {
            self.show(mended, Vec::new(), None);
        }
    }

    /// What is wrong with the configurations that are open.
    fn open_configs(&mut self) -> Vec<(Uri, Option<i32>, Vec<Shown>)> {
        let open: Vec<String> =
            self.drafts.iter().filter(|(_, draft)| draft.is_config()).map(|(uri, _)| uri.clone()).collect();
        let snapshots: Vec<_> = open.iter().filter_map(|uri| self.snapshot(uri)).collect();
        let tell = |snapshot: std::sync::Arc<super::draft::Snapshot>| {
            let loaded = uri::path(&snapshot.uri).map(|path| self.configs.of(&path));
            let own = loaded.as_ref().and_then(|loaded| loaded.catalogue());
            let catalogue = own.map_or(Catalogue::builtin(), |own| own);
            let (_, report) = config::read(&snapshot.source, catalogue, self.lang());
            let places = Places { source: &snapshot.source, unit: self.client.unit };
            let shown = self.shower().all(&snapshot.uri, places, &report);
            (snapshot.uri.clone(), Some(snapshot.version), shown)
        };
        snapshots.into_iter().map(tell).collect()
    }

    /// What is wrong with the configurations on disk that hold for the drafts, but for those that are open.
    fn kept_configs(&self) -> Vec<(Uri, Option<i32>, Vec<Shown>)> {
        let drafts = self.drafts.values().filter(|draft| !draft.is_config());
        let places: Vec<PathBuf> = drafts.map(|draft| place(draft, self.root())).collect();
        let open: BTreeSet<PathBuf> = self.drafts.values().filter_map(|draft| draft.path.clone()).collect();
        let files = places.iter().flat_map(|path| self.configs.of(path).files.clone()).filter(|file| file.is_wrong());
        let tell = |file: std::sync::Arc<ConfigFile>| {
            let path = Some(uri::direct(&file.path)).filter(|path| !open.contains(path))?;
            let uri = uri::of(&path)?;
            let shown = self.wrong(&uri, &file);
            Some((uri, None, shown))
        };
        files.filter_map(tell).collect()
    }

    /// Whether a file is a configuration, or one that the configurations of the drafts were read from.
    pub(super) fn is_of_configs(&self, uri: &Uri) -> bool {
        let Some(path) = uri::path(uri) else { return false };
        let files = self.drafts.values().flat_map(|draft| self.configs.of(&place(draft, self.root())).files.clone());
        uri::name(uri) == FILE_NAME || files.into_iter().any(|file| uri::direct(&file.path) == path)
    }

    fn wrong(&self, uri: &Uri, file: &ConfigFile) -> Vec<Shown> {
        match &file.source {
            Ok(source) => self.shower().all(uri, Places { source, unit: self.client.unit }, &file.report),
            Err(error) => vec![Shown {
                severity: Some(DiagnosticSeverity::ERROR),
                source: Some(shown::SOURCE.to_owned()),
                message: match (self.lang(), error.why(self.lang())) {
                    (Lang::Zh, Some(why)) => format!("这个配置文件{why}"),
                    (Lang::En, Some(why)) => format!("the configuration {why}"),
                    (Lang::Zh, None) => format!("无法读取这个配置文件：{error}"),
                    (Lang::En, None) => format!("the configuration cannot be read: {error}"),
                },
                ..Shown::default()
            }],
        }
    }
}
