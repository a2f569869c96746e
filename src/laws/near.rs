//! The law that a misspelt name means: one character wrong, lost, doubled, swapped, or two in a long name.
//!
//! Names of national law are all known, so an unknown 《中华人民共和国…法》 near a known one is a slip. Without the prefix
//! a name may be a ministry's or a place's own; there the slip must show: unlikely neighbours, or a character alike.

use super::{Law, PREFIX, Rank, find, plain, split_prefix, table};
use crate::lexicon::titles;
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
    /// Whether the name shows by itself that it is a slip: one edit, a character alike, doubled, or out of place.
    pub evident: bool,
}

fn type_of(name: &str) -> Option<&'static str> {
    titles::KINDS_OF_LAW.iter().copied().find(|ending| name.ends_with(ending))
}

/// The known law that an unknown name is a slip for; `None` for known names and for those near to none.
pub fn nearest(name: &str) -> Option<Near> {
    let written = plain(name);
    let length = written.chars().count();
    if !(2..=48).contains(&length) || find(&written).is_some() {
        return None;
    }
    let (key, prefixed) = split_prefix(&written);
    if !prefixed && has_broken_prefix(&written) {
        return slip_in_prefix(&written);
    }
    let typed = Typed::new(key, prefixed);
    let mut best: Option<((usize, bool), &Law)> = None;
    let mut only = true;
    for (law, mark) in table().laws.iter().zip(&table().marks) {
        if !mark.may_be_near(typed.mark, MOST) {
            continue;
        }
        let Some(rank) = typed.rank(law) else { continue };
        match best {
            Some((held, _)) if held < rank => {}
            Some((held, _)) if held == rank => only = false,
            Some(_) | None => {
                best = Some((rank, law));
                only = true;
            }
        }
    }
    let ((distance, hidden), law) = best?;
    let name = if prefixed { format!("{PREFIX}{}", law.name) } else { law.name.to_owned() };
    Some(Near { law: *law, name, only, evident: distance == 1 && !hidden })
}

/// Whether a name starts nearly with 中华人民共和国.
fn has_broken_prefix(name: &str) -> bool {
    let letters = PREFIX.chars().filter(|&c| name.chars().take(8).any(|other| other == c));
    letters.count() >= PREFIX.chars().count() - 1
}

