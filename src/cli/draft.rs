//! A draft as it comes in, from a file or from standard input: no larger than allowed, and a text.
//!
//! Knows sizes and what is no text; nothing of what a text says.

use std::fs::File;
use std::io;
use std::path::Path;

use super::{problem, walk};
use crate::config::files::disk::{self, ReadError};
use crate::lang::{Lang, Text};
use crate::source::{Source, Told};

/// The largest draft unless the user says otherwise, in bytes: ten times the longest law there is, with all its drafts.
pub(super) const MOST_BYTES: u64 = 64 << 20;

/// So many NULs at least, and one character in so many at least: what Word leaves in a text is less, what is no text, or
/// UTF-16 without a mark, is more.
const MOST_NULS: (usize, usize) = (16, 100);

/// A draft whose text a verb reads whole.
#[derive(Debug, Clone)]
pub(super) struct Asked<'a> {
    /// Where it is; `-` for standard input.
    pub path: &'a Path,
    /// What its name would be, if it comes from standard input.
    pub stdin_name: Option<&'a str>,
    /// What is known of it.
    pub told: Told,
    /// The largest that is read, in bytes.
    pub most: u64,
}

impl Asked<'_> {
    /// Reads it.
    ///
    /// # Errors
    /// Why not, in the reader's words, with its name.
    pub(super) fn read(&self, lang: Lang) -> anyhow::Result<Source> {
        let stdin = self.path.as_os_str() == "-";
        let name = self.stdin_name.filter(|_| stdin).map_or_else(|| self.path.display().to_string(), str::to_owned);
        let colon = Text { zh: "：", en: ": " }.get(lang);
        if !stdin && walk::is_endless(self.path) {
            anyhow::bail!("{name}{colon}{}", problem::no_file(lang));
        }
        let bytes = if stdin { read_stdin(self.most) } else { read(self.path, self.most) };
        let bytes = bytes.map_err(|error| anyhow::anyhow!("{name}{colon}{}", problem::unread_draft(&error, lang)))?;
        let source = Source::from_bytes(&name, bytes, self.told)
            .map_err(|error| anyhow::anyhow!("{name}{colon}{}", problem::unreadable_content(&error, lang)))?;
        match nuls(&source) {
            Some(nuls) => anyhow::bail!("{name}{colon}{}", problem::no_text(nuls, lang)),
            None => Ok(source),
        }
    }
}

/// The bytes of a file, which the walk has found not to be endless.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    disk::read_open(File::open(path)?, most)
}

/// The bytes of standard input.
pub(super) fn read_stdin(most: u64) -> Result<Vec<u8>, ReadError> {
    disk::read_stream(io::stdin().lock(), most)
}

/// How many NULs there are in what is no text; `None` where it is one.
pub(super) fn nuls(source: &Source) -> Option<usize> {
    let text = source.text().as_bytes();
    let (least, share) = MOST_NULS;
    let count = memchr::memchr_iter(0, text).count();
    (count >= least && count >= text.len() / share).then_some(count)
}

/// A number of bytes as a user writes it: `1000000`, `64MiB`, `64M`, `500k`.
pub(super) fn size(text: &str) -> Option<u64> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let power = match unit.trim_start().to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(1 << power).filter(|&size| size > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_taken_as_people_write_them() {
        let sizes = ["1000", "64MiB", "64 M", "5k", "2G", "1b"].map(size);
        assert_eq!(sizes, [1000, 64 << 20, 64 << 20, 5 << 10, 2 << 30, 1].map(Some));
        for text in ["", "0", "M", "1.5M", "-1", "1T", "99999999999999999999", "99999999999G"] {
            assert_eq!(size(text), None, "{text}");
        }
    }

    #[test]
    fn a_stray_nul_is_left_to_the_lints() {
        let nuls = |text: &str| nuls(&Source::from_text("a.txt", text));
        assert_eq!(nuls("第一条\0　为了\0"), None);
        assert_eq!(nuls(&format!("{}{}", "条".repeat(1000), "\0".repeat(20))), None);
        assert_eq!(nuls(&"\0".repeat(16)), Some(16));
        assert_eq!(nuls(&"a\0".repeat(1000)), Some(1000));
    }
}
