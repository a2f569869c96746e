//! The three parts of the law texts: what the model is made of, what its limits are chosen by, and what is only ever
//! reported on.

use crate::texts::Text;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Eight titles of ten: the first four of five folds.
    Train,
    /// One of ten.
    Tune,
    /// One of ten.
    Report,
}

impl Part {
    /// The part of a text.
    pub const fn of(text: &Text) -> Self {
        match text.tenth {
            0..8 => Self::Train,
            8 => Self::Tune,
            _ => Self::Report,
        }
    }
}
