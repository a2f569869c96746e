//! The session: takes in what the editor tells, and has linted what is to be linted. Owns all that changes.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use lsp_server::{Message, Notification, RequestId};
use lsp_types::notification::{self as notifications, Notification as _};
use lsp_types::request as requests;
use lsp_types::{
    ClientCapabilities, ConfigurationItem, ConfigurationParams, DidChangeConfigurationParams,
    DidChangeWatchedFilesParams, DidChangeWatchedFilesRegistrationOptions, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, FileSystemWatcher, GlobPattern, InitializeParams,
    InitializeResult, Registration, RegistrationParams, ServerInfo, Uri,
};
use serde_json::Value;

use super::client::Client;
use super::configs::WrongConfigs;
use super::draft::{Linted, Snapshot};
use super::drafts::Drafts;
use super::linter::Job;
use super::outbox::Outbox;
use super::preferences::{self, Wrong};
use super::shown::Shower;
use super::workspace::Workspace;
use super::{Options, capabilities, uri};
use crate::lang::{Lang, Text};

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
    pub phase: Phase,
    pub client: Client,
    pub outbox: Outbox,
    pub workspace: Workspace,
    pub drafts: Drafts,
    jobs: Sender<Job>,
    wrong_configs: WrongConfigs,
    /// Failures of rules that were told.
    failed: BTreeSet<Arc<str>>,
}

impl Session {
    pub(super) fn new(options: Options, outbox: Sender<Message>, jobs: Sender<Job>) -> Self {
        Self {
            phase: Phase::Fresh,
            client: Client::new(&ClientCapabilities::default(), options.lang),
            outbox: Outbox::new(outbox),
            workspace: Workspace::new(options),
            drafts: Drafts::default(),
            jobs,
            wrong_configs: WrongConfigs::default(),
            failed: BTreeSet::new(),
        }
    }

