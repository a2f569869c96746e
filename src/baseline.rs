//! What is known of the drafts and accepted for now, so that only what is new is told.
//!
//! A finding is known by its lint, by the text of the smallest 款, 项 or 目 it stands in (outside the articles, of its
//! line), and by its ordinal among equal ones: neither by line nor by number, so that moving and renumbering change
//! nothing, and a change of the text makes it new. The text itself is not kept, only its hash: drafts are confidential,
//! and baselines are passed around. Reads and writes no files.

mod file;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::Role;
use crate::document::tree::label::{self, is_blank};
pub use file::BaselineError;

/// The usual name of a baseline's file.
pub const FILE_NAME: &str = "falint-baseline.jsonl";

/// The findings known, by file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Of each file, as seen from the folder of the baseline, parted by `/`.
    pub files: BTreeMap<String, Arc<Known>>,
}

impl Baseline {
    /// Reads a baseline's file.
    ///
    /// # Errors
    /// Where it is none, is of another version, or a line of it is no row.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        file::read(text)
    }

    /// The file, a row a line, in an order that depends on nothing but the rows.
    pub fn write(&self) -> String {
        file::write(self)
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.files.values().map(|known| known.rows.len()).sum()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What a finding is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The lint's name.
    pub lint: Arc<str>,
    /// The first 16 hexadecimal digits of the SHA-256 of the text it stands in, without its blanks.
    pub text: String,
    /// Which one of those with the same lint and text, from 1.
    pub ordinal: u32,
}

/// The findings known in one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Each with the legal address it had, for people; `None` outside the articles.
    pub rows: BTreeMap<Key, Option<String>>,
    /// Findings known where they stand, whatever their text is now: the lint, and the byte of the decoded text where it
    /// starts.
    pub places: BTreeSet<(Arc<str>, usize)>,
}

/// What a file came to beside what was known of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// All that was found, known or not.
    pub found: Known,
    /// What was known: the lint, and the byte of the decoded text where it starts.
    pub known: Vec<(Arc<str>, usize)>,
    /// Of what was known, what is there no longer.
    pub stale: Known,
}

/// A place that a finding tells of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot<'t> {
    /// Where it starts, in bytes of the prose; `None` where it is none of it.
    pub(crate) at: Option<usize>,
    /// Where it starts, in bytes of the decoded text.
    pub(crate) start: usize,
    /// Its own words: what it is known by outside the prose.
    pub(crate) outside: &'t str,
}

/// Tells known findings from new ones.
#[derive(Debug)]
pub(crate) struct Comparison<'d> {
    document: &'d Document,
    known: &'d Known,
    /// Hashes of texts, by where they stand.
    hashes: HashMap<Span, String>,
    /// How many there were so far, by lint and text.
    seen: HashMap<(Arc<str>, String), u32>,
    compared: Compared,
    /// Known ones that were found, told or not.
    met: HashSet<Key>,
}

impl<'d> Comparison<'d> {
    pub(crate) fn new(document: &'d Document, known: &'d Known) -> Self {
        let (hashes, seen) = (HashMap::new(), HashMap::new());
        Self { document, known, hashes, seen, compared: Compared::default(), met: HashSet::new() }
    }

    /// Whether a lint's finding at a spot is known. All that is told is asked for, in order of position.
    pub(crate) fn knows(&mut self, lint: &Arc<str>, spot: Spot<'_>) -> bool {
        let key = self.key(lint, spot);
        let place = (Arc::clone(lint), spot.start);
        let known = self.known.rows.contains_key(&key) || self.known.places.contains(&place);
        if known {
            self.met.insert(key.clone());
            self.compared.known.push(place);
        }
        let article = spot.at.and_then(|at| self.document.address(at));
        self.compared.found.rows.insert(key, article);
        known
    }

    /// Takes note of a finding that is not to be told whatever is known, after all that are.
    pub(crate) fn meets(&mut self, lint: &Arc<str>, spot: Spot<'_>) {
        let key = self.key(lint, spot);
        self.met.insert(key);
    }

    /// What it came to, when `looked_for` says which lints were.
    pub(crate) fn finish(mut self, looked_for: impl Fn(&str) -> bool) -> Compared {
        let gone = self.known.rows.iter().filter(|(key, _)| !self.met.contains(key) && looked_for(&key.lint));
        self.compared.stale.rows = gone.map(|(key, article)| (key.clone(), article.clone())).collect();
        self.compared
    }

    fn key(&mut self, lint: &Arc<str>, spot: Spot<'_>) -> Key {
        let text = match spot.at.map(|at| place(self.document, at)) {
            Some(span) => self.hashes.entry(span).or_insert_with(|| hash(self.document.str(span))).clone(),
            None => hash(spot.outside),
        };
        let seen = self.seen.entry((Arc::clone(lint), text.clone())).or_default();
        *seen += 1;
        Key { lint: Arc::clone(lint), text, ordinal: *seen }
    }
}

/// The text that a byte of the prose stands in, without the number it goes by: a 目, 项 or 款; a heading's name; else
/// the line.
fn place(document: &Document, at: usize) -> Span {
    if let Some(passage) = document.passage_at(at) {
        return passage.span;
    }
    let Some(block) = document.block_at(at).map(|block| &document.blocks[block]) else { return Span::new(at, at) };
    if let Role::ArticleLabel(article) = block.role {
        // A label on a line of its own belongs to the text behind it.
        let first = document.paragraphs[document.articles[article].paragraphs.clone()].first();
        return first.map_or(block.span, |first| first.span);
    }
    if let Some(own) = document.own_text(block.role) {
        return own;
    }
    let numbered = label::division(document.str(block.span), block.span.start);
    numbered.map(|mark| mark.name).filter(|name| !name.is_empty()).unwrap_or(block.span)
}

fn hash(text: &str) -> String {
    let mut state = Sha256::new();
    text.split(is_blank).for_each(|part| state.update(part));
    state.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
