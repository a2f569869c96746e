//! `num-unit-nonlegal`, `num-unit-symbol`, `num-currency`: what is counted, by a name that regulations do not use.

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;
use crate::document::quantity::{self, Quantity, Role};
use crate::document::tree::numeral::Script;
use crate::document::unit::{Form, Measure, Unit};
use crate::lexicon::numerals;
use crate::rules::numerals::style;
use crate::rules::summary::told_once;

fn amounts(document: &Document) -> impl Iterator<Item = (&Quantity, &'static Unit)> {
    document.quantities().all.iter().filter_map(|quantity| match quantity.role {
        Role::Amount(unit) => Some((quantity, unit)),
        Role::Percent | Role::Fraction | Role::Ordinal(_) | Role::DatePart | Role::Clock | Role::Low => None,
    })
}

/// 十平米, 五公分.
pub(in crate::rules) fn nonlegal(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for (quantity, unit) in amounts(document) {
        let Form::Nonlegal(meant) = unit.form else { continue };
        // 四百四十一千瓦（六百马力）: told in brackets behind the legal unit.
        let before = document.text()[..quantity.span.start].strip_suffix(['（', '(']);
        if before.is_some_and(|before| amounts(document).any(|(legal, _)| legal.span.end == before.len())) {
            continue;
        }
        let name = Span::new(quantity.span.end - unit.name.len(), quantity.span.end);
        let finding = Finding::at(name);
        let finding = match meant {
            Some(meant) => finding.arg("right", meant).edit(name, meant),
            None => finding.variant("other"),
        };
        out.push((unit.name, finding));
    }
    told_per(out)
}

/// 50m, 100㎡. Where Arabic figures are the custom, so are symbols behind values of technology.
pub(in crate::rules) fn symbols(document: &Document) -> Vec<Finding> {
    let chinese = style::custom(document) == Some(Script::Chinese);
    let mut out = Vec::new();
    for (quantity, unit) in amounts(document) {
        let Form::Symbol(meant) = unit.form else { continue };
        if unit.measure == Measure::Technical && !chinese {
            continue;
        }
        // 40cm×50cm
        if document.text()[..quantity.span.start].ends_with(['×', '*']) {
            continue;
        }
        let number = if chinese { quantity::chinese(quantity.value) } else { None };
        let number = number.unwrap_or_else(|| document.str(quantity.figure).to_owned());
        let right = format!("{number}{meant}");
        out.push(Finding::at(quantity.span).arg("right", right.as_str()).edit(quantity.span, right));
    }
    let weaker = |finding: Finding| {
        let variant = if finding.variant == Some("throughout") { "weak-throughout" } else { "weak" };
        finding.variant(variant)
    };
    let out = told_once(out);
    if chinese { out } else { out.into_iter().map(weaker).collect() }
}

/// 人民币五千元, 五千元整, ￥5000元.
pub(in crate::rules) fn currency(document: &Document) -> Vec<Finding> {
    let text = document.text();
    let mut out = Vec::new();
    let mut foreign = false;
    for (quantity, unit) in amounts(document) {
        if unit.measure != Measure::Money {
            continue;
        }
        foreign |= unit.name != "元";
        let before = &text[..quantity.span.start];
        let named = ["人民币", "RMB", "￥", "¥"].into_iter().find(|word| before.ends_with(word));
        let written_out = text[quantity.span.end..].starts_with('整');
        let start = quantity.span.start - named.map_or(0, str::len);
        let end = quantity.span.end + if written_out { '整'.len_utf8() } else { 0 };
        let span = Span::new(start, end);
        if span != quantity.span {
            let right = document.str(quantity.span);
            out.push(Finding::at(span).arg("right", right).edit(span, right));
        }
    }
    let speaks_of_others = || numerals::FOREIGN_MONEY.iter().any(|word| text.contains(word));
    if out.is_empty() || foreign || speaks_of_others() { Vec::new() } else { told_once(out) }
}
