//! Short forms and the text's own place.

use std::sync::LazyLock;

use falint::diagnostic::Span;
use regex::Regex;

use super::draft::{Draft, Planting};
use super::random::Random;

static SHORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("（以下(?:简|统)称([^（）《》“”，。]{2,12})）").expect("a pattern"));

/// A short form's bracket again, in another dress, behind a later use of it.
pub fn short_form_twice(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let mut places = Vec::new();
    for line in draft.body_lines() {
        for found in SHORT.captures_iter(draft.str(line.body)) {
            let name = found[1].to_owned();
            let end = line.body.start + found.get(0).expect("the bracket").end();
            let later = draft.places(&name).into_iter().filter(|place| place.start >= end).map(|place| place.end);
            places.extend(later.map(|at| (name.clone(), at)));
        }
    }
    let (name, at) = random.pick(&places)?;
    let dress =
        ["（以下简称{}）", "（以下统称{}）", "（以下简称“{}”）", "（以下称{}）", "（下称{}）", "（以下简称为{}）"];
    let with = random.pick(&dress)?.replace("{}", name);
    Some(Draft::plant(Span::new(*at, *at), with))
}

/// 我市 for 本市.
pub fn local_self(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let (own, other) = *random.pick(&[("本市", "我市"), ("本省", "我省"), ("本县", "我县"), ("本区", "我区")])?;
    let places = draft.places(own);
    Some(Draft::plant(*random.pick(&places)?, other))
}
