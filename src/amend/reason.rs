//! Why an instruction was not applied, or what there is to say of one that was. The words are found where it is shown.

/// Why an instruction was not applied, or not all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It could not be read.
    NotUnderstood,
    /// 作文字技术修改: what is changed is not told.
    Editorial,
    /// It is told what is done, but this is not done by program: annexes, the table of contents, moved sections.
    Unsupported,
    /// No such unit: its address.
    Missing(String),
    /// Several units may be meant: the address.
    Ambiguous(String),
    /// Its article was replaced as a whole before: its old 款 are not there any more.
    Replaced,
    /// The words do not stand there: the words, and the address; empty for the whole law.
    NoWords(String, String),
    /// Words stand in more than one place, and it is not said that all are meant: the words, and how often.
    WordsOften(String, usize),
    /// Another number of units is told than are quoted: told, and quoted.
    Counts(usize, usize),
    /// No text is quoted where one must be.
    NoText,
    /// The quotation is not closed: where it ends is a guess.
    Open,
    /// What is told as the new number, and what is counted.
    Number(String, String),
    /// The quoted text bears another number than the instruction tells: quoted, and told.
    Label(String, String),
    /// Articles move, but nothing lets them: 对条文顺序作相应调整 is missing.
    NoOrderClause,
}

/// What there is to say of an instruction that was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The words stood so often in the place, and all were changed.
    Occurrences(usize),
    /// A mark that parts members of a list was added.
    Glued,
    /// The article stands between two chapters, and which is meant is not said; it was put at the end of the first: its name.
    Border(String),
}
