//! Quantities: a number, what it counts, and how both are written.
//!
//! A number is a run of figures – Chinese, Arabic or both at once, with 万, 亿 and a decimal point – with a unit behind
//! it, 百分之 or 第 before it, or % behind it. A number that counts nothing is none: 统一, 12345. Quotations and titles
//! are left out. One pass over the running text.

use super::tree::Passage;
use super::tree::landmark::Sought;
use super::tree::numeral::{self, Script};
use super::unit::{self, Measure, Unit};
use super::{Document, Fact};
use crate::diagnostic::Span;
use crate::lexicon::numerals;

/// What a number is to the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    /// 五万元
    Amount(&'static Unit),
    /// 百分之十, 10%
    Percent,
    /// 三分之二
    Fraction,
    /// 第三次, 第五条; what is behind the number.
    Ordinal(char),
    /// The year, month or day of a date.
    DatePart,
    /// 二十二时, 22:00
    Clock,
    /// The low end of a range whose unit stands behind the high end: 三 of 三至五年.
    Low,
}

/// A number with what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// With 百分之 or 第 before it and the unit behind it.
    pub span: Span,
    /// The figures alone.
    pub figure: Span,
    /// What they amount to, 万 and 亿 counted.
    pub value: f64,
    /// What they are written in; [`Script::Mixed`] only where the two stand within one count: `5万` is Arabic.
    pub script: Script,
    /// Whether they have a decimal point.
    pub decimal: bool,
    /// What the number is to the text.
    pub role: Role,
}

impl Quantity {
    /// What it measures, where it is an amount.
    pub const fn measure(&self) -> Option<Measure> {
        match self.role {
            Role::Amount(unit) => Some(unit.measure),
            Role::Percent | Role::Fraction | Role::Ordinal(_) | Role::DatePart | Role::Clock | Role::Low => None,
        }
    }

    /// Its value in a unit that all amounts of the measure share; `None` where they share none.
    pub fn size(&self) -> Option<f64> {
        match self.role {
            Role::Amount(unit) if unit.size > 0.0 => Some(self.value * unit.size),
            Role::Percent => Some(self.value),
            Role::Amount(_) | Role::Fraction | Role::Ordinal(_) | Role::DatePart | Role::Clock | Role::Low => None,
        }
    }
}

/// Two quantities, the one from which and the one up to which something holds: 二万元以上五万元以下, 三至五年.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// From the first one to the end of the second one.
    pub span: Span,
    /// The first one; with a unit taken from the second one where it has none.
    pub low: Quantity,
    /// The second one.
    pub high: Quantity,
}

/// What a document counts.
#[derive(Debug, Default)]
pub struct Quantities {
    /// All quantities, in order.
    pub all: Vec<Quantity>,
    /// All ranges, in order.
    pub extents: Vec<Extent>,
}

/// What can stand between the two ends of a range.
const JOINS: &[&str] = &["至", "到", "—", "～", "~", "-", "－", "–"];

static QUANTITIES: Fact<Quantities> = Fact::read_by(read);

impl Document {
    /// What the running text counts: numbers with their units, percentages, ordinals, times, and ranges of them.
    pub fn quantities(&self) -> &Quantities {
        QUANTITIES.of(self)
    }
}

/// Reads all passages.
fn read(document: &Document) -> Quantities {
    let mut found = Quantities::default();
    for passage in document.passages() {
        read_passage(document, passage, &mut found);
    }
    found
}

