//! What is known of national laws and administrative regulations: their full names, how many articles they have, and
//! what became of those that are in force no more. Data kept by hand in lints/data/laws.txt, read when the first
//! citation is looked up.
//!
//! It knows the names of national law alone: of local regulations, rules of ministries and treaties nothing is claimed.

mod near;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::lexicon::citations;
pub use near::{Near, nearest};

/// What stands before most names of laws.
pub const PREFIX: &str = "中华人民共和国";

static TABLE: &str = include_str!("../lints/data/laws.txt");

/// Up to when the articles of administrative regulations were counted.
const REGULATIONS_CHECKED: Date = jiff::civil::date(2025, 6, 30);

/// Its rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// 法律, and decisions of the National People's Congress.
    Law,
    /// 行政法规
    AdminRegulation,
}

/// How a law ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// 废止
    Repealed,
    /// 更名: carried on under another name.
    Renamed,
    /// 宣告失效
    Lapsed,
}

/// What became of a law that is in force no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// How.
    pub end: End,
    /// From which day on.
    pub date: Date,
    /// The name of the law in its place, without the prefix.
    pub successor: Option<&'static str>,
}

/// A national law or administrative regulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law {
    /// Without 中华人民共和国 before it.
    pub name: &'static str,
    /// Whether the official name starts with 中华人民共和国.
    pub prefixed: bool,
    /// Its rank.
    pub rank: Rank,
    /// The number of the last article, and the date of the text it was read in; none where either is not known, or the
    /// law has been revised since.
    pub last: Option<(u32, Date)>,
    /// What became of it; none while it is in force.
    pub ended: Option<Ended>,
}

impl Law {
    /// The official name.
    pub fn full_name(&self) -> String {
        if self.prefixed { format!("{PREFIX}{}", self.name) } else { self.name.to_owned() }
    }

    /// How it ended, where it had ended on a day; `None` for the day means today.
    pub fn ended_by(&self, day: Option<Date>) -> Option<Ended> {
        self.ended.filter(|ended| day.is_none_or(|day| ended.date <= day))
    }

    /// The law in its place on a day, over several steps where it was replaced more than once.
    pub fn successor(&self, day: Option<Date>) -> Option<Self> {
        let mut law = *self;
        // A chain is short; a slip in the table must not make a ring of it.
        for _ in 0..8 {
            let Some(ended) = law.ended_by(day) else { break };
            law = find(ended.successor?)?;
        }
        (law.name != self.name && law.ended_by(day).is_none()).then_some(law)
    }

    /// The number of the last article in the text that held on a day, where that is known for sure.
    pub fn last_article(&self, day: Option<Date>) -> Option<u32> {
        let (last, read) = self.last?;
        let known = match (self.rank, day) {
            (_, Some(day)) if day < read => false,
            (Rank::Law, _) => true,
            (Rank::AdminRegulation, day) => day.is_some_and(|day| day <= REGULATIONS_CHECKED),
        };
        known.then_some(last)
    }
}

/// The law of a name, with 中华人民共和国 before it or without, brackets and blanks as people write them.
pub fn find(name: &str) -> Option<Law> {
    let name = plain(name);
    let (key, _) = split_prefix(&name);
    by_name(key).or_else(|| by_name(without_version(key)?))
}

fn by_name(key: &str) -> Option<Law> {
    table().names.get(key).map(|&at| table().laws[at])
}

/// A name without 中华人民共和国, and whether it was there.
pub fn split_prefix(name: &str) -> (&str, bool) {
    match name.strip_prefix(PREFIX) {
        Some(rest) if !rest.is_empty() => (rest, true),
        Some(_) | None => (name, false),
    }
}

/// A name as the table writes it: 〈〉 inside, full-width brackets, no blanks.
fn plain(name: &str) -> Cow<'_, str> {
    if !name.contains(|c: char| "《》<>()＜＞‹›".contains(c) || c.is_whitespace()) {
        return Cow::Borrowed(name);
    }
    let letters = name.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '《' | '<' | '＜' | '‹' => '〈',
        '》' | '>' | '＞' | '›' => '〉',
        '(' => '（',
        ')' => '）',
        other => other,
    });
    Cow::Owned(letters.collect())
}

