//! The sentences of a point: one clause after the other, each with what it speaks of and what it does to that.
//!
//! A clause that speaks of nothing goes on with what was spoken of last. One that cannot be read is told as it stands, to
//! the end of its sentence, and nothing behind it may take its place for said.

use super::reader::Context;
use super::skeleton::{QUOTE, Skeleton};
use super::state::{Clauses, Out, PARTING};
use super::{Place, sentence, verb};
use crate::lexicon::amendments;

/// Reads the sentences of a point; returns what was spoken of last. Of a point that leads to others a place may be all it
/// says: 1.第三条 with （1）将“甲”修改为“乙” below it.
pub(super) fn read(skeleton: &Skeleton, context: Context, leads: bool, out: &mut Out<'_>) -> Context {
    let mut clauses = Clauses::new(skeleton, context, out);
    loop {
        clauses.part();
        if clauses.reader.is_at_end() {
            break;
        }
        let start = clauses.reader.at;
        if sentence::read(&mut clauses) {
            continue;
        }
        if clauses.clause().is_none() || clauses.reader.at == start {
            clauses.refuse(start);
        }
    }
    if !leads {
        clauses.settle();
    }
    clauses.context
}

impl Clauses<'_, '_, '_> {
    fn leads(&mut self) {
        // 并 opens 并入, too.
        while !amendments::ABSORBING.iter().any(|word| self.reader.rest().starts_with(word)) && self.reader.eat(amendments::LEADS)
        {
        }
    }

    /// Reads a clause. None where it cannot be read.
    fn clause(&mut self) -> Option<()> {
        let start = self.reader.at;
        self.leads();
        if self.reader.is_at_end() || self.reader.rest().starts_with(PARTING) {
            return Some(());
        }
        if self.reader.eat(amendments::DELETING) {
            return self.delete(start);
        }
        if self.reader.eat(amendments::ADDING) {
            return self.add(start, &[], None);
        }
        let from = self.reader.at;
        let places = self.subject().unwrap_or_default();
        let inside = self.reader.eat(amendments::INSIDE);
        self.leads();
        if self.reader.rest().starts_with(QUOTE) {
            return self.words(start, places);
        }
        if let Some(done) = self.verb(start, &places) {
            return done;
        }
        if places.is_empty() {
            return None;
        }
        let told = self.reader.eat(amendments::AMENDS_LAW);
        let parted = self.reader.is_at_end() || self.reader.rest().starts_with(PARTING);
        if !(parted && (told || inside || !self.reader.rest().starts_with('、'))) {
            return None;
        }
        self.dangling = (!told).then(|| self.reader.skeleton.place(from, self.reader.at));
        Some(())
    }

    /// What is done to places, by the verb that stands here. None where none does, `Some(None)` where it cannot be read.
    fn verb(&mut self, start: usize, places: &[Place]) -> Option<Option<()>> {
        let done = if self.reader.eat(amendments::REPLACING) {
            self.replace(start, places)
        } else if self.reader.eat(amendments::MERGING) {
            self.merge(start, places)
        } else if self.reader.eat(amendments::SPLITTING) {
            self.split(start, places)
        } else if self.reader.eat(amendments::SINGLE) {
            self.single(start, places)
        } else if self.reader.eat(amendments::ABSORBING) {
            self.absorb(start, places)
        } else if self.reader.eat(amendments::MOVING) {
            self.move_beside(start, places)
        } else if self.reader.eat(amendments::BECOMING) {
            self.renumber(start, places)
        } else if self.reader.eat(amendments::DELETING) {
            self.delete_places(start, places)
        } else {
            return verb::addition(self, start, places);
        };
        Some(done)
    }
}
