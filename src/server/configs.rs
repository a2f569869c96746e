//! What is wrong with the configurations that hold for open drafts, told in the files themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use lsp_types::{Diagnostic as Shown, DiagnosticSeverity, Uri};

use super::client::Client;
use super::draft::Snapshot;
use super::drafts::Drafts;
use super::outbox::Outbox;
use super::place::Places;
use super::shown::{self, Shower};
use super::uri;
use super::workspace::Workspace;
use crate::catalogue::Catalogue;
use crate::config;
use crate::config::files::ConfigFile;
use crate::lang::Lang;

/// The configurations that were told to be wrong.
#[derive(Debug, Default)]
pub(super) struct WrongConfigs {
    by_uri: BTreeMap<String, Uri>,
}

/// What is to be told of a configuration, and of which version of it, where it is open.
type Notice = (Uri, Option<i32>, Vec<Shown>);

impl WrongConfigs {
    /// Tells what is wrong with the configurations: of those that are open, as they stand in the editor.
    pub(super) fn tell(&mut self, client: &Client, outbox: &Outbox, workspace: &Workspace, drafts: &mut Drafts) {
        let before = std::mem::take(&mut self.by_uri);
        let mut seen = BTreeSet::new();
        let open = open_configs(client, workspace, drafts);
        for (uri, version, shown) in open.into_iter().chain(kept_configs(client, workspace, drafts)) {
            if !seen.insert(uri.as_str().to_owned()) {
                continue;
            }
            if !shown.is_empty() {
                self.by_uri.insert(uri.as_str().to_owned(), uri.clone());
            }
            if !shown.is_empty() || before.contains_key(uri.as_str()) {
                outbox.publish(uri, shown, version);
            }
        }
        for (_, mended) in before.into_iter().filter(|(uri, _)| !seen.contains(uri)) {
            outbox.publish(mended, Vec::new(), None);
        }
    }

    /// Forgets one, which was closed and for which nothing is shown any more.
    pub(super) fn leave(&mut self, uri: &Uri) {
        self.by_uri.remove(uri.as_str());
    }
}

/// What is wrong with the configurations that are open.
fn open_configs(client: &Client, workspace: &Workspace, drafts: &mut Drafts) -> Vec<Notice> {
    let open: Vec<String> =
        drafts.all().filter(|draft| draft.is_config()).map(|draft| draft.uri.as_str().to_owned()).collect();
    let snapshots = open.iter().filter_map(|uri| drafts.snapshot(uri, workspace));
    let tell = |snapshot: Arc<Snapshot>| {
        let loaded = uri::path(&snapshot.uri).map(|path| workspace.configs.of(&path));
        let own = loaded.as_ref().and_then(|loaded| loaded.catalogue());
        let catalogue = own.map_or(Catalogue::builtin(), |own| own);
        let (_, report) = config::read(&snapshot.source, catalogue, client.lang);
        let places = Places { source: &snapshot.source, encoding: client.encoding };
        let shown = Shower::of(client).all(&snapshot.uri, places, &report);
        (snapshot.uri.clone(), Some(snapshot.version), shown)
    };
    snapshots.map(tell).collect()
}

/// What is wrong with the configurations on disk that hold for the drafts, but for those that are open.
fn kept_configs(client: &Client, workspace: &Workspace, drafts: &Drafts) -> Vec<Notice> {
    let places = drafts.all().filter(|draft| !draft.is_config()).map(|draft| workspace.place(draft));
    let open: BTreeSet<PathBuf> = drafts.all().filter_map(|draft| draft.path.clone()).collect();
    let files = places.flat_map(|path| workspace.configs.of(&path).files.clone()).filter(|file| file.is_wrong());
    let tell = |file: Arc<ConfigFile>| {
        let path = Some(uri::direct(&file.path)).filter(|path| !open.contains(path))?;
        let uri = uri::of(&path)?;
        let shown = wrong(client, &uri, &file);
        Some((uri, None, shown))
    };
    files.filter_map(tell).collect()
}

fn wrong(client: &Client, uri: &Uri, file: &ConfigFile) -> Vec<Shown> {
    match &file.source {
        Ok(source) => Shower::of(client).all(uri, Places { source, encoding: client.encoding }, &file.report),
        Err(error) => vec![Shown {
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some(shown::SOURCE.to_owned()),
            message: match (client.lang, error.why(client.lang)) {
                (Lang::Zh, Some(why)) => format!("这个配置文件{why}"),
                (Lang::En, Some(why)) => format!("the configuration {why}"),
                (Lang::Zh, None) => format!("无法读取这个配置文件：{error}"),
                (Lang::En, None) => format!("the configuration cannot be read: {error}"),
            },
            ..Shown::default()
        }],
    }
}
