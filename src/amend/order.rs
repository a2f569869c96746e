//! Which unit stands where in the new text, and as what: articles in a law, 款 in an article, 项 in a 款, chapters.
//!
//! What keeps its place follows its old neighbours; what is new, or moves, goes where its number says. Numbers are counted
//! once, at the end, and compared with those that the instructions tell.

use super::law::{Pin, Rank};
use crate::document::tree::label::Ordinal;

/// A number that an instruction tells and the count does not bear out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clash {
    /// The instruction, as a position among the law's.
    pub(super) by: usize,
    /// What it tells.
    pub(super) told: Ordinal,
    /// What is counted.
    pub(super) counted: Ordinal,
}

/// How units are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// Anew, from this number on.
    From(u32),
    /// Not at all: all keep their numbers, and what is new finds its place among them.
    Kept,
}

/// Puts units in order and tells each its new number; returns their order, and what does not fit.
pub(super) fn arrange(ranks: &mut [&mut Rank], count: Count) -> (Vec<usize>, Vec<Clash>) {
    let (queue, inserts) = parted(ranks);
    let followed = follow(ranks, count, &queue, inserts);
    if let (Count::From(first), false) = (count, followed.1.is_empty()) {
        if let Some(filled) = fill(ranks, first, &queue) {
            return (filled, Vec::new());
        }
    }
    followed
}

/// Lets what is old follow its old neighbours.
fn follow(ranks: &mut [&mut Rank], count: Count, queue: &[usize], inserts: Vec<usize>) -> (Vec<usize>, Vec<Clash>) {
    let mut order = Order { ranks, next: 1, count, out: Vec::new(), clashes: Vec::new() };
    if let Count::From(first) = count {
        order.next = first;
    }
    let mut inserts = inserts.into_iter().peekable();
    for &at in queue {
        while let Some(one) = inserts.next_if(|&one| order.comes_before(one, at)) {
            order.place(one);
        }
        order.place(at);
    }
    for one in inserts {
        order.place(one);
    }
    (order.out, order.clashes)
}

/// Gives each number that is told to the one it is told of, and those that are left to the others, in the old order: so
/// two may change places without a word on what stands between them. None where a number is told twice, or is higher than
/// all that there are, or more than a few would have moved: then something has been misread.
fn fill(ranks: &mut [&mut Rank], first: u32, queue: &[usize]) -> Option<Vec<usize>> {
    let live: Vec<usize> = (0..ranks.len()).filter(|&at| !ranks[at].gone).collect();
    let mut slots: Vec<Option<usize>> = vec![None; live.len()];
    for &at in &live {
        let Some(pin) = ranks[at].pin else { continue };
        let slot = slots.get_mut(pin.number.number.checked_sub(first)? as usize)?;
        if pin.number.branch > 0 || slot.replace(at).is_some() {
            return None;
        }
    }
    let mut others = queue.iter().copied().filter(|&at| ranks[at].pin.is_none());
    let order = slots.into_iter().map(|slot| slot.or_else(|| others.next())).collect::<Option<Vec<usize>>>()?;
    let told = order.iter().filter(|&&at| ranks[at].old.is_some() && ranks[at].pin.is_some()).count();
    if moved(ranks, &order) * 4 > told + 4 {
        return None;
    }
    for (number, &at) in (first..).zip(&order) {
        ranks[at].new = Some(Ordinal::plain(number));
    }
    Some(order)
}

/// How many of those whose number is told do not stand among the others as they did.
fn moved(ranks: &[&mut Rank], order: &[usize]) -> usize {
    let follows = |at: usize| ranks[at].pin.is_none().then_some(ranks[at].old).flatten();
    let mut behind: Vec<Option<Ordinal>> = vec![None; order.len()];
    let mut next = None;
    for (nth, &at) in order.iter().enumerate().rev() {
        behind[nth] = next;
        next = follows(at).or(next);
    }
    let mut before = None;
    let (mut told, mut kept) = (0, Vec::new());
    for (nth, &at) in order.iter().enumerate() {
        if let (Some(old), Some(_)) = (ranks[at].old, ranks[at].pin) {
            told += 1;
            if before.is_none_or(|before| before < old) && behind[nth].is_none_or(|behind| old < behind) {
                kept.push(old);
            }
        }
        before = follows(at).or(before);
    }
    told - longest_rising(&kept).len()
}

