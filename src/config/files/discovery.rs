//! Finds the configuration of a file: the falint.toml in its folder, or in the nearest folder above.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::FILE_NAME;

/// Looks folders up once each.
#[derive(Debug, Default)]
pub struct Discovery {
    known: Mutex<HashMap<PathBuf, Option<Arc<Path>>>>,
}

impl Discovery {
    /// The configuration that holds for a file or folder, whose path should be absolute.
    pub fn closest(&self, path: &Path) -> Option<Arc<Path>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut asked = Vec::new();
        let mut found = None;
        for folder in path.ancestors().skip(1) {
            if let Some(answer) = known.get(folder) {
                found.clone_from(answer);
                break;
            }
            asked.push(folder.to_owned());
            let file = folder.join(FILE_NAME);
            if file.is_file() {
                found = Some(Arc::from(file.as_path()));
                break;
            }
        }
        known.extend(asked.into_iter().map(|folder| (folder, found.clone())));
        found
    }

    /// Forgets what was found.
    pub fn forget(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
