//! A unified diff of a text before and after its fixes, as `patch` and `git apply` read it.

use similar::TextDiff;

use super::Colour;
use super::paint::Ink;
use crate::source::Source;

/// What the fixes would change; empty where they change nothing. Lines are those of the decoded text.
pub fn diff(before: &Source, after: &Source, colour: Colour) -> String {
    let lines = TextDiff::from_lines(before.text(), after.text());
    let diff = lines.unified_diff().header(&before.name, &after.name).to_string();
    match colour {
        Colour::Never => diff,
        Colour::Always => diff.split_inclusive('\n').map(|line| coloured(line, colour)).collect(),
    }
}

fn coloured(line: &str, colour: Colour) -> String {
    let ink = match line.as_bytes() {
        [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => Ink::Message,
        [b'-', ..] => Ink::Removed,
        [b'+', ..] => Ink::Added,
        [b'@', ..] => Ink::Frame,
        _ => return line.to_owned(),
    };
    let text = line.trim_end_matches(['\r', '\n']);
    format!("{}{}", colour.paint(ink, text), &line[text.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "甲\r\n\r\n乙,\r\n丙";

    #[test]
    fn as_patch_reads_it() {
        let before = Source::from_text("草案.txt", BEFORE);
        let after = Source::from_text("草案.txt", &BEFORE.replace(',', "，"));
        assert_eq!(
            diff(&before, &after, Colour::Never),
            "--- 草案.txt\n+++ 草案.txt\n@@ -1,4 +1,4 @@\n 甲\r\n \r\n-乙,\r\n+乙，\r\n 丙\n\\ No newline at end of file\n"
        );
        assert_eq!(diff(&before, &before, Colour::Never), "");
    }

    #[test]
    fn coloured_by_line() {
        let before = Source::from_text("甲.txt", "甲,\n");
        let after = Source::from_text("甲.txt", "甲，\n");
        let shown = diff(&before, &after, Colour::Always).replace('\u{1b}', "␛");
        assert!(shown.ends_with("␛[31m-甲,␛[0m\n␛[32m+甲，␛[0m\n"), "{shown}");
    }
}
