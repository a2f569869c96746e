//! Where a line of Chinese, English or both may end on a terminal.
//!
//! Chinese breaks between any two characters, but for marks that no line starts or ends with; English between words.

use unicode_width::UnicodeWidthChar as _;

/// What no line starts with.
const NEVER_FIRST: &str = "\u{3000}、。，．：；！？…·％℃）］｝〉》」』】〕〗%),.:;!?]}/";

/// What no line ends with.
const NEVER_LAST: &str = "（［｛〈《「『【〔〖([{";

/// What stays with the characters on both its sides: one mark opens and closes in English, and in some Chinese.
const QUOTES: &str = "“”‘’\"'";

/// Whether a line may end between two characters.
pub(crate) fn is_break(last: char, first: char) -> bool {
    // A dash of two characters is one mark.
    let stands_alone = |c: char| c == '—' || c.width().unwrap_or(0) > 1;
    match (last, first) {
        (_, ' ') | ('—', '—') => false,
        _ if NEVER_FIRST.contains(first) => false,
        (' ', _) => true,
        _ if QUOTES.contains([last, first]) => false,
        _ => (stands_alone(last) || stands_alone(first)) && !NEVER_LAST.contains(last),
    }
}
