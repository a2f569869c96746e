//! `layout-chapter-gap`: headings of one level are spaced differently: the blank between number and name, and the
//! blank inside names of two characters (总　则); each told once.

use super::minority::{Uses, against_majority, describe};
use crate::diagnostic::{Finding, Span};
use crate::document::label::{Level, is_blank};
use crate::document::{Division, Document};

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for level in [Level::Part, Level::Chapter, Level::Section] {
        let named = |division: &&Division| division.level == level && !division.name.is_empty();
        let divisions: Vec<&Division> = document.divisions.iter().filter(named).collect();
        let gaps: Uses<'_> = divisions
            .iter()
            .filter(|division| division.label.end <= division.name.start)
            .map(|division| (document.str(division.gap), heading(division)))
            .collect();
        out.extend(told(document, &gaps, "gap", |place| {
            divisions.iter().find(|division| heading(division) == place).map(|division| division.gap)
        }));
        let inner: Uses<'_> = divisions
            .iter()
            .filter_map(|division| inner_gap(document, division))
            .map(|(gap, name)| (document.str(gap), name))
            .collect();
        out.extend(told(document, &inner, "inner", |place| {
            divisions
                .iter()
                .find(|division| division.name == place)
                .and_then(|division| inner_gap(document, division))
                .map(|(gap, _)| gap)
        }));
    }
    out
}

const fn heading(division: &Division) -> Span {
    Span::new(division.label.start, division.name.end)
}

/// The blank inside a name of two characters, and the name.
fn inner_gap(document: &Document<'_>, division: &Division) -> Option<(Span, Span)> {
    let name = document.str(division.name);
    let mut letters = name.char_indices().filter(|&(_, c)| !is_blank(c));
    let ((_, first), (second_at, _), None) = (letters.next()?, letters.next()?, letters.next()) else { return None };
    let start = division.name.start;
    Some((Span::new(start + first.len_utf8(), start + second_at), division.name))
}

fn told(
    document: &Document<'_>,
    uses: &Uses<'_>,
    variant: &'static str,
    gap_of: impl Fn(Span) -> Option<Span>,
) -> Option<Finding> {
    let (usual, _, others) = against_majority(uses)?;
    let &(way, first) = others.first()?;
    let finding = Finding::at(first)
        .variant(variant)
        .arg("usual", describe(usual))
        .arg("found", describe(way))
        .arg("heading", document.str(first));
    let all = others[1..].iter().fold(finding, |all, &(_, place)| all.label("also", place));
    Some(others.iter().filter_map(|&(_, place)| gap_of(place)).fold(all, |all, gap| all.edit(gap, usual)))
}
