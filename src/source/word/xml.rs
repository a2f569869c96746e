//! The XML of a part: elements by namespace and local name, text with its entities resolved, each with its bytes.
//!
//! quick-xml reads it; here namespaces become a few names of our own, transitional and strict alike, an element without
//! content becomes one that ends at once, and what no honest part has is refused: a document type, depth without end.

use std::borrow::Cow;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use crate::diagnostic::Span;
use crate::source::broken::{Part, WordError};

/// What a part that is written anew begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";

/// How deep elements may stand in one another.
const DEEPEST: usize = 256;

/// The mark that some programs put before a part's first byte.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The namespace of transitional and of strict files.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Which vocabulary an element is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// WordprocessingML.
    Word,
    /// Markup compatibility: what is for whom.
    Compatibility,
    /// Any other.
    Other,
}

/// The start of an element.
#[derive(Debug, Clone)]
pub(super) struct Tag<'x> {
    pub(super) space: Space,
    start: BytesStart<'x>,
    /// Its bytes in the part; of an element without content, all of it.
    pub(super) span: Span,
    /// Whether it has no content and no end of its own.
    pub(super) is_empty: bool,
}

impl Tag<'_> {
    /// Its local name in a vocabulary of Word's; no name that anybody asks for where it is of another.
    pub(super) fn word(&self) -> &str {
        if self.space == Space::Word { self.local() } else { "" }
    }

    /// Its local name, whatever its vocabulary.
    pub(super) fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The prefix of its name with the colon; empty where it has none.
    pub(super) fn prefix(&self) -> &str {
        let name = self.start.name().0;
        name.find(':').map_or("", |colon| &name[..=colon])
    }

    /// An attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.start.attributes();
        let mut own = all.with_checks(false).flatten();
        let found = own.find(|attribute| attribute.key.local_name().into_inner() == name)?;
        Some(resolved(&found.value).into_owned())
    }

    /// The attribute `val`, which most elements keep their word in.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// What an element that is on or off says: on, unless it says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }

    /// The namespace that names of its vocabulary stand in, as the part writes it; `None` where it is not Word's.
    pub(super) fn declared(&self, prefix: &str) -> Option<String> {
        let name = match prefix.strip_suffix(':') {
            Some(prefix) => format!("xmlns:{prefix}"),
            None => "xmlns".to_owned(),
        };
        let mut all = self.start.attributes();
        let found = all.with_checks(false).flatten().find(|attribute| attribute.key.0 == name)?;
        Some(resolved(&found.value).into_owned())
    }
}

/// The entities of XML in an attribute's value.
fn resolved(value: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value))
}

/// A piece of a part.
#[derive(Debug, Clone)]
pub(super) enum Token<'x> {
    /// An element starts.
    Start(Tag<'x>),
    /// The last element that is open ends; where the bytes of its end stand. Of one without content, behind it.
    End(Span),
    /// What stands between tags, or a part of it.
    Text(Cow<'x, str>),
}

/// Reads a part, token by token.
pub(super) struct Xml<'x> {
    reader: NsReader<&'x [u8]>,
    part: Part,
    /// How many bytes stand before what the reader counts from.
    mark: usize,
    depth: usize,
    /// Where the element without content ends that was told last.
    pending: Option<usize>,
}

impl<'x> Xml<'x> {
    /// A reader of a part's bytes.
    ///
    /// # Errors
    /// Where they are not UTF-8.
    pub(super) fn new(part: Part, bytes: &'x [u8]) -> Result<Self, WordError> {
        let content = bytes.strip_prefix(BOM).unwrap_or(bytes);
        let mark = bytes.len() - content.len();
        let text = std::str::from_utf8(content).map_err(|error| WordError::Xml(part, mark + error.valid_up_to()))?;
        Ok(Self { reader: NsReader::from_str(text), part, mark, depth: 0, pending: None })
    }

