//! Aligns the units of two texts: first the row of links that keeps the order, then what has moved, then what is left over
//! in the same place, at last what was split off or taken in.

use std::collections::BTreeSet;

use super::affinity::{Letters, Likeness, Rarity, Stretches, most};
use super::path;

/// How alike units must be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// In the row that keeps the order.
    pub(super) kept: f64,
    /// Where they have moved.
    pub(super) moved: f64,
    /// Where both are left over between the same neighbours.
    pub(super) left: f64,
}

/// Which share of a unit must stand in another, in stretches, for it to be split off or taken in there…
const SHARE: f64 = 0.5;
/// …and how much less may stand in any third one.
const LEAD: f64 = 0.15;
/// Which share suffices where its neighbour stands in the same one, and no third one holds half as much.
const SHARE_BESIDE: f64 = 0.27;

/// Units of two texts, being aligned.
#[derive(Debug)]
pub(super) struct Units<'u> {
    old: &'u [Letters],
    new: &'u [Letters],
    rarity: &'u Rarity,
    links: BTreeSet<(usize, usize)>,
    old_of: Vec<usize>,
    new_of: Vec<usize>,
}

impl<'u> Units<'u> {
    pub(super) fn new(old: &'u [Letters], new: &'u [Letters], rarity: &'u Rarity) -> Self {
        let (old_of, new_of) = (vec![0; new.len()], vec![0; old.len()]);
        Self { old, new, rarity, links: BTreeSet::new(), old_of, new_of }
    }

    /// Links that keep the order, that have moved, and that are left over, each unit in one at most.
    pub(super) fn pair(&mut self, likeness: &Likeness, measure: Measure) {
        for (old, new) in path::best(likeness, self.old.len(), self.new.len(), measure.kept) {
            self.link(old, new);
        }
        self.follow_moves(likeness, measure.moved);
        self.pair_left_over(likeness, measure.left);
    }

    /// The links, as old and new unit, in order.
    pub(super) fn links(&self) -> impl Iterator<Item = (usize, usize)> {
        self.links.iter().copied()
    }

    /// Links an old unit with a new one.
    pub(super) fn link(&mut self, old: usize, new: usize) {
        if self.links.insert((old, new)) {
            self.old_of[new] += 1;
            self.new_of[old] += 1;
        }
    }

    fn unlink(&mut self, old: usize, new: usize) {
        if self.links.remove(&(old, new)) {
            self.old_of[new] -= 1;
            self.new_of[old] -= 1;
        }
    }

    /// Links units that are each other's best, wherever they stand; a link of either that is worth less gives way.
    fn follow_moves(&mut self, likeness: &Likeness, least: f64) {
        for new in 0..self.new.len() {
            let Some((old, alike)) = most(likeness.column(new).iter().copied()) else { continue };
            let back = most(likeness.row(old).iter().copied()).map(|(unit, _)| unit);
            if alike <= least || back != Some(new) || self.links.contains(&(old, new)) {
                continue;
            }
            let others: Vec<(usize, usize)> =
                self.links.iter().copied().filter(|&(other, to)| other == old || to == new).collect();
            if others.iter().all(|&(other, to)| likeness.of(other, to) < alike) {
                for (other, to) in others {
                    self.unlink(other, to);
                }
                self.link(old, new);
            }
        }
    }

    /// Links units without a link that stand between the same neighbours and are each other's best there.
    fn pair_left_over(&mut self, likeness: &Likeness, least: f64) {
        let mut first_new = vec![self.new.len(); self.old.len()];
        for &(old, new) in &self.links {
            first_new[old] = first_new[old].min(new);
        }
        let is_linked = |old: usize| first_new[old] < self.new.len();
        // For each old unit, the next one from it on that is linked.
        let mut next_linked = vec![self.old.len(); self.old.len() + 1];
        for old in (0..self.old.len()).rev() {
            next_linked[old] = if is_linked(old) { old } else { next_linked[old + 1] };
        }
        let mut before = None;
        let mut found = Vec::new();
        for (old, &behind) in next_linked.iter().enumerate().take(self.old.len()) {
            if behind == old {
                before = Some(old);
                continue;
            }
            let from = before.map_or(0, |before| first_new[before] + 1);
            let to = first_new.get(behind).copied().unwrap_or(self.new.len());
            let free = likeness.row(old).iter().filter(|&&(new, _)| (from..to).contains(&new) && self.old_of[new] == 0);
            let Some((new, alike)) = most(free.copied()) else { continue };
            let between = before.map_or(0, |before| before + 1)..behind;
            let rivals = likeness.column(new).iter().filter(|&&(rival, _)| between.contains(&rival));
            if alike > least && most(rivals.copied()).map(|(rival, _)| rival) == Some(old) {
                found.push((old, new));
            }
        }
        for (old, new) in found {
            self.link(old, new);
        }
    }

    /// Links new units without a link with the old one that they were split off, and old ones with the new one that took
    /// them in.
    pub(super) fn follow_stretches(&mut self) {
        if self.old_of.contains(&0) {
            let stretches = Stretches::of(self.old);
            for new in (0..self.new.len()).filter(|&new| self.old_of[new] == 0).collect::<Vec<_>>() {
                let beside = |old: usize| neighbours(new, self.new.len()).any(|next| self.links.contains(&(old, next)));
                if let Some(old) = holder(&stretches, &self.new[new], self.rarity, beside) {
                    self.link(old, new);
                }
            }
        }
        if self.new_of.contains(&0) {
            let stretches = Stretches::of(self.new);
            for old in (0..self.old.len()).filter(|&old| self.new_of[old] == 0).collect::<Vec<_>>() {
                let beside = |new: usize| neighbours(old, self.old.len()).any(|next| self.links.contains(&(next, new)));
                if let Some(new) = holder(&stretches, &self.old[old], self.rarity, beside) {
                    self.link(old, new);
                }
            }
        }
    }
}

/// The units right before and right behind one of so many.
fn neighbours(unit: usize, count: usize) -> impl Iterator<Item = usize> {
    [unit.checked_sub(1), Some(unit + 1)].into_iter().flatten().filter(move |&next| next < count)
}

/// The unit in which so much of a text stands that it comes from there.
fn holder(stretches: &Stretches, text: &Letters, rarity: &Rarity, beside: impl Fn(usize) -> bool) -> Option<usize> {
    let shares = stretches.shares(text, rarity);
    let (unit, share) = most(shares.iter().map(|(&unit, &share)| (unit, share)))?;
    let others = shares.iter().filter(|&(&other, _)| other != unit);
    let next = others.map(|(_, &share)| share).fold(0.0, f64::max);
    let alone = share > SHARE && next < share - LEAD;
    let continued = share > SHARE_BESIDE && next <= share / 2.0 && beside(unit);
    (alone || continued).then_some(unit)
}
