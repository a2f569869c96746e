//! The kinds of slip.

/// What happened to the text; what mends it is the reverse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlipKind {
    /// One character stands for another.
    Replaced,
    /// Two neighbours stand the wrong way round.
    Swapped,
    /// A character is too many.
    Inserted,
    /// A character is missing.
    Lost,
}

impl SlipKind {
    /// All of them, in the order of the network's outputs.
    pub const ALL: [Self; 4] = [Self::Replaced, Self::Swapped, Self::Inserted, Self::Lost];
}
