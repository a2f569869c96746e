//! What quantities are counted in: names, symbols, and units that are no longer legal.

use crate::lexicon::numerals;

/// What a quantity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// 元
    Money,
    /// 日, 年, 小时
    Period,
    /// 周岁
    Age,
    /// 人, 名
    People,
    /// 倍
    Multiple,
    /// 米
    Length,
    /// 平方米
    Area,
    /// 立方米, 升
    Volume,
    /// 吨
    Mass,
    /// 度, 分贝, 千瓦: values of technology
    Technical,
    /// 个, 件, 种
    Count,
}

/// How a unit is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// By its Chinese name.
    Name,
    /// By a symbol; the name it stands for.
    Symbol(&'static str),
    /// By a name that is not legal, or a short one; the legal name, where the two measure the same.
    Nonlegal(Option<&'static str>),
}

/// A unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// As written.
    pub name: &'static str,
    /// What it measures.
    pub measure: Measure,
    /// How many of the measure's smallest unit it is, as near as comparing needs; 0 where it compares with none.
    pub size: f64,
    /// How it is named.
    pub form: Form,
}

const fn unit(name: &'static str, measure: Measure, size: f64) -> Unit {
    Unit { name, measure, size, form: Form::Name }
}

const fn symbol(name: &'static str, measure: Measure, meant: &'static str) -> Unit {
    Unit { name, measure, size: 0.0, form: Form::Symbol(meant) }
}

const fn nonlegal(name: &'static str, measure: Measure, meant: Option<&'static str>) -> Unit {
    Unit { name, measure, size: 0.0, form: Form::Nonlegal(meant) }
}

/// All units, in order of their first character, longer names first.
const UNITS: &[Unit] = &[
    symbol("KM", Measure::Length, "公里"),
    symbol("KG", Measure::Mass, "千克"),
    symbol("KW", Measure::Technical, "千瓦"),
    symbol("KV", Measure::Technical, "千伏"),
    symbol("L", Measure::Volume, "升"),
    symbol("cm", Measure::Length, "厘米"),
    symbol("dB(A)", Measure::Technical, "分贝"),
    symbol("dB（A）", Measure::Technical, "分贝"),
    symbol("dB", Measure::Technical, "分贝"),
    symbol("km/h", Measure::Technical, "公里每小时"),
    symbol("km²", Measure::Area, "平方公里"),
    symbol("km2", Measure::Area, "平方公里"),
    symbol("kWh", Measure::Technical, "千瓦时"),
    symbol("km", Measure::Length, "公里"),
    symbol("kg", Measure::Mass, "千克"),
    symbol("kW", Measure::Technical, "千瓦"),
    symbol("kV", Measure::Technical, "千伏"),
    symbol("mm", Measure::Length, "毫米"),
    symbol("mg", Measure::Mass, "毫克"),
    symbol("ml", Measure::Volume, "毫升"),
    symbol("mL", Measure::Volume, "毫升"),
    symbol("m²", Measure::Area, "平方米"),
    symbol("m2", Measure::Area, "平方米"),
    symbol("m³", Measure::Volume, "立方米"),
    symbol("m3", Measure::Volume, "立方米"),
    symbol("m", Measure::Length, "米"),
    symbol("t", Measure::Mass, "吨"),
    symbol("℃", Measure::Technical, "摄氏度"),
    symbol("㎡", Measure::Area, "平方米"),
    symbol("㎥", Measure::Volume, "立方米"),
    unit("个工作日", Measure::Period, 24.0),
    unit("个自然日", Measure::Period, 24.0),
    unit("个百分点", Measure::Technical, 1.0),
    unit("个星期", Measure::Period, 168.0),
    unit("个小时", Measure::Period, 1.0),
    unit("个学时", Measure::Period, 0.0),
    unit("个月", Measure::Period, 720.0),
    unit("个", Measure::Count, 1.0),
    unit("亩", Measure::Area, 666.7),
    unit("人次", Measure::People, 1.0),
    unit("人", Measure::People, 1.0),
    unit("件", Measure::Count, 1.0),
    unit("份", Measure::Count, 1.0),
    unit("伏", Measure::Technical, 1.0),
    unit("倍", Measure::Multiple, 1.0),
    unit("元", Measure::Money, 1.0),
    unit("兆瓦", Measure::Technical, 0.0),
    unit("兆帕", Measure::Technical, 0.0),
    unit("兆赫", Measure::Technical, 0.0),
    unit("克", Measure::Mass, 1.0),
    unit("公里", Measure::Length, 100_000.0),
    unit("公顷", Measure::Area, 10_000.0),
    unit("公斤", Measure::Mass, 1000.0),
    nonlegal("公分", Measure::Length, Some("厘米")),
    nonlegal("公升", Measure::Volume, Some("升")),
    nonlegal("公尺", Measure::Length, Some("米")),
    nonlegal("公吨", Measure::Mass, Some("吨")),
    nonlegal("公亩", Measure::Area, None),
    unit("分钟", Measure::Period, 0.0166),
    unit("分贝", Measure::Technical, 1.0),
    unit("千瓦时", Measure::Technical, 0.0),
    unit("千伏安", Measure::Technical, 0.0),
    unit("千米", Measure::Length, 100_000.0),
    unit("千克", Measure::Mass, 1000.0),
    unit("千瓦", Measure::Technical, 1.0),
    unit("千伏", Measure::Technical, 1.0),
    unit("千赫", Measure::Technical, 0.0),
    unit("千帕", Measure::Technical, 0.0),
    unit("千卡", Measure::Technical, 0.0),
    unit("升", Measure::Volume, 1.0),
    nonlegal("华里", Measure::Length, None),
    unit("厘米", Measure::Length, 1.0),
    unit("只", Measure::Count, 1.0),
    unit("台", Measure::Count, 1.0),
    unit("名", Measure::People, 1.0),
    unit("吨", Measure::Mass, 1_000_000.0),
    unit("周岁", Measure::Age, 1.0),
    unit("周年", Measure::Period, 8760.0),
    unit("天", Measure::Period, 24.0),
    unit("小时", Measure::Period, 1.0),
    unit("岁", Measure::Age, 1.0),
    unit("工作日", Measure::Period, 24.0),
    nonlegal("市斤", Measure::Mass, None),
    nonlegal("市尺", Measure::Length, None),
    nonlegal("市亩", Measure::Area, None),
    unit("平方公里", Measure::Area, 1_000_000.0),
    unit("平方千米", Measure::Area, 1_000_000.0),
    unit("平方米", Measure::Area, 1.0),
    nonlegal("平米", Measure::Area, Some("平方米")),
    unit("年", Measure::Period, 8760.0),
    unit("度", Measure::Technical, 1.0),
    unit("户", Measure::Count, 1.0),
    unit("摄氏度", Measure::Technical, 1.0),
    nonlegal("斤", Measure::Mass, None),
    unit("日元", Measure::Money, 0.0),
    unit("日", Measure::Period, 24.0),
    unit("次", Measure::Count, 1.0),
    unit("欧元", Measure::Money, 0.0),
    unit("毫米", Measure::Length, 0.1),
    unit("毫升", Measure::Volume, 0.001),
    unit("毫克", Measure::Mass, 0.0),
    unit("海里", Measure::Length, 185_200.0),
    unit("港元", Measure::Money, 0.0),
    unit("港币", Measure::Money, 0.0),
    unit("瓦", Measure::Technical, 1.0),
    unit("种", Measure::Count, 1.0),
    unit("秒", Measure::Period, 0.0002),
    unit("立方米", Measure::Volume, 1000.0),
    nonlegal("立方", Measure::Volume, Some("立方米")),
    unit("米", Measure::Length, 100.0),
    unit("类", Measure::Count, 1.0),
    unit("美元", Measure::Money, 0.0),
    nonlegal("英寸", Measure::Length, None),
    nonlegal("英尺", Measure::Length, None),
    nonlegal("英里", Measure::Length, None),
    unit("辆", Measure::Count, 1.0),
    unit("项", Measure::Count, 1.0),
    nonlegal("马力", Measure::Technical, None),
];

