//! Characters that are alike in shape or sound, and so are written for one another.

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

/// The line of a character, found by halving the list.
fn line(of: char) -> Option<&'static str> {
    let mut rest = ALIKE;
    while !rest.is_empty() {
        let bytes = rest.as_bytes();
        let start = memchr::memrchr(b'\n', &bytes[..rest.len() / 2]).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(rest.len(), |at| start + at);
        let line = &rest[start..end];
        match line.chars().next() {
            Some(first) if first == of => return Some(line),
            Some(first) if first < of => rest = rest.get(end + 1..).unwrap_or_default(),
            _ => rest = &rest[..start],
        }
    }
    None
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