fn read_passage(document: &Document, passage: &Passage, found: &mut Quantities) {
    let text = document.str(passage.span);
    let quotes = document.quotes();
    let first = found.all.len();
    let mut low: Option<Quantity> = None;
    let origin = passage.span.start;
    let mut rest = 0;
    for (at, _) in document.landmarks(passage.span, &FIGURES) {
        let at = at - origin;
        if at < rest {
            continue;
        }
        let len = run_len(&text[at..]);
        rest = at + len.max(1);
        if quotes.mention(origin + at) {
            continue;
        }
        if let Some(mut quantity) = judge(text, at, at + len) {
            rest = quantity.span.end;
            quantity.span = Span::new(origin + quantity.span.start, origin + quantity.span.end);
            quantity.figure = Span::new(origin + quantity.figure.start, origin + quantity.figure.end);
            if let Some(last) = found.all.get(first..).and_then(<[_]>::last) {
                day_of_range(document, last, &mut quantity);
            }
            if let Some(low) = low.take().filter(|low| joined(&document.text()[low.figure.end..quantity.span.start])) {
                found.all.push(low);
            }
            if quantity.role == Role::Low { low = Some(quantity) } else { found.all.push(quantity) }
        }
    }
    let own = &found.all[first..];
    found.extents.extend(own.windows(2).filter_map(|pair| extent(document, pair[0], pair[1])));
}

/// 12日 of 3月6日至12日 is part of a date, too.
fn day_of_range(document: &Document, last: &Quantity, quantity: &mut Quantity) {
    let between = &document.text()[last.span.end.min(quantity.span.start)..quantity.span.start];
    let follows = joined(between) || matches!(between, "、" | "和" | "或者");
    let days = document.str(quantity.span).ends_with('日') && document.str(last.span).ends_with('日');
    if last.role == Role::DatePart && follows && days {
        quantity.role = Role::DatePart;
    }
}

fn joined(between: &str) -> bool {
    JOINS.contains(&between)
}

/// Whether a character between two figures is a blank, or one that was lost.
fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
}

fn begins(c: char) -> bool {
    numeral::is_numeral(c) || matches!(c, '廿' | '卅')
}

/// Where [`begins`] holds.
const FIGURES: Sought<38> = Sought::new([
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '０', '１', '２', '３', '４', '５', '６', '７', '８', '９', '零',
    '〇', '○', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '廿', '卅',
]);

/// Length of the run of figures: with 万, 亿, a decimal point, a thousands separator, and the colon of a time.
fn run_len(text: &str) -> usize {
    let mut len = 0;
    let mut previous = '\0';
    for (at, c) in text.char_indices() {
        let next = || text[at + c.len_utf8()..].chars().next();
        let digits = || previous.is_ascii_digit() && next().is_some_and(|c| c.is_ascii_digit());
        let takes = begins(c)
            || matches!(c, '万' | '亿')
            || (matches!(c, '.' | '．' | ',' | ':' | '：') && digits())
            || (c == '点' && numeral::is_chinese(previous) && next().is_some_and(|c| numeral::digit(c).is_some()));
        if !takes {
            break;
        }
        previous = c;
        len = at + c.len_utf8();
    }
    len
}

