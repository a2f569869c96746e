//! `typo-dup-word`: one to four characters written twice in a row.
//!
//! Chinese doubles many characters rightly, at the seam of two words (规定|定期) or as a word of its own (天天). Two to
//! four characters doubled are a slip but for listed exceptions. One character is told only where it cannot be a seam:
//! a word of grammar (的的), or next to one.

mod table;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::is_han;
use table::Table;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        let (mut start, mut repeats) = (0, Repeats::default());
        for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
            if is_han(c) {
                repeats.read(c);
                continue;
            }
            if std::mem::take(&mut repeats).found {
                let run = text[start..at].char_indices().map(|(from, c)| (start + from, c));
                let letters: Vec<(usize, char)> = run.collect();
                Run { letters: &letters, end: at, next: c }.find(passage.span.start, &mut out);
            }
            start = at + c.len_utf8();
        }
    }
    out.retain(|finding: &Finding| !document.quotes().in_title(finding.span.start));
    out
}

/// The longest word that is looked for.
const LONGEST: usize = 4;

/// Whether a run of characters may hold a word twice in a row: few do, and only these are looked into.
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

/// Chinese characters without anything between them.
struct Run<'r> {
    /// With their places in bytes of the passage.
    letters: &'r [(usize, char)],
    /// Where the run ends.
    end: usize,
    /// What stands behind it.
    next: char,
}

impl Run<'_> {
    fn find(&self, origin: usize, out: &mut Vec<Finding>) {
        let mut at = 0;
        while at < self.letters.len() {
            let Some(size) = (1..=LONGEST).rev().find(|&size| self.doubles(at, size)) else {
                at += 1;
                continue;
            };
            if self.is_slip(at, size) {
                let place = |at: usize| origin + self.letters.get(at).map_or(self.end, |&(place, _)| place);
                let span = Span::new(place(at), place(at + 2 * size));
                out.push(Finding::at(span).edit(Span::new(place(at + size), span.end), ""));
            }
            at += if size > 1 { 2 * size - 1 } else { 1 };
        }
    }

    fn letter(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|&(_, c)| c)
    }

    fn doubles(&self, at: usize, size: usize) -> bool {
        at + 2 * size <= self.letters.len()
            && (0..size).all(|i| self.letters[at + i].1 == self.letters[at + size + i].1)
    }

    fn is_slip(&self, at: usize, size: usize) -> bool {
        let table = Table::get();
        let text: String = self.letters[at..at + 2 * size].iter().map(|&(_, c)| c).collect();
        let whole = |other: &str, from: usize| {
            from <= at && other.chars().enumerate().all(|(i, c)| self.letter(at - from + i) == Some(c))
        };
        if table.around(&text).any(|(other, from)| whole(other, from)) {
            return false;
        }
        if table.sure.iter().any(|word| (0..word.chars().count()).any(|from| whole(word, from))) {
            return true;
        }
        if table.keep.contains(&text.as_str()) {
            return false;
        }
        let word = &self.letters[at..at + size];
        if word.iter().all(|&(_, c)| table::is_figure(c)) {
            return false;
        }
        let alike = word.iter().all(|&(_, c)| c == word[0].1);
        if size > 1 && !alike {
            let word: String = word.iter().map(|&(_, c)| c).collect();
            return !table.head.iter().any(|head| word.starts_with(head));
        }
        self.is_single_slip(at, at + 2 * size, word[0].1)
    }

    /// Whether one character doubled, from `at` up to `end`, is a slip.
    fn is_single_slip(&self, at: usize, end: usize, c: char) -> bool {
        let table = Table::get();
        let left = at.checked_sub(1).and_then(|before| self.letter(before));
        let right = self.letter(end);
        let bracket = right.is_none() && matches!(self.next, '（' | '(' | '〔' | '[');
        if table.is_seam(c, left, right, bracket) {
            return false;
        }
        table.strict.contains(c)
            || left.is_none_or(|left| table.before.contains(left))
            || right.map_or(!bracket, |right| table.after.contains(right))
    }
}
