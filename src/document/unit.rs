//! What quantities are counted in: names, symbols, and units that are no longer legal.

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

/// The units whose names begin with a character, longer names first.
fn beginning(first: char) -> &'static [Unit] {
    use Measure::{Age, Area, Count, Length, Mass, Money, Multiple, People, Period, Technical, Volume};
    match first {
        '元' => const { &[unit("元", Money, 1.0)] },
        '美' => const { &[unit("美元", Money, 0.0)] },
        '港' => const { &[unit("港元", Money, 0.0), unit("港币", Money, 0.0)] },
        '欧' => const { &[unit("欧元", Money, 0.0)] },
        '日' => const { &[unit("日元", Money, 0.0), unit("日", Period, 24.0)] },
        '天' => const { &[unit("天", Period, 24.0)] },
        '年' => const { &[unit("年", Period, 8760.0)] },
        '小' => const { &[unit("小时", Period, 1.0)] },
        '分' => const { &[unit("分钟", Period, 0.0166), unit("分贝", Technical, 1.0)] },
        '秒' => const { &[unit("秒", Period, 0.0002)] },
        '工' => const { &[unit("工作日", Period, 24.0)] },
        '个' => {
            const {
                &[
                    unit("个工作日", Period, 24.0),
                    unit("个自然日", Period, 24.0),
                    unit("个百分点", Technical, 1.0),
                    unit("个星期", Period, 168.0),
                    unit("个小时", Period, 1.0),
                    unit("个学时", Period, 0.0),
                    unit("个月", Period, 720.0),
                    unit("个", Count, 1.0),
                ]
            }
        }
        '周' => const { &[unit("周岁", Age, 1.0), unit("周年", Period, 8760.0)] },
        '岁' => const { &[unit("岁", Age, 1.0)] },
        '倍' => const { &[unit("倍", Multiple, 1.0)] },
        '人' => const { &[unit("人次", People, 1.0), unit("人", People, 1.0)] },
        '名' => const { &[unit("名", People, 1.0)] },
        '户' => const { &[unit("户", Count, 1.0)] },
        '件' => const { &[unit("件", Count, 1.0)] },
        '次' => const { &[unit("次", Count, 1.0)] },
        '份' => const { &[unit("份", Count, 1.0)] },
        '种' => const { &[unit("种", Count, 1.0)] },
        '类' => const { &[unit("类", Count, 1.0)] },
        '项' => const { &[unit("项", Count, 1.0)] },
        '辆' => const { &[unit("辆", Count, 1.0)] },
        '台' => const { &[unit("台", Count, 1.0)] },
        '只' => const { &[unit("只", Count, 1.0)] },
        '米' => const { &[unit("米", Length, 100.0)] },
        '厘' => const { &[unit("厘米", Length, 1.0)] },
        '毫' => const { &[unit("毫米", Length, 0.1), unit("毫升", Volume, 0.001), unit("毫克", Mass, 0.0)] },
        '公' => {
            const {
                &[
                    unit("公里", Length, 100_000.0),
                    unit("公顷", Area, 10_000.0),
                    unit("公斤", Mass, 1000.0),
                    nonlegal("公分", Length, Some("厘米")),
                    nonlegal("公升", Volume, Some("升")),
                    nonlegal("公尺", Length, Some("米")),
                    nonlegal("公吨", Mass, Some("吨")),
                    nonlegal("公亩", Area, None),
                ]
            }
        }
        '千' => {
            const {
                &[
                    unit("千瓦时", Technical, 0.0),
                    unit("千伏安", Technical, 0.0),
                    unit("千米", Length, 100_000.0),
                    unit("千克", Mass, 1000.0),
                    unit("千瓦", Technical, 1.0),
                    unit("千伏", Technical, 1.0),
                    unit("千赫", Technical, 0.0),
                    unit("千帕", Technical, 0.0),
                    unit("千卡", Technical, 0.0),
                ]
            }
        }
        '海' => const { &[unit("海里", Length, 185_200.0)] },
        '平' => {
            const {
                &[
                    unit("平方公里", Area, 1_000_000.0),
                    unit("平方千米", Area, 1_000_000.0),
                    unit("平方米", Area, 1.0),
                    nonlegal("平米", Area, Some("平方米")),
                ]
            }
        }
        '亩' => const { &[unit("亩", Area, 666.7)] },
        '立' => const { &[unit("立方米", Volume, 1000.0), nonlegal("立方", Volume, Some("立方米"))] },
        '升' => const { &[unit("升", Volume, 1.0)] },
        '吨' => const { &[unit("吨", Mass, 1_000_000.0)] },
        '克' => const { &[unit("克", Mass, 1.0)] },
        '斤' => const { &[nonlegal("斤", Mass, None)] },
        '市' => {
            const { &[nonlegal("市斤", Mass, None), nonlegal("市尺", Length, None), nonlegal("市亩", Area, None)] }
        }
        '英' => {
            const { &[nonlegal("英寸", Length, None), nonlegal("英尺", Length, None), nonlegal("英里", Length, None)] }
        }
        '马' => const { &[nonlegal("马力", Technical, None)] },
        '华' => const { &[nonlegal("华里", Length, None)] },
        '度' => const { &[unit("度", Technical, 1.0)] },
        '摄' => const { &[unit("摄氏度", Technical, 1.0)] },
        '瓦' => const { &[unit("瓦", Technical, 1.0)] },
        '伏' => const { &[unit("伏", Technical, 1.0)] },
        '兆' => const { &[unit("兆瓦", Technical, 0.0), unit("兆帕", Technical, 0.0), unit("兆赫", Technical, 0.0)] },
        '㎡' => const { &[symbol("㎡", Area, "平方米")] },
        '㎥' => const { &[symbol("㎥", Volume, "立方米")] },
        '℃' => const { &[symbol("℃", Technical, "摄氏度")] },
        'm' => {
            const {
                &[
                    symbol("mm", Length, "毫米"),
                    symbol("mg", Mass, "毫克"),
                    symbol("ml", Volume, "毫升"),
                    symbol("mL", Volume, "毫升"),
                    symbol("m²", Area, "平方米"),
                    symbol("m2", Area, "平方米"),
                    symbol("m³", Volume, "立方米"),
                    symbol("m3", Volume, "立方米"),
                    symbol("m", Length, "米"),
                ]
            }
        }
        'c' => const { &[symbol("cm", Length, "厘米")] },
        'k' => {
            const {
                &[
                    symbol("km/h", Technical, "公里每小时"),
                    symbol("km²", Area, "平方公里"),
                    symbol("km2", Area, "平方公里"),
                    symbol("km", Length, "公里"),
                    symbol("kg", Mass, "千克"),
                    symbol("kWh", Technical, "千瓦时"),
                    symbol("kW", Technical, "千瓦"),
                    symbol("kV", Technical, "千伏"),
                ]
            }
        }
        'K' => {
            const {
                &[
                    symbol("KM", Length, "公里"),
                    symbol("KG", Mass, "千克"),
                    symbol("KW", Technical, "千瓦"),
                    symbol("KV", Technical, "千伏"),
                ]
            }
        }
        'd' => {
            const {
                &[
                    symbol("dB(A)", Technical, "分贝"),
                    symbol("dB（A）", Technical, "分贝"),
                    symbol("dB", Technical, "分贝"),
                ]
            }
        }
        't' => const { &[symbol("t", Mass, "吨")] },
        'L' => const { &[symbol("L", Volume, "升")] },
        _ => &[],
    }
}

