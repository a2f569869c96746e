//! Why a Word file cannot be read, or not be written into.

/// A part of a Word file that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The text.
    Document,
    /// The notes at the foot of pages.
    Footnotes,
    /// What styles are.
    Styles,
    /// How paragraphs are numbered.
    Numbering,
    /// The comments.
    Comments,
    /// What leads from one part to others, and says what they are.
    Relationships,
}

impl Part {
    /// The name that most files have it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "word/document.xml",
            Self::Footnotes => "word/footnotes.xml",
            Self::Styles => "word/styles.xml",
            Self::Numbering => "word/numbering.xml",
            Self::Comments => "word/comments.xml",
            Self::Relationships => "_rels/.rels",
        }
    }
}

/// Why a Word file cannot be read, or not be written into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WordError {
    /// It opens with a password.
    #[error("it opens with a password")]
    Password,
    /// It is of Word before 2007, or of WPS.
    #[error("it is of an old format")]
    Old,
    /// It is cut off or damaged, found at this byte of the file.
    #[error("it is damaged at byte {0}")]
    Damaged(usize),
    /// Its name says that it is a Word file, and it is none.
    #[error("it is no Word file")]
    NotWord,
    /// It unpacks to more than is read.
    #[error("it unpacks to too much")]
    TooLarge,
    /// A part declares entities of its own, at this byte.
    #[error("{part} declares a document type at byte {1}", part = .0.name())]
    Doctype(Part, usize),
    /// A part is no XML that can be read, at this byte.
    #[error("{part} cannot be read at byte {1}", part = .0.name())]
    Xml(Part, usize),
    /// There are pictures in it and no text.
    #[error("there is no text in it")]
    NoText,
}
