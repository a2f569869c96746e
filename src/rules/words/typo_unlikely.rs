//! `typo-unlikely`: a place that is new to published law, and where a slip is likelier than new wording.
//!
//! The search is `spell`'s; here are what it is asked about, and how many alarms the user puts up with.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::options::{Hundredths, Options};
use crate::spell;
use crate::spell::kind::SlipKind;
use crate::spell::slips::{self, Slip};

pub(in crate::rules) fn find(document: &Document, options: &Options) -> Vec<Finding> {
    let learnt = spell::learnt();
    let Some(network) = learnt.network else { return Vec::new() };
    let Hundredths(alarms) = options.decimal("alarms");
    let slips = slips::find(&learnt, document.text(), &document.running_text(), network.limit(alarms));
    // What is quoted or named is as others wrote it.
    // And what misses the 日 of 2026-01-01 is told by `effective-date-format`.
    let odd = document.odd_dates();
    let beside_a_day =
        |slip: &Slip| odd.iter().any(|date| date.span.start < slip.span.end && slip.span.start <= date.span.end);
    let used = slips.into_iter().filter(|slip| !document.quotes().mention(slip.span.start) && !beside_a_day(slip));
    used.map(|slip| finding(document.text(), slip)).collect()
}

fn finding(text: &str, slip: Slip) -> Finding {
    let Slip { kind, span, right, around, .. } = slip;
    let before = &text[around.start..span.start];
    let behind = &text[span.end..around.end];
    // A place between two characters is drawn as both.
    let drawn = match kind {
        SlipKind::Lost => {
            let first = before.chars().next_back().map_or(0, char::len_utf8);
            let last = behind.chars().next().map_or(0, char::len_utf8);
            Span::new(span.start - first, span.end + last)
        }
        SlipKind::Replaced | SlipKind::Swapped | SlipKind::Inserted => span,
    };
    let finding = Finding::at(drawn).arg("written", around.of(text));
    let Some(right) = right else { return finding.variant(if kind == SlipKind::Lost { "gap" } else { "odd" }) };
    let variant = match kind {
        SlipKind::Replaced => None,
        SlipKind::Swapped => Some("swapped"),
        SlipKind::Inserted => Some("inserted"),
        SlipKind::Lost => Some("lost"),
    };
    let finding = finding.arg("right", format!("{before}{right}{behind}")).edit(span, right);
    match variant {
        Some(variant) => finding.variant(variant),
        None => finding,
    }
}
