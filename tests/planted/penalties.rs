//! Penalties that name another item or another paragraph than the one whose words they say again.

use std::collections::HashSet;
use std::sync::LazyLock;

use falint::diagnostic::Span;
use falint::document::tree::numeral::{format, parse};
use regex::Regex;

use super::draft::{Draft, Line, Look, Planting};
use super::random::Random;

static PENALTY: LazyLock<Regex> = LazyLock::new(|| {
    let number = "[零一二三四五六七八九十百]+";
    let pattern = format!(
        "违反(?:本条例|本法|本办法|本规定)?第({number})条(?:第({number})款)?(?:第({number})项)?(?:的?规定)，([^。；：]*?)的[，。；]"
    );
    Regex::new(&pattern).expect("a pattern")
});

/// What the penalty says again holds at least this share of what it names, or is held by it,
const SAME: f64 = 0.6;

/// and at most this share of what is planted.
const OTHER: f64 = 0.2;

/// A penalty that says again what the place that it names says.
struct Penalty {
    /// The number of the step that is planted.
    number: Span,
    /// The numbers that say something else.
    others: Vec<u32>,
}

fn pairs(text: &str) -> HashSet<(char, char)> {
    let chars: Vec<char> = text.chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).collect();
    chars.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// The share of the shorter text's pairs of characters that the other holds.
fn common(one: &str, other: &str) -> f64 {
    let (one, other) = (pairs(one), pairs(other));
    let least = one.len().min(other.len()).max(1);
    one.intersection(&other).count() as f64 / least as f64
}

/// The texts of an article's paragraphs, each with the texts of its items.
fn paragraphs(draft: &Draft, number: u32) -> Option<Vec<(String, Vec<String>)>> {
    let article = draft.articles.iter().find(|article| article.number == number)?;
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for line in &draft.lines[article.lines.clone()] {
        let text = draft.str(line.body).to_owned();
        match (line.look, out.last_mut()) {
            (Look::Item, Some((_, items))) => items.push(text),
            (Look::Article | Look::Paragraph, _) => out.push((text, Vec::new())),
            (Look::Item | Look::Blank | Look::Other | Look::Heading, _) => {}
        }
    }
    Some(out)
}

/// The penalties of one kind whose words are those of the place named, and of no other.
fn penalties(draft: &Draft, of_items: bool) -> Vec<Penalty> {
    let mut out = Vec::new();
    for line in draft.body_lines() {
        out.extend(PENALTY.captures_iter(draft.str(line.body)).filter_map(|found| one(draft, line, &found, of_items)));
    }
    out
}

fn one(draft: &Draft, line: &Line, found: &regex::Captures<'_>, of_items: bool) -> Option<Penalty> {
    let number = |group: usize| found.get(group).and_then(|part| Some(parse(part.as_str())?.value as usize));
    let paragraphs = paragraphs(draft, u32::try_from(number(1)?).ok()?)?;
    let step = found.get(if of_items { 3 } else { 2 })?;
    let texts: Vec<String> = match number(2) {
        Some(paragraph) if of_items => paragraphs.get(paragraph.checked_sub(1)?)?.1.clone(),
        None if of_items && paragraphs.iter().filter(|(_, items)| !items.is_empty()).count() == 1 => {
            paragraphs.into_iter().find(|(_, items)| !items.is_empty())?.1
        }
        _ if of_items || found.get(3).is_some() => return None,
        _ => paragraphs.into_iter().map(|(text, items)| text + &items.concat()).collect(),
    };
    let named = number(if of_items { 3 } else { 2 })?.checked_sub(1)?;
    let conduct = &found[4];
    let others: Vec<u32> = (1..)
        .zip(&texts)
        .filter(|&(at, text)| at as usize != named + 1 && common(conduct, text) <= OTHER)
        .map(|(at, _)| at)
        .collect();
    let says = pairs(conduct).len() >= 4 && common(conduct, texts.get(named)?) >= SAME;
    let from = line.body.start;
    (says && !others.is_empty()).then(|| Penalty { number: Span::new(from + step.start(), from + step.end()), others })
}

fn planted(draft: &Draft, random: &mut Random, of_items: bool) -> Option<Planting> {
    let all = penalties(draft, of_items);
    let penalty = random.pick(&all)?;
    Some(Draft::plant(penalty.number, format(*random.pick(&penalty.others)?)))
}

/// Another item of the right article.
pub fn wrong_item(draft: &Draft, random: &mut Random) -> Option<Planting> {
    planted(draft, random, true)
}

/// Another paragraph of the right article.
pub fn wrong_paragraph(draft: &Draft, random: &mut Random) -> Option<Planting> {
    planted(draft, random, false)
}
