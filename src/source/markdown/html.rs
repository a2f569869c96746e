//! Tells the text of HTML from its tags, comments and entities.
//!
//! A scanner, not a parser: it builds no tree and never fails. What is not clearly markup is text, so that `<某市>`, a
//! lone `<` and a comment that nobody closed stay in the draft. Linear, whatever the input.

use crate::diagnostic::Span;

/// Longest tag, declaration or processing instruction taken for one, in bytes.
const MAX_MARKUP: usize = 4096;

/// Elements that start and end on a line of their own.
const BLOCKS: [&str; 28] = [
    "article",
    "blockquote",
    "br",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// Elements whose content is no text.
const OPAQUE: [&str; 2] = ["script", "style"];

/// A stretch of HTML, in bytes of the decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text as it stands.
    Text(Span),
    /// `<!-- … -->`.
    Comment(Span),
    /// A tag, declaration, processing instruction, or a style sheet or script with its tags.
    Markup(Span),
    /// `<br>`, or a tag of an element that stands on lines of its own.
    LineBreak(Span),
    /// The start tag of a table cell.
    Cell(Span),
    /// `&name;` or `&#number;`, which may name no character.
    Entity(Span),
}

/// The pieces of `span`, in order, without gaps.
pub(super) fn pieces(text: &str, span: Span) -> impl Iterator<Item = Piece> + '_ {
    let end = span.end.min(text.len());
    Pieces { text, at: span.start.min(end), end, next: None, comments: true, opaque: true }
}

#[derive(Debug)]
struct Pieces<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// Markup found behind the text that was handed out.
    next: Option<Piece>,
    /// Whether a later comment may still have its end; so that each end is searched for in vain only once.
    comments: bool,
    /// The same of [`OPAQUE`] elements.
    opaque: bool,
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(piece) = self.next.take() {
            return Some(piece);
        }
        let start = self.at;
        while let Some(at) = self.find_mark() {
            if let Some((piece, end)) = self.markup(at) {
                self.at = end;
                if start == at {
                    return Some(piece);
                }
                self.next = Some(piece);
                return Some(Piece::Text(Span::new(start, at)));
            }
            self.at = at + 1;
        }
        self.at = self.end;
        (start < self.end).then_some(Piece::Text(Span::new(start, self.end)))
    }
}

impl Pieces<'_> {
    fn bytes(&self, from: usize) -> &[u8] {
        self.text.as_bytes().get(from..self.end).unwrap_or_default()
    }

    fn find_mark(&self) -> Option<usize> {
        memchr::memchr2(b'<', b'&', self.bytes(self.at)).map(|at| self.at + at)
    }

    /// The markup that starts at `at`, and where it ends.
    fn markup(&mut self, at: usize) -> Option<(Piece, usize)> {
        match self.bytes(at) {
            [b'&', ..] => {
                let end = at + entity_len(self.bytes(at))?;
                Some((Piece::Entity(Span::new(at, end)), end))
            }
            [b'<', b'!', b'-', b'-', ..] => {
                let end = self.comment_end(at)?;
                Some((Piece::Comment(Span::new(at, end)), end))
            }
            [b'<', b'!', b'A'..=b'Z' | b'a'..=b'z', ..] => self.bounded(at, b">"),
            [b'<', b'?', ..] => self.bounded(at, b"?>"),
            [b'<', ..] => self.tag(at),
            _ => None,
        }
    }

    fn comment_end(&mut self, at: usize) -> Option<usize> {
        if !self.comments {
            return None;
        }
        let found = memchr::memmem::find(self.bytes(at + 2), b"-->");
        self.comments = found.is_some();
        found.map(|found| at + 2 + found + 3)
    }

    fn bounded(&self, at: usize, close: &[u8]) -> Option<(Piece, usize)> {
        let bytes = self.bytes(at);
        let end = at + memchr::memmem::find(&bytes[..bytes.len().min(MAX_MARKUP)], close)? + close.len();
        Some((Piece::Markup(Span::new(at, end)), end))
    }

    fn tag(&mut self, at: usize) -> Option<(Piece, usize)> {
        let bytes = self.bytes(at);
        let (name, len) = tag_len(bytes)?;
        let name = bytes[name.range()].to_ascii_lowercase();
        let end = at + len;
        let is_start = bytes.get(1) != Some(&b'/');
        if BLOCKS.iter().any(|block| block.as_bytes() == name) {
            return Some((Piece::LineBreak(Span::new(at, end)), end));
        }
        if is_start && (name == b"td" || name == b"th") {
            return Some((Piece::Cell(Span::new(at, end)), end));
        }
        let is_opaque = is_start && OPAQUE.iter().any(|opaque| opaque.as_bytes() == name);
        let end = if is_opaque { self.opaque_end(end, &name).unwrap_or(end) } else { end };
        Some((Piece::Markup(Span::new(at, end)), end))
    }

    /// The end of the end tag of an element that started before `from`.
    fn opaque_end(&mut self, from: usize, name: &[u8]) -> Option<usize> {
        if !self.opaque {
            return None;
        }
        let bytes = self.bytes(from);
        let found = memchr::memmem::find_iter(bytes, b"</")
            .filter(|&at| bytes.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)))
            .find_map(|at| tag_len(&bytes[at..]).map(|(_, len)| from + at + len));
        self.opaque = found.is_some();
        found
    }
}

