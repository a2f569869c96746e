//! Running text as the model reads it: a row of symbols, most of them one character each.
//!
//! What varies without end – numbers, Latin words, titles in 《》 – is one symbol, whatever it says; half-width marks
//! are read as the full-width ones that they stand for.

use std::ops::Range;

use crate::diagnostic::Span;

/// A symbol: the character itself where it is one of the Basic Multilingual Plane, or one of the classes below.
pub type Symbol = u16;

/// The start and the end of a stretch of text.
pub const EDGE: Symbol = 1;
/// A number, in Arabic or Chinese numerals.
pub const NUMBER: Symbol = 2;
/// A Latin word.
pub const LATIN: Symbol = 3;
/// Blanks.
pub const BLANK: Symbol = 4;
/// A title in 《》, with its marks.
pub const TITLE: Symbol = 5;
/// A character outside the Basic Multilingual Plane.
pub const ASTRAL: Symbol = 6;
/// Any symbol, in sequences that leave one open.
pub const ANY: Symbol = 7;

/// A stretch of text as symbols, with [`EDGE`] before and behind.
#[derive(Debug, Default)]
pub struct Symbols {
    /// The symbols.
    pub codes: Vec<Symbol>,
    /// Where each symbol starts, in bytes of the text; the last one is the text's end.
    starts: Vec<usize>,
}

impl Symbols {
    /// Reads a text, but not where its symbols start; what was held before is dropped.
    pub fn read(&mut self, text: &str) {
        self.starts.clear();
        self.walk(text, |_, _| {});
    }

    /// Reads a text that begins at byte `origin`; what was held before is dropped.
    pub fn read_with_places(&mut self, text: &str, origin: usize) {
        self.starts.clear();
        self.walk(text, |starts, at| starts.push(origin + at));
    }

    /// Reads the symbols of a text, and tells where each starts.
    fn walk(&mut self, text: &str, start: impl Fn(&mut Vec<usize>, usize)) {
        let Self { codes, starts } = self;
        let mut push = |codes: &mut Vec<Symbol>, code: Symbol, at: usize| {
            codes.push(code);
            start(starts, at);
        };
        codes.clear();
        push(codes, EDGE, 0);
        let mut at = 0;
        loop {
            // Nearly all symbols are Chinese characters and no numerals: these are read by hand.
            while let Some(&[first @ 0xE4..=0xE9, second, third]) = text.as_bytes().get(at..at + 3) {
                let code = u16::from(first & 0xF) << 12 | u16::from(second & 0x3F) << 6 | u16::from(third & 0x3F);
                if !is_han(code) || is_numeral_symbol(code) {
                    break;
                }
                push(codes, code, at);
                at += 3;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let (code, len) = symbol(text, at, c);
            let previous = codes.last().copied();
            match (code, previous) {
                (NUMBER | LATIN | BLANK, Some(last)) if last == code => {}
                // A numeral alone may be part of a word; behind 第 and next to another it is a number.
                _ if is_numeral(c) && previous.is_some_and(|last| last == NUMBER || last == '第' as Symbol) => {
                    if previous != Some(NUMBER) {
                        push(codes, NUMBER, at);
                    }
                }
                _ if is_numeral(c) && previous.is_some_and(is_numeral_symbol) => {
                    if let Some(last) = codes.last_mut() {
                        *last = NUMBER;
                    }
                }
                _ => push(codes, code, at),
            }
            at += len;
        }
        push(codes, EDGE, at);
    }

    /// The bytes that some symbols stand for.
    pub fn span(&self, symbols: Range<usize>) -> Span {
        let place = |at: usize| self.starts.get(at).or(self.starts.last()).copied().unwrap_or_default();
        Span::new(place(symbols.start), place(symbols.end))
    }
}

/// The symbols of a text, for tests.
#[cfg(test)]
pub(super) fn codes(text: &str) -> Vec<Symbol> {
    let mut symbols = Symbols::default();
    symbols.read(text);
    symbols.codes
}

/// The symbol at byte `at`, where `c` stands, and how many bytes it takes.
fn symbol(text: &str, at: usize, c: char) -> (Symbol, usize) {
    let len = c.len_utf8();
    if c == '《' {
        return match title_len(&text[at..]) {
            Some(len) => (TITLE, len),
            None => ('《' as Symbol, len),
        };
    }
    let code = match c {
        '\u{4E00}'..='\u{9FFF}' => c as Symbol,
        '0'..='9' | '０'..='９' => NUMBER,
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => LATIN,
        ' ' | '\u{3000}' | '\t' | '\u{A0}' | '\n' | '\r' => BLANK,
        '!'..='/' | ':'..='?' => (c as u32 - 0x21 + 0xFF01) as Symbol,
        _ => Symbol::try_from(u32::from(c)).unwrap_or(ASTRAL),
    };
    (code, len)
}

/// How long the title is that a text begins with; none where its mark is not closed.
fn title_len(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            '\n' | '。' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

const fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '零'
            | '〇'
            | '两'
    )
}

fn is_numeral_symbol(symbol: Symbol) -> bool {
    char::from_u32(u32::from(symbol)).is_some_and(is_numeral)
}

/// Whether a symbol is a Chinese character.
pub const fn is_han(symbol: Symbol) -> bool {
    matches!(symbol, 0x4E00..=0x9FFF)
}

/// The character that a symbol is; NUL for a class.
pub fn character(symbol: Symbol) -> char {
    char::from_u32(u32::from(symbol)).filter(|_| is_han(symbol)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The symbols between the edges, classes as letters.
    fn shown(text: &str) -> String {
        let mut symbols = Symbols::default();
        symbols.read_with_places(text, 0);
        assert_eq!(symbols.span(0..symbols.codes.len()), Span::new(0, text.len()));
        let codes = &symbols.codes[1..symbols.codes.len() - 1];
        let show = |&code: &Symbol| match code {
            NUMBER => 'N',
            LATIN => 'L',
            BLANK => 'B',
            TITLE => 'T',
            ASTRAL => 'A',
            code => char::from_u32(u32::from(code)).unwrap_or('?'),
        };
        codes.iter().map(show).collect()
    }

    #[test]
    fn what_varies_without_end_is_one_symbol() {
        assert_eq!(shown("第十二条、第3条"), "第N条、第N条");
        assert_eq!(shown("处500元以上3000元以下"), "处N元以上N元以下");
        assert_eq!(shown("二十日、统一"), "N日、统一");
        assert_eq!(shown("依照《中华人民共和国〈甲〉法》，ETC车道"), "依照T，L车道");
        assert_eq!(shown("甲  乙,丙𠮷"), "甲B乙，丙A");
    }

    #[test]
    fn a_title_that_is_not_closed_is_text() {
        assert_eq!(shown("《甲法。乙》"), "《甲法。乙》");
        assert_eq!(shown("《甲"), "《甲");
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let mut symbols = Symbols::default();
        symbols.read_with_places("第十二条", 100);
        assert_eq!(symbols.codes, [EDGE, '第' as Symbol, NUMBER, '条' as Symbol, EDGE]);
        assert_eq!(symbols.span(2..3), Span::new(103, 109));
        assert_eq!(symbols.span(4..4), Span::new(112, 112));
    }
}
