//! What is open in the editor, by URI, and when it is to be linted.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lsp_types::{DidChangeTextDocumentParams, TextDocumentItem};

use super::draft::{Draft, Linted, Snapshot};
use super::workspace::Workspace;
use crate::source::PositionEncoding;

/// How long the user must not have typed before a draft is linted: four times what it took the last time, within these.
const PAUSE: [Duration; 2] = [Duration::from_millis(20), Duration::from_millis(150)];

fn pause(took: Option<Duration>) -> Duration {
    let [least, most] = PAUSE;
    took.map_or(most, |took| took.saturating_mul(4).clamp(least, most))
}

/// The open documents.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    by_uri: BTreeMap<String, Draft>,
}

impl Drafts {
    /// All of them, in order of their URIs.
    pub(super) fn all(&self) -> impl Iterator<Item = &Draft> {
        self.by_uri.values()
    }

    pub(super) fn get(&self, uri: &str) -> Option<&Draft> {
        self.by_uri.get(uri)
    }

    /// The one that is kept there.
    pub(super) fn at(&self, path: &Path) -> Option<&Draft> {
        self.all().find(|draft| draft.path.as_deref() == Some(path))
    }

    /// Takes in a document that was opened.
    pub(super) fn open(&mut self, item: TextDocumentItem) {
        let mut draft = Draft::open(item);
        draft.due = Some(Instant::now());
        self.by_uri.insert(draft.uri.as_str().to_owned(), draft);
    }

    /// Takes in what the user typed; `encoding` is what the editor counts columns in.
    pub(super) fn change(&mut self, params: DidChangeTextDocumentParams, encoding: PositionEncoding) {
        if let Some(draft) = self.by_uri.get_mut(params.text_document.uri.as_str()) {
            draft.change(params.text_document.version, params.content_changes, encoding);
            draft.due = Some(Instant::now() + pause(draft.linted.as_ref().map(|linted| linted.took)));
        }
    }

    /// Leaves a document that was closed.
    pub(super) fn close(&mut self, uri: &str) -> Option<Draft> {
        self.by_uri.remove(uri)
    }

    /// The text of a document as it is.
    pub(super) fn snapshot(&mut self, uri: &str, workspace: &Workspace) -> Option<Arc<Snapshot>> {
        Some(self.by_uri.get_mut(uri)?.snapshot(|draft| workspace.of(draft)))
    }

    /// Has all of them linted anew.
    pub(super) fn forget(&mut self) {
        let now = Instant::now();
        for draft in self.by_uri.values_mut() {
            draft.snapshot = None;
            draft.due = Some(now);
        }
    }

    /// When the next is to be linted.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.all().filter_map(|draft| draft.due).min()
    }

    /// The texts that are to be linted by now; they are not asked for again.
    pub(super) fn take_due(&mut self, workspace: &Workspace) -> Vec<Arc<Snapshot>> {
        let now = Instant::now();
        let due = self.by_uri.values_mut().filter(|draft| draft.due.is_some_and(|due| due <= now));
        due.map(|draft| {
            draft.due = None;
            draft.snapshot(|draft| workspace.of(draft))
        })
        .collect()
    }

    /// Keeps what was found in a draft; `None` where it has changed since.
    pub(super) fn keep(&mut self, linted: Linted) -> Option<Arc<Linted>> {
        let draft = self.by_uri.get_mut(linted.of.uri.as_str())?;
        if draft.is_config() || !draft.snapshot.as_ref().is_some_and(|now| Arc::ptr_eq(now, &linted.of)) {
            return None;
        }
        let linted = Arc::new(linted);
        draft.linted = Some(Arc::clone(&linted));
        Some(linted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_follows_the_cost() {
        let of = |ms| pause(Some(Duration::from_millis(ms))).as_millis();
        assert_eq!([0, 5, 21, 96, 60_000].map(of), [20, 20, 84, 150, 150]);
        // What was never linted may take long.
        assert_eq!(pause(None), PAUSE[1]);
        assert_eq!(pause(Some(Duration::MAX)), PAUSE[1]);
    }
}
