//! The session: what is open, what is set, and what is done when something is heard. Owns all that changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use lsp_server::{Message, Notification, Request as Asked, RequestId};
use lsp_types::notification::{self as notifications, Notification as _};
use lsp_types::request as requests;
use lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, InitializeParams, InitializeResult,
    LogMessageParams, MessageType, Registration, RegistrationParams, ServerInfo, ShowMessageParams, Uri,
};
use serde::Serialize;
use serde_json::Value;

use super::client::Client;
use super::draft::{Draft, Linted, Snapshot};
use super::linter::Job;
use super::preferences::{self, Preferences};
use super::shown::Shower;
use super::{Ending, Event, Options, capabilities, uri};
use crate::catalogue::Catalogue;
use crate::config::files::Configs;
use crate::lang::{Lang, Text};
use crate::lint::Plan;

/// How long the user must not have typed before a draft is linted.
const PAUSE: Duration = Duration::from_millis(150);

/// The question for the editor's settings.
const SETTINGS_ASKED: &str = "falint/settings";

/// Where in its life a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Nothing was asked yet.
    Fresh,
    /// At work.
    Open,
    /// The editor has taken its leave.
    Closed,
}

/// A session with one editor.
#[derive(Debug)]
pub(super) struct Session {
    options: Options,
    outbox: Sender<Message>,
    jobs: Sender<Job>,
    pub(super) phase: Phase,
    pub(super) client: Client,
    preferences: Preferences,
    /// The workspace's folders.
    pub(super) folders: Vec<PathBuf>,
    pub(super) configs: Configs,
    /// What is open, by URI.
    pub(super) drafts: BTreeMap<String, Draft>,
    /// The configurations that were told to be wrong, by URI.
    pub(super) told: BTreeMap<String, Uri>,
    /// Selectors of the user's settings that were not looked up yet.
    unknown: Vec<String>,
    /// Failures of rules that were told.
    failed: BTreeSet<Arc<str>>,
}

impl Session {
    pub(super) fn new(options: Options, outbox: Sender<Message>, jobs: Sender<Job>) -> Self {
        let preferences = Preferences::default();
        let configs = Configs::new(preferences.settings(options.lang), preferences.which(None, &options.which));
        Self {
            options,
            outbox,
            jobs,
            phase: Phase::Fresh,
            client: Client::new(&lsp_types::ClientCapabilities::default()),
            preferences,
            folders: Vec::new(),
            configs,
            drafts: BTreeMap::new(),
            told: BTreeMap::new(),
            unknown: Vec::new(),
            failed: BTreeSet::new(),
        }
    }

    /// Hears and answers until the editor leaves.
    pub(super) fn run(mut self, heard: &Receiver<Event>) -> Ending {
        loop {
            let next = self.drafts.values().filter_map(|draft| draft.due).min();
            let event = match next {
                Some(due) => heard.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => heard.recv().map_err(RecvTimeoutError::from),
            };
            match event {
                Ok(Event::Message(Message::Request(request))) => self.request(request),
                Ok(Event::Message(Message::Notification(notification))) => {
                    if notification.method == notifications::Exit::METHOD {
                        return self.ending();
                    }
                    self.notification(notification);
                }
                Ok(Event::Message(Message::Response(response))) => self.response(response),
                Ok(Event::Garbled) => self.log(
                    MessageType::ERROR,
                    self.say(
                        "收到的不是语言服务器协议的消息，已略过",
                        "what came in is no message of the language server protocol; it was passed over",
                    ),
                ),
                Ok(Event::Overlong) => return Ending::Overlong,
                Ok(Event::Linted(linted)) => self.publish(*linted),
                Ok(Event::Ended) | Err(RecvTimeoutError::Disconnected) => return self.ending(),
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.lint_what_is_due();
        }
    }

    fn ending(&self) -> Ending {
        if self.phase == Phase::Closed { Ending::Orderly } else { Ending::Abrupt }
    }

    /// The workspace's folder; of several the first.
    pub(super) fn root(&self) -> Option<&Path> {
        self.folders.first().map(PathBuf::as_path)
    }

    /// The language of messages.
    pub(super) fn lang(&self) -> Lang {
        self.preferences.lang.unwrap_or(self.options.lang)
    }

    pub(super) fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text { zh, en }.get(self.lang())
    }

    pub(super) fn send(&self, message: impl Into<Message>) {
        // Where nobody reads any more, the end of the input is heard of soon.
        let _ = self.outbox.send(message.into());
    }

    pub(super) fn notify<N: notifications::Notification>(&self, params: &N::Params)
    where
        N::Params: Serialize,
    {
        let params = serde_json::to_value(params).unwrap_or_default();
        self.send(Notification { method: N::METHOD.to_owned(), params });
    }

    fn log(&self, kind: MessageType, message: impl Into<String>) {
        self.notify::<notifications::LogMessage>(&LogMessageParams { typ: kind, message: message.into() });
    }

