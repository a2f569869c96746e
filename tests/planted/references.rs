//! References that lead nowhere, and names that are not the text's own.

use std::sync::LazyLock;

use falint::diagnostic::Span;
use falint::document::tree::numeral::{format, parse};
use regex::Regex;

use super::draft::{Draft, Line, Look, Planting};
use super::random::Random;

static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    let number = "[零一二三四五六七八九十百]+";
    let pattern = format!("本(?:条例|法|办法|规定)第({number})条(第{number}款)?(?:第({number})项)?");
    Regex::new(&pattern).expect("a pattern")
});

/// A reference in running text: the number of its article, its paragraph and its item, where they stand.
struct Reference {
    number: Span,
    paragraph: Option<Span>,
    item: Option<Span>,
    end: usize,
}

fn references(draft: &Draft) -> Vec<Reference> {
    let mut out = Vec::new();
    for line in draft.body_lines() {
        for found in REFERENCE.captures_iter(draft.str(line.body)) {
            let at = |group: usize| {
                found.get(group).map(|part| Span::new(line.body.start + part.start(), line.body.start + part.end()))
            };
            let (Some(whole), Some(number)) = (at(0), at(1)) else { continue };
            if draft.is_open(line, whole.start) {
                out.push(Reference { number, paragraph: at(2), item: at(3), end: whole.end });
            }
        }
    }
    out
}

/// How many lines of a look the article has that a reference names.
fn count(draft: &Draft, reference: &Reference, look: Look) -> Option<usize> {
    let number = parse(draft.str(reference.number))?.value;
    let article = draft.articles.iter().find(|article| article.number == number)?;
    Some(draft.lines[article.lines.clone()].iter().filter(|line| line.look == look).count())
}

/// A reference to an article behind the last one.
pub fn article_beyond(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let all = references(draft);
    let reference = random.pick(&all)?;
    let last = draft.articles.iter().map(|article| article.number).max()?;
    let beyond = last + 1 + u32::try_from(random.below(20)).ok()?;
    Some(Draft::plant(reference.number, format(beyond)))
}

/// A reference to the ninth paragraph of an article with fewer.
pub fn paragraph_beyond(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let all = references(draft);
    let reference = random.pick(&all)?;
    if count(draft, reference, Look::Paragraph)? + 1 >= 9 {
        return None;
    }
    let behind = reference.number.end + "条".len();
    let mut planting = Draft::plant(reference.paragraph.unwrap_or(Span::new(behind, behind)), "第九款");
    planting.around = Span::new(reference.number.start, reference.end);
    Some(planting)
}

/// A reference to the nineteenth item of a paragraph with fewer.
pub fn item_beyond(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let all = references(draft);
    let reference = random.pick(&all)?;
    if count(draft, reference, Look::Item)? >= 19 {
        return None;
    }
    let mut planting = match reference.item {
        Some(item) => Draft::plant(item, "十九"),
        None => Draft::plant(Span::new(reference.end, reference.end), "第十九项"),
    };
    planting.around = Span::new(reference.number.start, reference.end);
    Some(planting)
}

/// 前款 where there is none before.
pub fn qiankuan(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let firsts: Vec<&Line> = draft.body_lines().filter(|line| line.look == Look::Article).collect();
    let line = random.pick(&firsts)?;
    let at = line.body.start;
    let commas: Vec<usize> = draft
        .str(line.body)
        .match_indices('，')
        .map(|(comma, mark)| at + comma + mark.len())
        .filter(|&comma| draft.is_open(line, comma))
        .collect();
    let start = Span::new(at, at);
    Some(match (random.below(4), random.pick(&commas)) {
        (0, Some(&comma)) => Draft::plant(Span::new(comma, comma), "依照前款规定，"),
        (1, Some(&comma)) => Draft::plant(Span::new(comma, comma), "有前款情形的，"),
        (2, _) => Draft::plant(start, "违反前款规定，"),
        _ => Draft::plant(start, "前款规定的"),
    })
}

/// The places where the text calls itself by its name.
fn self_names(draft: &Draft) -> Option<(&'static str, Vec<Span>)> {
    let own = draft.self_name()?;
    let is_name = |span: &Span| {
        let behind = draft.text[span.end..].chars().next();
        own != "本法" || !behind.is_some_and(|c| "人院律定官".contains(c))
    };
    Some((own, draft.places(own).into_iter().filter(is_name).collect()))
}

/// 本办法 in a 条例, 本条例 elsewhere.
pub fn self_name(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let (own, places) = self_names(draft)?;
    let other = if own == "本条例" { "本办法" } else { "本条例" };
    Some(Draft::plant(*random.pick(&places)?, other))
}

/// Any other type's name, 本规定 in a 条例 among them.
pub fn any_self_name(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let (own, places) = self_names(draft)?;
    let others: Vec<&str> =
        ["本规定", "本条例", "本办法", "本规则", "本细则"].into_iter().filter(|&other| other != own).collect();
    Some(Draft::plant(*random.pick(&places)?, *random.pick(&others)?))
}

/// A clause that calls the text 本规定, or where that is its name 本办法.
pub fn self_name_in_clause(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let own = draft.self_name()?;
    let other = if own == "本规定" { "本办法" } else { "本规定" };
    let clause = [
        "违反{}的，",
        "违反{}规定的，",
        "依照{}处理，",
        "适用{}，",
        "参照{}执行，",
        "应当遵守{}，",
        "不按照{}办理的，",
    ];
    let firsts: Vec<&Line> = draft.body_lines().filter(|line| line.look == Look::Article).collect();
    let at = random.pick(&firsts)?.body.start;
    Some(Draft::plant(Span::new(at, at), random.pick(&clause)?.replace("{}", other)))
}
