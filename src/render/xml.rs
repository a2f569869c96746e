//! Text in XML 1.0: what it must escape, and what it cannot hold at all.

use super::visible::picture;

/// A text as the value of an attribute or between tags. What XML cannot hold, escaped or not, becomes its picture.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // Bare, they would be read as blanks in an attribute.
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' => out.push(picture(c)),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_value_early() {
        assert_eq!(escaped("“法”𠮷"), "“法”𠮷");
        assert_eq!(escaped("]]><a b='\"'>&--"), "]]&gt;&lt;a b=&apos;&quot;&apos;&gt;&amp;--");
        assert_eq!(escaped("\t\r\n"), "&#9;&#13;&#10;");
        assert_eq!(escaped("\0\u{b}\u{1b}\u{ffff}"), "␀␋␛\u{fffd}");
    }
}
