//! What is sent to the editor: answers, questions and messages. Knows how each is written, not when it is said.

use std::sync::mpsc::Sender;

use lsp_server::{Message, Notification, Request, RequestId};
use lsp_types::notification::{self as notifications};
use lsp_types::request as requests;
use lsp_types::{Diagnostic as Shown, LogMessageParams, MessageType, PublishDiagnosticsParams, ShowMessageParams, Uri};
use serde::Serialize;

/// The way to the editor.
#[derive(Debug)]
pub(super) struct Outbox(Sender<Message>);

impl Outbox {
    /// Hands messages to the one that writes them.
    pub(super) const fn new(sender: Sender<Message>) -> Self {
        Self(sender)
    }

    pub(super) fn send(&self, message: impl Into<Message>) {
        // Where nobody reads any more, the end of the input is heard of soon.
        let _ = self.0.send(message.into());
    }

    fn notify<N: notifications::Notification>(&self, params: &N::Params)
    where
        N::Params: Serialize,
    {
        let params = serde_json::to_value(params).unwrap_or_default();
        self.send(Notification { method: N::METHOD.to_owned(), params });
    }

    /// Asks the editor something; its answer bears this id.
    pub(super) fn ask<R: requests::Request>(&self, id: &str, params: &R::Params)
    where
        R::Params: Serialize,
    {
        let params = serde_json::to_value(params).unwrap_or_default();
        self.send(Request { id: RequestId::from(id.to_owned()), method: R::METHOD.to_owned(), params });
    }

    /// Writes an error into the editor's log.
    pub(super) fn log(&self, message: impl Into<String>) {
        self.notify::<notifications::LogMessage>(&LogMessageParams {
            typ: MessageType::ERROR,
            message: message.into(),
        });
    }

    /// Shows an error to the user.
    pub(super) fn complain(&self, message: impl Into<String>) {
        let params = ShowMessageParams { typ: MessageType::ERROR, message: message.into() };
        self.notify::<notifications::ShowMessage>(&params);
    }

    /// Shows the diagnostics of a document in the place of those it had.
    pub(super) fn publish(&self, uri: Uri, diagnostics: Vec<Shown>, version: Option<i32>) {
        self.notify::<notifications::PublishDiagnostics>(&PublishDiagnosticsParams { uri, diagnostics, version });
    }
}
