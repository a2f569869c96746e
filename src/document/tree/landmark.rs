//! Landmarks: the characters of a text that are looked for, each with its place – marks, figures and blanks, and of the
//! Chinese characters and Latin letters those that a reader declares.
//!
//! Most of a text is Chinese characters that nobody asks for. One pass tells the others apart, and whoever looks for a
//! mark or a word reads the landmarks instead of the text: about one character in four. What readers look for stands
//! with them, here and in rules/, as constants of [`Sought`] and [`Words`]; build.rs gathers the alphabet from these, and
//! what is missing in it does not compile.

use crate::diagnostic::Span;

/// The Chinese characters and Latin letters that are declared to be sought, as build.rs finds them in src/.
const ALPHABET: &str = include_str!(concat!(env!("OUT_DIR"), "/landmarks.txt"));

/// The block of the Chinese characters, of which only those in [`ALPHABET`] are landmarks.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// A bit for each character from [`FIRST`] to [`LAST`]: whether it is sought.
static SOUGHT: [u64; ((LAST - FIRST) / 64 + 1) as usize] = CHINESE;
const CHINESE: [u64; ((LAST - FIRST) / 64 + 1) as usize] = {
    let mut bits = [0; ((LAST - FIRST) / 64 + 1) as usize];
    let mut at = 0;
    while at < ALPHABET.len() {
        let (code, len) = code_at(ALPHABET.as_bytes(), at);
        if FIRST <= code && code <= LAST {
            bits[((code - FIRST) / 64) as usize] |= 1 << ((code - FIRST) % 64);
        }
        at += len;
    }
    bits
};

/// A bit for each character of ASCII: whether it is a letter that is sought.
const LATIN: u128 = {
    let mut bits = 0;
    let mut at = 0;
    while at < ALPHABET.len() {
        let (code, len) = code_at(ALPHABET.as_bytes(), at);
        if code < 128 {
            bits |= 1 << code;
        }
        at += len;
    }
    bits
};

/// The character at a byte of UTF-8, and its length.
const fn code_at(bytes: &[u8], at: usize) -> (u32, usize) {
    let (first, len) = match bytes[at] {
        first @ 0..0x80 => (first as u32, 1),
        first @ 0x80..0xE0 => ((first & 0x1F) as u32, 2),
        first @ 0xE0..0xF0 => ((first & 0xF) as u32, 3),
        first => ((first & 0x7) as u32, 4),
    };
    let (mut code, mut next) = (first, 1);
    while next < len {
        code = code << 6 | (bytes[at + next] & 0x3F) as u32;
        next += 1;
    }
    (code, len)
}

/// Whether a character is a landmark only where it is declared to be sought.
pub(super) const fn is_letter(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | 'a'..='z' | 'A'..='Z')
}

/// Whether a character is a landmark, wherever it stands.
const fn is_landmark(code: u32) -> bool {
    match code {
        FIRST..=LAST => CHINESE[((code - FIRST) / 64) as usize] >> ((code - FIRST) % 64) & 1 == 1,
        0x41..=0x5A | 0x61..=0x7A => LATIN >> code & 1 == 1,
        _ => true,
    }
}

/// Characters that a reader looks for. There are none but constants, so that none is looked for that is no landmark:
/// what build.rs does not find written out does not compile.
///
/// ```compile_fail
/// use falint::document::tree::landmark::Sought;
///
/// const RARE: char = '龘';
/// const SOUGHT: Sought<1> = Sought::new([RARE]);
/// ```
#[derive(Debug)]
pub struct Sought<const N: usize>([char; N]);

impl<const N: usize> Sought<N> {
    /// Declares characters, written out as literals.
    pub const fn new(chars: [char; N]) -> Self {
        let mut at = 0;
        while at < N {
            assert!(
                is_landmark(chars[at] as u32),
                "write it as a literal within Sought::new([…]): build.rs looks there"
            );
            at += 1;
        }
        Self(chars)
    }

    /// Whether a character is one of them.
    pub fn holds(&self, c: char) -> bool {
        self.0.contains(&c)
    }
}

