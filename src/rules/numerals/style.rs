//! `num-style-profile`, `num-style-mixed`: Chinese or Arabic figures.
//!
//! Laws and local regulations write Chinese figures, regulations of the State Council and rules Arabic ones. Figures of one
//! kind (money, periods …) that are written in both are told where they are the fewer; a text that follows the
//! other custom throughout is told once. Where the user says which figures are right, the others are told.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::quantity::{self, Quantity, Role};
use crate::document::tree::maker::Maker;
use crate::document::tree::numeral::Script;
use crate::options::Options;
use crate::rules::numerals::figure::{Count, Figure, counts, decimal_in_chinese, figures, telling, written};
use crate::rules::summary::{told_beyond, told_once};

/// Up to so many Arabic figures are no style of a text.
const FEW: usize = 3;

/// Where the custom is Arabic figures, so many times as often they must be used for a Chinese one to be told.
const FAR_MORE: usize = 4;

/// The day from which Chinese figures are asked for: 立法技术规范（试行）（一） was issued in October 2009. Texts made
/// before keep what they had.
const ASKED_FOR: jiff::civil::Date = jiff::civil::date(2009, 11, 1);

/// Which figures a kind of text writes; `None` where there is no custom, or the kind is not known for sure: 办法 and 规定
/// are made by congresses and by governments.
pub(in crate::rules) fn custom(document: &Document) -> Option<Script> {
    let kind = document.instrument.kind;
    match (kind.is_regulation(), kind.is_of_congress()) {
        (true, true) if !is_of_congress(document) => None,
        (true, true) => Some(Script::Chinese),
        (true, false) => Some(Script::Arabic),
        (false, _) => None,
    }
}

/// Whether title or maker tell that a congress made the text.
fn is_of_congress(document: &Document) -> bool {
    let instrument = &document.instrument;
    let told = |name: &str| !matches!(name, "本办法" | "本规定" | "本规则" | "本细则");
    instrument.maker == Some(Maker::LocalCongress) || instrument.self_name.is_some_and(told)
}

/// Which figures the user asks for.
pub(super) fn asked_for(options: &Options) -> Option<Script> {
    options.word("form").map(|form| if form == "arabic" { Script::Arabic } else { Script::Chinese })
}

/// Figures that are not those of the text's kind, where the text has no other or more of them; or all that are not
/// those asked for.
pub(in crate::rules) fn profile(document: &Document, options: &Options) -> Vec<Finding> {
    if let Some(script) = asked_for(options) {
        return unlike(document, script);
    }
    if custom(document) != Some(Script::Chinese) || document.made_date().is_some_and(|made| made < ASKED_FOR) {
        return Vec::new();
    }
    let figures = figures(document);
    let counts = counts(&figures);
    let wrong = figures.iter().filter(|figure| {
        let count = counts.get(&figure.class).copied().unwrap_or_default();
        // 0米等深线 is a name.
        figure.quantity.script == Script::Arabic
            && !figure.decimal()
            && figure.quantity.value > 0.0
            && count.arabic > count.chinese
    });
    let found: Vec<Finding> = wrong.filter_map(in_chinese).collect();
    if found.len() <= FEW || mostly_chinese(document) {
        return told_once(found);
    }
    // A text that writes Arabic figures throughout has chosen them.
    told_beyond(found, 0).into_iter().map(|finding| finding.variant("chosen")).collect()
}

/// Figures in another script than this one.
fn unlike(document: &Document, script: Script) -> Vec<Finding> {
    let all = figures(document);
    let wrong = all.iter().filter(|figure| !figure.technical() && figure.quantity.script != script);
    let found = wrong.filter_map(|figure| match figure.quantity.script {
        Script::Arabic if figure.decimal() => decimal(document, figure),
        Script::Arabic if figure.quantity.value > 0.0 => in_chinese(figure),
        // 下一年, 连续两年 are words of the language.
        Script::Chinese if figure.quantity.value > 2.5 && !figure.decimal() => in_arabic(figure),
        Script::Arabic | Script::Chinese | Script::Mixed => None,
    });
    let (variant, throughout) =
        if script == Script::Arabic { ("to-arabic", "throughout-chinese") } else { ("to-chinese", "throughout") };
    let named = |found: Finding| {
        let variant = if found.variant == Some("throughout") { throughout } else { variant };
        found.variant(variant)
    };
    told_once(found.collect()).into_iter().map(named).collect()
}

