//! The texts of a folder, split by title.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use falint::source::Source;
use walkdir::{DirEntry, WalkDir};

/// A text file, and the tenth its title falls in.
#[derive(Debug)]
pub struct Text {
    path: PathBuf,
    /// Without the date that the versions of one law differ by.
    pub title: String,
    /// From 0 to 9: two versions of a law are always in the same one.
    pub tenth: u8,
}

impl Text {
    pub fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }

    pub fn source(&self) -> Result<Source, Box<dyn Error>> {
        Ok(Source::from_bytes(&self.name(), fs::read(&self.path)?, None)?)
    }
}

/// The texts of a folder, in the order of their paths.
pub fn of(folder: &Path) -> Vec<Text> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let is_text = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "txt" || ending == "md");
    let mut files: Vec<PathBuf> = entries.map(DirEntry::into_path).filter(is_text).collect();
    files.sort();
    let text = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let title = name.split('(').next().unwrap_or_default().trim().to_owned();
        Text { tenth: tenth(&title), path, title }
    };
    files.into_iter().map(text).collect()
}

/// The last digit of the FNV-1a hash of a title's bytes, so that it never depends on what else is in the folder.
fn tenth(title: &str) -> u8 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    ((title.bytes().fold(0xcbf2_9ce4_8422_2325, step) >> 20) % 10) as u8
}
