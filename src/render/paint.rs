//! The colours of the formats for people: one palette, so that `full`, `pretty` and `concise` agree.

use super::Colour;
use crate::diagnostic::Severity;

/// Ends every colour.
pub(super) const RESET: &str = "\x1b[0m";

/// What can be coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "terminal"), expect(dead_code, reason = "some of it is seen in excerpts only"))]
pub(crate) enum Ink {
    /// The word that names the severity, and the lint.
    Header(Severity),
    /// The message.
    Message,
    /// The place itself.
    Primary(Severity),
    /// Other places.
    Secondary,
    /// Line numbers, frames, bullets.
    Frame,
    /// The word before a note.
    Note,
    /// A line of a diff that goes.
    Removed,
    /// A line of a diff that comes.
    Added,
    /// Words that a draft has no more.
    Deleted,
    /// Words that it has and the law has not.
    Inserted,
}

impl Ink {
    /// The code that begins it.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Header(Severity::Error) => "\x1b[1;91m",
            Self::Header(Severity::Warning) => "\x1b[1;93m",
            Self::Header(Severity::Advice) => "\x1b[1;96m",
            Self::Message => "\x1b[1m",
            Self::Primary(Severity::Error) | Self::Removed => "\x1b[31m",
            Self::Primary(Severity::Warning) => "\x1b[33m",
            Self::Primary(Severity::Advice) => "\x1b[36m",
            Self::Secondary | Self::Frame => "\x1b[34m",
            Self::Note | Self::Added => "\x1b[32m",
            Self::Deleted => "\x1b[9;31m",
            Self::Inserted => "\x1b[4;32m",
        }
    }
}

impl Colour {
    /// The text in that ink, or as it is.
    pub(crate) fn paint(self, ink: Ink, text: &str) -> String {
        match self {
            Self::Always => format!("{}{text}{RESET}", ink.code()),
            Self::Never => text.to_owned(),
        }
    }
}
