//! An open document: its text as the editor has it, and what is known of it.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use lsp_types::{Diagnostic as Shown, TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::index::Index;
use super::{place, uri};
use crate::config::FILE_NAME;
use crate::diagnostic::Report;
use crate::document::Document;
use crate::lint::{Plan, examine_parsed};
use crate::source::{FormatChoice, LineTable, PositionEncoding, Source};

/// An open document.
#[derive(Debug)]
pub(super) struct Draft {
    /// As the editor writes it.
    pub uri: Uri,
    /// Where it is kept; `None` where it is not.
    pub path: Option<PathBuf>,
    /// Its name, for people.
    pub name: String,
    pub version: i32,
    /// What the editor says it is.
    format: FormatChoice,
    text: String,
    /// The text as it is, once somebody asked for it.
    pub snapshot: Option<Arc<Snapshot>>,
    /// When it is to be linted.
    pub due: Option<Instant>,
    /// What was last found, of this text or of one before it.
    pub linted: Option<Arc<Linted>>,
}

/// What the configuration sets for a document.
#[derive(Debug)]
pub(super) struct Settled {
    /// What it is linted for; `None` where it is not.
    pub plan: Option<Plan>,
    /// What it is.
    pub format: FormatChoice,
}

/// A document's text at one time, with what it is linted for.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub uri: Uri,
    pub version: i32,
    pub source: Source,
    /// `None` where it is not to be linted.
    pub plan: Option<Plan>,
    document: OnceLock<Document>,
    index: OnceLock<Index>,
}

/// What was found in a document.
#[derive(Debug)]
pub(super) struct Linted {
    pub of: Arc<Snapshot>,
    pub report: Report,
    /// The report's diagnostics as the editor gets them.
    pub shown: Vec<Shown>,
    /// How long it took.
    pub took: Duration,
}

impl Draft {
    /// A document that was opened.
    pub(super) fn open(item: TextDocumentItem) -> Self {
        let name = uri::name(&item.uri);
        // Editors call `plaintext`, or `text`, what may be anything.
        let format = FormatChoice::from_name(&item.language_id).unwrap_or_default();
        Self {
            path: uri::path(&item.uri),
            uri: item.uri,
            name,
            version: item.version,
            format,
            text: item.text,
            snapshot: None,
            due: None,
            linted: None,
        }
    }

    /// Whether it is a configuration.
    pub(super) fn is_config(&self) -> bool {
        self.name == FILE_NAME
    }

    /// Takes in what the user typed.
    pub(super) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: PositionEncoding,
    ) {
        for change in changes {
            match change.range {
                None => self.text = change.text,
                Some(range) => {
                    let lines = LineTable::new(&self.text);
                    let offset = |position| place::offset(&lines, &self.text, position, encoding);
                    let (start, end) = (offset(range.start), offset(range.end));
                    self.text.replace_range(start.min(end)..start.max(end), &change.text);
                }
            }
        }
        self.version = version;
        self.snapshot = None;
    }

    /// The text as it is; `ask` tells what is set for it, where that is not known yet.
    pub(super) fn snapshot(&mut self, ask: impl FnOnce(&Self) -> Settled) -> Arc<Snapshot> {
        if let Some(snapshot) = &self.snapshot {
            return Arc::clone(snapshot);
        }
        let settled = ask(self);
        let format = if settled.format == FormatChoice::Auto { self.format } else { settled.format };
        let snapshot = Arc::new(Snapshot {
            uri: self.uri.clone(),
            version: self.version,
            source: Source::of_format(&self.name, &self.text, format),
            plan: settled.plan,
            document: OnceLock::new(),
            index: OnceLock::new(),
        });
        self.snapshot = Some(Arc::clone(&snapshot));
        snapshot
    }

    /// What was found in the text as it is; `None` where it was not linted yet.
    pub(super) fn findings(&self) -> Option<&Arc<Linted>> {
        let linted = self.linted.as_ref()?;
        self.snapshot.as_ref().is_some_and(|snapshot| Arc::ptr_eq(snapshot, &linted.of)).then_some(linted)
    }
}

impl Snapshot {
    /// The text as it is parsed: once, whoever asks.
    pub(super) fn document(&self) -> &Document {
        self.document.get_or_init(|| {
            let hints = self.plan.as_ref().map(|plan| plan.hints().clone()).unwrap_or_default();
            Document::parse(&self.source, &hints)
        })
    }

    /// What the text says of itself.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::read(&self.source, self.document()))
    }

    /// What is found in the text.
    pub(super) fn lint(&self) -> Report {
        let examined = self.plan.as_ref().map(|plan| examine_parsed(&self.source, self.document(), plan));
        examined.map(|examined| examined.report).unwrap_or_default()
    }
}
