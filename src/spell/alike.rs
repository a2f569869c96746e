//! Characters that are alike in shape or sound, and so are written for one another.

use std::ops::Range;
use std::sync::LazyLock;

/// A character a line, in the order of their codes, followed by the characters of legislative Chinese alike to it.
static ALIKE: &str = include_str!("../../lints/data/alike.txt");

/// The characters that may have been meant where `written` stands.
pub fn alike_to(written: char) -> impl Iterator<Item = char> {
    line(written).unwrap_or_default().chars().skip(1)
}

/// Whether two different characters are alike.
pub fn are_alike(one: char, other: char) -> bool {
    one != other && (alike_to(one).any(|c| c == other) || alike_to(other).any(|c| c == one))
}

/// The first of the characters that have a line in [`LINES`].
const FIRST: u32 = 0x4E00;

/// The lines of the characters from [`FIRST`] on, each by its place in the list; they are asked for by the thousand.
static LINES: LazyLock<Vec<Range<u32>>> = LazyLock::new(|| {
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', ALIKE.as_bytes()) {
        let at = ALIKE[start..end].chars().next().map_or(0, |c| u32::from(c).saturating_sub(FIRST)) as usize;
        lines.resize(lines.len().max(at + 1), 0..0);
        lines[at] = start as u32..end as u32;
        start = end + 1;
    }
    lines
});

/// The line of a character.
fn line(of: char) -> Option<&'static str> {
    let at = u32::from(of).checked_sub(FIRST)?;
    let line = LINES.get(at as usize).filter(|line| !line.is_empty())?;
    ALIKE.get(line.start as usize..line.end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_in_shape_or_sound_both_ways() {
        assert!(are_alike('起', '机') && are_alike('机', '起'));
        assert!(!are_alike('法', '法'));
        assert!(!are_alike('法', '学'));
    }

    #[test]
    fn every_line_is_found() {
        for entry in ALIKE.lines() {
            assert_eq!(entry.chars().next().and_then(line), Some(entry));
        }
        assert_eq!(line('a'), None);
        assert_eq!(line('\u{10FFFF}'), None);
    }
}