/// 中国人民共和国森林法, 中华人民和国水法, 中华人民共和水国法: the slip is in the prefix or where it ends.
fn slip_in_prefix(name: &str) -> Option<Near> {
    let mark = Mark::new(name);
    let laws = table().laws.iter().zip(&table().marks);
    let near = laws.filter(|(law, found)| law.prefixed && found.behind_prefix().may_be_near(mark, 1));
    near.map(|(law, _)| (law, format!("{PREFIX}{}", law.name)))
        .find(|(_, full)| strsim::osa_distance(name, full) == 1)
        .map(|(law, name)| Near { law: *law, name, only: true, evident: true })
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

    /// The mark of the name with 中华人民共和国 before it.
    fn behind_prefix(self) -> Self {
        let prefix = Self::new(PREFIX);
        Self { letters: self.letters | prefix.letters, length: self.length + prefix.length }
    }

    /// Whether so few edits may lead from one name to the other.
    const fn may_be_near(self, other: Self, edits: usize) -> bool {
        self.length.abs_diff(other.length) <= edits && (self.letters ^ other.letters).count_ones() as usize <= 2 * edits
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

    /// The number of edits to a law's name, where so many may be a slip, and whether the slip hides: lower is nearer.
    fn rank(&self, law: &Law) -> Option<(usize, bool)> {
        let ending = type_of(law.name);
        let distance = strsim::osa_distance(self.key, law.name);
        // 《中华人民共和国护照》 is a passport; 条例 without its last character is a slip.
        let cut = law.name.starts_with(self.key) && ending.is_some_and(|ending| ending.chars().count() > 1);
        if distance > MOST || (self.ending != ending && !cut && !self.slipped_type(ending, distance)) {
            return None;
        }
        let length = self.mark.length.max(law.name.chars().count());
        let slip = Slip::new(self.key, law.name);
        if !self.prefixed && distance == 1 && slip.reads_as_another() {
            return None;
        }
        let is_law = law.rank == Rank::Law && ending == Some("法");
        let shows = cut || slip.shows();
        let most = match (self.prefixed && law.prefixed, is_law) {
            (true, true) if length >= 5 => 2,
            (true, _) => 1 + usize::from(length >= 9 && shows),
            (false, true) if length >= 5 => 1 + usize::from(length >= 8),
            (false, _) if shows => 1 + usize::from(length >= 10),
            (false, _) if length >= 8 || (length >= 5 && slip.adds_or_drops_one()) => 1,
            (false, _) => 0,
        };
        (distance <= most).then_some((distance, !shows))
    }

    /// Whether the end itself holds the slip: 条列, 办法法, 管理法 for 管理办法. There is no law that is not known.
    fn slipped_type(&self, ending: Option<&'static str>, distance: usize) -> bool {
        let Some(ending) = ending.filter(|_| distance == 1) else { return false };
        match self.ending {
            None => !self.key.ends_with(['证', '照', '书', '券', '税']) && (self.prefixed || ending != "法"),
            Some("法") => {
                let doubled = self.key.ends_with("法法");
                doubled || (self.mark.length >= 6 && ending == "办法") || (self.prefixed && ending == "法典")
            }
            Some(_) => false,
        }
    }
}

/// Where a name differs from the right one.
#[derive(Debug)]
struct Slip {
    /// What stands there, with a character on either side.
    around: Vec<char>,
    wrong: Vec<char>,
    right: Vec<char>,
}

impl Slip {
    fn new(typed: &str, right: &str) -> Self {
        let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), right.chars().collect());
        let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
        let most = a.len().min(b.len()) - head;
        let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
        let around = a[head.saturating_sub(1)..(a.len() - tail + 1).min(a.len())].to_vec();
        Self { around, wrong: a[head..a.len() - tail].to_vec(), right: b[head..b.len() - tail].to_vec() }
    }

    /// Whether it shows: a character alike to the right one, two swapped, one that repeats its neighbour, or characters
    /// that never meet in published law.
    fn shows(&self) -> bool {
        match (self.wrong.as_slice(), self.right.as_slice()) {
            ([x], [y]) if alike::are_alike(*x, *y) => return true,
            ([x, y], [z, w]) if x == w && y == z => return true,
            _ => {}
        }
        self.around.windows(2).any(|pair| pair[0] == pair[1] || !spell::is_known_pair(pair[0], pair[1]))
    }

    /// Whether one character stands for another that is not alike, and reads as a word with what is beside it: 防洪
    /// where the law has 防汛. A place or a ministry may have such a text of its own.
    fn reads_as_another(&self) -> bool {
        let ([x], [y]) = (self.wrong.as_slice(), self.right.as_slice()) else { return false };
        let pairs = || self.around.windows(2);
        let doubled = pairs().any(|pair| pair[0] == pair[1]);
        !doubled && !alike::are_alike(*x, *y) && pairs().any(|pair| spell::is_known_pair(pair[0], pair[1]))
    }

    /// Whether there is one character too much or too little. Words have two.
    fn adds_or_drops_one(&self) -> bool {
        matches!((self.wrong.len(), self.right.len()), (0, 1) | (1, 0))
    }
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
            ("中华人民共和农国业机械化促进法", "中华人民共和国农业机械化促进法"),
            ("华人民共和国节约能源法", "中华人民共和国节约能源法"),
            ("城市市容和环境卫生管理条", "城市市容和环境卫生管理条例"),
            ("婚姻登记条列", "婚姻登记条例"),
            ("社会救助暂行办法法", "社会救助暂行办法"),
            ("姻登记条例", "婚姻登记条例"),
            ("防汛汛条例", "防汛条例"),
            ("汛防条例", "防汛条例"),
            ("不动产登纪暂行条例", "不动产登记暂行条例"),
            ("政政处罚法", "行政处罚法"),
            ("中华人民共和国生态环境法", "中华人民共和国生态环境法典"),
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
            "野生动物保护条例",
            "防洪条例",
            "渔业管理条例",
            "城市供电条例",
            "排污许可管理办法",
            "监督法",
            "公安机关办理行政案件程序规定",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
