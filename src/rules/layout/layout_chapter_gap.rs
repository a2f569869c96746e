//! `layout-chapter-gap`: headings of one level are spaced differently: the blank between number and name, and the
//! blank inside names of two characters (总　则); each told once.

use super::minority::{Use, told};
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::Division;
use crate::document::tree::label::{Level, is_blank};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for level in [Level::Part, Level::Chapter, Level::Section] {
        let named =
            |division: &&Division| division.level == level && division.numeral.is_some() && !division.name.is_empty();
        let divisions = || document.divisions.iter().filter(named);
        let gaps: Vec<Use<'_>> = divisions()
            .filter(|division| {
                // A name on the next line has no blank before it; a mark in the gap is another fault.
                let between = division.label.end..division.name.start;
                division.label.end <= division.name.start
                    && !document.text()[between].contains(['\n', '\r'])
                    && document.str(division.gap).trim_matches(is_blank).is_empty()
            })
            .map(|division| Use {
                way: document.str(division.gap),
                gap: division.gap,
                place: Span::new(division.label.start, division.name.end),
            })
            .collect();
        let inner: Vec<Use<'_>> = divisions().filter_map(|division| inner_gap(document, division)).collect();
        for (variant, mut uses) in [("gap", gaps), ("inner", inner)] {
            join_alike(&mut uses);
            let finding = told(&uses).map(|found| {
                let heading = document.str(found.span);
                found.variant(variant).arg("heading", heading)
            });
            out.extend(finding);
        }
    }
    out
}

/// Takes blanks of the same width for the same: nobody sees a wide one and two narrow ones apart.
fn join_alike(uses: &mut [Use<'_>]) {
    let mut seen: Vec<(usize, &str)> = Vec::new();
    for each in uses {
        let wide = width(each.way);
        match seen.iter().find(|&&(known, _)| known == wide) {
            Some(&(_, way)) => each.way = way,
            None => seen.push((wide, each.way)),
        }
    }
}

/// How wide a blank is, in columns.
fn width(blank: &str) -> usize {
    blank.chars().map(|c| if matches!(c, '\u{3000}' | '\t') { 2 } else { 1 }).sum()
}

/// The blank inside a name of two characters.
fn inner_gap<'d>(document: &'d Document, division: &Division) -> Option<Use<'d>> {
    let name = document.str(division.name);
    let mut letters = name.char_indices().filter(|&(_, c)| !is_blank(c));
    let ((_, first), (second_at, _), None) = (letters.next()?, letters.next()?, letters.next()) else { return None };
    let start = division.name.start;
    let gap = Span::new(start + first.len_utf8(), start + second_at);
    Some(Use { way: document.str(gap), gap, place: division.name })
}
