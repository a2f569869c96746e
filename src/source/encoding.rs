//! What the bytes of a draft are, and how text goes back into them.
//!
//! A byte order mark decides, then strict UTF-8, then strict GB18030; nothing is guessed from letter frequencies, which
//! misread short GBK files. Drafts are legal texts: a character that cannot be read or written is an error here, never
//! a replacement character. Knows nothing of markup, lines or languages.

use std::borrow::Cow;

use encoding_rs::{BIG5, DecoderResult, GB18030};

const UTF8_BOM: &[u8] = &[0xEF, 0xBB, 0xBF];
const UTF16LE_BOM: &[u8] = &[0xFF, 0xFE];
const UTF16BE_BOM: &[u8] = &[0xFE, 0xFF];

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, and so GBK and GB2312.
    Gb18030,
}

/// Labels that name an encoding, in lower case.
const LABELS: [(&str, Encoding); 9] = [
    ("utf-8", Encoding::Utf8),
    ("utf8", Encoding::Utf8),
    ("utf-8-bom", Encoding::Utf8Bom),
    ("utf-16le", Encoding::Utf16Le),
    ("utf-16be", Encoding::Utf16Be),
    ("utf-16", Encoding::Utf16Le),
    ("gb18030", Encoding::Gb18030),
    ("gbk", Encoding::Gb18030),
    ("gb2312", Encoding::Gb18030),
];

impl Encoding {
    /// The name used in every output, which is also a label.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
        }
    }

    /// The encoding that a user's label names, in any case; `utf-16` is low byte first.
    pub fn from_label(label: &str) -> Option<Self> {
        LABELS.iter().find(|(name, _)| name.eq_ignore_ascii_case(label.trim())).map(|(_, encoding)| *encoding)
    }

    /// All of them.
    #[cfg(test)]
    pub(super) const ALL: [Self; 5] = [Self::Utf8, Self::Utf8Bom, Self::Utf16Le, Self::Utf16Be, Self::Gb18030];

    const fn bom(self) -> &'static [u8] {
        match self {
            Self::Utf8 | Self::Gb18030 => &[],
            Self::Utf8Bom => UTF8_BOM,
            Self::Utf16Le => UTF16LE_BOM,
            Self::Utf16Be => UTF16BE_BOM,
        }
    }
}

/// Bytes that are not text in an encoding we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("byte {offset} is not {}", .encoding.map_or("UTF-8 or GB18030", Encoding::name))]
pub struct DecodeError {
    /// The encoding that a label or a byte order mark asked for; `None` where neither UTF-8 nor GB18030 fits.
    pub encoding: Option<Encoding>,
    /// The first byte that cannot be decoded, from 0, in the file.
    pub offset: usize,
    /// Whether the bytes look like Big5, which we do not read.
    pub suspect_big5: bool,
}

impl DecodeError {
    /// The first byte that cannot be decoded, from 0, in the file.
    pub const fn offset(&self) -> usize {
        self.offset
    }
}

/// The text of `bytes`, without its byte order mark, and what the bytes were. With a `label` only that encoding is
/// tried; UTF-8 files come back as [`Encoding::Utf8Bom`] exactly when they have the mark.
///
/// # Errors
/// Where the bytes are in no encoding we read, or not in the one asked for; also, without a label, where they read as
/// GB18030 only by chance and are Big5.
pub fn decode(bytes: &[u8], label: Option<Encoding>) -> Result<(Cow<'_, str>, Encoding), DecodeError> {
    match label.or_else(|| marked(bytes)) {
        Some(encoding) => decode_as(bytes, encoding).map_err(|offset| DecodeError {
            encoding: Some(encoding),
            offset,
            suspect_big5: label.is_none() && is_big5(bytes),
        }),
        None => decode_unmarked(bytes),
    }
}

/// The bytes of `text` in `encoding`, with the byte order mark that belongs to it; `None` where a character cannot be
/// written.
pub fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let mut bytes = encoding.bom().to_vec();
    bytes.extend(encode_part(text, encoding)?);
    Some(bytes)
}

/// As [`encode`], without a byte order mark.
pub(super) fn encode_part(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => bytes.extend_from_slice(text.as_bytes()),
        Encoding::Utf16Le => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
        Encoding::Utf16Be => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        Encoding::Gb18030 => {
            let (encoded, _, unmappable) = GB18030.encode(text);
            if unmappable {
                return None;
            }
            bytes.extend_from_slice(&encoded);
        }
    }
    Some(bytes)
}

/// U+FEFF as GB18030 writes it.
const GB18030_BOM: &[u8] = &[0x84, 0x31, 0x95, 0x33];

/// A walk over the bytes of a file and the text they were read as.
#[derive(Debug)]
pub(super) struct Walk<'b> {
    bytes: &'b [u8],
    encoding: Encoding,
    /// Where the walk stands in the bytes, and in the text.
    at: usize,
    text_at: usize,
}

