//! What can be done about findings: quick fixes, all safe fixes at once. Edits are made for the text they were computed
//! from; where that has changed since, there are none.

use std::collections::BTreeSet;

use lsp_server::ErrorCode;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Diagnostic as Shown, NumberOrString,
    WorkspaceEdit,
};
use serde_json::{Value, json};
use similar::{DiffOp, TextDiff};

use super::client::Client;
use super::draft::{Linted, Snapshot};
use super::drafts::Drafts;
use super::edits;
use super::place::Places;
use super::refusal::Refusal;
use super::silence::Silences;
use super::workspace::Workspace;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Span};
use crate::fix::{Reach, mend};
use crate::lang::Lang;
use crate::render::change;

/// The kind of what fixes all that is safe.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.falint");

/// Of how many findings the actions are listed: a menu is no place for those of a whole text.
const MOST_FINDINGS: usize = 50;

/// How the editor asks for an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    ByName,
    WithOthers,
}

/// Whether the editor asks for actions of a kind, or of all kinds.
fn wants(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let holds = |asked: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.as_str().is_empty())
    };
    only.is_none_or(|only| only.iter().any(holds))
}

/// What can be done in one editor.
pub(super) struct Actions<'s> {
    pub client: &'s Client,
    pub workspace: &'s Workspace,
    pub drafts: &'s mut Drafts,
}

impl Actions<'_> {
    /// What can be done about the findings at a range.
    pub(super) fn at(&mut self, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
        let draft = self.drafts.get(params.text_document.uri.as_str())?;
        let linted = draft.findings().filter(|_| self.client.actions.is_yes()).cloned()?;
        let only = params.context.only.as_deref();
        let mut actions = Vec::new();
        if wants(only, &CodeActionKind::QUICKFIX) {
            let findings = self.findings_at(&linted, params);
            for &(finding, shown) in &findings {
                actions.extend(finding.fix.as_ref().map(|fix| self.quick_fix(&linted, shown, fix)));
            }
            let mut silences = Silences { client: self.client, workspace: self.workspace, drafts: self.drafts };
            actions.extend(silences.of(&linted, &findings));
            merge(&mut actions);
        }
        if wants(only, &FIX_ALL) {
            let asked = if only.is_some() { Asked::ByName } else { Asked::WithOthers };
            actions.extend(self.fix_all(&linted, asked));
        }
        Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
    }

    /// The findings that touch the range asked for; of them those that the editor names, where it names some of ours.
    fn findings_at<'l>(&self, linted: &'l Linted, params: &CodeActionParams) -> Vec<(&'l Diagnostic, &'l Shown)> {
        let places = Places { source: &linted.of.source, encoding: self.client.encoding };
        let asked = places.span(params.range);
        let key = |shown: &Shown| {
            let code = match &shown.code {
                Some(NumberOrString::String(code)) => Some(code.clone()),
                Some(NumberOrString::Number(_)) | None => None,
            };
            (shown.range.start, shown.range.end, code)
        };
        let named: BTreeSet<_> = params.context.diagnostics.iter().map(key).collect();
        let all = linted.report.diagnostics.iter().zip(&linted.shown);
        let touched = all.filter(|(finding, _)| finding.span.start <= asked.end && asked.start <= finding.span.end);
        touched.filter(|(_, shown)| named.is_empty() || named.contains(&key(shown))).take(MOST_FINDINGS).collect()
    }

    fn quick_fix(&self, linted: &Linted, shown: &Shown, fix: &Fix) -> CodeAction {
        let lang = self.client.lang;
        let what = change(lang, &linted.of.source, fix);
        let is_safe = fix.applicability == Applicability::Safe;
        let title = match (lang, is_safe) {
            (Lang::Zh, true) => format!("修正：{what}"),
            (Lang::Zh, false) => format!("修正（需核对）：{what}"),
            (Lang::En, true) => format!("fix: {what}"),
            (Lang::En, false) => format!("fix (to be checked): {what}"),
        };
        CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![shown.clone()]),
            edit: Some(edits::of_snapshot(self.client, &linted.of, &fix.edits)),
            is_preferred: Some(is_safe),
            ..CodeAction::default()
        }
    }

    /// All safe fixes of the text, as `check --fix` applies them. Editors that can ask for the edit do so when it is
    /// chosen; to others it is offered where they ask for it by name.
    fn fix_all(&self, linted: &Linted, asked: Asked) -> Option<CodeAction> {
        let is_safe = |diagnostic: &&Diagnostic| {
            diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
        };
        let count = linted.report.diagnostics.iter().filter(is_safe).count();
        let later = self.client.resolves_edits.is_yes();
        if count == 0 || !(later || asked == Asked::ByName) {
            return None;
        }
        let mut action = CodeAction {
            title: match self.client.lang {
                Lang::Zh => format!("修正全文可以放心修正的问题（{count} 处）"),
                Lang::En => format!("apply all safe fixes of the text ({count})"),
            },
            kind: Some(FIX_ALL),
            ..CodeAction::default()
        };
        if later {
            action.data = Some(json!({"uri": linted.of.uri.as_str(), "version": linted.of.version}));
        } else {
            action.edit = Some(self.mended(&linted.of));
        }
        Some(action)
    }

    /// Gives the edit of an action that was chosen.
    pub(super) fn resolve(&mut self, mut action: CodeAction) -> Result<CodeAction, Refusal> {
        let Some(data) = action.data.as_ref().filter(|_| action.edit.is_none()) else { return Ok(action) };
        let uri = data.get("uri").and_then(Value::as_str).unwrap_or_default();
        let version = data.get("version").and_then(Value::as_i64);
        let snapshot =
            self.drafts.snapshot(uri, self.workspace).filter(|snapshot| Some(i64::from(snapshot.version)) == version);
        let snapshot = snapshot.ok_or_else(|| Refusal {
            code: ErrorCode::ContentModified,
            zh: "文本已经改动，请重新选择".to_owned(),
            en: "the text has changed; choose again".to_owned(),
        })?;
        action.edit = Some(self.mended(&snapshot));
        Ok(action)
    }

    /// The edits that make of a text what `check --fix` makes of it.
    fn mended(&self, snapshot: &Snapshot) -> WorkspaceEdit {
        let edits = match &snapshot.plan {
            Some(plan) => {
                // Fixes that undo one another are none.
                let mended = mend(snapshot.source.clone(), plan, Reach::Safe).ok();
                let sound = mended.filter(|mended| mended.at_odds.is_empty());
                sound.map(|mended| differences(snapshot.source.text(), mended.source.text())).unwrap_or_default()
            }
            None => Vec::new(),
        };
        edits::of_snapshot(self.client, snapshot, &edits)
    }
}

