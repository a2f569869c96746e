//! What a title is made of: its name, the type that the name ends with, what stands behind it; and whether a line may be one.

use super::label;
use super::line;
use super::office;
use crate::diagnostic::Span;
use crate::lexicon::titles;

/// The title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// From its first line's start to its last line's end.
    pub span: Span,
    /// Without blanks, outer 《》 and a bracket such as （修订草案） at the end.
    pub name: String,
    /// The bracket at the end, without its marks: `修订草案`; or what stands there for it, without a bracket.
    pub suffix: Option<String>,
    /// All that stands behind the name, with its brackets: `（修订草案）`, `修订草案`, `草案（修订）`.
    pub tail: String,
}

impl Title {
    /// Whether the title says that the text is a draft: （修订草案）, （征求意见稿）, 表决稿.
    pub fn is_draft(&self) -> bool {
        let suffix = self.suffix.as_deref().unwrap_or("");
        suffix.contains("草案") || suffix.contains('稿') || self.name.ends_with("草案") || self.name.ends_with("稿")
    }

    /// Whether the title says that the text holds on trial: （试行）.
    pub fn is_trial(&self) -> bool {
        self.name.contains("试行") || self.suffix.as_deref().is_some_and(|suffix| suffix.contains("试行"))
    }
}

/// No title is longer, in characters.
pub(super) const LONGEST: usize = 90;

/// A title's line without blanks and without 《》 around all of it.
pub(super) fn bare(text: &str) -> String {
    let letters = label::without_blanks(text);
    let inner = letters.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
    match inner {
        Some(inner) if !inner.contains('》') => inner.to_owned(),
        Some(_) | None => letters,
    }
}

/// A name and the words of a draft that stand behind its type without a bracket: 某条例修订草案.
pub(super) fn split_draft_words(name: &str) -> (&str, &str) {
    let mut head = name;
    while let Some(rest) = titles::STAGES.iter().find_map(|word| head.strip_suffix(word)) {
        head = rest;
    }
    let tail = &name[head.len()..];
    let drafted = tail.contains("草案") || tail.contains('稿');
    if drafted && type_of(head).is_some_and(|(_, own)| own.is_some()) { (head, tail) } else { (name, "") }
}

/// A title without the stop that should not close it.
pub(super) fn without_stop(title: &str) -> &str {
    title.trim_end_matches(|c: char| line::is_terminal(c) || line::is_comma(c) || c == '、')
}

/// Name and bracket of a title.
pub(super) fn split_suffix(title: &str) -> (&str, Option<&str>) {
    let open = title.rfind(['（', '(']);
    if let (Some(open), true) = (open, title.ends_with(['）', ')'])) {
        let inner = title[open..].trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
        if titles::SUFFIXES.iter().any(|word| inner.contains(word)) {
            return (title[..open].trim_end_matches('》').trim_start_matches('《'), Some(inner));
        }
    }
    (title, None)
}

/// The type a name ends with, behind which a bracket may stand: 刑法修正案（九）; and what such a text calls itself.
pub(super) fn type_of(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    let bracket = name.ends_with(['）', ')']).then(|| name.rfind(['（', '('])).flatten();
    let name = &name[..bracket.unwrap_or(name.len())];
    let (ending, own) = titles::KINDS.iter().find(|(ending, _)| name.ends_with(ending))?;
    Some((ending, own.first().copied()))
}

/// Whether a line may be a title: it ends with the name of a kind of text, or says that it is a draft of one.
pub(super) fn is_title(text: &str) -> bool {
    if office::is_letterhead(text) || office::is_imprint(text) {
        return false;
    }
    let letters = bare(text);
    let stopped = letters.ends_with('。');
    let letters = if stopped { without_stop(&letters) } else { &letters };
    if letters.chars().count() > LONGEST || letters.contains(['。', '；', ';']) || letters.starts_with(['（', '(']) {
        return false;
    }
    let (name, suffix) = split_suffix(letters);
    let (name, _) = split_draft_words(name);
    let typed = type_of(name);
    if stopped {
        // A title, not a sentence that ends with the name of a text.
        return typed.is_some_and(|(_, own)| own.is_some())
            && letters.chars().count() <= 30
            && !letters
                .contains(|c| line::is_comma(c) || line::is_colon(c) || matches!(c, '《' | '本' | '按' | '照' | '据'));
    }
    suffix.is_some_and(|suffix| suffix.contains(['草', '稿'])) || typed.is_some()
}
