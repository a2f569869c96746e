//! `typo-dup-word`: one to four characters written twice in a row.
//!
//! Chinese doubles many characters rightly, at the seam of two words (规定|定期) or as a word of its own (天天):
//! [`spell::doubled`] tells these apart by what it knows of words, and where two may meet and the text is new to published
//! law, the network says whether they do. What the text writes more than once in the same way is meant.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_han;
use crate::spell;
use crate::spell::doubled::{Doubled, LONGEST, Repetition};
use crate::spell::excess::Excess;
use crate::spell::symbols::{self, Symbols};

/// The odds from which two words that may meet do not: of one character, and of several.
const SURE: [f32; 2] = [4.5, 4.5];

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut read = Symbols::default();
    // Few texts need it.
    let excess = OnceCell::new();
    let excess = || excess.get_or_init(|| Excess::of(spell::learnt(), document.text(), &document.running_text()));
    for passage in document.passages() {
        let text = document.str(passage.span);
        let mut repeats = Repeats::default();
        text.chars().filter(|&c| is_han(c)).for_each(|c| repeats.read(c));
        if repeats.found {
            read.read_with_places(text, passage.span.start);
            search(&read, excess, &mut found);
        }
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    for doubtful in &found {
        *times.entry(document.str(doubtful.around)).or_default() += 1;
    }
    let once = found.iter().filter(|doubtful| times[document.str(doubtful.around)] <= doubtful.meant_from());
    once.map(Doubtful::finding).collect()
}

/// A place where a word stands twice and may not.
struct Doubtful {
    repetition: Repetition,
    /// Both.
    span: Span,
    /// The second.
    second: Span,
    /// Both, with the characters before and behind.
    around: Span,
    /// How many characters the word has.
    size: usize,
}

impl Doubtful {
    /// How often the same may stand in a text before it is meant: a character once (气瓶瓶组), a word of several, which is
    /// hardly ever a seam, twice.
    const fn meant_from(&self) -> usize {
        if self.size == 1 { 1 } else { 2 }
    }

    fn finding(&self) -> Finding {
        let finding = Finding::at(self.span).edit(self.second, "");
        match self.repetition {
            Repetition::Slip => finding,
            Repetition::Likely => finding.variant("likely"),
            Repetition::Doubtful => finding.variant("doubtful"),
        }
    }
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

/// Finds what is doubled in a passage and may not be.
fn search<'e>(read: &Symbols, excess: impl Fn() -> &'e Excess<'e>, out: &mut Vec<Doubtful>) {
    let doubled = Doubled { model: spell::model(), words: spell::words(), codes: &read.codes };
    let mut at = 1;
    while at < read.codes.len() {
        let Some(size) = (1..=LONGEST).rev().find(|&size| doubles(&read.codes, at, size)) else {
            at += 1;
            continue;
        };
        let (seam, end) = (at + size, at + 2 * size);
        let sure = |odds: f32| odds >= SURE[usize::from(size > 1)];
        let meet = || {
            !doubled.is_whole_at(at, size)
                || !doubled.is_new(at, size)
                || !excess().odds(&read.codes, at..end).is_some_and(sure)
        };
        // The network has been wrong of single characters too often to be told by itself (人人).
        let told = if size == 1 { Repetition::Doubtful } else { Repetition::Likely };
        let repetition = doubled.judge(at, size).or_else(|| (!meet()).then_some(told));
        if let Some(repetition) = repetition {
            let (span, second, around) = (read.span(at..end), read.span(seam..end), read.span(at - 1..end + 1));
            out.push(Doubtful { repetition, span, second, around, size });
        }
        at += if size > 1 { 2 * size - 1 } else { 1 };
    }
}

/// Whether `size` Chinese characters stand at `at` and again right behind. 一个节点一个节点 is one after the other.
fn doubles(codes: &[symbols::Symbol], at: usize, size: usize) -> bool {
    let in_turn = size > 1 && codes[at] == '一' as symbols::Symbol;
    let word = codes.get(at..at + size).filter(|word| word.iter().all(|&code| symbols::is_han(code)));
    !in_turn && word.is_some_and(|word| codes.get(at + size..at + 2 * size) == Some(word))
}
