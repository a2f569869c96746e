//! A page that stands in a Word file as it is: what sites that give laws out as Word files put there.
//!
//! Its text is read as any page's is. Word makes paragraphs of it when it opens the file, so that nothing can be put into it
//! before.

use super::package::Package;
use super::view::View;
use crate::source::broken::WordError;
use crate::source::encoding;
use crate::source::format::Format;
use crate::source::lines::LineTable;
use std::sync::Arc;

/// The text of the pages that a file's relationships lead to.
///
/// # Errors
/// Where there is none, or where they are no pages.
pub(super) fn view(package: &Package, relationships: &[String]) -> Result<View, WordError> {
    let mut text = String::new();
    for id in relationships {
        let bytes = package.by_id(id)?.ok_or(WordError::NotWord)?;
        text.push_str(&page(&bytes).ok_or(WordError::NotWord)?);
    }
    let text: Arc<str> = text.into();
    let prose = Format::Html.prose(&text, &LineTable::new(&text));
    if prose.text.trim().is_empty() { Err(WordError::NoText) } else { Ok(View::of_prose(&prose)) }
}

/// The page in a file, which may be wrapped as mail is.
fn page(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"PK") {
        return None;
    }
    let is_mail = bytes.get(..64).unwrap_or(bytes).to_ascii_lowercase().starts_with(b"mime-version:");
    let body = if is_mail { part(bytes)? } else { bytes.to_vec() };
    let (text, _) = encoding::decode(&body, None).ok()?;
    Some(text.into_owned())
}

/// The first page in a message: what stands behind its head, with what its head says of how it is written.
fn part(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    for _ in 0..16 {
        let (head, body) = split(rest)?;
        let head = String::from_utf8_lossy(head).to_ascii_lowercase();
        if head.contains("text/html") {
            let end = boundary(&String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)))
                .and_then(|mark| memchr::memmem::find(body, mark.as_bytes()));
            let body = &body[..end.unwrap_or(body.len())];
            return Some(if head.contains("quoted-printable") { unquoted(body) } else { body.to_vec() });
        }
        rest = body;
    }
    None
}

/// The head of a part, and what follows its blank line.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let ends = [b"\r\n\r\n".as_slice(), b"\n\n"];
    let found = ends.iter().filter_map(|end| Some((memchr::memmem::find(bytes, end)?, end.len())));
    let (at, len) = found.min()?;
    Some((&bytes[..at], &bytes[at + len..]))
}

/// What stands between the parts of a message.
fn boundary(head: &str) -> Option<String> {
    let (_, behind) = head.split_once("boundary=")?;
    let mark = behind.trim_start_matches('"').split(['"', '\r', '\n', ';']).next()?;
    (!mark.is_empty()).then(|| format!("--{mark}"))
}

/// Bytes that are written as `=E7` and lines that go on behind `=`. Much that calls itself so is not: other bytes are kept.
fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'=', rest) {
        out.extend_from_slice(&rest[..at]);
        let behind = &rest[at + 1..];
        let hex = |byte: Option<&u8>| byte.and_then(|&byte| char::from(byte).to_digit(16));
        rest = match (behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")), hex(behind.first())) {
            (Some(next), _) => next,
            (None, Some(high)) if hex(behind.get(1)).is_some() => {
                let low = hex(behind.get(1)).unwrap_or_default();
                out.extend(u8::try_from(high * 16 + low));
                &behind[2..]
            }
            (None, _) => {
                out.push(b'=');
                behind
            }
        };
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_in_their_wrapping() {
        let check = |bytes: &str, expect: Option<&str>| assert_eq!(page(bytes.as_bytes()).as_deref(), expect);
        check("<p>甲</p>", Some("<p>甲</p>"));
        check("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>甲</p>", Some("<p>甲</p>"));
        check(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\
             Content-Transfer-Encoding: quoted-printable\n\n<p a=3D\"b\">=E7=94=\n=B2乙=</p>--b--",
            Some("<p a=\"b\">甲乙=</p>"),
        );
        check("PK\u{3}\u{4}", None);
    }
}
