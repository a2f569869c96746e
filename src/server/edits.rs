//! Edits of documents, as an editor takes them.

use lsp_types::{TextEdit, Uri, WorkspaceEdit};

use super::client::Client;
use super::draft::Snapshot;
use super::place::Places;
use crate::diagnostic::Edit;

/// Edits of the text of a snapshot.
pub(super) fn of_snapshot(client: &Client, snapshot: &Snapshot, edits: &[Edit]) -> WorkspaceEdit {
    let places = Places { source: &snapshot.source, encoding: client.encoding };
    let edits = edits
        .iter()
        .map(|edit| TextEdit { range: places.range(edit.span), new_text: edit.replacement.clone() })
        .collect();
    of_document(client, &snapshot.uri, Some(snapshot.version), edits)
}

/// Edits of one document, for one version of it where the editor can tell versions apart.
pub(super) fn of_document(client: &Client, uri: &Uri, version: Option<i32>, edits: Vec<TextEdit>) -> WorkspaceEdit {
    if !client.versioned_edits.is_yes() {
        #[expect(clippy::mutable_key_type, reason = "the type of the protocol's crate; no URI changes")]
        let changes = [(uri.clone(), edits)].into_iter().collect();
        return WorkspaceEdit::new(changes);
    }
    let document = lsp_types::OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version };
    let edits = edits.into_iter().map(lsp_types::OneOf::Left).collect();
    let edit = lsp_types::TextDocumentEdit { text_document: document, edits };
    WorkspaceEdit { document_changes: Some(lsp_types::DocumentChanges::Edits(vec![edit])), ..WorkspaceEdit::default() }
}
