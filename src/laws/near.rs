//! The law that a misspelt name means: one character wrong, lost, doubled, swapped, or two in a long name.
//!
//! Names of national law are all known, so an unknown 《中华人民共和国…法》 near a known one is a slip. Without the prefix
//! a name may be a ministry's or a place's own; there the slip must show: unlikely neighbours, or a character alike.

use super::{Law, PREFIX, Rank, by_name, find, plain, split_prefix, table};
use crate::spell::{self, alike};

/// A known law near an unknown name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The law.
    pub law: Law,
    /// The name as it should be written where the unknown one stands, with 中华人民共和国 if that stood there.
    pub name: String,
    /// Whether no other law is as near.
    pub only: bool,
}

/// How names end. One kind of instrument is not a slip for another.
const TYPES: [&str; 8] = ["条例", "办法", "规定", "细则", "规则", "决定", "解释", "法"];

fn type_of(name: &str) -> Option<&'static str> {
    TYPES.into_iter().find(|ending| name.ends_with(ending))
}

/// The known law that an unknown name is a slip for; `None` for known names and for those near to none.
pub fn nearest(name: &str) -> Option<Near> {
    let written = plain(name);
    let length = written.chars().count();
    if !(2..=48).contains(&length) || find(&written).is_some() {
        return None;
    }
    let (key, prefixed) = split_prefix(&written);
    if !prefixed && let Some(near) = slip_in_prefix(&written) {
        return Some(near);
    }
    let typed = Typed::new(key, prefixed);
    let mut best: Option<(usize, bool, &Law)> = None;
    let mut only = true;
    for (law, mark) in table().laws.iter().zip(&table().marks) {
        if !mark.may_be_near(typed.mark, MOST) {
            continue;
        }
        let Some((distance, sure)) = typed.distance(law) else { continue };
        let rank = (distance, !sure);
        let held = best.map(|(distance, sure, _)| (distance, !sure));
        match held {
            Some(held) if held < rank => {}
            Some(held) if held == rank => only = false,
            Some(_) | None => {
                best = Some((distance, sure, law));
                only = true;
            }
        }
    }
    let (_, _, law) = best?;
    let name = if prefixed { format!("{PREFIX}{}", law.name) } else { law.name.to_owned() };
    Some(Near { law: *law, name, only })
}

/// 中国人民共和国森林法, 中华人民和国水法: the slip is in the prefix.
fn slip_in_prefix(name: &str) -> Option<Near> {
    if !name.starts_with(['中', '华']) && !name.contains("共和") {
        return None;
    }
    [6, 7, 8].into_iter().find_map(|letters| {
        let (cut, _) = name.char_indices().nth(letters)?;
        let (head, key) = name.split_at(cut);
        let law = by_name(key).filter(|_| strsim::osa_distance(head, PREFIX) == 1)?;
        Some(Near { law, name: format!("{PREFIX}{key}"), only: true })
    })
}

/// The most edits that a slip may take.
const MOST: usize = 2;

/// Which characters a name has, as bits, and how many: enough to tell most names apart without comparing them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    letters: u64,
    length: usize,
}

impl Mark {
    pub(super) fn new(name: &str) -> Self {
        let bit = |c: char| 1_u64 << (u32::from(c).wrapping_mul(0x9E37_79B1) >> 26);
        Self { letters: name.chars().fold(0, |all, c| all | bit(c)), length: name.chars().count() }
    }

    /// Whether so few edits may lead from one name to the other.
    const fn may_be_near(self, other: Self, edits: usize) -> bool {
        self.length.abs_diff(other.length) <= edits
            && (self.letters ^ other.letters).count_ones() as usize <= 2 * edits
    }
}

/// The unknown name, without its prefix.
#[derive(Debug)]
struct Typed<'n> {
    key: &'n str,
    prefixed: bool,
    ending: Option<&'static str>,
    mark: Mark,
}

impl<'n> Typed<'n> {
    fn new(key: &'n str, prefixed: bool) -> Self {
        Self { key, prefixed, ending: type_of(key), mark: Mark::new(key) }
    }

    /// The number of edits to a law's name, where so many may be a slip, and whether the slip shows by itself.
    fn distance(&self, law: &Law) -> Option<(usize, bool)> {
        let ending = type_of(law.name);
        if self.ending.is_some() && self.ending != ending {
            return None;
        }
        // 《中华人民共和国护照》 is a passport.
        if self.ending.is_none() && self.key.ends_with(['证', '照', '书', '券', '税']) {
            return None;
        }
        let distance = strsim::osa_distance(self.key, law.name);
        let length = self.mark.length.max(law.name.chars().count());
        let is_law = law.rank == Rank::Law && ending == Some("法");
        let shows = shows(self.key, law.name);
        let most = match (self.prefixed && law.prefixed, is_law) {
            (true, true) if length >= 5 => 2,
            (true, _) => 1 + usize::from(length >= 9 && shows),
            (false, true) if length >= 5 => 1 + usize::from(length >= 8),
            (false, _) if shows => 1 + usize::from(length >= 10),
            (false, _) => 0,
        };
        (distance <= most).then_some((distance, shows))
    }
}

/// Whether a name shows that it is a slip for another: where the two differ, it has a character alike to the right one,
/// repeats its neighbour, or joins characters that never meet in published law.
fn shows(typed: &str, right: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), right.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    let (wrong, meant) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    if let ([x], [y]) = (wrong, meant)
        && alike::are_alike(*x, *y)
    {
        return true;
    }
    let around = &a[head.saturating_sub(1)..(a.len() - tail + 1).min(a.len())];
    around.windows(2).any(|pair| pair[0] == pair[1] || !spell::is_known_pair(pair[0], pair[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(name: &str) -> Option<String> {
        nearest(name).map(|near| near.name)
    }

    #[test]
    fn slips_are_found() {
        for (typed, right) in [
            ("中华人民共和国固体废弃物污染环境防治法", "中华人民共和国固体废物污染环境防治法"),
            ("中华人民共和国环境保护影响评价法", "中华人民共和国环境影响评价法"),
            ("中国人民共和国森林法", "中华人民共和国森林法"),
            ("中华人民和国治安管理处罚法", "中华人民共和国治安管理处罚法"),
            ("中华人民共和国科技成果转化法", "中华人民共和国促进科技成果转化法"),
            ("中华人民共和国行政处法", "中华人民共和国行政处罚法"),
            ("行政处罚罚法", "行政处罚法"),
            ("优化营商环竟条例", "优化营商环境条例"),
            ("化优营商环境条例", "优化营商环境条例"),
        ] {
            assert_eq!(meant(typed).as_deref(), Some(right), "{typed}");
        }
    }

    #[test]
    fn other_names_are_left_alone() {
        for name in [
            "中华人民共和国水法",
            "行政复议办法",
            "中华人民共和国护照",
            "中华人民共和国居民身份证",
            "消防条例",
            "城市供电条例",
            "排污许可管理办法",
            "监督法",
            "公安机关办理行政案件程序规定",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