/// Words that a reader looks for; constants, as [`Sought`] is.
#[derive(Debug)]
pub struct Words<const N: usize>(pub(in crate::document) [&'static str; N]);

impl<const N: usize> Words<N> {
    /// Declares words, written out as literals.
    pub const fn new(words: [&'static str; N]) -> Self {
        let mut at = 0;
        while at < N {
            let (code, _) = code_at(words[at].as_bytes(), 0);
            assert!(is_landmark(code), "write it as a literal within Words::new([…]): build.rs looks there");
            at += 1;
        }
        Self(words)
    }
}

/// Bits of a character; its place takes the bits above.
const CHAR_BITS: u32 = 21;

/// The landmarks of a text, in order, each a place and a character in one number: a long text has millions.
#[derive(Debug)]
pub(super) struct Landmarks {
    found: Vec<u64>,
    /// Where the part that was read begins, in bytes of the text.
    start: usize,
    /// For each stretch of [`STRETCH`] bytes, how many landmarks stand before it in the part.
    before: Vec<usize>,
}

/// Bytes between two entries of the index; few landmarks stand in as many.
const STRETCH: usize = 128;

impl Landmarks {
    /// Reads a text, or a part of it.
    pub(super) fn of(text: &str, extent: Span) -> Self {
        let bytes = &text.as_bytes()[..extent.end];
        let mut found = Vec::with_capacity(extent.len() / 8);
        let mut before = Vec::with_capacity(extent.len() / STRETCH + 1);
        let mut at = extent.start;
        while at < bytes.len() {
            if at - extent.start >= before.len() * STRETCH {
                before.push(found.len());
            }
            // Three bytes, nearly always a Chinese character: read by hand, as this is the one place that sees them all.
            if let [first @ 0xE4..=0xE9, second, third, ..] = bytes[at..] {
                let code = u32::from(first & 0xF) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F);
                let bit = code.wrapping_sub(FIRST);
                if SOUGHT.get((bit / 64) as usize).is_none_or(|bits| bits >> (bit % 64) & 1 == 1) {
                    found.push((at as u64) << CHAR_BITS | u64::from(code));
                }
                at += 3;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            if is_landmark(u32::from(c)) {
                found.push((at as u64) << CHAR_BITS | u64::from(u32::from(c)));
            }
            at += c.len_utf8();
        }
        found.shrink_to_fit();
        Self { found, start: extent.start, before }
    }

    /// Those of a stretch, in order.
    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = (usize, char)> + Clone {
        let stretch = span.start.saturating_sub(self.start) / STRETCH;
        let from = self.before.get(stretch).copied().unwrap_or(self.found.len());
        let read = |&landmark: &u64| {
            let code = (landmark & ((1 << CHAR_BITS) - 1)) as u32;
            ((landmark >> CHAR_BITS) as usize, char::from_u32(code).unwrap_or_default())
        };
        let behind = self.found[from..].iter().map(read).skip_while(move |&(at, _)| at < span.start);
        behind.take_while(move |&(at, _)| at < span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_the_characters_that_nobody_asks_for() {
        let text = "第十二条　县级（TODO）以上，处500元\u{3400}鿿䷿𠮷abc。\n";
        let landmarks = Landmarks::of(text, Span::new(0, text.len()));
        let whole: Vec<_> = landmarks.within(Span::new(0, text.len())).collect();
        let expected: Vec<_> = text.char_indices().filter(|&(_, c)| is_landmark(u32::from(c))).collect();
        assert_eq!(whole, expected);
        let part = Span::new(text.find("县").unwrap_or(0), text.find('，').unwrap_or(0));
        assert_eq!(landmarks.within(part).map(|(_, c)| c).collect::<String>(), "县（T）上");
        let of_part = Landmarks::of(text, part);
        assert!(of_part.within(Span::new(0, text.len())).eq(landmarks.within(part)));
    }

    #[test]
    fn the_alphabet_is_what_readers_declare() {
        const HERE: Sought<2> = Sought::new(['第', '。']);
        assert!(HERE.holds('第') && HERE.holds('。') && !HERE.holds('条'));
        let mut letters: Vec<char> = ALPHABET.chars().collect();
        assert!(letters.iter().all(|&c| is_letter(c)));
        letters.dedup();
        assert_eq!(letters.len(), ALPHABET.chars().count(), "{ALPHABET}");
        // What makes up most of a text is none of it.
        assert!(!['的', '条', '和', '应', '人'].iter().any(|&c| is_landmark(u32::from(c))));
    }
}
