//! Files as they are on the disk: read where they are regular, and no larger than is allowed.
//!
//! A device or a pipe may be endless, and what is in /proc or a home folder may be nobody else's business: whoever names a
//! file in a configuration need not be the one who runs falint. Knows nothing of what is in a file.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::lang::Lang;

/// The largest configuration, and the largest file of lints, in bytes: as much as the words of several lints come to.
pub const MOST_BYTES_OF_TOML: u64 = 16 << 20;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is a folder, a device, a pipe or a socket.
    #[error("not a regular file")]
    Irregular,
    /// It has more bytes than are allowed.
    #[error("larger than {most} bytes")]
    TooLarge {
        /// How many it has, where that is known before it is read.
        size: Option<u64>,
        /// How many are allowed.
        most: u64,
    },
}

/// The bytes of a regular file, or of one that a link leads to.
///
/// # Errors
/// Where there is none of at most `most` bytes, and where the system refuses.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    // Opening a pipe waits for its writer: it is looked at before.
    if !fs::metadata(path)?.is_file() {
        return Err(ReadError::Irregular);
    }
    read_open(File::open(path)?, most)
}

/// As [`read`], but of a file that is none of those that are endless.
///
/// # Errors
/// As there.
pub fn read_open(file: File, most: u64) -> Result<Vec<u8>, ReadError> {
    let size = file.metadata().ok().filter(fs::Metadata::is_file).map(|found| found.len());
    match size {
        Some(size) if size > most => Err(ReadError::TooLarge { size: Some(size), most }),
        // A file may grow meanwhile, and those of the system say that they are empty.
        size => read_all(file, size.unwrap_or(0), most),
    }
}

/// All that comes from a stream.
///
/// # Errors
/// As of [`read`].
pub fn read_stream(stream: impl Read, most: u64) -> Result<Vec<u8>, ReadError> {
    read_all(stream, 0, most)
}

fn read_all(stream: impl Read, expected: u64, most: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
    stream.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(ReadError::TooLarge { size: None, most }) } else { Ok(bytes) }
}

impl ReadError {
    /// What the matter is, as it follows the name of the file; `None` where the system says it.
    pub fn why(&self, lang: Lang) -> Option<String> {
        match (self, lang) {
            (Self::Io(_), _) => None,
            (Self::Irregular, Lang::Zh) => Some("不是普通文件".to_owned()),
            (Self::Irregular, Lang::En) => Some("is no regular file".to_owned()),
            (Self::TooLarge { size: Some(size), most }, Lang::Zh) => {
                Some(format!("太大：有 {}，上限是 {}", sized(*size), sized(*most)))
            }
            (Self::TooLarge { size: Some(size), most }, Lang::En) => {
                Some(format!("is too large: {}, where {} are allowed", sized(*size), sized(*most)))
            }
            (Self::TooLarge { size: None, most }, Lang::Zh) => Some(format!("太大：超过上限 {}", sized(*most))),
            (Self::TooLarge { size: None, most }, Lang::En) => {
                Some(format!("is too large: more than the {} that are allowed", sized(*most)))
            }
        }
    }
}

/// A number of bytes for people, in the units that `--max-file-size` takes.
fn sized(bytes: u64) -> String {
    match bytes {
        0..0x400 => format!("{bytes} B"),
        0x400..0x10_0000 => format!("{} KiB", tenths(bytes, 10)),
        _ => format!("{} MiB", tenths(bytes, 20)),
    }
}

/// A number in units of a power of two, with a decimal where there is one, never less than it is.
fn tenths(bytes: u64, power: u32) -> String {
    let tenths = (u128::from(bytes) * 10).div_ceil(1 << power);
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        decimal => format!("{}.{decimal}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        let sizes = [0, 1023, 1024, 1025, 64 << 20, (64 << 20) + 1, 43_213_567].map(sized);
        assert_eq!(sizes, ["0 B", "1023 B", "1 KiB", "1.1 KiB", "64 MiB", "64.1 MiB", "41.3 MiB"]);
    }

    #[test]
    fn no_more_is_read_than_is_allowed() {
        let bytes = |most| read_stream(&b"12345"[..], most).map_err(|error| error.why(Lang::Zh));
        assert_eq!(bytes(5), Ok(b"12345".to_vec()));
        assert_eq!(bytes(4), Err(Some("太大：超过上限 4 B".to_owned())));
        assert_eq!(read_stream(io::repeat(0), 9).expect_err("endless").to_string(), "larger than 9 bytes");
        let folder = tempfile::tempdir().expect("can be made");
        let path = folder.path().join("甲.toml");
        fs::write(&path, "12345").expect("can be written");
        assert_eq!(read(&path, 5).expect("small enough"), b"12345");
        let told = read(&path, 4).expect_err("too large").why(Lang::Zh);
        assert_eq!(told.as_deref(), Some("太大：有 5 B，上限是 4 B"));
        assert!(matches!(read(folder.path(), 9), Err(ReadError::Irregular)));
    }
}
