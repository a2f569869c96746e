//! The editor at the other end: what it can do, as it says at the start, and the language that its user reads.

use lsp_types::{ClientCapabilities, MarkupKind};

use super::place;
use crate::lang::{Lang, Text};
use crate::source::PositionEncoding;

/// Whether the editor can do something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Can {
    /// It says so.
    Yes,
    /// It does not.
    #[default]
    No,
}

impl Can {
    const fn of(said: Option<bool>) -> Self {
        if matches!(said, Some(true)) { Self::Yes } else { Self::No }
    }

    /// Whether it can.
    pub(super) const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}

/// What is known of the editor.
#[derive(Debug)]
pub(super) struct Client {
    /// The language of messages.
    pub lang: Lang,
    /// What it counts columns in.
    pub encoding: PositionEncoding,
    /// Show hovers written in Markdown.
    pub markdown_hover: Can,
    /// Show the other places of a diagnostic.
    pub related: Can,
    /// Show where a link starts, besides where it leads.
    pub links: Can,
    /// Show symbols as a tree.
    pub tree: Can,
    /// Take actions that are more than commands.
    pub actions: Can,
    /// Ask for an action's edit when it is chosen.
    pub resolves_edits: Can,
    /// Take edits of a version of a document.
    pub versioned_edits: Can,
    /// Create files.
    pub creates_files: Can,
    /// Watch files that it is asked to watch.
    pub watches: Can,
    /// Be asked for its settings.
    pub tells_settings: Can,
}

impl Client {
    /// What it says at the start; `lang` is the language to speak with it.
    pub(super) fn new(said: &ClientCapabilities, lang: Lang) -> Self {
        let text = said.text_document.clone().unwrap_or_default();
        let workspace = said.workspace.clone().unwrap_or_default();
        let edits = workspace.workspace_edit.unwrap_or_default();
        let actions = text.code_action.unwrap_or_default();
        let offered = said.general.as_ref().and_then(|general| general.position_encodings.clone()).unwrap_or_default();
        let formats = text.hover.and_then(|hover| hover.content_format).unwrap_or_default();
        let resolves = actions.resolve_support.is_some_and(|support| support.properties.iter().any(|p| p == "edit"));
        let keeps_data = actions.data_support.unwrap_or(false);
        let creates = edits.resource_operations.unwrap_or_default();
        Self {
            lang,
            encoding: place::encoding(&offered),
            markdown_hover: Can::of(Some(formats.contains(&MarkupKind::Markdown))),
            related: Can::of(text.publish_diagnostics.and_then(|publish| publish.related_information)),
            links: Can::of(text.definition.and_then(|definition| definition.link_support)),
            tree: Can::of(text.document_symbol.and_then(|symbol| symbol.hierarchical_document_symbol_support)),
            actions: Can::of(Some(actions.code_action_literal_support.is_some())),
            resolves_edits: Can::of(Some(resolves && keeps_data)),
            versioned_edits: Can::of(edits.document_changes),
            creates_files: Can::of(Some(creates.contains(&lsp_types::ResourceOperationKind::Create))),
            watches: Can::of(workspace.did_change_watched_files.and_then(|watch| watch.dynamic_registration)),
            tells_settings: Can::of(workspace.configuration),
        }
    }

    /// Words in its language.
    pub(super) fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text { zh, en }.get(self.lang)
    }
}
