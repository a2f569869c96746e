//! Files that are no text: what people send instead of one, told by its first bytes, whatever it is called.
//!
//! Knows what such a file is, not what is in it. Nothing here is read; whoever shows the refusal says what to do.

use memchr::memmem;

use crate::lang::Text;

/// What a file that is no text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Foreign {
    /// Word; before 2007, where it is not read as such.
    Word,
    /// A file of Word, of whatever age, that opens with a password.
    Locked,
    /// WPS.
    Wps,
    /// The Portable Document Format.
    Pdf,
    /// The Chinese format of fixed pages.
    Ofd,
    /// The Rich Text Format.
    Rtf,
    /// OpenDocument text.
    OpenDocument,
    /// A page with all that belongs to it in one file.
    WebArchive,
    /// A spreadsheet.
    Sheet,
    /// Slides.
    Slides,
    /// Files packed together.
    Archive,
    /// A picture.
    Image,
    /// A database.
    Database,
    /// Something else that is no text.
    Binary,
}

/// How a file begins, and what it is then.
const BEGINNINGS: [(&[u8], Foreign); 14] = [
    (b"%PDF-", Foreign::Pdf),
    (b"{\\rtf", Foreign::Rtf),
    (b"SQLite format 3\0", Foreign::Database),
    (b"\x89PNG\r\n", Foreign::Image),
    (b"\xFF\xD8\xFF", Foreign::Image),
    (b"GIF87a", Foreign::Image),
    (b"GIF89a", Foreign::Image),
    (b"II*\0", Foreign::Image),
    (b"MM\0*", Foreign::Image),
    (b"Rar!\x1A\x07", Foreign::Archive),
    (b"7z\xBC\xAF\x27\x1C", Foreign::Archive),
    (b"\x1F\x8B\x08", Foreign::Archive),
    (b"\x7FELF", Foreign::Binary),
    (b"\xCA\xFE\xBA\xBE", Foreign::Binary),
];

/// What names of such files end with, in lower case.
const ENDINGS: [(&str, Foreign); 32] = [
    ("doc", Foreign::Word),
    ("docx", Foreign::Word),
    ("docm", Foreign::Word),
    ("dot", Foreign::Word),
    ("dotx", Foreign::Word),
    ("wps", Foreign::Wps),
    ("wpt", Foreign::Wps),
    ("pdf", Foreign::Pdf),
    ("ofd", Foreign::Ofd),
    ("rtf", Foreign::Rtf),
    ("odt", Foreign::OpenDocument),
    ("mht", Foreign::WebArchive),
    ("mhtml", Foreign::WebArchive),
    ("xls", Foreign::Sheet),
    ("xlsx", Foreign::Sheet),
    ("et", Foreign::Sheet),
    ("ppt", Foreign::Slides),
    ("pptx", Foreign::Slides),
    ("dps", Foreign::Slides),
    ("zip", Foreign::Archive),
    ("rar", Foreign::Archive),
    ("7z", Foreign::Archive),
    ("gz", Foreign::Archive),
    ("png", Foreign::Image),
    ("jpg", Foreign::Image),
    ("jpeg", Foreign::Image),
    ("gif", Foreign::Image),
    ("tif", Foreign::Image),
    ("tiff", Foreign::Image),
    ("bmp", Foreign::Image),
    ("webp", Foreign::Image),
    ("db", Foreign::Database),
];

/// What the container of Office 97 to 2003 begins with.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// So many bytes from the start tell what most files are.
pub const HEAD: usize = 8 << 10;

/// So many NULs at least, and one byte in so many at least, in what is no text in a known encoding.
const MOST_NULS: (usize, usize) = (16, 100);

impl Foreign {
    /// What a file is, by its bytes, or the first of them; its name tells apart what begins alike. `None` for what may be
    /// text.
    pub fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        if let Some((_, found)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
            return Some(*found);
        }
        match bytes {
            _ if bytes.starts_with(COMPOUND) => Some(compound(name, bytes)),
            [b'P', b'K', 3, 4, ..] => Some(packed(name, bytes)),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Image),
            // Two reserved numbers stand behind the size.
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some(Self::Image),
            _ => of_words(&bytes[..bytes.len().min(HEAD)]),
        }
    }

    /// What a name promises, by its ending, in any case.
    pub fn of_ending(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, found)| *found)
    }

    /// Whether a file is to be read as Word's: a zip that nothing says is another program's.
    pub(super) fn may_be_word(found: Option<Self>, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") && matches!(found, Some(Self::Word | Self::Archive))
    }

    /// Bytes that no encoding fits, where NULs show that they were never text.
    pub(super) fn of_undecodable(bytes: &[u8]) -> Option<Self> {
        let (least, share) = MOST_NULS;
        let nuls = memchr::memchr_iter(0, bytes).count();
        (nuls >= least && nuls >= bytes.len() / share).then_some(Self::Binary)
    }

    /// What it is called.
    pub const fn title(self) -> Text<'static> {
        match self {
            Self::Word | Self::Locked => Text { zh: "Word 文档", en: "Word document" },
            Self::Wps => Text { zh: "WPS 文档", en: "WPS document" },
            Self::Pdf => Text { zh: "PDF", en: "PDF" },
            Self::Ofd => Text { zh: "OFD", en: "OFD" },
            Self::Rtf => Text { zh: "RTF 文档", en: "RTF document" },
            Self::OpenDocument => Text { zh: "OpenDocument 文档", en: "OpenDocument text" },
            Self::WebArchive => Text { zh: "单个文件网页", en: "single-file web page" },
            Self::Sheet => Text { zh: "电子表格", en: "spreadsheet" },
            Self::Slides => Text { zh: "演示文稿", en: "presentation" },
            Self::Archive => Text { zh: "压缩包", en: "archive" },
            Self::Image => Text { zh: "图片", en: "picture" },
            Self::Database => Text { zh: "数据库文件", en: "database" },
            Self::Binary => Text { zh: "二进制文件", en: "binary file" },
        }
    }
}

