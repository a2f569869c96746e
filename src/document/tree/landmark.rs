//! Landmarks: the characters of a text that are looked for – marks, figures, blanks, and the Chinese characters that
//! open the words sought – each with its place.
//!
//! Most of a text is Chinese characters that nobody asks for. One pass tells the others apart, and whoever looks for a
//! mark or a word reads the landmarks instead of the text: about one character in four.

use std::sync::LazyLock;

use super::label::is_blank;
use crate::diagnostic::Span;
use crate::document::Document;

/// The Chinese characters that are landmarks: figures, and the first characters of words sought here and in rules/.
const SOUGHT: &str =
    "一二三四五六七八九十百千两零廿卅第前本上中月施实生执试警通罚罪没停吊拘有强冻查扣称指语词批待此附县违起";

/// The Latin letters that are landmarks: they hold places (X), and open TODO, FIXME and TBD.
const LETTERS: &[u8] = b"XxTFt";

/// The block of the Chinese characters, of which only [`SOUGHT`] are landmarks.
const FIRST: usize = 0x4E00;
const LAST: usize = 0x9FFF;

/// A bit for each character from [`FIRST`] to [`LAST`].
static IS_SOUGHT: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; (LAST - FIRST) / 64 + 1];
    for c in SOUGHT.chars() {
        let at = c as usize - FIRST;
        bits[at / 64] |= 1 << (at % 64);
    }
    bits
});

/// Bits of a character; its place takes the bits above.
const CHAR_BITS: u32 = 21;

/// The landmarks of a text, in order, each a place and a character in one number: a long text has millions.
#[derive(Debug)]
pub(crate) struct Landmarks {
    found: Vec<u64>,
    /// For each stretch of [`STRETCH`] bytes, how many landmarks stand before it.
    before: Vec<usize>,
}

/// Bytes between two entries of the index; few landmarks stand in as many.
const STRETCH: usize = 128;

impl Landmarks {
    /// Reads a text.
    fn of(text: &str) -> Self {
        let sought = IS_SOUGHT.as_slice();
        let bytes = text.as_bytes();
        let mut found = Vec::with_capacity(text.len() / 8);
        let mut before = Vec::with_capacity(text.len() / STRETCH + 1);
        let mut at = 0;
        while at < bytes.len() {
            if at >= before.len() * STRETCH {
                before.push(found.len());
            }
            // Three bytes, nearly always a Chinese character: read by hand, as this is the one place that sees them all.
            if let [first @ 0xE4..=0xE9, second, third, ..] = bytes[at..] {
                let code = usize::from(first & 0xF) << 12 | usize::from(second & 0x3F) << 6 | usize::from(third & 0x3F);
                let bit = code.wrapping_sub(FIRST);
                if sought.get(bit / 64).is_none_or(|bits| bits >> (bit % 64) & 1 == 1) {
                    found.push((at as u64) << CHAR_BITS | code as u64);
                }
                at += 3;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            if !c.is_ascii_alphabetic() || LETTERS.contains(&(c as u8)) {
                found.push((at as u64) << CHAR_BITS | u64::from(u32::from(c)));
            }
            at += c.len_utf8();
        }
        found.shrink_to_fit();
        Self { found, before }
    }

    /// Those of a stretch, in order.
    fn within(&self, span: Span) -> impl Iterator<Item = (usize, char)> + Clone {
        let from = self.before.get(span.start / STRETCH).copied().unwrap_or(self.found.len());
        let read = |&landmark: &u64| {
            let code = (landmark & ((1 << CHAR_BITS) - 1)) as u32;
            ((landmark >> CHAR_BITS) as usize, char::from_u32(code).unwrap_or_default())
        };
        let behind = self.found[from..].iter().map(read).skip_while(move |&(at, _)| at < span.start);
        behind.take_while(move |&(at, _)| at < span.end)
    }
}

impl Document {
    /// The marks, figures and blanks of a stretch of the prose and the characters that open words sought, in order; see
    /// `landmark` for the Chinese characters and Latin letters among them.
    pub fn landmarks(&self, span: Span) -> impl Iterator<Item = (usize, char)> + Clone {
        self.landmarks.get_or_init(|| Landmarks::of(&self.text)).within(span)
    }

    /// Where words stand in a stretch of the prose, in order of their places, each with its place.
    pub fn words<'w>(&self, span: Span, words: &'w [&'w str]) -> impl Iterator<Item = (usize, &'w str)> {
        debug_assert!(words.iter().all(|word| word.starts_with(is_landmark)), "{words:?}");
        let text = &self.text[..span.end];
        self.landmarks(span).flat_map(move |(at, c)| {
            let opens = move |word: &&&str| word.starts_with(c) && text[at..].starts_with(**word);
            let here = words.iter().filter(opens);
            here.map(move |word| (at, *word))
        })
    }

    /// The blanks in a stretch of the prose, each from its first character to its last.
    pub fn blanks(&self, span: Span) -> impl Iterator<Item = Span> {
        let blanks = self.blanks.get_or_init(|| blanks(self.landmarks(Span::new(0, self.text.len()))));
        let first = blanks.partition_point(|blank| blank.end <= span.start);
        let inside = blanks[first..].iter().take_while(move |blank| blank.start < span.end);
        inside.map(move |blank| Span::new(blank.start.max(span.start), blank.end.min(span.end)))
    }
}

/// The blanks among landmarks, each from its first character to its last.
fn blanks(landmarks: impl Iterator<Item = (usize, char)>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, c) in landmarks.filter(|&(_, c)| is_blank(c)) {
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some(last) if last.end == at => last.end = end,
            Some(_) | None => out.push(Span::new(at, end)),
        }
    }
    out
}

/// Whether a character is a landmark, wherever it stands.
fn is_landmark(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => SOUGHT.contains(c),
        'a'..='z' | 'A'..='Z' => LETTERS.contains(&(c as u8)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_the_characters_that_nobody_asks_for() {
        let text = "第十二条　县级（TODO）以上，处500元\u{3400}鿿䷿𠮷abc。\n";
        let landmarks = Landmarks::of(text);
        let whole: Vec<_> = landmarks.within(Span::new(0, text.len())).collect();
        let expected: Vec<_> = text.char_indices().filter(|&(_, c)| is_landmark(c)).collect();
        assert_eq!(whole, expected);
        let part = Span::new(text.find("县").unwrap_or(0), text.find('，').unwrap_or(0));
        assert_eq!(landmarks.within(part).map(|(_, c)| c).collect::<String>(), "县（T）上");
    }
}
