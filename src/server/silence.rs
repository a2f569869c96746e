//! “Ignore here”: the entry in the falint.toml that holds for a draft, or the comment in a Markdown draft, that silences
//! a finding where it stands.

use std::path::{Path, PathBuf};

use lsp_types::{
    CodeAction, CodeActionKind, CreateFile, CreateFileOptions, Diagnostic as Shown, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit,
    TextEdit, Uri, WorkspaceEdit,
};

use super::client::Client;
use super::draft::{Linted, Snapshot};
use super::drafts::Drafts;
use super::place::Places;
use super::workspace::Workspace;
use super::{edits, uri};
use crate::config::FILE_NAME;
use crate::config::files::disk::{self, ReadError};
use crate::config::ignores::{NewIgnore, with_ignore};
use crate::diagnostic::{Diagnostic, Edit, Span};
use crate::document::tree::Role;
use crate::lang::Lang;
use crate::source::{Source, Told};
use crate::suppress::address::Address;

/// The configuration that an ignore is written into.
struct Home {
    uri: Uri,
    /// Its folder.
    folder: PathBuf,
    /// Its text; `None` where there is no such file yet.
    source: Option<Source>,
    /// Its version, where it is open.
    version: Option<i32>,
}

/// The ways to silence findings in one editor.
pub(super) struct Silences<'s> {
    pub client: &'s Client,
    pub workspace: &'s Workspace,
    pub drafts: &'s mut Drafts,
}

impl Silences<'_> {
    /// The ways to silence these findings where they stand.
    pub(super) fn of(&mut self, linted: &Linted, findings: &[(&Diagnostic, &Shown)]) -> Vec<CodeAction> {
        let snapshot = &*linted.of;
        let path = self.drafts.get(snapshot.uri.as_str()).and_then(|draft| draft.path.clone());
        let home = path.as_deref().filter(|_| !findings.is_empty()).and_then(|path| self.home(path));
        let mut actions = Vec::new();
        for &(finding, shown) in findings {
            let at = prose_line(&snapshot.source, finding.span.start);
            let comment = self.comment(snapshot, at, &finding.lint);
            actions.extend(comment.map(|edit| self.silence(finding, shown, edit, Way::Comment)));
            let address =
                finding.article.clone().or_else(|| Address::of(snapshot.document(), at).map(|place| place.to_string()));
            let entry = home.as_ref().zip(path.as_deref());
            let entry = entry.and_then(|(home, path)| self.entry(home, path, address.as_deref(), &finding.lint));
            let way = Way::Entry { address: address.as_deref() };
            actions.extend(entry.map(|edit| self.silence(finding, shown, edit, way)));
        }
        actions
    }

    fn silence(&self, finding: &Diagnostic, shown: &Shown, edit: WorkspaceEdit, way: Way<'_>) -> CodeAction {
        let lint = &finding.lint;
        let title = match (way, self.client.lang) {
            (Way::Comment, Lang::Zh) => format!("在此处忽略 {lint}（在段前加注释）"),
            (Way::Comment, Lang::En) => format!("ignore {lint} here (a comment before the paragraph)"),
            (Way::Entry { address }, Lang::Zh) => {
                format!("在{}忽略 {lint}（写入 {FILE_NAME}）", address.unwrap_or("本文件"))
            }
            (Way::Entry { address }, Lang::En) => {
                format!("ignore {lint} in {} (in {FILE_NAME})", address.unwrap_or("this file"))
            }
        };
        CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![shown.clone()]),
            edit: Some(edit),
            is_preferred: Some(false),
            ..CodeAction::default()
        }
    }

    /// The configuration that holds for a draft, as it stands in the editor or on disk; where there is none, the one to
    /// be made in the workspace's folder, or else beside the draft.
    fn home(&mut self, draft: &Path) -> Option<Home> {
        let path = match self.workspace.configs.of(draft).files.first() {
            Some(file) => file.path.clone(),
            None => {
                let holding = self.workspace.folders.iter().filter(|folder| draft.starts_with(folder));
                let folder = holding.max_by_key(|folder| folder.components().count()).map(PathBuf::as_path);
                folder.or(draft.parent())?.join(FILE_NAME)
            }
        };
        let folder = path.parent()?.to_owned();
        if let Some(open) = self.drafts.at(&path).map(|draft| draft.uri.clone()) {
            let snapshot = self.drafts.snapshot(open.as_str(), self.workspace)?;
            let (source, version) = (Some(snapshot.source.clone()), Some(snapshot.version));
            return Some(Home { uri: snapshot.uri.clone(), folder, source, version });
        }
        let source = match disk::read(&path, disk::MOST_BYTES_OF_TOML) {
            Ok(bytes) => Some(Source::from_bytes(FILE_NAME, bytes, Told::PLAIN).ok()?),
            Err(ReadError::Io(_)) if self.client.creates_files.is_yes() && self.client.versioned_edits.is_yes() => None,
            Err(_) => return None,
        };
        Some(Home { uri: uri::of(&path)?, folder, source, version: None })
    }

    /// The edit that adds an `[[ignore-at]]`.
    fn entry(&self, home: &Home, draft: &Path, address: Option<&str>, lint: &str) -> Option<WorkspaceEdit> {
        let below = draft.strip_prefix(&home.folder).ok()?;
        let parts: Vec<&str> = below.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
        let text = home.source.as_ref().map_or("", Source::text);
        let new = NewIgnore { path: &parts.join("/"), at: address, lint, reason: None };
        let added = with_ignore(text, new)?.get(text.len()..)?.to_owned();
        let Some(source) = &home.source else { return Some(created(&home.uri, added)) };
        let end = Places { source, encoding: self.client.encoding }.position(text.len());
        let edit = TextEdit { range: Range { start: end, end }, new_text: added };
        Some(edits::of_document(self.client, &home.uri, home.version, vec![edit]))
    }

    /// The edit that puts a comment before a paragraph. None in a format without comments, and none within a
    /// table, which it would break.
    fn comment(&self, snapshot: &Snapshot, at: usize, lint: &str) -> Option<WorkspaceEdit> {
        let document = snapshot.document();
        let block = document.blocks.get(document.block_at(at)?).filter(|block| block.role != Role::Table)?;
        let (source, text) = (&snapshot.source, snapshot.source.text());
        let start = source.to_text(block.span).start;
        let line = source.lines().span(text, source.lines().line(start)).start;
        let replacement = source.format.comment(&format!("falint-ignore {lint}"))? + source.line_end();
        Some(edits::of_snapshot(self.client, snapshot, &[Edit { span: Span::new(line, line), replacement }]))
    }
}

/// How a finding is silenced.
#[derive(Debug, Clone, Copy)]
enum Way<'w> {
    Comment,
    Entry { address: Option<&'w str> },
}

/// The edit that makes a file with a text.
fn created(uri: &Uri, text: String) -> WorkspaceEdit {
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let edit = TextEdit { range: Range { start: Position::default(), end: Position::default() }, new_text: text };
    let document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: None };
    let edit = TextDocumentEdit { text_document: document, edits: vec![OneOf::Left(edit)] };
    let operations = vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edit)];
    WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() }
}

/// Where in the prose the line begins that holds a byte of the decoded text: near enough to tell its block.
fn prose_line(source: &Source, offset: usize) -> usize {
    let lines = source.prose_lines();
    let after =
        lines.partition_point(|line| source.to_text(Span::new(line.span.start, line.span.start)).start <= offset);
    lines[..after].last().map_or(0, |line| line.span.start)
}