/// What the run `text[start..end]` is.
fn judge(text: &str, start: usize, end: usize) -> Option<Quantity> {
    let before = &text[..start];
    let previous = before.chars().next_back();
    let run = &text[start..end];
    let of = |role, span: (usize, usize), figure: (usize, usize)| quantity(text, role, span, figure);
    if let Some(rest) = text[end..].strip_prefix("分之") {
        let skip = end + "分之".len();
        let len = run_len(rest);
        let figures = (skip, skip + len);
        let role = if run.ends_with('百') || run == "100" { Role::Percent } else { Role::Fraction };
        return (len > 0).then(|| of(role, (start, figures.1), figures)).flatten();
    }
    if previous == Some('第') {
        let next = text[end..].chars().next()?;
        return of(Role::Ordinal(next), (start - '第'.len_utf8(), end), (start, end));
    }
    // PM2.5, GB 3096, 统一, 之一.
    let in_code = run.starts_with(|c: char| c.is_ascii_digit())
        && previous.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/'));
    // A number that was torn apart, or whose point was lost in conversion: 1 20元.
    let torn = before.trim_end_matches(is_gap).ends_with(|c: char| c.is_ascii_digit())
        && run.starts_with(|c: char| c.is_ascii_digit());
    let in_word = run == "一" && previous.is_some_and(|c| "统唯单同之逐任合如万专第初".contains(c));
    if in_code || torn || in_word || run.starts_with(['百', '千']) {
        return None;
    }
    let end = start + without_unit(run, &text[end..]);
    let behind = &text[end..];
    if run.contains([':', '：']) {
        let parts: Vec<&str> = run.split([':', '：']).collect();
        let time = parts.len() == 2 && parts[0].len() <= 2 && parts[1].len() == 2;
        return (time && !behind.starts_with('%')).then(|| clock(start, end)).flatten();
    }
    if behind.starts_with(['%', '％', '﹪']) {
        let symbol = behind.chars().next().map_or(0, char::len_utf8);
        return of(Role::Percent, (start, end + symbol), (start, end));
    }
    let spaced = behind.trim_start_matches(' ');
    let gap = behind.len() - spaced.len();
    if let Some(len) = date_part(run, before, spaced) {
        return of(Role::DatePart, (start, end + gap + len), (start, end));
    }
    if let Some(len) = hour(run, behind) {
        return of(Role::Clock, (start, end + len), (start, end));
    }
    // 三五年, 一二年: about so many.
    let about = run.chars().count() > 1 && run.chars().all(|c| numeral::digit(c).is_some_and(|digit| digit > 0));
    if about {
        return None;
    }
    if let Some(unit) = unit::at_start(spaced) {
        let len = gap + unit.name.len();
        return of(Role::Amount(unit), (start, end + len), (start, end));
    }
    JOINS.iter().any(|join| behind.starts_with(join)).then(|| of(Role::Low, (start, end), (start, end))).flatten()
}

fn quantity(text: &str, role: Role, span: (usize, usize), figure: (usize, usize)) -> Option<Quantity> {
    let written = &text[figure.0..figure.1];
    Some(Quantity {
        span: Span::new(span.0, span.1),
        figure: Span::new(figure.0, figure.1),
        value: value(written)?,
        script: script(written),
        decimal: written.contains(['.', '．', '点']),
        role,
    })
}

/// 22:00 has no value of its own.
fn clock(start: usize, end: usize) -> Option<Quantity> {
    let span = Span::new(start, end);
    (end > start).then_some(Quantity {
        span,
        figure: span,
        value: 0.0,
        script: Script::Arabic,
        decimal: false,
        role: Role::Clock,
    })
}

/// Length of the run without a 千 that belongs to the unit: 二十|千瓦, 10|千伏.
fn without_unit(run: &str, behind: &str) -> usize {
    let Some(less) = run.strip_suffix('千') else { return run.len() };
    let counted = less.chars().next_back().is_some_and(|c| numeral::digit(c).is_some());
    let in_unit = behind.starts_with(['瓦', '伏', '克', '米', '卡', '帕', '赫']);
    if in_unit && !counted && !less.is_empty() { less.len() } else { run.len() }
}

/// Length of 年, 月, 日 behind a figure of a date.
fn date_part(run: &str, before: &str, behind: &str) -> Option<usize> {
    // 05年 is a year without its century.
    let figures = run.chars().count();
    let year = behind.starts_with('年')
        && (figures == 4 || figures == 2 && run.starts_with('0'))
        && run.chars().all(|c| narrow(c).is_ascii_digit() || numeral::digit(c).is_some());
    let day = behind.starts_with('日') && before.trim_end_matches([' ', '\u{3000}']).ends_with('月');
    (year || day || behind.starts_with('月')).then_some('日'.len_utf8())
}

/// Length of 时 behind the figure of a time.
fn hour(run: &str, behind: &str) -> Option<usize> {
    let mark = behind.chars().next().filter(|c| matches!(c, '时' | '点'))?;
    let rest = &behind[mark.len_utf8()..];
    let sure: &[&str] = numerals::AFTER_OCLOCK;
    let time = match mark {
        '时' => !rest.starts_with(['期', '间', '段', '代', '效', '限', '刻', '节', '的']),
        _ if run == "两" => false,
        _ => sure.iter().any(|word| rest.starts_with(word)),
    };
    time.then_some(mark.len_utf8())
}

