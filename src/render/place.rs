//! Where a finding stands, as other programs name it: paths of a repository, URIs, columns in bytes.
//!
//! Knows no format; lines come from the source's line table.

use std::borrow::Cow;
use std::path::MAIN_SEPARATOR;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::source::{Position, Source};

/// What a path of a URI holds only in its escaped form. The colon is one, so that no relative path looks like a scheme.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// The path as repositories write it: forward slashes, no `./` at its start.
pub(super) fn path(name: &str) -> Cow<'_, str> {
    slashed(name, MAIN_SEPARATOR)
}

fn slashed(name: &str, separator: char) -> Cow<'_, str> {
    let name = if separator == '/' { Cow::Borrowed(name) } else { Cow::Owned(name.replace(separator, "/")) };
    match name.strip_prefix("./") {
        Some(rest) => Cow::Owned(rest.trim_start_matches('/').to_owned()),
        None => name,
    }
}

/// A file as a URI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Uri {
    /// To be read from the root of the sources.
    Relative(String),
    /// With its scheme.
    Absolute(String),
}

/// The path as a URI.
pub(super) fn uri(name: &str) -> Uri {
    uri_of(&path(name), MAIN_SEPARATOR)
}

fn uri_of(path: &str, separator: char) -> Uri {
    let escaped = |path: &str| utf8_percent_encode(path, ESCAPED).to_string();
    let drive = path.split_once('/').filter(|(drive, _)| separator == '\\' && drive.ends_with(':'));
    match (drive, path.strip_prefix("//").filter(|_| separator == '\\')) {
        (Some((drive, rest)), _) => Uri::Absolute(format!("file:///{drive}/{}", escaped(rest))),
        (None, Some(share)) => Uri::Absolute(format!("file://{}", escaped(share))),
        (None, None) if path.starts_with('/') => Uri::Absolute(format!("file://{}", escaped(path))),
        (None, None) => Uri::Relative(escaped(path)),
    }
}

/// A place as programs write it, both numbers from 1.
#[derive(Serialize)]
pub(super) struct LineColumn {
    line: usize,
    column: usize,
}

impl From<Position> for LineColumn {
    fn from(Position { line, column }: Position) -> Self {
        Self { line, column }
    }
}

/// Line and column of a byte of the text, the column in bytes of UTF-8; both from 1. The line is the paragraph where the file
/// counts those.
pub(super) fn in_bytes(source: &Source, offset: usize) -> Position {
    if let Some(paragraph) = source.paragraph(offset) {
        return Position { line: paragraph.number, column: offset - paragraph.start + 1 };
    }
    let Position { line, .. } = source.lines().position(source.text(), offset);
    let start = source.lines().span(source.text(), line - 1).start;
    Position { line, column: offset - start + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_as_repositories_write_them() {
        assert_eq!(slashed("草案/甲 乙.txt", '/'), "草案/甲 乙.txt");
        assert_eq!(slashed("./甲.txt", '/'), "甲.txt");
        assert_eq!(slashed(".\\草案\\甲.txt", '\\'), "草案/甲.txt");
        assert_eq!(slashed("甲\\乙.txt", '/'), "甲\\乙.txt");
    }

    #[test]
    fn uris_are_escaped() {
        let uri = |path, separator| match uri_of(path, separator) {
            Uri::Relative(uri) => (false, uri),
            Uri::Absolute(uri) => (true, uri),
        };
        assert_eq!(uri("草 案%/a:b?#,.txt", '/'), (false, "%E8%8D%89%20%E6%A1%88%25/a%3Ab%3F%23,.txt".to_owned()));
        assert_eq!(uri("../甲.txt", '/'), (false, "../%E7%94%B2.txt".to_owned()));
        assert_eq!(uri("/tmp/a b.txt", '/'), (true, "file:///tmp/a%20b.txt".to_owned()));
        assert_eq!(uri("C:/法/a.txt", '\\'), (true, "file:///C:/%E6%B3%95/a.txt".to_owned()));
        assert_eq!(uri("//机/法/a.txt", '\\'), (true, "file://%E6%9C%BA/%E6%B3%95/a.txt".to_owned()));
        assert_eq!(uri("C:/a.txt", '/'), (false, "C%3A/a.txt".to_owned()));
    }

    #[test]
    fn columns_in_bytes() {
        let source = Source::from_text("甲.txt", "第𠮷a\r\n乙\n");
        let at = |offset| {
            let Position { line, column } = in_bytes(&source, offset);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(7), (1, 8));
        assert_eq!(at(10), (2, 1));
        assert_eq!(at(13), (2, 4));
        assert_eq!(at(14), (3, 1));
    }
}
