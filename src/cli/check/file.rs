//! A file to lint: one found under a path, or what standard input holds.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::args::Mending;

/// A file to lint.
#[derive(Debug)]
pub(in crate::cli) enum File {
    Path(PathBuf),
    Stdin { name: String, bytes: Vec<u8> },
}

impl File {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin { name, .. } => name.clone(),
        }
    }

    /// Where it can be written back.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Path(path) => Some(path),
            Self::Stdin { .. } => None,
        }
    }

    /// The folder in which it is written back; of a link, that of the file it leads to.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        fs::canonicalize(self.path()?).ok()?.parent().map(Path::to_owned)
    }

    /// What standard input passes on where it cannot be read as text.
    pub(super) fn unread(&self, mending: Option<Mending>) -> Vec<u8> {
        match self {
            Self::Stdin { bytes, .. } if mending == Some(Mending::Write) => bytes.clone(),
            Self::Stdin { .. } | Self::Path(_) => Vec::new(),
        }
    }

    /// Where its configuration is looked for.
    pub(in crate::cli) fn place(&self) -> PathBuf {
        let path = match self {
            Self::Path(path) => path.clone(),
            Self::Stdin { name, .. } => PathBuf::from(name),
        };
        std::path::absolute(&path).unwrap_or(path)
    }
}