/// Of actions that do the same, one, for the diagnostics of all.
fn merge(actions: &mut Vec<CodeAction>) {
    let mut kept: Vec<CodeAction> = Vec::new();
    for action in actions.drain(..) {
        match kept.iter_mut().find(|other| other.edit == action.edit && other.kind == action.kind) {
            Some(other) => {
                other.is_preferred = other.is_preferred.max(action.is_preferred);
                other.diagnostics.get_or_insert_default().extend(action.diagnostics.into_iter().flatten());
            }
            None => kept.push(action),
        }
    }
    *actions = kept;
}

/// The edits that make one text of another, line by line, and within lines no more than differs.
fn differences(before: &str, after: &str) -> Vec<Edit> {
    let diff = TextDiff::from_lines(before, after);
    let starts = |lines: &[&str]| {
        let mut at = 0;
        let mut starts = vec![0];
        starts.extend(lines.iter().map(|line| {
            at += line.len();
            at
        }));
        starts
    };
    let old: Vec<&str> = diff.iter_old_slices().collect();
    let new: Vec<&str> = diff.iter_new_slices().collect();
    let (old, new) = (starts(&old), starts(&new));
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed
        .map(|op| {
            let (from, to) = (op.old_range(), op.new_range());
            let span = Span::new(old[from.start], old[from.end]);
            trimmed(before, span, &after[new[to.start]..new[to.end]])
        })
        .collect()
}

/// A replacement without what it leaves as it is at its ends.
fn trimmed(text: &str, span: Span, replacement: &str) -> Edit {
    let old = span.of(text);
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = old.chars().zip(replacement.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (rest, new) = (&old[head..], &replacement[head..]);
    let tail: usize = rest.chars().rev().zip(new.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let span = Span::new(span.start + head, span.end - tail);
    Edit { span, replacement: new[..new.len() - tail].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_asked_for_by_their_beginnings() {
        let asked = |kinds: &[&'static str]| {
            let kinds: Vec<CodeActionKind> = kinds.iter().map(|&kind| CodeActionKind::new(kind)).collect();
            (wants(Some(&kinds), &CodeActionKind::QUICKFIX), wants(Some(&kinds), &FIX_ALL))
        };
        assert_eq!(asked(&["quickfix"]), (true, false));
        assert_eq!(asked(&["source"]), (false, true));
        assert_eq!(asked(&["source.fixAll"]), (false, true));
        assert_eq!(asked(&["source.fixAll.other", "refactor", "quick"]), (false, false));
        assert_eq!(asked(&[""]), (true, true));
        assert!(wants(None, &FIX_ALL));
    }

    #[test]
    fn differences_are_small_and_lead_from_one_text_to_the_other() {
        let cases = [
            ("甲\r\n乙,丙\r\n丁", "甲\r\n乙，丙\r\n丁"),
            ("甲\n乙\n丙\n", "甲\n丙\n"),
            ("甲\n丙", "甲\n乙\n丙"),
            ("", "甲"),
            ("甲甲\r乙乙\r", "甲\r乙\r"),
            ("𠮷𠮷", "𠮷"),
        ];
        for (before, after) in cases {
            let edits = differences(before, after);
            let mut text = before.to_owned();
            for edit in edits.iter().rev() {
                text.replace_range(edit.span.range(), &edit.replacement);
            }
            assert_eq!(text, after);
        }
        let edits = differences(cases[0].0, cases[0].1);
        assert_eq!(edits, [Edit { span: Span::new(8, 9), replacement: "，".to_owned() }]);
    }
}