impl<'b> Walk<'b> {
    /// At the start of the text: behind its byte order mark, if it has one.
    pub(super) fn new(bytes: &'b [u8], encoding: Encoding) -> Self {
        let mark = match encoding {
            Encoding::Gb18030 => GB18030_BOM,
            Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Utf16Le | Encoding::Utf16Be => encoding.bom(),
        };
        let mut at = if bytes.starts_with(mark) { mark.len() } else { 0 };
        while encoding == Encoding::Gb18030 && bytes[at..].starts_with(mark) {
            at += mark.len();
        }
        Self { bytes, encoding, at, text_at: 0 }
    }

    /// Goes on to a byte of the text, not before the last one asked for; returns the byte of the file it stands at.
    pub(super) fn to(&mut self, text: &str, text_at: usize) -> usize {
        for c in text[self.text_at..text_at].chars() {
            self.at += match self.encoding {
                Encoding::Utf8 | Encoding::Utf8Bom => c.len_utf8(),
                Encoding::Utf16Le | Encoding::Utf16Be => 2 * c.len_utf16(),
                Encoding::Gb18030 => gb18030_len(&self.bytes[self.at..]),
            };
        }
        self.text_at = text_at;
        self.at
    }
}

/// How many bytes the first character has: the second of four is a digit.
const fn gb18030_len(bytes: &[u8]) -> usize {
    match bytes {
        [0x81..=0xFE, b'0'..=b'9', ..] => 4,
        [0x81..=0xFE, ..] => 2,
        _ => 1,
    }
}

fn marked(bytes: &[u8]) -> Option<Encoding> {
    [Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be].into_iter().find(|mark| bytes.starts_with(mark.bom()))
}

/// Decodes as `encoding` and nothing else; the error is the first bad byte.
fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<(Cow<'_, str>, Encoding), usize> {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => {
            let (body, found) = match bytes.strip_prefix(UTF8_BOM) {
                Some(body) => (body, Encoding::Utf8Bom),
                None => (bytes, Encoding::Utf8),
            };
            let text = std::str::from_utf8(body).map_err(|error| found.bom().len() + error.valid_up_to())?;
            Ok((Cow::Borrowed(text), found))
        }
        Encoding::Utf16Le => decode_utf16(bytes, encoding, u16::from_le_bytes).map(|text| (text.into(), encoding)),
        Encoding::Utf16Be => decode_utf16(bytes, encoding, u16::from_be_bytes).map(|text| (text.into(), encoding)),
        Encoding::Gb18030 => decode_gb18030(bytes).map(|text| (text, encoding)),
    }
}

fn decode_utf16(bytes: &[u8], encoding: Encoding, unit: fn([u8; 2]) -> u16) -> Result<String, usize> {
    let body = bytes.strip_prefix(encoding.bom()).unwrap_or(bytes);
    let mut offset = bytes.len() - body.len();
    let (pairs, rest) = body.as_chunks::<2>();
    // U+FFFE first is a byte order mark read the wrong way round.
    if offset == 0 && pairs.first().is_some_and(|pair| unit(*pair) == 0xFFFE) {
        return Err(0);
    }
    let mut text = String::with_capacity(body.len() / 2 * 3);
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let found = decoded.map_err(|_| offset)?;
        offset += 2 * found.len_utf16();
        text.push(found);
    }
    if rest.is_empty() { Ok(text) } else { Err(offset) }
}

fn decode_gb18030(bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
    let text =
        GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| gb18030_prefix(bytes))?;
    // GB18030 can write U+FEFF too; as a byte order mark it is no part of the text.
    if !text.starts_with('\u{FEFF}') {
        return Ok(text);
    }
    Ok(Cow::Owned(text.trim_start_matches('\u{FEFF}').to_owned()))
}

/// How many bytes from the start are GB18030.
fn gb18030_prefix(bytes: &[u8]) -> usize {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let mut sink = vec![0; 16 * 1024];
    let mut read = 0;
    loop {
        let (result, consumed, _) = decoder.decode_to_utf8_without_replacement(&bytes[read..], &mut sink, true);
        read += consumed;
        match result {
            DecoderResult::InputEmpty => return read,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bad, after) => return read.saturating_sub(usize::from(bad) + usize::from(after)),
        }
    }
}

fn decode_unmarked(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), DecodeError> {
    let utf8_prefix = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(error) => error.valid_up_to(),
    };
    match decode_gb18030(bytes) {
        Ok(text) if is_mistaken_big5(&text, bytes) => {
            Err(DecodeError { encoding: None, offset: utf8_prefix, suspect_big5: true })
        }
        Ok(text) => Ok((text, Encoding::Gb18030)),
        Err(gb18030_prefix) => {
            Err(DecodeError { encoding: None, offset: utf8_prefix.max(gb18030_prefix), suspect_big5: is_big5(bytes) })
        }
    }
}

/// The marks that a Chinese text of any length has.
const MARKS: [char; 3] = ['，', '。', '、'];

/// Big5 writes its punctuation where GB18030 has private-use characters.
fn is_mistaken_big5(as_gb18030: &str, bytes: &[u8]) -> bool {
    as_gb18030.contains(|c| matches!(c, '\u{E000}'..='\u{F8FF}')) && !as_gb18030.contains(MARKS) && is_big5(bytes)
}

