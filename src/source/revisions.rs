//! Which state of a revised file is read.

/// Which state of a file with tracked changes is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Revisions {
    /// As if all changes were accepted: what the draft will say.
    #[default]
    Accept,
    /// As if none were: what the draft said.
    Original,
}

impl Revisions {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Accept, Self::Original];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Original => "original",
        }
    }

    /// The one that a word stands for.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}