/// The length of the entity that `bytes` start with.
fn entity_len(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().take(33).position(|&byte| byte == b';')?;
    let name = bytes.get(1..end)?;
    let known = !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
    known.then_some(end + 1)
}

/// Name and length of the tag that `bytes` start with.
fn tag_len(bytes: &[u8]) -> Option<(Span, usize)> {
    let start = 1 + usize::from(bytes.get(1) == Some(&b'/'));
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':');
    let name_len = bytes.get(start..)?.iter().take_while(|byte| is_name(byte)).count();
    let end = start + name_len;
    let ends_well = matches!(bytes.get(end)?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r');
    if !bytes.get(start)?.is_ascii_alphabetic() || !ends_well {
        return None;
    }
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().take(MAX_MARKUP).skip(end) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some((Span::new(start, end), at + 1)),
            // Attributes are ASCII; a draft's `<a` is not.
            (None, b'<' | 0x80..) => return None,
            (None, _) => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let found: Vec<String> = pieces(text, Span::new(0, text.len()))
            .map(|piece| match piece {
                Piece::Text(span) => span.of(text).to_owned(),
                Piece::Comment(span) => format!("C[{}]", span.of(text)),
                Piece::Markup(span) => format!("M[{}]", span.of(text)),
                Piece::LineBreak(span) => format!("B[{}]", span.of(text)),
                Piece::Cell(span) => format!("T[{}]", span.of(text)),
                Piece::Entity(span) => format!("E[{}]", span.of(text)),
            })
            .collect();
        assert_eq!(found.join("|"), expect);
    }

    #[test]
    fn tags_comments_and_entities_are_told_apart() {
        check("<b id=\"a>b\">甲<BR/>乙</b>", "M[<b id=\"a>b\">]|甲|B[<BR/>]|乙|M[</b>]");
        check("<tr><td>甲</td></tr>", "B[<tr>]|T[<td>]|甲|M[</td>]|B[</tr>]");
        check("甲<!-- 一\n二 -->乙", "甲|C[<!-- 一\n二 -->]|乙");
        check("甲&nbsp;乙&#12288;", "甲|E[&nbsp;]|乙|E[&#12288;]");
        check("<!DOCTYPE html><?xml?>甲<o:p></o:p>", "M[<!DOCTYPE html>]|M[<?xml?>]|甲|M[<o:p>]|M[</o:p>]");
        check("<style>条{}</STYLE >甲", "M[<style>条{}</STYLE >]|甲");
    }

    #[test]
    fn what_is_no_markup_is_text() {
        for text in
            ["<某市>", "5<6", "<", "<!-- 未完", "<A公司>", "& 甲;", "&;", "<a <", "<?", "<!", "<style 甲", "<k: 甲>"]
        {
            check(text, text);
        }
        check("<style>条", "M[<style>]|条");
    }

    #[test]
    fn unclosed_markup_costs_no_quadratic_time() {
        for unit in ["<!--", "<!-- -->", "<style>", "<a b=\"", "<a b='<a b=\"", "<?", "<!a", "&", "<a ", "</style"] {
            let text = unit.repeat(100_000);
            assert!(pieces(&text, Span::new(0, text.len())).count() > 0);
        }
    }
}
