//! `num-approx-conflict`, `num-range-inverted`: what a number's words and its neighbours make of it.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::quantity::{Extent, Role};
use crate::lexicon::numerals;

/// 不少于三人以上, 约三十日左右.
pub(in crate::rules) fn approximations(document: &Document) -> Vec<Finding> {
    let text = document.text();
    let mut out = Vec::new();
    for quantity in &document.quantities().all {
        if !matches!(quantity.role, Role::Amount(_) | Role::Percent | Role::Fraction) {
            continue;
        }
        let after = &text[quantity.span.end..];
        let Some(closing) = ["以上", "以下", "左右", "以内"].into_iter().find(|word| after.starts_with(word))
        else {
            continue;
        };
        let before = &text[..quantity.span.start];
        let opening = opening(before, closing);
        let end = quantity.span.end + closing.len();
        out.extend(opening.map(|opening| {
            let span = Span::new(quantity.span.start - opening.len(), end);
            Finding::at(span).arg("first", opening).arg("second", closing)
        }));
    }
    out
}

/// The word before a number that says the same as the one behind it, or the contrary.
fn opening(before: &str, closing: &str) -> Option<&'static str> {
    let ends = |words: &[&'static str]| {
        let word = words.iter().copied().filter(|word| before.ends_with(word)).max_by_key(|word| word.len())?;
        // 不超过 ends with 超过; 靠近, 节约.
        let rest = &before[..before.len() - word.len()];
        let negated = rest.ends_with('不') || rest.ends_with(['靠', '临', '附', '节', '制', '违', '合', '预']);
        (!negated).then_some(word)
    };
    match closing {
        "以上" => ends(numerals::AT_LEAST).or_else(|| ends(numerals::AT_MOST)),
        "以下" => ends(numerals::AT_MOST).or_else(|| ends(numerals::AT_LEAST)),
        "以内" => ends(numerals::AT_MOST_WITHIN),
        "左右" => ends(numerals::ABOUT).or_else(|| ends(numerals::AT_LEAST)).or_else(|| ends(numerals::AT_MOST)),
        _ => None,
    }
}

/// So many ranges with 至 that run down are how the text counts: 届满前九十日至三十日.
const CUSTOM: usize = 3;

/// 五万元以上二万元以下.
pub(in crate::rules) fn ranges(document: &Document) -> Vec<Finding> {
    let text = document.text();
    let mut out = Vec::new();
    let mut down = Vec::new();
    for extent in &document.quantities().extents {
        let (Some(from), Some(to)) = (extent.low.size(), extent.high.size()) else { continue };
        let finding = Finding::at(extent.span);
        let between = &text[extent.low.span.end..extent.high.span.start];
        // 十年以上、五年以下: members of a list.
        if between.contains(['，', '、']) {
            continue;
        }
        let bounded = between.starts_with("以上");
        if from > to && bounded {
            out.push(finding);
        } else if from > to && !counts_down(document, extent) {
            down.push(finding);
        } else if document.str(extent.low.span) == document.str(extent.high.span) {
            out.push(finding.variant("equal"));
        }
    }
    if down.len() < CUSTOM {
        out.extend(down);
        out.sort_by_key(|finding| finding.span);
    }
    out
}

/// 提前一百米至五十米, 在二十至十五分钟前.
fn counts_down(document: &Document, extent: &Extent) -> bool {
    let text = document.text();
    let before = text[..extent.span.start].trim_end_matches([' ', '约']);
    let words = numerals::COUNTING_DOWN;
    let near: String = before.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
    let after = &text[extent.span.end..];
    words.iter().any(|word| near.contains(word)) || after.starts_with(['前', '处'])
}
