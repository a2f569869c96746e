//! `num-count-mismatch`: 下列三种情形 with four items.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::quantity::Role;
use crate::document::tree::label;
use crate::document::unit::Measure;
use crate::lexicon::numerals;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let quantities = &document.quantities().all;
    let mut out = Vec::new();
    for (at, paragraph) in document.paragraphs.iter().enumerate() {
        // Items that lost their marks, or go on from another list, do not count.
        let items = &document.items[paragraph.items.clone()];
        if items.len() < 2 || paragraph.continues || items.iter().any(|item| item.mark.is_none()) {
            continue;
        }
        // 1.…；2.…: several in one line.
        let crowded = items.iter().any(|item| {
            let body = document.str(item.body);
            body.match_indices('；').any(|(at, mark)| label::item(body[at + mark.len()..].trim_start(), 0).is_some())
        });
        if crowded {
            continue;
        }
        let first = quantities.partition_point(|quantity| quantity.span.start < paragraph.span.start);
        let own = quantities[first..].iter().take_while(|quantity| quantity.span.end <= paragraph.span.end);
        for quantity in own {
            let counted = match quantity.role {
                Role::Amount(unit) => unit.measure == Measure::Count,
                Role::Percent | Role::Fraction | Role::Ordinal(_) | Role::DatePart | Role::Clock | Role::Low => false,
            };
            let before = &document.text()[..quantity.span.start];
            let listed = numerals::LISTED.iter().any(|word| before.ends_with(word));
            let leads = document.text()[quantity.span.end..paragraph.span.end].trim_end().ends_with(['：', ':']);
            // 下列一项或者多项, 下列两项以上.
            let after = &document.text()[quantity.span.end..];
            let chosen = quantity.value < 1.5 || numerals::CHOSEN.iter().any(|word| after.starts_with(word));
            let same = (quantity.value - f64::from(u32::try_from(items.len()).unwrap_or(u32::MAX))).abs() < 0.5;
            let last = document.paragraphs.get(at + 1).is_some_and(|next| next.continues);
            if counted && listed && leads && !chosen && !same && !last {
                out.push(Finding::at(quantity.span).arg("have", items.len().to_string()));
            }
        }
    }
    out
}