/// The units whose names begin with a character.
fn beginning(first: char) -> &'static [Unit] {
    let initial = |unit: &Unit| unit.name.chars().next();
    let from = UNITS.partition_point(|unit| initial(unit) < Some(first));
    let rest = &UNITS[from..];
    &rest[..rest.partition_point(|unit| initial(unit) == Some(first))]
}

/// The unit that `text` starts with.
pub fn at_start(text: &str) -> Option<&'static Unit> {
    let first = text.chars().next()?;
    let unit = beginning(first).iter().find(|unit| text.starts_with(unit.name))?;
    let rest = &text[unit.name.len()..];
    let goes_on = match unit.form {
        Form::Name | Form::Nonlegal(_) => {
            let longer = numerals::LONGER_THAN_UNITS.iter().find(|(name, _)| *name == unit.name);
            rest.starts_with('/') || longer.is_some_and(|(_, ends)| ends.iter().any(|end| rest.starts_with(end)))
        }
        Form::Symbol(_) => {
            rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '·' | '²' | '³' | '×' | '*'))
        }
    };
    (!goes_on).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stand_in_the_order_in_which_they_are_looked_up() {
        let key = |unit: &Unit| (unit.name.chars().next(), std::cmp::Reverse(unit.name.chars().count()));
        assert!(UNITS.is_sorted_by_key(key));
        let found = |text: &str| at_start(text).map(|unit| unit.name);
        assert_eq!(
            (found("个工作日内"), found("平方米以上"), found("m2。")),
            (Some("个工作日"), Some("平方米"), Some("m2"))
        );
        assert_eq!((found("次性补助"), found("mg/L"), found("条")), (None, None, None));
    }
}
