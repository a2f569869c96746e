//! Who makes a text, and whether it holds in one place only: read from the enactment note, from the order or the
//! announcement before the title, and from the title itself.

use super::label;
use super::line::{Raw, is_comma, is_stop};
use crate::lexicon::{makers, places};

/// Who makes a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Maker {
    /// 全国人民代表大会 and its standing committee.
    NationalCongress,
    /// 国务院
    StateCouncil,
    /// The people's congress of a place, and its standing committee.
    LocalCongress,
    /// A ministry, or the government of a place.
    Executive,
}

impl Maker {
    /// The maker of the text called `name`, as its notes tell, and the `orders` before its title.
    pub(super) fn read(name: &str, notes: &[&str], orders: &[&str]) -> Option<Self> {
        let told = || notes.iter().chain(orders);
        // Military regulations are 条例, too.
        let other = makers::OTHER;
        if told().any(|line| other.iter().any(|word| line.contains(word)) && !line.contains("国务院"))
            || name.contains("人民法院")
            || name.contains("人民检察院")
        {
            return None;
        }
        let congress = |line: &&&str| {
            (line.contains("人民代表大会") || line.contains("人大常委会"))
                && !line.contains("全国人民代表大会")
                && !line.contains("全国人大")
        };
        if told().any(|line| congress(&line)) {
            return Some(Self::LocalCongress);
        }
        if told().any(|line| line.contains("全国人民代表大会") || line.contains("主席令")) {
            return Some(Self::NationalCongress);
        }
        let title = name.strip_prefix("中华人民共和国").unwrap_or(name);
        if title.starts_with("国务院") || told().any(|line| line.contains("国务院")) {
            return Some(Self::StateCouncil);
        }
        let government = |line: &str| line.contains("政府") && makers::GOVERNING.iter().any(|word| line.contains(word));
        let order = |line: &str| line.contains("令第") || line.ends_with('令');
        told().any(|line| government(line) || order(line)).then_some(Self::Executive)
    }
}

/// The lines before a title that name who gives the text out: 某市人民政府令, 某市人民代表大会常务委员会公告.
pub(super) fn orders<'t>(text: &'t str, raws: &[Raw]) -> Vec<&'t str> {
    let lines = raws.iter().map(|raw| raw.span.of(text));
    let is_order = |line: &&str| {
        let order = line.ends_with('令') || line.contains("令第") && line.ends_with('号');
        let named = makers::ORDERING;
        let from = line.find('令').map_or("", |at| line[..at].trim_end_matches(label::is_blank));
        order && named.iter().any(|word| from.ends_with(word)) || line.ends_with("常务委员会公告")
    };
    lines
        .filter(|line| line.chars().count() <= 40 && !line.contains(|c| is_stop(c) || is_comma(c)))
        .filter(is_order)
        .collect()
}

/// Whether a text holds in one place of the country, and its title names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locality {
    /// It is not known where it holds.
    Unknown,
    /// In a place that the title names.
    Named,
    /// In a place that the title does not name.
    Unnamed,
}

impl Locality {
    /// Whether the title `name` of a text that holds in one place (`local`) names it, or may well do so.
    pub(super) fn read(name: &str, notes: &[&str], local: bool) -> Self {
        if !local || name.is_empty() {
            return Self::Unknown;
        }
        let outside = name.split('《').next().unwrap_or(name);
        let told = notes.iter().any(|note| stems(note).any(|stem| name.contains(stem)));
        if told || names_place(outside) || names_province(name) || names_land(outside) {
            Self::Named
        } else {
            Self::Unnamed
        }
    }
}

fn names_province(name: &str) -> bool {
    places::PROVINCES.iter().any(|province| name.contains(province))
}

/// Whether a title starts with the name of a place, or has it in the bracket behind 中国.
pub(super) fn starts_with_place(title: &str) -> bool {
    let national = title.starts_with("中华人民共和国");
    let inner = title.strip_prefix("中国（").unwrap_or(title);
    !national && (names_place(title) || places::PROVINCES.iter().any(|province| inner.starts_with(province)))
}

/// Whether a title starts with the name of a place: 鞍山市, 珠海经济特区; but 城市 and 市场 are none.
pub fn names_place(title: &str) -> bool {
    places::KINDS.iter().any(|place| {
        title.match_indices(place).any(|(at, _)| {
            let before = &title[..at];
            // 某市 in samples.
            let name = before.chars().count() >= 2 || matches!(before, "某" | "×" | "X");
            let behind = &title[at + place.len()..];
            let longer = behind.starts_with(['场', '容', '级']);
            name && !longer && !before.ends_with('城') && !before.contains(['的', '、'])
        })
    })
}

