//! `toc-mismatch`: the table of contents and the headings of the text differ.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::Division;
use crate::document::tree::label::{Level, without_blanks};
use crate::document::tree::toc::TocEntry;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(toc) = &document.toc else { return Vec::new() };
    let mut out = Vec::new();
    for level in [Level::Part, Level::Subpart, Level::Chapter, Level::Section] {
        let entries: Vec<&TocEntry> = toc.entries.iter().filter(|entry| entry.level() == level).collect();
        let headings: Vec<&Division> = document.divisions.iter().filter(|division| division.level == level).collect();
        // A table of contents need not go down to sections.
        if !entries.is_empty() && !headings.is_empty() {
            compare(document, &entries, &headings, &mut out);
        }
    }
    out
}

/// Walks both lists; where they differ, the next place at which they agree decides what is missing on which side.
fn compare(document: &Document, entries: &[&TocEntry], headings: &[&Division], out: &mut Vec<Finding>) {
    let entry_key =
        |entry: &TocEntry| (entry.mark.map_or(0, |mark| mark.numeral.value), without_blanks(document.str(entry.name)));
    let heading_key = |division: &Division| {
        (division.numeral.map_or(0, |numeral| numeral.value), without_blanks(document.str(division.name)))
    };
    let listed: Vec<_> = entries.iter().map(|entry| entry_key(entry)).collect();
    let standing: Vec<_> = headings.iter().map(|division| heading_key(division)).collect();
    let (mut e, mut h) = (0, 0);
    while e < entries.len() || h < headings.len() {
        match (listed.get(e), standing.get(h)) {
            (Some(entry), Some(heading)) if entry == heading => {
                e += 1;
                h += 1;
            }
            (Some(entry), Some(heading)) => {
                let entry_later = standing[h..].iter().any(|other| other == entry);
                let heading_later = listed[e..].iter().any(|other| other == heading);
                if entry_later && !heading_later {
                    out.push(unlisted(document, headings[h]));
                    h += 1;
                } else if heading_later && !entry_later {
                    out.push(Finding::at(entries[e].span).variant("extra"));
                    e += 1;
                } else {
                    out.push(differs(document, entries[e], headings[h]));
                    e += 1;
                    h += 1;
                }
            }
            (Some(_), None) => {
                out.push(Finding::at(entries[e].span).variant("extra"));
                e += 1;
            }
            (None, _) => {
                out.push(unlisted(document, headings[h]));
                h += 1;
            }
        }
    }
}

fn heading_span(division: &Division) -> crate::diagnostic::Span {
    crate::diagnostic::Span::new(division.label.start, division.name.end)
}

fn unlisted(document: &Document, division: &Division) -> Finding {
    Finding::at(heading_span(division)).variant("unlisted").arg("heading", document.one_line(heading_span(division)))
}

fn differs(document: &Document, entry: &TocEntry, division: &Division) -> Finding {
    let heading = document.one_line(heading_span(division));
    let finding = Finding::at(entry.span).arg("heading", heading).label("heading", heading_span(division));
    let same_number = entry.mark.map(|mark| mark.numeral.value) == division.numeral.map(|numeral| numeral.value);
    if same_number { finding.edit(entry.name, document.one_line(division.name)) } else { finding }
}