/// A name without （2018年修正） at its end.
fn without_version(name: &str) -> Option<&str> {
    let (head, bracket) = name.strip_suffix('）')?.rsplit_once('（')?;
    citations::VERSIONS.iter().any(|word| bracket.contains(word)).then_some(head)
}

#[derive(Debug)]
struct Table {
    laws: Vec<Law>,
    /// What tells most names from an unknown one, law by law.
    marks: Vec<near::Mark>,
    names: HashMap<&'static str, usize>,
}

fn table() -> &'static Table {
    static READ: OnceLock<Table> = OnceLock::new();
    READ.get_or_init(|| {
        let laws: Vec<Law> = TABLE.lines().filter_map(record).collect();
        let names = laws.iter().enumerate().map(|(at, law)| (law.name, at)).collect();
        let marks = laws.iter().map(|law| near::Mark::new(law.name)).collect();
        Table { laws, marks, names }
    })
}

/// A line of the table; `None` for a comment.
fn record(line: &'static str) -> Option<Law> {
    let mut fields = line.split(' ');
    let name = fields.next()?;
    let rank = match fields.next()? {
        "法律" => Rank::Law,
        "行政法规" => Rank::AdminRegulation,
        _ => return None,
    };
    let last: u32 = fields.next()?.parse().ok()?;
    let read = fields.next().and_then(|date| date.parse().ok());
    let end = match fields.next() {
        Some("废止") => Some(End::Repealed),
        Some("更名") => Some(End::Renamed),
        Some("失效") => Some(End::Lapsed),
        Some(_) | None => None,
    };
    let date = fields.next().and_then(|date| date.parse().ok());
    let successor = fields.next();
    Some(Law {
        name: name.trim_start_matches('~'),
        prefixed: name.starts_with('~'),
        rank,
        last: read.filter(|_| last > 0).map(|read| (last, read)),
        ended: end.zip(date).map(|(end, date)| Ended { end, date, successor }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Date> {
        text.parse().ok()
    }

    #[test]
    fn the_table_is_sound() {
        let lines: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.len(), table().laws.len(), "a line that cannot be read");
        assert_eq!(table().names.len(), table().laws.len(), "a name stands twice");
        for (line, law) in lines.iter().zip(&table().laws) {
            assert_eq!(line.split(' ').count() > 4, law.ended.is_some(), "{line}");
            if let Some(successor) = law.ended.and_then(|ended| ended.successor) {
                assert!(by_name(successor).is_some(), "{line}: no such law");
            }
        }
        let names: Vec<&str> = table().laws.iter().map(|law| law.name).collect();
        assert!(names.is_sorted(), "sorted by name");
    }

    #[test]
    fn names_as_people_write_them() {
        let name = |text: &str| find(text).map(|law| law.full_name());
        let water = Some("中华人民共和国水法".to_owned());
        assert_eq!(name("中华人民共和国水法"), water);
        assert_eq!(name("水法"), water);
        assert_eq!(name("中华人民共和国水法(2016年修正)"), water);
        assert_eq!(name("优化营商环境条例"), Some("优化营商环境条例".to_owned()));
        let old = Some("中华人民共和国企业破产法（试行）".to_owned());
        assert_eq!(name("中华人民共和国企业破产法(试行)"), old);
        assert_eq!(name("某市养犬条例"), None);
        assert_eq!(name("中华人民共和国"), None);
    }

    #[test]
    fn what_held_on_a_day() {
        let noise = find("环境噪声污染防治法").expect("it is known");
        assert!(noise.ended_by(day("2022-01-01")).is_none());
        assert_eq!(noise.successor(day("2023-01-01")).map(|law| law.name), Some("噪声污染防治法"));
        assert_eq!(noise.successor(None).map(|law| law.name), Some("生态环境法典"));
        let penalties = find("行政处罚法").expect("it is known");
        assert_eq!(penalties.last_article(None), Some(86));
        assert_eq!(penalties.last_article(day("2018-01-01")), None);
        let regulation = find("优化营商环境条例").expect("it is known");
        assert_eq!(regulation.last_article(None), None);
        assert_eq!(regulation.last_article(day("2024-01-01")), Some(72));
    }
}
