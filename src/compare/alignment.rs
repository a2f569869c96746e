//! Which units of one text continue which of the other: a relation, read in both directions.

/// Links between the units of an old text and those of a new one. Units are positions in their document's lists, from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alignment {
    old_of: Vec<Vec<usize>>,
    new_of: Vec<Vec<usize>>,
}

impl Alignment {
    /// Nothing linked, of so many old and so many new units.
    pub fn empty(old: usize, new: usize) -> Self {
        Self { old_of: vec![Vec::new(); new], new_of: vec![Vec::new(); old] }
    }

    /// Links an old unit with a new one.
    pub fn link(&mut self, old: usize, new: usize) {
        for (list, unit) in [(&mut self.old_of[new], old), (&mut self.new_of[old], new)] {
            if let Err(at) = list.binary_search(&unit) {
                list.insert(at, unit);
            }
        }
    }

    /// The old units that a new one continues, in order; none where it was added.
    pub fn old_of(&self, new: usize) -> &[usize] {
        &self.old_of[new]
    }

    /// The new units that continue an old one, in order; none where it was deleted.
    pub fn new_of(&self, old: usize) -> &[usize] {
        &self.new_of[old]
    }

    /// All links, as old and new unit, in order of the new ones.
    pub fn links(&self) -> impl Iterator<Item = (usize, usize)> {
        self.old_of.iter().enumerate().flat_map(|(new, olds)| olds.iter().map(move |&old| (old, new)))
    }

    /// The units that hang together, each group with its old and its new ones in order; units without a link are in none.
    pub(super) fn groups(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut seen = vec![false; self.old_of.len()];
        let mut groups = Vec::new();
        for first in 0..self.old_of.len() {
            if seen[first] || self.old_of[first].is_empty() {
                continue;
            }
            let (mut olds, mut news, mut open) = (Vec::new(), Vec::new(), vec![first]);
            while let Some(new) = open.pop() {
                if std::mem::replace(&mut seen[new], true) {
                    continue;
                }
                news.push(new);
                for &old in self.old_of(new) {
                    olds.push(old);
                    open.extend(self.new_of(old).iter().copied().filter(|&other| !seen[other]));
                }
            }
            olds.sort_unstable();
            olds.dedup();
            news.sort_unstable();
            groups.push((olds, news));
        }
        groups
    }

    /// For each new unit, whether it stands elsewhere than those around it lead to expect: it is no part of the longest row
    /// of links that run in the same order in both texts.
    pub fn moved(&self) -> Vec<bool> {
        let mut moved: Vec<bool> = self.old_of.iter().map(|olds| !olds.is_empty()).collect();
        // The ends of rows of each length, the one with the least old unit; and what stands before each in its row.
        let mut ends: Vec<(usize, usize)> = Vec::new();
        let mut before = vec![None; self.old_of.len()];
        for (new, olds) in self.old_of.iter().enumerate() {
            let Some(&old) = olds.first() else { continue };
            let length = ends.partition_point(|&(least, _)| least <= old);
            before[new] = length.checked_sub(1).map(|shorter| ends[shorter].1);
            match ends.get_mut(length) {
                Some(end) => *end = (old, new),
                None => ends.push((old, new)),
            }
        }
        let mut at = ends.last().map(|&(_, new)| new);
        while let Some(new) = at {
            moved[new] = false;
            at = before[new];
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(old: usize, new: usize, links: &[(usize, usize)]) -> Alignment {
        let mut alignment = Alignment::empty(old, new);
        for &(old, new) in links {
            alignment.link(old, new);
        }
        alignment
    }

    #[test]
    fn both_directions_and_groups() {
        let alignment = of(4, 4, &[(0, 0), (0, 1), (2, 3), (1, 3), (2, 3)]);
        assert_eq!(
            (alignment.old_of(3), alignment.new_of(0), alignment.old_of(2)),
            (&[1, 2][..], &[0, 1][..], &[][..])
        );
        assert_eq!(alignment.groups(), [(vec![0], vec![0, 1]), (vec![1, 2], vec![3])]);
        assert_eq!(alignment.links().count(), 4);
    }

    #[test]
    fn the_fewest_are_moved() {
        let alignment = of(5, 5, &[(0, 0), (3, 1), (1, 2), (2, 3)]);
        assert_eq!(alignment.moved(), [false, true, false, false, false]);
    }
}
