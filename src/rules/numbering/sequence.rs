//! Where a run of numbers that should count up by one does not.

use std::collections::HashMap;
use std::ops::RangeInclusive;

/// What is wrong at a place of the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) enum Fault {
    /// Numbers are passed over; which.
    Gap(RangeInclusive<u32>),
    /// The number has been used; where, from 0.
    Repeat(usize),
    /// The number is below the one before it, and has not been used.
    Backwards,
    /// It stands in the place of the next one, and that in its place.
    Exchanged,
}

/// A fault, where it is, and the number that was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Break {
    /// From 0.
    pub at: usize,
    /// What is wrong.
    pub fault: Fault,
    /// What should stand there.
    pub expected: u32,
}

/// All faults of a run that should go on from `before`. A single wrong number is one fault, not two: when the number
/// behind it goes on as if it were right, the count goes on too.
pub(in crate::rules) fn faults(numbers: &[u32], before: u32) -> Vec<Break> {
    let mut out = Vec::new();
    let mut previous = before;
    let mut used = HashMap::new();
    let mut exchanged = false;
    for (at, &number) in numbers.iter().enumerate() {
        if std::mem::take(&mut exchanged) {
            continue;
        }
        let expected = previous.saturating_add(1);
        if number == expected {
            previous = number;
            used.insert(number, at);
            continue;
        }
        if number == expected + 1 && are_exchanged(&numbers[at..], expected) {
            exchanged = true;
            used.extend([(number, at), (expected, at + 1)]);
            previous = number;
            out.push(Break { at, fault: Fault::Exchanged, expected });
            continue;
        }
        let single = numbers.get(at + 1) == Some(&(expected + 1));
        let seen = used.get(&number).copied();
        let fault = match seen {
            Some(first) => Fault::Repeat(first),
            None if number > expected => Fault::Gap(expected..=number - 1),
            None => Fault::Backwards,
        };
        // 五、六、六、七: a number inserted twice and counted on; 五、六、六、八: one misnumbered.
        previous = if single { expected } else { previous.max(number) };
        if !single && seen.is_none() {
            previous = number;
        }
        used.insert(number, at);
        out.push(Break { at, fault, expected });
    }
    out
}

/// Whether a run begins with two numbers that have changed places and counts on behind them from `first`, which is due.
fn are_exchanged(numbers: &[u32], first: u32) -> bool {
    let mut numbers = numbers.iter().copied();
    (numbers.next(), numbers.next()) == (Some(first + 1), Some(first))
        && numbers.next().is_none_or(|next| next == first + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(numbers: &[u32]) -> Vec<(usize, Fault)> {
        faults(numbers, 0).into_iter().map(|found| (found.at, found.fault)).collect()
    }

    #[test]
    fn one_fault_is_told_once() {
        assert_eq!(at(&[1, 2, 3]), []);
        assert_eq!(at(&[1, 2, 4, 5]), [(2, Fault::Gap(3..=3))]);
        assert_eq!(at(&[1, 2, 2, 3]), [(2, Fault::Repeat(1))]);
        assert_eq!(at(&[1, 2, 2, 4]), [(2, Fault::Repeat(1))]);
        assert_eq!(at(&[1, 2, 13, 4]), [(2, Fault::Gap(3..=12))]);
        assert_eq!(at(&[1, 2, 3, 1, 5]), [(3, Fault::Repeat(0))]);
        assert_eq!(at(&[2, 3]), [(0, Fault::Gap(1..=1))]);
        assert_eq!(at(&[1, 3, 2, 4]), [(1, Fault::Exchanged)]);
        assert_eq!(at(&[1, 2, 4, 3]), [(2, Fault::Exchanged)]);
    }
}
