//! What a terminal must not be sent raw: controls, line breaks, bidirectional and invisible characters.
//!
//! Drafts come out of Word with vertical tabs, zero-width spaces and worse. Each gets a visible mark of one cell, so
//! that columns line up and nothing in a draft can steer the reader's terminal.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Stands for a character that has no width or only tells others how to run.
const UNSEEN: char = '◌';

/// How a character of an excerpt is drawn, and in how many cells.
pub(super) fn drawn(c: char) -> (Drawn, usize) {
    match (c, c.width()) {
        // ariadne draws every blank in one cell, so the wide one is drawn as two.
        ('\u{3000}', _) => (Drawn::TwoSpaces, 2),
        ('\u{2028}' | '\u{2029}', _) => (Drawn::Char('\u{2424}'), 1),
        (_, None) => (Drawn::Char(picture(c)), 1),
        ('\u{ad}', _) | (_, Some(0)) => (Drawn::Char(UNSEEN), 1),
        (_, Some(width)) => (Drawn::Char(c), width),
    }
}

/// What is drawn for a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    /// One character.
    Char(char),
    /// Two spaces.
    TwoSpaces,
}

/// The picture of a control character.
pub(super) fn picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or(UNSEEN),
        0x7f => '\u{2421}',
        0x85 => '\u{2424}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// The text on one line, safe for a terminal: line breaks become spaces, the rest its marks.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| matches!(drawn(c).0, Drawn::Char(same) if same == c) || c == '\u{3000}') {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => line.push(' '),
            '\u{3000}' => line.push(c),
            _ => match drawn(c).0 {
                Drawn::Char(c) => line.push(c),
                Drawn::TwoSpaces => line.push_str("  "),
            },
        }
    }
    Cow::Owned(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_itself() {
        assert!(matches!(one_line("第一条\u{3000}为了“规范”……。"), Cow::Borrowed(_)));
        assert_eq!(drawn('法'), (Drawn::Char('法'), 2));
        assert_eq!(drawn('“'), (Drawn::Char('“'), 1));
    }

    #[test]
    fn nothing_steers_the_terminal() {
        for c in ['\0', '\t', '\u{1b}', '\u{7f}', '\u{85}', '\u{9b}', '\u{200b}', '\u{202e}', '\u{2066}', '\u{feff}'] {
            let (drawn, width) = drawn(c);
            assert_eq!(width, 1);
            assert!(matches!(drawn, Drawn::Char(mark) if mark.width() == Some(1)), "{c:?}");
        }
    }

    #[test]
    fn line_breaks_fold() {
        assert_eq!(one_line("甲\r\n乙\n丙\u{b}丁\u{2028}戊\t"), "甲 乙 丙 丁 戊␉");
    }
}