/// A container of Office 97 to 2003, by the names of the streams in it.
fn compound(name: &str, bytes: &[u8]) -> Foreign {
    let holds = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    match Foreign::of_ending(name) {
        _ if holds("EncryptedPackage") => Foreign::Locked,
        Some(promised @ (Foreign::Word | Foreign::Wps | Foreign::Sheet | Foreign::Slides)) => promised,
        _ if holds("Workbook") => Foreign::Sheet,
        _ if holds("PowerPoint Document") => Foreign::Slides,
        _ => Foreign::Word,
    }
}

/// A zip, by the names of the files in it.
fn packed(name: &str, bytes: &[u8]) -> Foreign {
    let holds = |part: &str| memmem::find(bytes, part.as_bytes()).is_some();
    match Foreign::of_ending(name) {
        Some(Foreign::Wps) => Foreign::Wps,
        _ if holds("OFD.xml") => Foreign::Ofd,
        _ if holds("word/") => Foreign::Word,
        _ if holds("xl/") && holds("[Content_Types].xml") => Foreign::Sheet,
        _ if holds("ppt/") && holds("[Content_Types].xml") => Foreign::Slides,
        _ if holds("application/vnd.oasis.opendocument.text") => Foreign::OpenDocument,
        Some(promised) if holds("[Content_Types].xml") => promised,
        _ => Foreign::Archive,
    }
}

/// Text that another program wraps its document in.
fn of_words(head: &[u8]) -> Option<Foreign> {
    let holds = |words: &str| memmem::find(head, words.as_bytes()).is_some();
    let is_archive = head.starts_with(b"MIME-Version:") && holds("multipart/related");
    let is_xml = head.trim_ascii_start().strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).starts_with(b"<?xml");
    let is_word =
        is_xml && ["progid=\"Word.Document\"", "<w:wordDocument", "<pkg:package"].iter().any(|one| holds(one));
    match (is_archive, is_word) {
        (true, _) => Some(Foreign::WebArchive),
        (false, true) => Some(Foreign::Word),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell_whatever_the_name() {
        let doc = [COMPOUND, &[0; 512], b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"].concat();
        let xls = [COMPOUND, &[0; 512], b"W\0o\0r\0k\0b\0o\0o\0k\0"].concat();
        for (bytes, expect) in [
            (&b"%PDF-1.7\n"[..], Foreign::Pdf),
            (b"{\\rtf1\\ansi", Foreign::Rtf),
            (b"PK\x03\x04..[Content_Types].xml..word/document.xml", Foreign::Word),
            (b"PK\x03\x04..[Content_Types].xml..xl/workbook.xml", Foreign::Sheet),
            (b"PK\x03\x04..OFD.xml..Doc_0/Document.xml", Foreign::Ofd),
            (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text", Foreign::OpenDocument),
            (b"PK\x03\x04..draft.txt", Foreign::Archive),
            (b"\x89PNG\r\n\x1A\n", Foreign::Image),
            (b"\xFF\xD8\xFF\xE0", Foreign::Image),
            (b"RIFF\x01\0\0\0WEBPVP8 ", Foreign::Image),
            (b"BM\x36\x01\0\0\0\0\0\0\x36", Foreign::Image),
            (b"SQLite format 3\0\x10", Foreign::Database),
            (b"MIME-Version: 1.0\nContent-Type: multipart/related", Foreign::WebArchive),
            (b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>", Foreign::Word),
            (&doc, Foreign::Word),
            (&xls, Foreign::Sheet),
        ] {
            for name in ["甲.txt", "-", "甲"] {
                assert_eq!(Foreign::of(name, bytes), Some(expect), "{name} {}", bytes.escape_ascii());
            }
        }
        assert_eq!(Foreign::of("甲.wps", &doc), Some(Foreign::Wps));
        assert_eq!(Foreign::of("甲.WPS", b"PK\x03\x04word/"), Some(Foreign::Wps));
    }

    #[test]
    fn text_is_none_of_them() {
        for text in ["", "PK", "BM1234567890", "PDF 格式的附件", "RIFF", "\u{FEFF}第一条", "<?xml?><html>", "{}"]
        {
            assert_eq!(Foreign::of("甲.docx", text.as_bytes()), None, "{text}");
        }
        assert_eq!(Foreign::of_undecodable(b"\xFF\0\0\xFF"), None);
        assert_eq!(Foreign::of_undecodable(&[b"\xFF".as_slice(), &[0; 64]].concat()), Some(Foreign::Binary));
    }

    #[test]
    fn endings_promise_in_any_case() {
        let found = ["甲.DOCX", "甲.wps", "甲.txt", "docx"].map(Foreign::of_ending);
        assert_eq!(found, [Some(Foreign::Word), Some(Foreign::Wps), None, None]);
    }
}
