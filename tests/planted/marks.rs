//! Marks of the wrong width, doubled, unpaired or lost.

use falint::diagnostic::Span;

use super::draft::{Draft, Look, Planting};
use super::random::Random;

const PAIRS: [(char, char); 3] = [('（', '）'), ('《', '》'), ('“', '”')];

/// The pairs of marks that stand in one line, labels left out.
fn pairs(draft: &Draft, kinds: &[(char, char)]) -> Vec<(Span, Span)> {
    let mut out = Vec::new();
    for line in draft.body_lines() {
        let mut open: Vec<(char, Span)> = Vec::new();
        for (at, c) in draft.str(line.body).char_indices() {
            let span = Span::new(line.body.start + at, line.body.start + at + c.len_utf8());
            if let Some(&(_, close)) = kinds.iter().find(|(first, _)| *first == c) {
                open.push((close, span));
            } else if open.last().is_some_and(|&(close, _)| close == c) {
                out.extend(open.pop().map(|(_, first)| (first, span)));
            }
        }
    }
    out
}

fn replaced(draft: &Draft, random: &mut Random, wide: &str, narrow: &str) -> Option<Planting> {
    let places = draft.places(wide);
    Some(Draft::plant(*random.pick(&places)?, narrow))
}

/// A half-width comma.
pub fn narrow_comma(draft: &Draft, random: &mut Random) -> Option<Planting> {
    replaced(draft, random, "，", ",")
}

/// A half-width semicolon.
pub fn narrow_semicolon(draft: &Draft, random: &mut Random) -> Option<Planting> {
    replaced(draft, random, "；", ";")
}

/// A half-width colon; between figures it is a ratio, and right.
pub fn narrow_colon(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let in_figures = |span: &Span| draft.text[span.end..].starts_with(|c: char| c.is_ascii_digit());
    let places: Vec<Span> = draft.places("：").into_iter().filter(|span| !in_figures(span)).collect();
    Some(Draft::plant(*random.pick(&places)?, ":"))
}

/// A pair of half-width brackets.
pub fn narrow_brackets(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let all = pairs(draft, &PAIRS[..1]);
    let &(open, close) = random.pick(&all)?;
    let inner = draft.str(Span::new(open.end, close.start));
    Some(Draft::plant(Span::new(open.start, close.end), format!("({inner})")))
}

/// One bracket of a pair half-width.
pub fn mixed_brackets(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let all = pairs(draft, &PAIRS[..1]);
    let &(open, close) = random.pick(&all)?;
    let mut planting = if random.below(2) == 0 { Draft::plant(open, "(") } else { Draft::plant(close, ")") };
    planting.around = Span::new(open.start, close.end);
    Some(planting)
}

/// One mark of a pair is gone.
pub fn unpaired(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let all = pairs(draft, &PAIRS);
    let &(open, close) = random.pick(&all)?;
    let mut planting = Draft::plant(if random.below(2) == 0 { open } else { close }, "");
    planting.around = Span::new(open.start, close.end);
    Some(planting)
}

/// Two stops in a row.
pub fn doubled(draft: &Draft, random: &mut Random) -> Option<Planting> {
    const FORMS: [(&str, &str); 7] = [
        ("，", "，，"),
        ("、", "、、"),
        ("。", "。。"),
        ("，", "，。"),
        ("；", "；。"),
        ("；", "；；"),
        ("、", "、，"),
    ];
    let &(mark, both) = random.pick(&FORMS)?;
    replaced(draft, random, mark, both)
}

/// The stop at the end of a paragraph is gone.
pub fn stop_lost(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let ends: Vec<Span> = draft.body_lines().filter(|line| line.look != Look::Item).map(|line| line.body).collect();
    stop_at_end(draft, random, &ends)
}

/// The stop at the end of a list is gone.
pub fn list_stop_lost(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let lasts = draft.lists.iter().filter(|list| list.len() > 1).filter_map(|list| list.last());
    let ends: Vec<Span> = lasts.map(|&line| draft.lines[line].body).collect();
    stop_at_end(draft, random, &ends)
}

fn stop_at_end(draft: &Draft, random: &mut Random, bodies: &[Span]) -> Option<Planting> {
    let ends: Vec<usize> =
        bodies.iter().filter(|body| draft.str(**body).ends_with('。')).map(|body| body.end).collect();
    let &end = random.pick(&ends)?;
    Some(draft.plant_near(Span::new(end - "。".len(), end), ""))
}