struct Order<'r, 'a> {
    ranks: &'r mut [&'a mut Rank],
    next: u32,
    count: Count,
    out: Vec<usize>,
    clashes: Vec<Clash>,
}

impl Order<'_, '_> {
    /// Whether something that is wanted at its number stands before the next one that follows its neighbours.
    fn comes_before(&self, one: usize, at: usize) -> bool {
        let Some(pin) = self.ranks[one].pin else { return false };
        let own = self.ranks[at].pin.map(|pin| pin.number);
        match self.count {
            Count::From(_) if pin.number.branch > 0 => pin.number.number < self.next,
            Count::From(_) => pin.number.number <= self.next,
            Count::Kept => own.or(self.ranks[at].old).is_some_and(|own| pin.number <= own),
        }
    }

    fn place(&mut self, at: usize) {
        let rank = &self.ranks[at];
        let branch = rank.pin.map_or(rank.old, |pin| Some(pin.number)).map_or(0, |number| number.branch);
        let before = self.out.last().and_then(|&last| self.ranks[last].new);
        let counted = match self.count {
            Count::From(_) if branch > 0 => Ordinal { number: self.next.saturating_sub(1), branch },
            Count::From(_) => Ordinal::plain(self.next),
            Count::Kept => {
                let behind = before.map_or(Ordinal::plain(1), |last| Ordinal::plain(last.number + 1));
                rank.pin.map(|pin| pin.number).or(rank.old).unwrap_or(behind)
            }
        };
        let number = rank.pin.map_or(counted, |pin| pin.number);
        let again = self.count == Count::Kept && before.is_some_and(|last| last >= number);
        // Of two that have one number, the one that was told it is at fault.
        let last = self.out.last().and_then(|&last| self.ranks[last].pin).filter(|_| again);
        if let Some(Pin { number: told, by }) = rank.pin.filter(|_| number != counted || again).or(last) {
            self.clashes.push(Clash { by, told, counted });
        }
        self.next = number.number + 1;
        self.ranks[at].new = Some(number);
        self.out.push(at);
    }
}

/// The units that follow their neighbours, in order, and those that go where their number says, by number.
fn parted(ranks: &[&mut Rank]) -> (Vec<usize>, Vec<usize>) {
    let live: Vec<usize> = (0..ranks.len()).filter(|&at| !ranks[at].gone).collect();
    let pinned: Vec<usize> =
        live.iter().copied().filter(|&at| ranks[at].old.is_some() && ranks[at].pin.is_some()).collect();
    let wanted: Vec<Option<Ordinal>> = pinned.iter().map(|&at| ranks[at].pin.map(|pin| pin.number)).collect();
    let mut keeps = vec![false; ranks.len()];
    for at in longest_rising(&wanted) {
        keeps[pinned[at]] = true;
    }
    let mut queue: Vec<usize> =
        live.iter().copied().filter(|&at| ranks[at].old.is_some() && (ranks[at].pin.is_none() || keeps[at])).collect();
    let mut inserts: Vec<usize> =
        live.iter().copied().filter(|&at| ranks[at].pin.is_some() && !queue_holds(ranks[at], keeps[at])).collect();
    inserts.sort_by_key(|&at| ranks[at].pin.map(|pin| pin.number));
    for &at in live.iter().filter(|&&at| ranks[at].old.is_none() && ranks[at].pin.is_none()) {
        let place = match ranks[at].behind {
            Some(behind) => queue
                .iter()
                .rposition(|&one| ranks[one].old.is_some_and(|old| old <= behind) || ranks[one].behind == Some(behind))
                .map_or(0, |last| last + 1),
            None => queue.len(),
        };
        queue.insert(place, at);
    }
    (queue, inserts)
}

