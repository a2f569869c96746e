//! `chapter-number-sequence`: the numbers of parts, chapters or sections do not count up.
//!
//! Chapters may start again in each part or count on through all of them; both are found in codes, so a chapter 第一
//! under a new part is never a fault. Sections start again in each chapter.

use super::sequence::{self, Fault};
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Division;
use crate::document::tree::label::{Level, Ordinal};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for level in [Level::Part, Level::Subpart, Level::Chapter, Level::Section] {
        let all: Vec<&Division> = document
            .divisions
            .iter()
            .filter(|division| division.level == level && division.numeral.is_some())
            .collect();
        let mut start = 0;
        for at in 1..=all.len() {
            if at == all.len() || starts_again(all[at - 1], all[at]) {
                check(document, &all[start..at], level, &mut out);
                start = at;
            }
        }
    }
    out
}

fn number(division: &Division) -> u32 {
    division.numeral.map_or(0, |numeral| numeral.value)
}

/// Whether a division starts a new count: one of another text, a section in a new chapter, or a first chapter in a new part.
fn starts_again(before: &Division, division: &Division) -> bool {
    before.text != division.text
        || before.parent != division.parent && (division.level == Level::Section || number(division) == 1)
}

/// The headings without a number between the division at `at` and the one before it.
fn unnumbered(document: &Document, run: &[&Division], at: usize) -> Vec<Span> {
    let all = &document.divisions;
    let parent = run[at].parent.map_or(0, |parent| all[parent].block);
    let from = at.checked_sub(1).map_or(parent, |before| run[before].block);
    let first = all.partition_point(|division| division.block < from);
    let level = run[at].level;
    let bare = |division: &&Division| {
        (division.level == Level::Heading || division.level == level) && division.numeral.is_none()
    };
    let between = all[first..].iter().take_while(|division| division.block < run[at].block);
    between.into_iter().filter(bare).map(|division| division.name).collect()
}

fn check(document: &Document, run: &[&Division], level: Level, out: &mut Vec<Finding>) {
    let numbers: Vec<u32> = run.iter().map(|division| number(division)).collect();
    for found in sequence::faults(&numbers, 0) {
        let division = run[found.at];
        if let Fault::Gap(missing) = &found.fault
            && let [first, others @ ..] = &*unnumbered(document, run, found.at)
        {
            // Where headings are lost as well, those that are left stand right before the next number.
            let left = u32::try_from(others.len() + 1).unwrap_or(u32::MAX);
            let expected = (missing.end() + 1).saturating_sub(left).max(*missing.start());
            let expected = Ordinal::plain(expected).label(level.unit());
            let finding = Finding::at(*first).variant("unnumbered").arg("expected", expected);
            out.push(others.iter().fold(finding, |finding, &other| finding.also(other)));
            continue;
        }
        let finding = Finding::at(division.label)
            .arg("expected", Ordinal::plain(found.expected).label(level.unit()))
            .arg("found", Ordinal::plain(number(division)).label(level.unit()));
        out.push(match &found.fault {
            &Fault::Repeat(first) => finding.variant("repeat").label("first", run[first].label),
            Fault::Exchanged => {
                let next = run[found.at + 1].label;
                finding.variant("exchanged").arg("next", document.str(next)).label("next", next)
            }
            // The count goes on: the number is right, and the heading before it is gone.
            Fault::Gap(missing)
                if missing.start() == missing.end()
                    && numbers.get(found.at + 1).is_some_and(|&next| next > number(division)) =>
            {
                finding.variant("lost")
            }
            Fault::Gap(_) | Fault::Backwards => finding,
        });
    }
}