fn is_big5(bytes: &[u8]) -> bool {
    BIG5.decode_without_bom_handling_and_without_replacement(bytes).is_some_and(|text| text.contains(MARKS))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "第一条　为了加强管理，制定本条例。𠮷\r\n€\n";
    fn error(bytes: &[u8], label: Option<Encoding>) -> DecodeError {
        decode(bytes, label).expect_err("must not decode")
    }

    #[test]
    fn every_encoding_round_trips_with_and_without_its_label() {
        for encoding in Encoding::ALL {
            let bytes = encode(TEXT, encoding).expect("every character can be written");
            for label in [None, Some(encoding)] {
                let (text, found) = decode(&bytes, label).expect("what we wrote can be read");
                assert_eq!((text.as_ref(), found), (TEXT, encoding), "{label:?}");
            }
        }
    }

    #[test]
    fn labels_name_encodings_in_any_case() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_label(encoding.name()), Some(encoding));
        }
        assert_eq!(Encoding::from_label("GBK"), Some(Encoding::Gb18030));
        assert_eq!(Encoding::from_label("UTF-16"), Some(Encoding::Utf16Le));
        assert_eq!(Encoding::from_label("big5"), None);
    }

    #[test]
    fn a_mark_is_no_part_of_the_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFa", None), Ok(("a".into(), Encoding::Utf8Bom)));
        assert_eq!(decode(b"\xEF\xBB\xBFa", Some(Encoding::Utf8)), Ok(("a".into(), Encoding::Utf8Bom)));
        assert_eq!(decode(b"a", Some(Encoding::Utf8Bom)), Ok(("a".into(), Encoding::Utf8)));
        assert_eq!(decode(b"\x84\x31\x95\x33\xB5\xDA", None), Ok(("第".into(), Encoding::Gb18030)));
        assert_eq!(decode(b"a\0", Some(Encoding::Utf16Le)), Ok(("a".into(), Encoding::Utf16Le)));
        assert_eq!(decode(b"", None), Ok(("".into(), Encoding::Utf8)));
    }

    #[test]
    fn nul_is_text() {
        assert_eq!(decode("条\0例".as_bytes(), None), Ok(("条\0例".into(), Encoding::Utf8)));
    }

    #[test]
    fn utf16_is_strict() {
        assert_eq!(error(b"\xFF\xFEa\0b", None).offset, 4);
        assert_eq!(error(b"\xFF\xFEa\0\x00\xD8b\0", None).offset, 4);
        assert_eq!(error(b"\xFE\xFF\0a\xDC\x00", None).offset, 4);
        assert_eq!(error(b"\xFF\xFE\x00\xD8", None).offset, 2);
        assert_eq!(error(b"\xFE\xFF\0a", Some(Encoding::Utf16Le)).offset, 0);
    }

    #[test]
    fn a_label_is_the_only_one_tried() {
        assert_eq!(error("条例条\n".as_bytes(), Some(Encoding::Gb18030)).offset, 8);
        assert_eq!(error(b"ab\xB5\xDA", Some(Encoding::Utf8)).offset, 2);
        assert_eq!(error(b"\xEF\xBB\xBFab\xFF", None).offset, 5);
    }

    #[test]
    fn the_error_points_to_the_first_bad_byte() {
        // Mostly UTF-8: the byte that breaks it.
        let mut bytes = "第一条　为了加强管理\n".as_bytes().to_vec();
        let offset = bytes.len();
        bytes.extend_from_slice(b"\xFF\xFF\n");
        assert_eq!(error(&bytes, None), DecodeError { encoding: None, offset, suspect_big5: false });
        // Mostly GB18030: the same.
        let mut bytes = encode(&"第一条　为了加强管理\n".repeat(9000), Encoding::Gb18030).expect("can be written");
        let offset = bytes.len();
        bytes.extend_from_slice(b"\xFF\xFF\n");
        assert_eq!(error(&bytes, None).offset, offset);
        assert_eq!(error(&bytes, None).to_string(), format!("byte {offset} is not UTF-8 or GB18030"));
        // A four-byte character that breaks off is bad from its first byte on.
        assert_eq!(error(b"\xB5\xDA\x81\x30a", None).offset, 2);
        assert_eq!(error(b"\xB5\xDA\x81\x30", None).offset, 2);
    }

    #[test]
    fn big5_is_refused_and_named() {
        let (bytes, _, _) = BIG5.encode("第一條　為了加強管理，制定本條例。");
        let found = error(&bytes, None);
        assert!(found.suspect_big5);
        assert_eq!(found.encoding, None);
        // Private-use characters alone are no reason to refuse.
        let bytes = encode("第一条\u{E000}，为了。", Encoding::Gb18030).expect("can be written");
        assert!(decode(&bytes, None).is_ok());
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        assert_eq!(encode("\u{E5E5}", Encoding::Gb18030), None);
    }
}