/// `5万` is Arabic, as is `1.5亿`: the figures count, not 万. 万 alone is Chinese.
fn script(written: &str) -> Script {
    let arabic = written.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let chinese = written.chars().any(|c| begins(c) && !c.is_ascii_digit() && !('０'..='９').contains(&c));
    match (arabic, chinese) {
        (true, true) => Script::Mixed,
        (true, false) => Script::Arabic,
        (false, _) => Script::Chinese,
    }
}

/// The value of figures with 万, 亿 and a point.
pub fn value(written: &str) -> Option<f64> {
    if written.starts_with(['万', '亿']) {
        return None;
    }
    let mut total = 0.0;
    let mut rest = written;
    for (name, size) in [('亿', 1e8), ('万', 1e4)] {
        if let Some((count, below)) = rest.split_once(name) {
            total += if count.is_empty() { return None } else { small(count)? * size };
            rest = below;
        }
    }
    if rest.contains(['万', '亿']) {
        // 万亿
        return rest.strip_suffix('亿').filter(|rest| rest.is_empty()).map(|_| total * 1e8);
    }
    Some(total + if rest.is_empty() { 0.0 } else { small(rest)? })
}

/// A value below ten thousand, or in Arabic figures of any length.
fn small(written: &str) -> Option<f64> {
    let (whole, part) = match written.split_once(['.', '．', '点']) {
        Some((whole, part)) => (whole, Some(part)),
        None => (written, None),
    };
    let plain: String = whole.chars().filter(|&c| c != ',').map(narrow).collect();
    let value = match plain.parse::<f64>() {
        Ok(value) => value,
        Err(_) => match numeral::parse(&plain.replace('廿', "二十").replace('卅', "三十")) {
            Some(numeral) => f64::from(numeral.value),
            None => figures(&plain)?.parse().ok()?,
        },
    };
    let Some(part) = part else { return Some(value) };
    Some(value + format!("0.{}", figures(part)?).parse::<f64>().ok()?)
}

/// Figures, a digit a place, as Arabic ones.
fn figures(written: &str) -> Option<String> {
    let digit = |c: char| if c.is_ascii_digit() { Some(c) } else { char::from_digit(numeral::digit(c)?, 10) };
    written.chars().map(digit).collect()
}

/// A full-width figure as a half-width one.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    }
}

/// The range that two quantities in a row make.
fn extent(document: &Document, low: Quantity, high: Quantity) -> Option<Extent> {
    let between = &document.text()[low.span.end..high.span.start];
    let after = &document.text()[high.span.end..];
    let bounded = matches!(between, "以上" | "以上至" | "以上，" | "以上、")
        && numerals::UPPER_ENDS.iter().any(|word| after.starts_with(word));
    let below = matches!(between, "以上不满" | "以上不足" | "以上不超过");
    if !bounded && !below && !joined(between) {
        return None;
    }
    let mut low = low;
    if low.role == Role::Low {
        // 五至十万元: whether 五 counts 万, too, is left open.
        let open = document.str(high.figure).contains(['万', '亿']) && !document.str(low.figure).contains(['万', '亿']);
        if open {
            return None;
        }
        low.role = high.role;
    }
    let alike = match (low.role, high.role) {
        (Role::Amount(one), Role::Amount(other)) => one.measure == other.measure,
        (Role::Percent, Role::Percent) => true,
        (one, other) => one == other,
    };
    alike.then_some(Extent { span: Span::new(low.span.start, high.span.end), low, high })
}

