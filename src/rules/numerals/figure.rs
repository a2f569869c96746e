//! Figures of the kinds for which a text chooses Chinese or Arabic ones, and how often it writes each.

use std::collections::HashMap;

use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::quantity::{self, Quantity, Role};
use crate::document::tree::numeral::Script;
use crate::document::unit::{Form, Measure};

/// Of one kind for the choice of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Percent,
    Measured(Measure),
}

/// Figures that the custom is about, with the number before them where they are the high end of a range.
pub(super) struct Figure {
    pub(super) class: Class,
    pub(super) quantity: Quantity,
    pub(super) low: Option<Quantity>,
}

impl Figure {
    pub(super) fn span(&self) -> Span {
        self.low.map_or(self.quantity.span, |low| Span::new(low.span.start, self.quantity.span.end))
    }

    /// Whether it is a decimal other than a percentage: 1.5米 beside 五十米 is current, 3.5% beside 百分之七十 is not.
    pub(super) fn technical(&self) -> bool {
        self.decimal() && self.class != Class::Percent
    }

    pub(super) fn decimal(&self) -> bool {
        self.quantity.decimal || self.low.is_some_and(|low| low.decimal)
    }
}

fn class(document: &Document, quantity: &Quantity) -> Option<Class> {
    match quantity.role {
        // 百分之10 belongs to num-percent-form.
        Role::Percent => {
            let mixed = quantity.script != Script::Chinese && document.str(quantity.span).starts_with('百');
            (!mixed).then_some(Class::Percent)
        }
        Role::Amount(unit) => match (unit.measure, unit.form) {
            (Measure::Technical | Measure::Count, _) | (_, Form::Symbol(_)) => None,
            (measure, Form::Name | Form::Nonlegal(_)) => Some(Class::Measured(measure)),
        },
        Role::Fraction | Role::Ordinal(_) | Role::DatePart | Role::Clock | Role::Low => None,
    }
}

pub(super) fn figures(document: &Document) -> Vec<Figure> {
    let all = &document.quantities().all;
    let mut out = Vec::new();
    for (at, quantity) in all.iter().enumerate() {
        let low = at.checked_sub(1).map(|before| all[before]).filter(|low| low.role == Role::Low);
        let class = class(document, quantity).filter(|_| quantity.script != Script::Mixed);
        out.extend(class.map(|class| Figure { class, quantity: *quantity, low }));
    }
    out
}

/// How often a class is written in Chinese and in Arabic figures.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) chinese: usize,
    pub(super) arabic: usize,
}

pub(super) fn counts<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> HashMap<Class, Count> {
    let mut counts: HashMap<Class, Count> = HashMap::new();
    for figure in figures.into_iter().filter(|figure| !figure.decimal()) {
        let count = counts.entry(figure.class).or_default();
        match figure.quantity.script {
            Script::Chinese => count.chinese += 1,
            Script::Arabic => count.arabic += 1,
            Script::Mixed => {}
        }
    }
    counts
}

/// Whether a figure tells which figures its text writes: 一年, 两个月, 三次 are Chinese in every text.
pub(super) fn telling(figure: &Figure) -> bool {
    figure.class == Class::Percent || figure.quantity.script != Script::Chinese || figure.quantity.value > 3.5
}

/// The figures with their unit, the numbers written by `write`.
pub(super) fn written(figure: &Figure, write: impl Fn(&Quantity) -> Option<String>) -> Option<String> {
    let to_chinese = figure.quantity.script == Script::Arabic;
    let whole = |number: String| match figure.quantity.role {
        Role::Percent if to_chinese => format!("百分之{number}"),
        Role::Percent => format!("{number}%"),
        Role::Amount(unit) => format!("{number}{}", unit.name),
        Role::Fraction | Role::Ordinal(_) | Role::DatePart | Role::Clock | Role::Low => number,
    };
    let high = whole(write(&figure.quantity)?);
    let Some(low) = figure.low else { return Some(high) };
    let number = write(&low)?;
    let low = if figure.class == Class::Percent { whole(number) } else { number };
    Some(format!("{low}至{high}"))
}

/// A decimal as the Chinese figures around it ask for: 百分之三点五.
pub(super) fn decimal_in_chinese(document: &Document, figure: &Figure) -> Option<String> {
    let of = |quantity: &Quantity| {
        let written = document.str(quantity.figure).trim_end_matches(['万', '亿']);
        let large = &document.str(quantity.figure)[written.len()..];
        let (whole, part) = written.split_once(['.', '．']).unwrap_or((written, ""));
        let mut out = quantity::chinese(whole.parse().ok()?)?;
        out.push_str(if part.is_empty() { "" } else { "点" });
        for digit in part.chars() {
            out.push(['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'][digit.to_digit(10)? as usize]);
        }
        Some(out + large)
    };
    written(figure, of)
}
