//! `num-percent-form`, `num-large-mixed`, `num-zero-form`, `num-simplified-tens`, `num-ordinal-chinese`: how a number is
//! written, whatever figures the text keeps to.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::quantity::{self, Quantity, Role};
use crate::document::tree::front::Kind;
use crate::document::tree::numeral::{self, Script};
use crate::document::unit::Measure;
use crate::lexicon::numerals;
use crate::rules::numerals::style;
use crate::rules::summary::told_once;

/// 百分之10, 百分之十％, 十％, 百分之十至二十.
pub(in crate::rules) fn percent(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for quantity in document.quantities().all.iter().filter(|quantity| quantity.role == Role::Percent) {
        let named = document.str(quantity.span).starts_with('百');
        let sign = document.text()[quantity.span.end..].chars().next().filter(|&c| matches!(c, '%' | '％' | '﹪'));
        if let Some(sign) = sign.filter(|_| named) {
            let whole = Span::new(quantity.span.start, quantity.span.end + sign.len_utf8());
            let number = quantity::chinese(quantity.value).unwrap_or_else(|| document.str(quantity.figure).to_owned());
            let right = format!("百分之{number}");
            out.push(Finding::at(whole).variant("twice").arg("right", right.as_str()).edit(whole, right));
            continue;
        }
        if !named && quantity.script == Script::Arabic {
            continue;
        }
        let number = if named && quantity.script == Script::Chinese {
            None
        } else if quantity.script == Script::Chinese {
            Some(document.str(quantity.figure).to_owned())
        } else {
            quantity::chinese(quantity.value)
        };
        if let Some(number) = number {
            let right = format!("百分之{number}");
            out.push(Finding::at(quantity.span).arg("right", right.as_str()).edit(quantity.span, right));
        }
        out.extend(cut_range(document, quantity));
    }
    out
}

/// 百分之十至二十: the second end without 百分之.
fn cut_range(document: &Document, low: &Quantity) -> Option<Finding> {
    let after = document.text()[low.span.end..].strip_prefix('至')?;
    let len = after.find(|c| !numeral::is_numeral(c)).unwrap_or(after.len());
    let rest = &after[len..];
    let counts = quantity::value(&after[..len])?;
    let bare =
        !rest.starts_with("分之") && !rest.starts_with(['万', '亿']) && crate::document::unit::at_start(rest).is_none();
    let start = low.span.end + '至'.len_utf8();
    let span = Span::new(low.span.start, start + len);
    let right = format!("{}至百分之{}", document.str(low.span), &after[..len]);
    let place = Span::new(start, start);
    (bare && counts > low.value).then(|| Finding::at(span).variant("range").arg("right", right).edit(place, "百分之"))
}

/// 1万5千元, 5千元, 五0000元, 5,000元.
pub(in crate::rules) fn large(document: &Document) -> Vec<Finding> {
    let arabic = style::custom(document) == Some(Script::Arabic) || !style::mostly_chinese(document);
    let mut out = Vec::new();
    for quantity in document.quantities().all.iter().filter(|quantity| quantity.measure().is_some()) {
        let written = document.str(quantity.figure);
        let separated = written.contains(',') && quantity.measure() == Some(Measure::Money);
        if quantity.script != Script::Mixed && !separated {
            continue;
        }
        let number = if arabic || separated {
            Some(quantity::arabic(quantity.value))
        } else {
            quantity::chinese(quantity.value)
        };
        let Some(number) = number.filter(|number| number != written) else { continue };
        let variant = if separated { "separated" } else { "both" };
        let finding = Finding::at(quantity.span).variant(variant).arg("right", number.as_str());
        out.push(finding.edit(quantity.figure, number));
    }
    told_once(out)
}

/// 一百〇三, 二○二六年, 第二0次.
pub(in crate::rules) fn zero(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for quantity in &document.quantities().all {
        // A date is written in Arabic figures altogether: num-date-arabic. The low end of a range is told with it.
        if quantity.role == Role::DatePart {
            continue;
        }
        let written = document.str(quantity.figure);
        let counted = written.contains(['十', '百', '千', '万', '亿']);
        let right = if counted { written.replace(['〇', '○'], "零") } else { written.replace('○', "〇") };
        if right != written {
            out.push(Finding::at(quantity.figure).arg("right", right.as_str()).edit(quantity.figure, right));
        }
    }
    out
}

/// 一十五日, 廿日, 一百十元.
pub(in crate::rules) fn tens(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for quantity in document.quantities().all.iter().filter(|quantity| quantity.script == Script::Chinese) {
        let counts = matches!(quantity.role, Role::Amount(_) | Role::Percent | Role::Clock);
        let written = document.str(quantity.figure);
        let malformed = written.starts_with("一十")
            || written.contains(['廿', '卅'])
            || numerals::WRONG_TENS.iter().any(|slip| written.contains(slip));
        // 一十百千 and other runs that are no number.
        let right = quantity::chinese(quantity.value).filter(|right| counts && malformed && right != written);
        out.extend(
            right.map(|right| Finding::at(quantity.figure).arg("right", right.as_str()).edit(quantity.figure, right)),
        );
    }
    out
}

/// 第3次会议, 第10条.
pub(in crate::rules) fn ordinals(document: &Document) -> Vec<Finding> {
    let text = document.text();
    let mut out = Vec::new();
    // Interpretations without articles of their own name those of other texts in Arabic figures.
    let counted_here = match (document.instrument.kind, style::custom(document)) {
        (Kind::NormativeDocument, _) if !document.has_articles() => "届次批",
        (_, Some(Script::Chinese)) => "届次批章条款项节编类期个名级位",
        // 目 are numbered 1., 2.: 第1目 is right.
        _ => "届次批章条款项节编",
    };
    for quantity in &document.quantities().all {
        let Role::Ordinal(counted) = quantity.role else { continue };
        let foreign = text[..quantity.span.start].ends_with(['》', '）', ')']);
        // 第37次行务会议 is how governments count; 第1项 where items are numbered so.
        let behind = &text[quantity.span.end + counted.len_utf8()..];
        let office = counted == '次' && behind.chars().take(4).any(|c| c == '务');
        let labelled = counted == '项'
            && document
                .items
                .iter()
                .filter_map(|item| item.mark)
                .any(|mark| document.str(mark.label).contains(|c: char| c.is_ascii_digit()));
        if office || labelled {
            continue;
        }
        if quantity.script == Script::Chinese || !counted_here.contains(counted) || foreign {
            continue;
        }
        let Some(number) = quantity::chinese(quantity.value).filter(|_| !quantity.decimal) else { continue };
        let span = Span::new(quantity.span.start, quantity.span.end + counted.len_utf8());
        let right = format!("第{number}{counted}");
        out.push(Finding::at(span).arg("right", right).edit(quantity.figure, number));
    }
    told_once(out)
}