/// A whole number as Chinese figures: 50000 is 五万. `None` for one with a part below one, or above 9999亿.
pub fn chinese(value: f64) -> Option<String> {
    if !(0.0..1e12).contains(&value) || value.fract() != 0.0 {
        return None;
    }
    if value < 1.0 {
        return Some("零".to_owned());
    }
    let mut rest = value;
    let mut out = String::new();
    let mut gap = false;
    for (size, name) in [(1e8, "亿"), (1e4, "万"), (1.0, "")] {
        let count = (rest / size).floor();
        rest -= count * size;
        if count < 1.0 {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() && (gap || count < 1000.0) {
            out.push('零');
        }
        gap = false;
        let written = format!("{count}").parse::<u32>().map(numeral::format).ok()?;
        // 十 behind 万 is 一十.
        out.push_str(if written.starts_with('十') && !out.is_empty() { "一" } else { "" });
        out.push_str(&written);
        out.push_str(name);
    }
    Some(out)
}

/// A number as Arabic figures: 50000 is 5万, 15000 is 1.5万, 5200 is 5200.
pub fn arabic(value: f64) -> String {
    for (size, name) in [(1e8, "亿"), (1e4, "万")] {
        if value >= size && (value * 10.0 / size).fract() == 0.0 {
            return format!("{}{name}", value / size);
        }
    }
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    fn shown(text: &str) -> Vec<String> {
        let source = Source::from_text("a.txt", &format!("某市条例\n第一条　{text}\n"));
        let document = Document::parse(&source, &Hints::default());
        let kind = |role: Role| match role {
            Role::Amount(unit) => format!("{:?}", unit.measure),
            Role::Percent => "Percent".to_owned(),
            Role::Fraction => "Fraction".to_owned(),
            Role::Ordinal(c) => format!("Ordinal{c}"),
            Role::DatePart => "Date".to_owned(),
            Role::Clock => "Clock".to_owned(),
            Role::Low => "Low".to_owned(),
        };
        let all = document.quantities().all.iter();
        all.map(|one| format!("{}={} {}", document.str(one.span), one.value, kind(one.role))).collect()
    }

    #[test]
    fn all_figures_are_sought() {
        assert!(('\0'..=char::MAX).all(|c| FIGURES.holds(c) == begins(c)));
    }

    #[test]
    fn numbers_with_what_they_count() {
        assert_eq!(shown("处五万元罚款，1.5亿元。"), ["五万元=50000 Money", "1.5亿元=150000000 Money"]);
        assert_eq!(shown("百分之三点五、3.5%。"), ["百分之三点五=3.5 Percent", "3.5%=3.5 Percent"]);
        assert_eq!(shown("三分之二，第三次。"), ["三分之二=2 Fraction", "第三=3 Ordinal次"]);
        assert_eq!(
            shown("2026年1月1日，三十日内。"),
            ["2026年=2026 Date", "1月=1 Date", "1日=1 Date", "三十日=30 Period"]
        );
        assert_eq!(shown("三至五年，二十千瓦。"), ["三=3 Low", "五年=5 Period", "二十千瓦=20 Technical"]);
        assert_eq!(shown("22:00至次日六时。"), ["22:00=0 Clock", "六时=6 Clock"]);
    }

    #[test]
    fn what_counts_nothing_is_left_out() {
        assert!(shown("统一规划，一般不得，拨打12345，PM2.5，一次性，二元结构，三五年，《第十条》。").is_empty());
    }

    #[test]
    fn values_and_back() {
        for (number, text) in [(15.0, "十五"), (20_000.0, "二万"), (15_000.0, "一万五千"), (100_500.0, "十万零五百")]
        {
            assert_eq!(chinese(number).as_deref(), Some(text));
            assert_eq!(value(text), Some(number));
        }
        assert_eq!(value("1万5千"), Some(15_000.0));
        assert_eq!(value("5,000"), Some(5000.0));
        assert_eq!((arabic(50_000.0), arabic(15_000.0), arabic(5200.0)), ("5万".into(), "1.5万".into(), "5200".into()));
    }

    #[test]
    fn ranges_are_pairs() {
        let source =
            Source::from_text("a.txt", "某市条例\n第一条　处二万元以上五万元以下罚款，三至五年，一日至三米。\n");
        let document = Document::parse(&source, &Hints::default());
        let found: Vec<&str> = document.quantities().extents.iter().map(|one| document.str(one.span)).collect();
        assert_eq!(found, ["二万元以上五万元", "三至五年"]);
    }
}