    /// Takes in what the editor says of itself.
    pub(super) fn initialize(&mut self, params: InitializeParams) -> InitializeResult {
        self.phase = Phase::Open;
        self.client = Client::new(&params.capabilities);
        let folders = params.workspace_folders.unwrap_or_default().into_iter().map(|folder| folder.uri);
        #[expect(deprecated, reason = "editors without workspace folders send it")]
        let root = params.root_uri;
        self.folders = folders.chain(root).filter_map(|uri| uri::path(&uri)).collect();
        self.set(&params.initialization_options.unwrap_or_default());
        InitializeResult {
            capabilities: capabilities::of(&self.client),
            server_info: Some(ServerInfo {
                name: "falint".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        }
    }

    /// Asks to be told of changed configurations: those that others go on from, and the user's lints, have any name.
    fn initialized(&self) {
        if self.client.watches.is_yes() {
            let watcher = FileSystemWatcher { glob_pattern: GlobPattern::String("**/*.toml".to_owned()), kind: None };
            let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
            let registration = Registration {
                id: "falint/watch".to_owned(),
                method: notifications::DidChangeWatchedFiles::METHOD.to_owned(),
                register_options: serde_json::to_value(options).ok(),
            };
            let params = RegistrationParams { registrations: vec![registration] };
            self.ask::<requests::RegisterCapability>("falint/register", &params);
        }
    }

    fn ask<R: requests::Request>(&self, id: &str, params: &R::Params)
    where
        R::Params: Serialize,
    {
        let params = serde_json::to_value(params).unwrap_or_default();
        self.send(Asked { id: RequestId::from(id.to_owned()), method: R::METHOD.to_owned(), params });
    }

    /// The editor's answer to what it was asked.
    fn response(&mut self, response: lsp_server::Response) {
        let asked = response.id == RequestId::from(SETTINGS_ASKED.to_owned());
        if let (true, Ok(Value::Array(answers))) = (asked, response.response_result)
            && let Some(answer) = answers.first()
        {
            self.settings_changed(answer);
        }
    }

    /// The user's settings have changed; an editor that does not send them is asked for them.
    fn configuration_changed(&mut self, sent: &Value) {
        if preferences::section(sent).is_none() && self.client.tells_settings.is_yes() {
            let item = lsp_types::ConfigurationItem { section: Some("falint".to_owned()), ..Default::default() };
            let params = lsp_types::ConfigurationParams { items: vec![item] };
            self.ask::<requests::WorkspaceConfiguration>(SETTINGS_ASKED, &params);
        } else {
            self.settings_changed(sent);
        }
    }

    fn settings_changed(&mut self, sent: &Value) {
        if self.set(sent) {
            self.lint_all();
        }
    }

    /// Takes over the user's settings, where any are sent, and tells what is wrong with them.
    fn set(&mut self, sent: &Value) -> bool {
        let section = preferences::section(sent);
        if let Some(fields) = section {
            let (preferences, wrong) = preferences::read(fields);
            self.preferences = preferences;
            self.unknown = self.preferences.selectors().map(str::to_owned).collect();
            for wrong in wrong {
                self.complain(Text { zh: &wrong.zh, en: &wrong.en });
            }
        }
        let which = self.preferences.which(self.root(), &self.options.which);
        self.configs = Configs::new(self.preferences.settings(self.lang()), which);
        section.is_some()
    }

    fn complain(&self, words: Text<'_>) {
        let message = words.get(self.lang()).to_owned();
        self.notify::<notifications::ShowMessage>(&ShowMessageParams { typ: MessageType::ERROR, message });
    }

    /// Tells of selectors that mean nothing, once the user's own lints were read with the configurations.
    fn tell_of_selectors(&mut self) {
        let own = self.configs.catalogues();
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
            self.complain(Text { zh: &zh, en: &en });
        }
    }

    fn notification(&mut self, notification: Notification) {
        let method = notification.method.clone();
        if self.phase != Phase::Open {
            return;
        }
        let heard = match method.as_str() {
            notifications::Initialized::METHOD => {
                self.initialized();
                Ok(())
            }
            notifications::DidOpenTextDocument::METHOD => notification.extract(&method).map(|p| self.opened(p)),
            notifications::DidChangeTextDocument::METHOD => notification.extract(&method).map(|p| self.changed(p)),
            notifications::DidCloseTextDocument::METHOD => notification.extract(&method).map(|p| self.closed(&p)),
            notifications::DidSaveTextDocument::METHOD => notification.extract(&method).map(|p| self.saved(&p)),
            notifications::DidChangeWatchedFiles::METHOD => {
                notification.extract(&method).map(|p| self.files_changed(&p))
            }
            notifications::DidChangeConfiguration::METHOD => notification
                .extract(&method)
                .map(|p: lsp_types::DidChangeConfigurationParams| self.configuration_changed(&p.settings)),
            // What is not known may be left unheard.
            _ => Ok(()),
        };
        if heard.is_err() {
            let message = match self.lang() {
                Lang::Zh => format!("{method} 的参数不合语言服务器协议，已略过"),
                Lang::En => format!("the parameters of {method} are not as the protocol has them; passed over"),
            };
            self.log(MessageType::ERROR, message);
        }
    }

    fn opened(&mut self, params: lsp_types::DidOpenTextDocumentParams) {
        let mut draft = Draft::open(params.text_document);
        draft.due = Some(Instant::now());
        self.drafts.insert(draft.uri.as_str().to_owned(), draft);
    }

    fn changed(&mut self, params: lsp_types::DidChangeTextDocumentParams) {
        let unit = self.client.unit;
        if let Some(draft) = self.drafts.get_mut(params.text_document.uri.as_str()) {
            draft.change(params.text_document.version, params.content_changes, unit);
            draft.due = Some(Instant::now() + PAUSE);
        }
    }

    fn closed(&mut self, params: &lsp_types::DidCloseTextDocumentParams) {
        let Some(draft) = self.drafts.remove(params.text_document.uri.as_str()) else { return };
        self.show(draft.uri.clone(), Vec::new(), None);
        self.told.remove(draft.uri.as_str());
        self.tell_of_configs();
    }

    fn saved(&mut self, params: &lsp_types::DidSaveTextDocumentParams) {
        if !self.client.watches.is_yes() || self.is_of_configs(&params.text_document.uri) {
            self.read_anew();
        }
    }

    fn files_changed(&mut self, params: &lsp_types::DidChangeWatchedFilesParams) {
        if params.changes.iter().any(|change| self.is_of_configs(&change.uri)) {
            self.read_anew();
        }
    }

    /// Reads the configurations anew.
    fn read_anew(&mut self) {
        self.configs.forget();
        self.lint_all();
    }

    /// Lints all that is open.
    fn lint_all(&mut self) {
        let now = Instant::now();
        for draft in self.drafts.values_mut() {
            draft.snapshot = None;
            draft.due = Some(now);
        }
    }

    /// Hands over what is due to be linted.
    fn lint_what_is_due(&mut self) {
        let now = Instant::now();
        let due = |draft: &Draft| draft.due.is_some_and(|due| due <= now);
        let due: Vec<String> = self.drafts.iter().filter(|(_, draft)| due(draft)).map(|(uri, _)| uri.clone()).collect();
        if due.is_empty() {
            return;
        }
        for uri in &due {
            let Some(snapshot) = self.snapshot(uri) else { continue };
            if let Some(draft) = self.drafts.get_mut(uri) {
                draft.due = None;
            }
            // The linter lives as long as the session does.
            let _ = self.jobs.send(Job { snapshot, show: self.shower() });
        }
        self.tell_of_configs();
        self.tell_of_selectors();
    }

    pub(super) fn shower(&self) -> Shower {
        Shower { lang: self.lang(), unit: self.client.unit, related: self.client.related }
    }

    /// The text of a document as it is.
    pub(super) fn snapshot(&mut self, uri: &str) -> Option<Arc<Snapshot>> {
        let Self { drafts, configs, folders, .. } = self;
        let draft = drafts.get_mut(uri)?;
        Some(draft.snapshot(|draft| plan(draft, configs, folders.first().map(PathBuf::as_path))))
    }

    /// Sends what was found in a draft, unless it has changed since.
    fn publish(&mut self, linted: Linted) {
        for failure in &linted.report.failures {
            if self.failed.insert(Arc::clone(&failure.lint)) {
                let (lint, said) = (&failure.lint, &failure.message);
                let message = match self.lang() {
                    Lang::Zh => format!("内部错误：规则 {lint} 没有完成（{said}），其他规则不受影响"),
                    Lang::En => format!("internal error: {lint} did not finish ({said}); the others did"),
                };
                self.log(MessageType::ERROR, message);
            }
        }
        let Some(draft) = self.drafts.get_mut(linted.of.uri.as_str()) else { return };
        if draft.is_config() || !draft.snapshot.as_ref().is_some_and(|now| Arc::ptr_eq(now, &linted.of)) {
            return;
        }
        let linted = Arc::new(linted);
        draft.linted = Some(Arc::clone(&linted));
        self.show(linted.of.uri.clone(), linted.shown.clone(), Some(linted.of.version));
    }

    pub(super) fn show(&self, uri: Uri, diagnostics: Vec<lsp_types::Diagnostic>, version: Option<i32>) {
        let params = lsp_types::PublishDiagnosticsParams { uri, diagnostics, version };
        self.notify::<notifications::PublishDiagnostics>(&params);
    }
}

/// Where the configuration of a draft is looked for: one that is kept nowhere has that of the workspace's folder, if any.
pub(super) fn place(draft: &Draft, root: Option<&Path>) -> PathBuf {
    let unsaved = || root.map(|root| root.join(&draft.name)).unwrap_or_default();
    draft.path.clone().unwrap_or_else(unsaved)
}

/// What a draft is linted for; `None` where it is not.
fn plan(draft: &Draft, configs: &Configs, root: Option<&Path>) -> Option<Plan> {
    if draft.is_config() {
        return None;
    }
    let path = place(draft, root);
    let real = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    let excluded = configs.exclude(&real).is_some_and(|exclude| exclude.matches_within(&real, false));
    (!excluded).then(|| configs.plan(&path))
}