/// Figures of the fewer kind; none where the user says which kind is right, for then all others are told elsewhere.
pub(in crate::rules) fn mixed(document: &Document, options: &Options) -> Vec<Finding> {
    if asked_for(options).is_some() {
        return Vec::new();
    }
    let figures = figures(document);
    let counts = counts(figures.iter().filter(|figure| telling(figure)));
    let custom = custom(document);
    let mut out = Vec::new();
    for (at, figure) in figures.iter().enumerate().filter(|(_, figure)| !figure.technical()) {
        let Count { chinese, arabic } = counts.get(&figure.class).copied().unwrap_or_default();
        if figure.decimal() {
            let rare = figure.quantity.script == Script::Arabic && custom == Some(Script::Chinese) && chinese > arabic;
            out.extend(rare.then(|| decimal(document, figure)).flatten());
            continue;
        }
        let arabic_is_rare = arabic <= chinese && (custom == Some(Script::Chinese) || arabic * FAR_MORE <= chinese);
        match figure.quantity.script {
            // 24小时值守 is a word, and 2米 beside 1.5米 keeps to its neighbour.
            Script::Arabic if document.str(figure.span()) == "24小时" || beside_decimal(document, &figures, at) => {}
            Script::Arabic if arabic_is_rare => out.extend(in_chinese(figure)),
            Script::Chinese if custom != Some(Script::Chinese) && chinese * FAR_MORE <= arabic && telling(figure) => {
                out.extend(in_arabic(figure));
            }
            Script::Chinese | Script::Arabic | Script::Mixed => {}
        }
    }
    told_once(out)
}

/// How near, in bytes, a decimal is to the figure that keeps to its form.
const NEAR: usize = 60;

/// Whether a decimal of its class stands near the figure at that place in the list.
fn beside_decimal(document: &Document, figures: &[Figure], at: usize) -> bool {
    let own = &figures[at];
    let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| figures.get(at));
    neighbours.filter(|other| other.class == own.class && other.decimal()).any(|other| {
        let (first, second) = if other.span() < own.span() { (other, own) } else { (own, other) };
        let between = document.text().get(first.span().end..second.span().start).unwrap_or("");
        between.len() <= NEAR && !between.contains(['。', '；', '\n'])
    })
}

/// Whether the text writes most of its quantities in Chinese figures.
pub(in crate::rules) fn mostly_chinese(document: &Document) -> bool {
    let counts = counts(&figures(document));
    let sum = |part: fn(&Count) -> usize| counts.values().map(part).sum::<usize>();
    sum(|count| count.chinese) >= sum(|count| count.arabic)
}

/// 两个月, 二年.
fn in_words(quantity: &Quantity, figure: &Figure) -> Option<String> {
    let pair = match figure.quantity.role {
        Role::Amount(unit) => unit.name.starts_with(['个', '名']),
        Role::Percent | Role::Fraction | Role::Ordinal(_) | Role::DatePart | Role::Clock | Role::Low => false,
    };
    let two = (quantity.value - 2.0).abs() < 0.5 && pair && figure.low.is_none();
    if two { Some("两".to_owned()) } else { quantity::chinese(quantity.value) }
}

fn in_chinese(figure: &Figure) -> Option<Finding> {
    Some(replaced(figure, written(figure, |quantity| in_words(quantity, figure))?))
}

fn decimal(document: &Document, figure: &Figure) -> Option<Finding> {
    Some(replaced(figure, decimal_in_chinese(document, figure)?))
}

fn in_arabic(figure: &Figure) -> Option<Finding> {
    let right = written(figure, |quantity| Some(quantity::arabic(quantity.value)))?;
    Some(replaced(figure, right).variant("arabic"))
}

fn replaced(figure: &Figure, right: String) -> Finding {
    Finding::at(figure.span()).arg("right", right.as_str()).edit(figure.span(), right)
}