/// Whether a title may start with the name of a river, a lake, a mountain, a zone: 横琴, 大运河, 西湖风景名胜区.
fn names_land(title: &str) -> bool {
    const LAND: &str = "区州县盟旗江河湖山海港岛岭原镇村城湾库峡泉渠寺窟陵堰坝";
    if places::ZONES.iter().any(|zone| title.contains(zone)) {
        return true;
    }
    let head: String = title.chars().take(8).collect();
    let common = places::COMMON_HEADS.iter().any(|word| head.starts_with(word));
    !common && head.chars().enumerate().any(|(at, c)| at > 0 && LAND.contains(c)) && !head.starts_with('城')
}

/// The names of places in a note, without what they are: 滨州 of 滨州市第十一届人民代表大会.
fn stems(note: &str) -> impl Iterator<Item = &str> {
    let units = note.match_indices(['省', '市', '区', '州', '县', '盟', '旗']);
    units.filter_map(|(at, _)| {
        let before = &note[..at];
        let start = before.char_indices().rev().take_while(|&(_, c)| label::is_han(c) && c != '日').map(|(at, _)| at);
        let stem = &before[start.take(10).last()?..];
        let first = stem.char_indices().nth(2).map_or(stem.len(), |(at, _)| at);
        (stem.chars().count() >= 2).then_some(&stem[..first])
    })
}

/// Whether a line of the body tells that the text holds in one place: 本市行政区域, 结合本省实际.
pub(super) fn tells_place(line: &str) -> bool {
    line.contains('本')
        && places::OWN.iter().any(|unit| {
            line.match_indices(unit).any(|(at, _)| {
                let behind = &line[at + unit.len()..];
                behind.starts_with("行政区域") || behind.starts_with("实际") && line[..at].ends_with("结合")
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makers() {
        let of = |note: &str, order: &str| Maker::read("某市养犬管理条例", &[note], &[order]);
        assert_eq!(of("（2019年5月1日某市第十届人民代表大会常务委员会通过）", ""), Some(Maker::LocalCongress));
        assert_eq!(of("（2019年5月1日第十三届全国人民代表大会通过）", ""), Some(Maker::NationalCongress));
        assert_eq!(of("（1992年6月22日国务院令第100号发布）", ""), Some(Maker::StateCouncil));
        assert_eq!(of("（2019年5月1日某市人民政府令第3号公布）", ""), Some(Maker::Executive));
        assert_eq!(of("", "某市人民政府令"), Some(Maker::Executive));
        assert_eq!(of("", "某市人民代表大会常务委员会公告"), Some(Maker::LocalCongress));
        assert_eq!(of("（2018年5月1日中央军事委员会令第3号公布）", ""), None);
        assert_eq!(of("（2018年5月1日国务院、中央军委令第3号公布）", ""), Some(Maker::StateCouncil));
        assert_eq!(of("", ""), None);
    }

    #[test]
    fn titles_with_and_without_a_place() {
        let of = |name: &str| Locality::read(name, &["（2019年5月1日滨州市第十届人民代表大会通过）"], true);
        for name in [
            "养犬管理条例",
            "城市绿化条例",
            "乡村振兴促进条例",
            "市场监督条例",
            "湿地保护条例",
            "物业管理条例",
            "矿山生态修复条例",
        ] {
            assert_eq!(of(name), Locality::Unnamed, "{name}");
        }
        for name in [
            "滨州市养犬管理条例",
            "滨州养犬管理条例",
            "上海港口条例",
            "中国（上海）自由贸易试验区条例",
            "横琴粤澳深度合作区发展促进条例",
            "大运河保护条例",
            "珠海经济特区养犬条例",
            "湘江保护条例",
            "义乌国际贸易综合改革试验区条例",
            "西湖风景名胜区管理条例",
        ] {
            assert_eq!(of(name), Locality::Named, "{name}");
        }
        assert_eq!(Locality::read("养犬管理条例", &[], false), Locality::Unknown);
    }

    #[test]
    fn the_body_tells_of_a_place() {
        assert!(tells_place("本市行政区域内养犬，适用本条例。"));
        assert!(tells_place("根据《甲法》，结合本省实际，制定本条例。"));
        assert!(!tells_place("县级以上人民政府负责本行政区域内的工作。"));
    }
}
