//! Text in an encoding: the carrier of plain text and of Markdown, whose bytes are those of the text that is shown.

use std::sync::Arc;

use super::Unreadable;
use super::carrier::{Carrier, Content, Edited, Refusal};
use super::edits::Edits;
use super::encoding::{self, Encoding};
use super::foreign::Foreign;

/// Text in an encoding.
#[derive(Debug)]
pub(super) struct Encoded {
    encoding: Encoding,
    /// The file; `None` in UTF-8, where it is the text itself, behind the mark.
    bytes: Option<Vec<u8>>,
}

impl Encoded {
    /// Decodes a file.
    ///
    /// # Errors
    /// Where the bytes are in no encoding we read, or not in the one that is named.
    pub(super) fn read(content: Content) -> Result<(Arc<str>, Self), Unreadable> {
        let (bytes, label) = match content {
            Content::Text(text) => return Ok((text, Self { encoding: Encoding::Utf8, bytes: None })),
            Content::Bytes(bytes, label) => (bytes, label),
        };
        let (text, encoding) = encoding::decode(&bytes, label)
            .map_err(|error| Foreign::of_undecodable(&bytes).map_or(error.into(), Unreadable::Foreign))?;
        let text: Arc<str> = text.into();
        let is_text = matches!(encoding, Encoding::Utf8 | Encoding::Utf8Bom);
        Ok((text, Self { encoding, bytes: (!is_text).then_some(bytes) }))
    }
}

impl Carrier for Encoded {
    fn write(&self, text: &str, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        let refusal = || Refusal::Unencodable(self.encoding);
        let Some(bytes) = &self.bytes else {
            return encoding::encode(&edits.apply(text), self.encoding).ok_or_else(refusal);
        };
        let mut walk = encoding::Walk::new(bytes, self.encoding);
        let mut out = Vec::with_capacity(bytes.len());
        let mut kept = 0;
        for edit in edits.iter() {
            out.extend_from_slice(&bytes[kept..walk.to(text, edit.span.start)]);
            out.extend(encoding::encode_part(&edit.replacement, self.encoding).ok_or_else(refusal)?);
            kept = walk.to(text, edit.span.end);
        }
        out.extend_from_slice(&bytes[kept..]);
        Ok(out)
    }

    fn edited(&self, text: &str, edits: &Edits) -> Result<Edited, Refusal> {
        let bytes = self.write(text, edits)?;
        #[expect(clippy::expect_used, reason = "a carrier writes what it reads")]
        let (text, carrier) =
            Self::read(Content::Bytes(bytes, Some(self.encoding))).expect("what was written can be read");
        Ok((text, Arc::new(carrier)))
    }

    fn encoding(&self) -> Encoding {
        self.encoding
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Edit, Span};

    /// What becomes of a file when a word of its text is replaced.
    fn replaced(bytes: &[u8], label: Option<Encoding>, word: &str, by: &str) -> Result<Vec<u8>, Refusal> {
        let (text, carrier) = Encoded::read(Content::Bytes(bytes.to_vec(), label)).expect("it can be read");
        let start = text.find(word).expect("it is there");
        let edit = Edit { span: Span::new(start, start + word.len()), replacement: by.to_owned() };
        assert_eq!(carrier.write(&text, &Edits::default()).as_deref(), Ok(bytes));
        carrier.write(&text, &Edits::new(vec![edit]))
    }

    #[test]
    fn an_edit_changes_its_own_bytes_in_every_encoding() {
        let (before, after) = ("甲𠮷€a第一条,乙\r\n丙", "甲𠮷€a第一条，乙\r\n丙");
        for encoding in Encoding::ALL {
            let bytes = |text| encoding::encode(text, encoding).expect("it holds all of it");
            assert_eq!(replaced(&bytes(before), None, ",", "，"), Ok(bytes(after)), "{encoding:?}");
        }
    }

    #[test]
    fn bytes_that_are_written_otherwise_today_stay() {
        // A mark that GB18030 may have, the second way to write the euro sign, and UTF-16 without a mark.
        let gb18030 = b"\x84\x31\x95\x33\x80,\xB5\xDA";
        assert_eq!(replaced(gb18030, None, ",", "，"), Ok(b"\x84\x31\x95\x33\x80\xA3\xAC\xB5\xDA".to_vec()));
        let utf16 = b"a\0,\0b\0";
        assert_eq!(replaced(utf16, Some(Encoding::Utf16Le), ",", "，"), Ok(b"a\0\x0C\xFFb\0".to_vec()));
    }

    #[test]
    fn what_the_encoding_does_not_have_is_refused() {
        let refused = replaced(b"\xB5\xDA,", None, ",", "\u{E5E5}");
        assert_eq!(refused, Err(Refusal::Unencodable(Encoding::Gb18030)));
    }
}