    fn position(&self) -> usize {
        self.mark + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The next piece; `None` at the end of the part.
    ///
    /// # Errors
    /// Where the part is no XML that is read here.
    pub(super) fn next(&mut self) -> Result<Option<Token<'x>>, WordError> {
        if let Some(end) = self.pending.take() {
            return Ok(Some(Token::End(Span::new(end, end))));
        }
        loop {
            let from = self.position();
            let wrong = WordError::Xml(self.part, from);
            let event = self.reader.read_event().map_err(|_| wrong)?;
            let span = Span::new(from, self.position());
            return Ok(Some(match event {
                Event::Start(start) => Token::Start(self.opened(start, span, false)?),
                Event::Empty(start) => {
                    self.pending = Some(span.end);
                    Token::Start(self.opened(start, span, true)?)
                }
                Event::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or(wrong)?;
                    Token::End(span)
                }
                Event::Text(text) => Token::Text(text.xml10_content()),
                Event::CData(text) => Token::Text(text.xml10_content()),
                Event::GeneralRef(name) => {
                    let number = name.resolve_char_ref().map_err(|_| wrong)?;
                    let named = || quick_xml::escape::resolve_xml_entity(&name).and_then(|text| text.chars().next());
                    Token::Text(Cow::Owned(number.or_else(named).ok_or(wrong)?.to_string()))
                }
                Event::DocType(_) => return Err(WordError::Doctype(self.part, from)),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::Eof if self.depth > 0 => return Err(wrong),
                Event::Eof => return Ok(None),
            }));
        }
    }

    fn opened(&mut self, start: BytesStart<'x>, span: Span, is_empty: bool) -> Result<Tag<'x>, WordError> {
        if !is_empty {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(WordError::Xml(self.part, span.start));
            }
        }
        let space = match self.reader.resolver().resolve_element(start.name()).0 {
            ResolveResult::Bound(Namespace(uri)) if WORD.contains(&uri) => Space::Word,
            ResolveResult::Bound(Namespace(COMPATIBILITY)) => Space::Compatibility,
            ResolveResult::Bound(_) | ResolveResult::Unbound | ResolveResult::Unknown(_) => Space::Other,
        };
        Ok(Tag { space, start, span, is_empty })
    }

    /// Passes over all that is left of the element that was started last.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub(super) fn skip(&mut self) -> Result<(), WordError> {
        let mut open = 1;
        while open > 0 {
            match self.next()? {
                Some(Token::Start(_)) => open += 1,
                Some(Token::End(_)) => open -= 1,
                Some(Token::Text(_)) => {}
                None => return Err(WordError::Xml(self.part, self.position())),
            }
        }
        Ok(())
    }
}

/// Whether a namespace is that of strict files.
pub(super) fn is_strict(namespace: &str) -> bool {
    namespace == WORD[1]
}

/// The namespace of transitional files, or that of strict ones.
pub(super) const fn namespace(strict: bool) -> &'static str {
    if strict { WORD[1] } else { WORD[0] }
}

/// A part with `words` as the last thing in its outermost element; `words` is asked for with the prefix of that element's
/// name.
///
/// # Errors
/// Where the part is no XML that is read here.
pub(super) fn appended(part: Part, bytes: &[u8], words: impl FnOnce(&str) -> String) -> Result<Vec<u8>, WordError> {
    let mut xml = Xml::new(part, bytes)?;
    let (mut root, mut open, mut end) = (None, 0_usize, Span::new(0, 0));
    while let Some(token) = xml.next()? {
        match token {
            Token::Start(tag) => {
                open += 1;
                root.get_or_insert(tag);
            }
            Token::End(span) => {
                open -= 1;
                if open == 0 {
                    end = span;
                }
            }
            Token::Text(_) => {}
        }
    }
    let root = root.ok_or(WordError::Xml(part, 0))?;
    let words = words(root.prefix());
    if !root.is_empty {
        return Ok([&bytes[..end.start], words.as_bytes(), &bytes[end.start..]].concat());
    }
    let close = format!("</{}{}>", root.prefix(), root.local());
    let slash = bytes[..root.span.end].iter().rposition(|&byte| byte == b'/').ok_or(WordError::Xml(part, 0))?;
    Ok([&bytes[..slash], b">", words.as_bytes(), close.as_bytes(), &bytes[root.span.end..]].concat())
}

/// Words between tags; what XML cannot hold is left out.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<w:a xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" xmlns:b=\"urn:b\">";

    fn tokens(xml: &str) -> Result<Vec<String>, WordError> {
        let mut reader = Xml::new(Part::Document, xml.as_bytes())?;
        let mut out = Vec::new();
        while let Some(token) = reader.next()? {
            out.push(match token {
                Token::Start(tag) => format!("{:?} {} {}", tag.space, tag.local(), tag.span.of(xml)),
                Token::End(span) => format!("/{}", span.of(xml)),
                Token::Text(text) => text.into_owned(),
            });
        }
        Ok(out)
    }

    #[test]
    fn pieces_have_their_bytes_whatever_stands_before_them() {
        let found = tokens(&format!("\u{FEFF}<?xml version=\"1.0\"?>{HEAD}甲&amp;<b:t/>&#20057;</w:a>")).expect("xml");
        let expect = [&format!("Word a {HEAD}"), "甲", "&", "Other t <b:t/>", "/", "乙", "/</w:a>"];
        assert_eq!(found, expect);
    }

    #[test]
    fn what_no_part_has_is_refused() {
        let at = |xml: &str| tokens(xml).expect_err("it is wrong");
        assert_eq!(at("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>"), WordError::Doctype(Part::Document, 0));
        assert_eq!(at("<a>&b;</a>"), WordError::Xml(Part::Document, 3));
        for xml in ["<a>", "<a></b>", "<a", "</a>", &"<a>".repeat(300)] {
            assert!(matches!(at(xml), WordError::Xml(..)), "{xml}");
        }
    }

    #[test]
    fn words_go_to_the_end_of_the_outermost_element() {
        let check = |before: &str, after: &str| {
            let done = appended(Part::Comments, before.as_bytes(), |prefix| format!("<{prefix}c/>"));
            assert_eq!(String::from_utf8(done.expect("xml")).expect("text"), after);
        };
        check("<w:a><w:a/></w:a>\n", "<w:a><w:a/><w:c/></w:a>\n");
        check("<a b=\"/\"/>", "<a b=\"/\"><c/></a>");
    }
}
