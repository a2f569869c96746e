//! What is said of a comment that silences nothing, and the edit that takes it out.

use crate::diagnostic::{Finding, Span};

/// The findings for a comment, of whose names some are idle: one for all of it, or one for each idle name.
pub(super) fn findings(text: &str, comment: Span, names: &[Span], idle: &[Span]) -> Vec<Finding> {
    let told = |span: Span, names: &[Span]| {
        let names: Vec<&str> = names.iter().map(|name| name.of(text)).collect();
        Finding::at(span).arg("names", names.join(" "))
    };
    match idle {
        [] => Vec::new(),
        idle if idle.len() == names.len() => vec![told(comment, idle).edit(taken_out(text, comment), "")],
        idle => {
            let one = |&name: &Span| told(name, &[name]).edit(with_separator(names, name), "");
            idle.iter().map(one).collect()
        }
    }
}

/// A name with what parts it from its neighbour: from the end of the one before, or to the start of the one behind.
fn with_separator(names: &[Span], name: Span) -> Span {
    let at = names.partition_point(|other| other.start < name.start);
    match at.checked_sub(1).and_then(|before| names.get(before)) {
        Some(before) => Span::new(before.end, name.end),
        None => Span::new(name.start, names.get(at + 1).map_or(name.end, |behind| behind.start)),
    }
}

/// A comment, and where it stands alone its line; with the blank line behind it, where there is one before it, too.
fn taken_out(text: &str, comment: Span) -> Span {
    let (before, behind) = (before_blanks(&text[..comment.start]), behind_blanks(text, comment.end));
    let starts_line = before.is_empty() || before.ends_with(['\n', '\r']);
    let Some(end) = line_end(text, behind).filter(|_| starts_line) else { return comment };
    let above = before.strip_suffix("\r\n").or_else(|| before.strip_suffix(['\n', '\r']));
    let is_parted = above.map(before_blanks).is_none_or(|above| above.is_empty() || above.ends_with(['\n', '\r']));
    let next = line_end(text, behind_blanks(text, end)).filter(|_| is_parted);
    Span::new(before.len(), next.unwrap_or(end))
}

fn before_blanks(text: &str) -> &str {
    text.trim_end_matches([' ', '\t'])
}

fn behind_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches([' ', '\t']).len()
}

/// Where the next line starts, if the one before ends here.
fn line_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let len = ["\r\n", "\n", "\r"].into_iter().find(|end| rest.starts_with(end)).map(str::len);
    len.or_else(|| rest.is_empty().then_some(0)).map(|len| at + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text when the idle names in it are taken out.
    fn without(text: &str, idle: &[&str]) -> String {
        let place = |part: &str| {
            let start = text.find(part).expect(part);
            Span::new(start, start + part.len())
        };
        let comment = Span::new(place("<!--").start, place("-->").end);
        let names: Vec<Span> = ["甲", "乙", "丙"].into_iter().filter(|name| text.contains(name)).map(place).collect();
        let idle: Vec<Span> = idle.iter().map(|&name| place(name)).collect();
        let mut edits: Vec<Span> = Vec::new();
        for finding in findings(text, comment, &names, &idle) {
            edits.extend(finding.edits.iter().map(|edit| edit.span));
        }
        let mut out = text.to_owned();
        edits.iter().rev().for_each(|span| out.replace_range(span.range(), ""));
        out
    }

    #[test]
    fn a_comment_goes_with_its_line() {
        assert_eq!(without("子\n\n<!-- 甲 -->\n\n丑\n", &["甲"]), "子\n\n丑\n");
        assert_eq!(without("子\r\n\r\n  <!-- 甲 -->\r\n\r\n丑\r\n", &["甲"]), "子\r\n\r\n丑\r\n");
        assert_eq!(without("子\n\n<!-- 甲 -->\n丑\n", &["甲"]), "子\n\n丑\n");
        assert_eq!(without("子\n<!-- 甲 -->\n\n丑\n", &["甲"]), "子\n\n丑\n");
        assert_eq!(without("<!-- 甲 -->\n\n丑\n", &["甲"]), "丑\n");
        assert_eq!(without("子\n\n<!-- 甲 -->", &["甲"]), "子\n\n");
        assert_eq!(without("<!-- 甲 -->丑\n", &["甲"]), "丑\n");
        assert_eq!(without("> <!-- 甲 -->\n> 丑\n", &["甲"]), "> \n> 丑\n");
    }

    #[test]
    fn a_name_goes_with_its_comma() {
        assert_eq!(without("<!-- 甲, 乙，丙: 因 -->", &["甲"]), "<!-- 乙，丙: 因 -->");
        assert_eq!(without("<!-- 甲, 乙，丙: 因 -->", &["乙"]), "<!-- 甲，丙: 因 -->");
        assert_eq!(without("<!-- 甲, 乙，丙: 因 -->", &["丙"]), "<!-- 甲, 乙: 因 -->");
        assert_eq!(without("<!-- 甲, 乙，丙: 因 -->", &["甲", "丙"]), "<!-- 乙: 因 -->");
        assert_eq!(without("<!-- 甲, 乙，丙: 因 -->", &["甲", "乙", "丙"]), "");
        assert_eq!(without("<!-- 甲, 乙 -->", &[]), "<!-- 甲, 乙 -->");
    }
}