/// What a unit's name is the beginning of: 一次性, 二元化, 三种类. Then it is no unit.
const GOES_ON: &[(&str, &[&str])] = &[
    ("元", &["化", "结构", "论", "素", "旦", "件", "月"]),
    ("次", &["性", "生", "序", "元", "品", "级"]),
    ("人", &["民", "才", "大", "称", "类", "格", "体", "均", "行"]),
    ("名", &["录", "胜", "称", "优", "镇", "城", "村"]),
    ("个", &["体", "人", "性", "别"]),
    ("项", &["目"]),
    ("种", &["类", "植", "子", "养", "质"]),
    ("件", &["套"]),
    ("度", &["假", "电"]),
    ("克", &["拉", "隆"]),
    ("米", &["字"]),
    ("倍", &["数"]),
    ("日", &["常", "照", "报", "夜", "式", "游"]),
    ("天", &["然", "气", "窗", "津", "河", "门", "桥", "一"]),
    ("年", &["级", "限", "龄", "代", "度", "货"]),
    ("台", &["湾", "州", "风"]),
    ("只", &["能", "要", "有", "是", "限", "得"]),
    ("升", &["级", "学", "入", "降"]),
    ("户", &["籍", "口", "外"]),
    ("份", &["额"]),
    ("秒", &["杀"]),
];

/// The unit that `text` starts with.
pub fn at_start(text: &str) -> Option<&'static Unit> {
    let first = text.chars().next()?;
    let unit = beginning(first).iter().find(|unit| text.starts_with(unit.name))?;
    let rest = &text[unit.name.len()..];
    let goes_on = match unit.form {
        Form::Name | Form::Nonlegal(_) => {
            let longer = GOES_ON.iter().find(|(name, _)| *name == unit.name);
            rest.starts_with('/') || longer.is_some_and(|(_, ends)| ends.iter().any(|end| rest.starts_with(end)))
        }
        Form::Symbol(_) => {
            rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '·' | '²' | '³' | '×' | '*'))
        }
    };
    (!goes_on).then_some(unit)
}
