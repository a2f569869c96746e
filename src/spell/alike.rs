//! Characters that are alike in shape or sound, and so are written for one another.

/// A character a line, followed by those alike to it; each pair stands once, under the lesser.
static ALIKE: &str = include_str!("../../lints/data/alike.txt");

/// Whether two different characters are alike. Reads through the list: for the few candidates that come so far.
pub fn are_alike(one: char, other: char) -> bool {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    low != high && ALIKE.lines().find(|line| line.starts_with(low)).is_some_and(|line| line.contains(high))
}

#[cfg(test)]
mod tests {
    use super::are_alike;

    #[test]
    fn alike_in_shape_or_sound_both_ways() {
        assert!(are_alike('起', '机') && are_alike('机', '起'));
        assert!(!are_alike('法', '法'));
        assert!(!are_alike('法', '学'));
    }
}
