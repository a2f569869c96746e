//! The row of links that runs in the same order in both texts and is worth most.

use super::affinity::Likeness;

/// The best row that ends at a new unit, or at one before it.
#[derive(Debug, Clone, Copy, Default)]
struct End {
    worth: f64,
    /// Its last link, as a position in the list of all links; `None` where it has none.
    link: Option<usize>,
}

/// A link of a row.
#[derive(Debug, Clone, Copy)]
struct Link {
    old: usize,
    new: usize,
    before: Option<usize>,
}

/// The best ends by new unit, found and kept up in logarithmic time (a Fenwick tree).
#[derive(Debug)]
struct Ends(Vec<End>);

impl Ends {
    /// The best row that ends before a new unit.
    fn before(&self, new: usize) -> End {
        let (mut at, mut best) = (new, End::default());
        while at > 0 {
            if self.0[at].worth > best.worth {
                best = self.0[at];
            }
            at &= at - 1;
        }
        best
    }

    fn keep(&mut self, new: usize, end: End) {
        let mut at = new + 1;
        while at < self.0.len() {
            if end.worth > self.0[at].worth {
                self.0[at] = end;
            }
            at += at & at.wrapping_neg();
        }
    }
}

/// The row of links, each as old and new unit, in which both rise and whose worth above `gap` is greatest; of the links
/// that have one, in order.
pub(super) fn best(likeness: &Likeness, old: usize, new: usize, gap: f64) -> Vec<(usize, usize)> {
    let mut links: Vec<Link> = Vec::new();
    let mut ends = Ends(vec![End::default(); new + 1]);
    for unit in 0..old {
        // From the last to the first: no link may follow another of the same old unit.
        for &(to, alike) in likeness.row(unit).iter().rev().filter(|&&(_, alike)| alike > gap) {
            let before = ends.before(to);
            links.push(Link { old: unit, new: to, before: before.link });
            ends.keep(to, End { worth: before.worth + alike - gap, link: Some(links.len() - 1) });
        }
    }
    let mut row = Vec::new();
    let mut at = ends.before(new).link;
    while let Some(link) = at.map(|at| links[at]) {
        row.push((link.old, link.new));
        at = link.before;
    }
    row.reverse();
    row
}
