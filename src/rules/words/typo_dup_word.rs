//! `typo-dup-word`: one to four characters written twice in a row.
//!
//! Chinese doubles many characters rightly, at the seam of two words (规定|定期) or as a word of its own (天天):
//! [`spell::doubled`] tells these apart. What the text writes more than once in the same way is meant.

use memchr::memmem;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_han;
use crate::spell;
use crate::spell::doubled::{Doubled, LONGEST, Repetition};
use crate::spell::symbols::{self, Symbols};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut read = Symbols::default();
    for passage in document.passages() {
        let text = document.str(passage.span);
        let mut repeats = Repeats::default();
        text.chars().filter(|&c| is_han(c)).for_each(|c| repeats.read(c));
        if repeats.found {
            read.read_with_places(text, passage.span.start);
            search(document, &read, &mut out);
        }
    }
    out
}

/// Whether a text may hold a word twice in a row: few do, and only these are looked into.
#[derive(Default)]
struct Repeats {
    /// The characters before, the nearest lowest, sixteen bits each.
    last: u64,
    /// How many characters in a row are those so many places before, from one place on.
    same: [usize; LONGEST],
    found: bool,
}

impl Repeats {
    fn read(&mut self, c: char) {
        const EACH: u64 = 0x0001_0001_0001_0001;
        let code = u64::from(u32::from(c) & 0xffff);
        let differing = self.last ^ (code * EACH);
        self.last = self.last << 16 | code;
        // Whether any of the four is zero: hardly ever, and all the rest is for those.
        if differing.wrapping_sub(EACH) & !differing & (EACH << 15) == 0 {
            self.same = [0; LONGEST];
            return;
        }
        for (place, same) in self.same.iter_mut().enumerate() {
            *same = if differing >> (16 * place) & 0xffff == 0 { *same + 1 } else { 0 };
            self.found |= *same > place;
        }
    }
}

/// Tells of what is doubled in a passage and may not be.
fn search(document: &Document, read: &Symbols, out: &mut Vec<Finding>) {
    let doubled = Doubled { model: spell::model(), words: spell::words(), codes: &read.codes };
    let mut at = 1;
    while at < read.codes.len() {
        let Some(size) = (1..=LONGEST).rev().find(|&size| doubles(&read.codes, at, size)) else {
            at += 1;
            continue;
        };
        let around = read.span(at - 1..at + 2 * size + 1);
        if let Some(repetition) = doubled.judge(at, size)
            && !recurs(document, around, size)
        {
            let finding = Finding::at(read.span(at..at + 2 * size)).edit(read.span(at + size..at + 2 * size), "");
            out.push(match repetition {
                Repetition::Slip => finding,
                Repetition::Likely => finding.variant("likely"),
                Repetition::Doubtful => finding.variant("doubtful"),
            });
        }
        at += if size > 1 { 2 * size - 1 } else { 1 };
    }
}

/// Whether `size` Chinese characters stand at `at` and again right behind.
fn doubles(codes: &[symbols::Symbol], at: usize, size: usize) -> bool {
    let word = codes.get(at..at + size).filter(|word| word.iter().all(|&code| symbols::is_han(code)));
    word.is_some_and(|word| codes.get(at + size..at + 2 * size) == Some(word))
}

/// Whether the text has the same characters, with what is around them, so often that they are meant: a character
/// twice (气瓶瓶组), a word of several, which is hardly ever a seam, more often.
fn recurs(document: &Document, around: Span, size: usize) -> bool {
    let text = document.text();
    let others = if size == 1 { 1 } else { 2 };
    memmem::find_iter(text.as_bytes(), around.of(text)).nth(others).is_some()
}
