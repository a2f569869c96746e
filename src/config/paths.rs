//! Patterns of paths, in gitignore syntax: which files a configuration speaks of.
//!
//! Compares paths as text. That they are absolute and without links is for who asks to see to: no file is looked at.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, Glob};

/// Lists of patterns, each relative to a folder.
#[derive(Debug)]
pub struct PathPatterns {
    /// The folder and its patterns; later lists win over earlier ones.
    lists: Vec<(PathBuf, Gitignore)>,
}

impl PathPatterns {
    /// Patterns relative to a folder, absolute and without links.
    ///
    /// # Errors
    /// The position of the first pattern that is none, from 0, and what is wrong with it.
    pub fn new(folder: &Path, patterns: &[String]) -> Result<Self, (usize, ignore::Error)> {
        let mut builder = GitignoreBuilder::new(folder);
        for (at, pattern) in patterns.iter().enumerate() {
            builder.add_line(None, pattern).map_err(|error| (at, error))?;
        }
        let patterns = builder.build().map_err(|error| (0, error))?;
        Ok(Self { lists: vec![(folder.to_owned(), patterns)] })
    }

    /// What is wrong with a pattern, if anything.
    pub fn fault(pattern: &str) -> Option<ignore::Error> {
        Self::new(Path::new("."), &[pattern.to_owned()]).err().map(|(_, error)| error)
    }

    /// These patterns and then the others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.lists.extend(others.lists);
        self
    }

    /// Whether the absolute `path`, without links, itself matches.
    pub fn matches(&self, path: &Path, is_dir: bool) -> bool {
        self.decide(path, |patterns, path| patterns.matched(path, is_dir))
    }

    /// Whether the absolute `path`, without links, or a folder it is in matches.
    pub fn matches_within(&self, path: &Path, is_dir: bool) -> bool {
        self.decide(path, |patterns, path| patterns.matched_path_or_any_parents(path, is_dir))
    }

    /// What the last list that has a word on a path says.
    fn decide<'p>(&'p self, path: &Path, ask: impl Fn(&'p Gitignore, &Path) -> Match<&'p Glob>) -> bool {
        let answers = self
            .lists
            .iter()
            .rev()
            .filter_map(|(folder, patterns)| Some(ask(patterns, path.strip_prefix(folder).ok()?)));
        answers.into_iter().find(|answer| !answer.is_none()).is_some_and(|answer| answer.is_ignore())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_is_none_is_told_with_its_position() {
        let patterns = ["a/**".to_owned(), "a{b".to_owned()];
        assert_eq!(PathPatterns::new(Path::new("/"), &patterns).expect_err("a bad one").0, 1);
        assert!(PathPatterns::fault("a/**").is_none() && PathPatterns::fault("a{b").is_some());
    }

    #[test]
    fn later_lists_win_where_they_have_a_word() {
        let list = |folder: &str, pattern: &str| {
            PathPatterns::new(Path::new(folder), &[pattern.to_owned()]).expect("a good pattern")
        };
        let both = list("/", "*.txt").and(list("/a", "!x.txt"));
        let excluded = |path: &str| both.matches(Path::new(path), false);
        assert!(excluded("/x.txt") && excluded("/a/y.txt") && !excluded("/a/x.txt") && !excluded("/a/x.md"));
    }
}