    /// Takes in what the editor says of itself.
    pub(super) fn initialize(&mut self, params: InitializeParams) -> InitializeResult {
        self.phase = Phase::Open;
        self.client = Client::new(&params.capabilities, self.client.lang);
        let folders = params.workspace_folders.unwrap_or_default().into_iter().map(|folder| folder.uri);
        #[expect(deprecated, reason = "editors without workspace folders send it")]
        let root = params.root_uri;
        self.workspace.folders = folders.chain(root).filter_map(|uri| uri::path(&uri)).collect();
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
            self.outbox.ask::<requests::RegisterCapability>("falint/register", &params);
        }
    }

    /// The editor's answer to what it was asked.
    pub(super) fn response(&mut self, response: lsp_server::Response) {
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
            let item = ConfigurationItem { section: Some("falint".to_owned()), ..Default::default() };
            let params = ConfigurationParams { items: vec![item] };
            self.outbox.ask::<requests::WorkspaceConfiguration>(SETTINGS_ASKED, &params);
        } else {
            self.settings_changed(sent);
        }
    }

    fn settings_changed(&mut self, sent: &Value) {
        if self.set(sent) {
            self.drafts.forget();
        }
    }

    /// Takes over the user's settings, where any are sent, and tells what is wrong with them.
    fn set(&mut self, sent: &Value) -> bool {
        let wrong = self.workspace.set(sent);
        self.client.lang = self.workspace.lang();
        let is_set = wrong.is_some();
        self.complain(wrong.unwrap_or_default());
        is_set
    }

    fn complain(&self, wrong: Vec<Wrong>) {
        for Wrong { zh, en } in wrong {
            self.outbox.complain(Text { zh: &zh, en: &en }.get(self.client.lang));
        }
    }

    /// Takes in what the editor tells without asking for an answer.
    pub(super) fn notification(&mut self, notification: Notification) {
        let method = notification.method.clone();
        if self.phase != Phase::Open {
            return;
        }
        let heard = match method.as_str() {
            notifications::Initialized::METHOD => {
                self.initialized();
                Ok(())
            }
            notifications::DidOpenTextDocument::METHOD => {
                notification.extract(&method).map(|p: DidOpenTextDocumentParams| self.drafts.open(p.text_document))
            }
            notifications::DidChangeTextDocument::METHOD => {
                notification.extract(&method).map(|p| self.drafts.change(p, self.client.encoding))
            }
            notifications::DidCloseTextDocument::METHOD => notification.extract(&method).map(|p| self.closed(&p)),
            notifications::DidSaveTextDocument::METHOD => notification.extract(&method).map(|p| self.saved(&p)),
            notifications::DidChangeWatchedFiles::METHOD => {
                notification.extract(&method).map(|p| self.files_changed(&p))
            }
            notifications::DidChangeConfiguration::METHOD => notification
                .extract(&method)
                .map(|p: DidChangeConfigurationParams| self.configuration_changed(&p.settings)),
            // What is not known may be left unheard.
            _ => Ok(()),
        };
        if heard.is_err() {
            self.outbox.log(match self.client.lang {
                Lang::Zh => format!("{method} 的参数不合语言服务器协议，已略过"),
                Lang::En => format!("the parameters of {method} are not as the protocol has them; passed over"),
            });
        }
    }

    fn closed(&mut self, params: &DidCloseTextDocumentParams) {
        let Some(draft) = self.drafts.close(params.text_document.uri.as_str()) else { return };
        self.wrong_configs.leave(&draft.uri);
        self.outbox.publish(draft.uri, Vec::new(), None);
        self.tell_of_configs();
    }

    fn saved(&mut self, params: &DidSaveTextDocumentParams) {
        let is_of_configs = || self.workspace.is_of_configs(&params.text_document.uri, self.drafts.all());
        if !self.client.watches.is_yes() || is_of_configs() {
            self.read_anew();
        }
    }

    fn files_changed(&mut self, params: &DidChangeWatchedFilesParams) {
        let is_of_configs = |uri| self.workspace.is_of_configs(uri, self.drafts.all());
        if params.changes.iter().any(|change| is_of_configs(&change.uri)) {
            self.read_anew();
        }
    }

    /// Reads the configurations anew.
    fn read_anew(&mut self) {
        self.workspace.configs.forget();
        self.drafts.forget();
    }

    /// Hands over what is due to be linted.
    pub(super) fn lint_what_is_due(&mut self) {
        let due = self.drafts.take_due(&self.workspace);
        if due.is_empty() {
            return;
        }
        for snapshot in due {
            // The linter lives as long as the session does.
            let _ = self.jobs.send(Job { snapshot, show: Shower::of(&self.client) });
        }
        self.tell_of_configs();
        let wrong = self.workspace.wrong_selectors();
        self.complain(wrong);
    }

    fn tell_of_configs(&mut self) {
        self.wrong_configs.tell(&self.client, &self.outbox, &self.workspace, &mut self.drafts);
    }

    /// The text of a document as it is.
    pub(super) fn snapshot(&mut self, uri: &Uri) -> Option<Arc<Snapshot>> {
        self.drafts.snapshot(uri.as_str(), &self.workspace)
    }

    /// Sends what was found in a draft, unless it has changed since.
    pub(super) fn publish(&mut self, linted: Linted) {
        for failure in &linted.report.failures {
            if self.failed.insert(Arc::clone(&failure.lint)) {
                let (lint, said) = (&failure.lint, &failure.message);
                self.outbox.log(match self.client.lang {
                    Lang::Zh => format!("内部错误：规则 {lint} 没有完成（{said}），其他规则不受影响"),
                    Lang::En => format!("internal error: {lint} did not finish ({said}); the others did"),
                });
            }
        }
        if let Some(linted) = self.drafts.keep(linted) {
            self.outbox.publish(linted.of.uri.clone(), linted.shown.clone(), Some(linted.of.version));
        }
    }
}
