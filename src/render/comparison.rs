//! A law beside the draft of its revision, drawn as a 对照表 (立法法第五十八条): one file a form.

mod json;

use super::Style;
use crate::compare::Comparison;
use crate::diagnostic::Report;
use crate::source::Source;

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Table<'t> {
    /// The file of the law in force.
    pub current: &'t Source,
    /// The file of the draft.
    pub draft: &'t Source,
    /// What continues what.
    pub comparison: &'t Comparison<'t>,
    /// What is to be said of the draft beside the law.
    pub report: &'t Report,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For programs.
    Json,
}

impl Form {
    /// All of them, in the order help texts list them.
    pub const ALL: [Self; 1] = [Self::Json];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
        }
    }

    /// The form that files with such an ending have.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// The table as a file holds it.
pub fn render(table: &Table<'_>, form: Form, _style: Style) -> Vec<u8> {
    match form {
        Form::Json => json::render(table).into_bytes(),
    }
}
