//! A draft as a lawyer sees it: a tree of 编 分编 章 节 条 款 项 目 with byte spans, and what the text says of itself.
//!
//! The tree is built at once. What the text says – references, dates, definitions, quotations – are facts, each read when
//! it is first asked for, and each known to one file here: its type, how it is read, and the question that it answers.
//! This file knows none of them. All spans are bytes of the prose ([`crate::source::Source::prose`]). Rules ask this
//! module; none of them reads text on its own for what is known here.

pub mod amendment;
pub mod annex;
pub mod breach;
pub mod citation;
pub mod date;
pub mod definition;
pub mod duty;
pub mod garbled;
pub mod history;
pub mod issue;
pub mod penalty;
pub mod preamble;
pub mod quantity;
pub mod quote;
pub mod reference;
pub mod repeal;
pub mod tree;
pub mod unit;
pub mod usage;
pub mod wording;

use std::any::Any;
use std::ops::Deref;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::source::Source;
use tree::excerpt::Excerpt;
use tree::{Hints, Tree};

/// A parsed draft: its tree, and the facts that have been asked for.
#[derive(Debug)]
pub struct Document {
    tree: Tree,
    facts: Facts,
}

/// A document answers what its tree does.
impl Deref for Document {
    type Target = Tree;

    fn deref(&self) -> &Tree {
        &self.tree
    }
}

impl Document {
    /// Parses a source. Never fails: what is not understood is text.
    pub fn parse(source: &Source, hints: &Hints) -> Self {
        Self::of(Tree::parse(&Excerpt::of(source), hints))
    }

    /// The document of a tree, of which nothing has been asked yet.
    pub fn of(tree: Tree) -> Self {
        Self { tree, facts: Facts::default() }
    }
}

/// Something that is read off a document when it is first asked for, such as its references. Declared once, as a static
/// beside its reader and the question that it answers.
#[derive(Debug)]
struct Fact<T> {
    read: fn(&Document) -> T,
    /// Where every document keeps it.
    place: OnceLock<usize>,
}

impl<T: Any + Send + Sync> Fact<T> {
    const fn read_by(read: fn(&Document) -> T) -> Self {
        Self { read, place: OnceLock::new() }
    }

    /// What it comes to in a document, for which it is read once.
    fn of<'d>(&'static self, document: &'d Document) -> &'d T {
        let read = document.facts.at(self.place()).get_or_init(|| Box::new((self.read)(document)));
        read.downcast_ref().expect("no two facts have one place")
    }

    fn place(&self) -> usize {
        /// How many facts have been asked for in this process.
        static TAKEN: AtomicUsize = AtomicUsize::new(0);
        *self.place.get_or_init(|| TAKEN.fetch_add(1, Ordering::Relaxed))
    }
}

/// How many facts a shelf holds: all that there are, but nothing breaks where there are more.
const SHELF: usize = 32;

/// The facts of a document that have been read, each in its place.
#[derive(Debug, Default)]
struct Facts {
    shelf: [OnceLock<Box<dyn Any + Send + Sync>>; SHELF],
    rest: OnceLock<Box<Facts>>,
}

impl Facts {
    fn at(&self, place: usize) -> &OnceLock<Box<dyn Any + Send + Sync>> {
        match self.shelf.get(place) {
            Some(slot) => slot,
            None => self.rest.get_or_init(Box::default).at(place - SHELF),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static BLOCKS: Fact<usize> = Fact::read_by(|document| document.blocks.len());
    static BYTES: Fact<usize> = Fact::read_by(|document| document.text().len());

    fn document(text: &str) -> Document {
        Document::parse(&Source::from_text("a.txt", text), &Hints::default())
    }

    #[test]
    fn a_fact_is_read_once_a_document() {
        static TIMES: AtomicUsize = AtomicUsize::new(0);
        static COUNTED: Fact<usize> = Fact::read_by(|_| TIMES.fetch_add(1, Ordering::Relaxed));
        let (one, other) = (document("甲"), document("乙"));
        assert_eq!([&one, &one, &other, &one].map(|document| COUNTED.of(document)), [&0, &0, &1, &0]);
    }

    #[test]
    fn each_fact_has_its_place_on_any_shelf() {
        let document = document("甲\n乙\n");
        assert_eq!((BLOCKS.of(&document), BYTES.of(&document)), (&2, &8));
        let facts = Facts::default();
        for place in [0, SHELF - 1, SHELF, 3 * SHELF] {
            assert!(facts.at(place).set(Box::new(place)).is_ok());
        }
        assert_eq!(facts.at(3 * SHELF).get().and_then(|read| read.downcast_ref()), Some(&(3 * SHELF)));
    }

    #[test]
    fn facts_are_read_off_a_part_of_a_text_too() {
        let text = "关于修改《某市条例》的决定\n一、删去第九条，将第八条修改为：\n“第八条　依照第七条处理。”\n";
        let source = Source::from_text("a.txt", text);
        let quoted = crate::diagnostic::Span::new(text.find("第八条　").unwrap_or(0), text.find('”').unwrap_or(0));
        let part = Document::of(Tree::parse(&Excerpt::of(&source).part(quoted), &Hints::default()));
        let references: Vec<&str> = part.references().iter().map(|reference| part.str(reference.span)).collect();
        assert_eq!(references, ["第七条"]);
    }
}
