//! Other laws: gone ones among the legal bases, names with a slip.

use std::sync::LazyLock;

use falint::diagnostic::Span;
use regex::Regex;

use super::draft::{Draft, Planting};
use super::random::Random;

/// Repealed before 2010.
const GONE: [&str; 8] = [
    "中华人民共和国城市规划法",
    "中华人民共和国食品卫生法",
    "中华人民共和国治安管理处罚条例",
    "中华人民共和国企业所得税暂行条例",
    "中华人民共和国居民身份证条例",
    "气象条例",
    "行政复议条例",
    "民用爆炸物品管理条例",
];

static NATIONAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("《(中华人民共和国[^《》〈〉（）]{2,16}法)》").expect("a pattern"));

static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new("((?:19|20)[0-9]{2})年").expect("a pattern"));

/// Whether the text says of itself that it is younger than the laws that are gone.
fn is_recent(draft: &Draft) -> bool {
    let front = draft.articles.first().map_or(0, |article| draft.lines[article.lines.start].span.start);
    let years = YEAR.captures_iter(&draft.text[..front]).filter_map(|found| found[1].parse::<u32>().ok());
    years.max().is_some_and(|year| year > 2010)
}

/// National laws named in running text.
fn national(draft: &Draft) -> Vec<Span> {
    let mut out = Vec::new();
    for line in draft.body_lines() {
        for found in NATIONAL.captures_iter(draft.str(line.body)) {
            let name = found.get(1).expect("the name");
            out.push(Span::new(line.body.start + name.start(), line.body.start + name.end()));
        }
    }
    out
}

/// A repealed law before the first law named.
pub fn repealed(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let first = draft.lines.get(draft.articles.first()?.lines.start)?;
    let at = first.body.start + draft.str(first.body).find("根据《")? + "根据".len();
    let gone = random.pick(&GONE)?;
    (is_recent(draft) && !draft.text.contains(gone)).then(|| Draft::plant(Span::new(at, at), format!("《{gone}》、")))
}

/// A character of a law's name lost, doubled, swapped with the next or taken for another.
pub fn misspelt(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let names = national(draft);
    let span = *random.pick(&names)?;
    let mut letters: Vec<char> = draft.str(span).chars().collect();
    let head = "中华人民共和国".chars().count();
    // The last character tells what it is.
    let at = head + random.below(letters.len() - head - 1);
    match random.below(4) {
        0 if letters.len() > head + 3 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 if letters[at] != letters[at + 1] && at + 2 < letters.len() => letters.swap(at, at + 1),
        _ => {
            let others: Vec<char> = "固体废弃物环境保护影响安全生产监督管理".chars().collect();
            letters[at] = *others.iter().find(|c| !letters.contains(c))?;
        }
    }
    let with: String = letters.into_iter().collect();
    (with != draft.str(span)).then(|| Draft::plant(span, with))
}