/// Whether a unit with a number follows its neighbours all the same.
const fn queue_holds(rank: &Rank, keeps: bool) -> bool {
    rank.old.is_some() && keeps
}

/// Positions of the longest run of numbers that only rise.
pub(super) fn longest_rising<T: Ord>(numbers: &[T]) -> Vec<usize> {
    // The last member of the best run of each length, and what stands before each member.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for at in 0..numbers.len() {
        let len = ends.partition_point(|&end| numbers[end] < numbers[at]);
        before[at] = len.checked_sub(1).map(|shorter| ends[shorter]);
        if len == ends.len() {
            ends.push(at);
        } else {
            ends[len] = at;
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(member) = at {
        run.push(member);
        at = before[member];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Old units from 1, each with what it is wanted as (0 for nothing, 99 for gone), and new ones; their order and
    /// numbers, and how many clashes there are.
    fn arranged(old: &[u32], new: &[u32], count: Count) -> (String, usize) {
        let pin = |number: u32| Some(Pin { number: Ordinal::plain(number), by: 0 }).filter(|_| number > 0);
        let mut ranks: Vec<Rank> = Vec::new();
        for (at, &wanted) in old.iter().enumerate() {
            let number = Ordinal::plain(u32::try_from(at).unwrap_or(0) + 1);
            let gone = wanted == 99;
            ranks.push(Rank { pin: pin(wanted).filter(|_| !gone), gone, ..Rank::old(number) });
        }
        ranks.extend(new.iter().map(|&wanted| Rank { pin: pin(wanted), ..Rank::default() }));
        let mut all: Vec<&mut Rank> = ranks.iter_mut().collect();
        let (order, clashes) = arrange(&mut all, count);
        let show = |&at: &usize| {
            let old = ranks[at].old.map_or("+".to_owned(), |old| old.number.to_string());
            format!("{old}→{}", ranks[at].new.map_or(0, |new| new.number))
        };
        (order.iter().map(show).collect::<Vec<_>>().join(" "), clashes.len())
    }

    #[test]
    fn numbers_follow_from_what_is_told() {
        let from = Count::From(1);
        assert_eq!(arranged(&[0, 3, 0], &[2], from), ("1→1 +→2 2→3 3→4".into(), 0));
        assert_eq!(arranged(&[0, 99, 0], &[], from), ("1→1 3→2".into(), 0));
        assert_eq!(arranged(&[0, 0, 0], &[4], from), ("1→1 2→2 3→3 +→4".into(), 0));
        // 4 and 3 change places.
        assert_eq!(arranged(&[0, 0, 4, 3], &[], from), ("1→1 2→2 4→3 3→4".into(), 0));
        // 3 goes behind 4, of which nothing is said, and 2 before 1.
        assert_eq!(arranged(&[2, 1, 5, 0, 6], &[3], from), ("2→1 1→2 +→3 4→4 3→5 5→6".into(), 0));
        // An addition that was not read: what is told is kept, and the gap is told.
        assert_eq!(arranged(&[0, 0, 4], &[], from), ("1→1 2→2 3→4".into(), 1));
        assert_eq!(arranged(&[0, 0], &[2, 2], from).1, 1);
    }

    #[test]
    fn without_an_order_clause_numbers_stay() {
        assert_eq!(arranged(&[0, 99, 0], &[], Count::Kept), ("1→1 3→3".into(), 0));
        assert_eq!(arranged(&[0, 0], &[3], Count::Kept), ("1→1 2→2 +→3".into(), 0));
        assert_eq!(arranged(&[0, 0, 0], &[2], Count::Kept).1, 1);
    }
}
