//! What a text is: its kind, its stage, what it calls itself, who makes it. The title tells, the enactment note, and what an
//! office has put around the text.

use super::maker::{self, Locality, Maker};
use super::title::{Title, type_of};

/// The kind of instrument; decides which norms apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 法律
    Law,
    /// 行政法规
    AdminRegulation,
    /// 地方性法规
    LocalRegulation,
    /// 规章
    LocalRule,
    /// 规范性文件, 决议, 司法解释 and all else
    NormativeDocument,
    /// 修改决定, 修正案
    Amendment,
    /// 废止决定
    Repeal,
}

impl Kind {
    /// All kinds, by rank.
    pub const ALL: [Self; 7] = [
        Self::Law,
        Self::AdminRegulation,
        Self::LocalRegulation,
        Self::LocalRule,
        Self::NormativeDocument,
        Self::Amendment,
        Self::Repeal,
    ];

    /// Whether it lays down rules in articles: a law, a regulation or a rule.
    pub const fn is_regulation(self) -> bool {
        match self {
            Self::Law | Self::AdminRegulation | Self::LocalRegulation | Self::LocalRule => true,
            Self::NormativeDocument | Self::Amendment | Self::Repeal => false,
        }
    }

    /// Whether it speaks of another text, whose words it changes or ends: 修改决定, 修正案, 废止决定.
    pub const fn is_decision(self) -> bool {
        match self {
            Self::Amendment | Self::Repeal => true,
            Self::Law | Self::AdminRegulation | Self::LocalRegulation | Self::LocalRule | Self::NormativeDocument => {
                false
            }
        }
    }

    /// Whether a people's congress or its standing committee makes it, by 立法技术规范, with an enactment note (题注); what
    /// governments make is published by an order, and has habits of its own.
    pub const fn is_of_congress(self) -> bool {
        match self {
            Self::Law | Self::LocalRegulation => true,
            Self::AdminRegulation | Self::LocalRule | Self::NormativeDocument | Self::Amendment | Self::Repeal => false,
        }
    }

    /// Whether it is a regulation or a rule that does not hold throughout the country as those of the State Council do.
    pub const fn is_local(self) -> bool {
        match self {
            Self::LocalRegulation | Self::LocalRule => true,
            Self::Law | Self::AdminRegulation | Self::NormativeDocument | Self::Amendment | Self::Repeal => false,
        }
    }

    /// Whether it lays down rules and is no law: it neither bears the name 法 nor tells what is a crime.
    pub const fn is_below_law(self) -> bool {
        match self {
            Self::AdminRegulation | Self::LocalRegulation | Self::LocalRule => true,
            Self::Law | Self::NormativeDocument | Self::Amendment | Self::Repeal => false,
        }
    }

    /// Whether it may threaten a fine without an amount or an upper bound. A local regulation may not (立法技术规范（试行）
    /// （二）4); laws and administrative regulations do, and what stands below takes the amount from what it details.
    pub const fn may_fine_without_bound(self) -> bool {
        match self {
            Self::LocalRegulation => false,
            Self::Law
            | Self::AdminRegulation
            | Self::LocalRule
            | Self::NormativeDocument
            | Self::Amendment
            | Self::Repeal => true,
        }
    }

    /// Whether it may ask for a qualification that the State determines (行政许可法第十五条第二款). A decision may what the text
    /// that it speaks of may.
    pub const fn may_ask_for_qualifications(self) -> bool {
        match self {
            Self::Law | Self::AdminRegulation | Self::Amendment | Self::Repeal => true,
            Self::LocalRegulation | Self::LocalRule | Self::NormativeDocument => false,
        }
    }
    /// The name used in falint.toml and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::AdminRegulation => "admin-regulation",
            Self::LocalRegulation => "local-regulation",
            Self::LocalRule => "local-rule",
            Self::NormativeDocument => "normative-document",
            Self::Amendment => "amendment",
            Self::Repeal => "repeal",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How far a draft has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// 草案, 征求意见稿
    Draft,
    /// 表决稿
    Vote,
    /// 公布
    Published,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Vote, Self::Published];

    /// The name used in falint.toml and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Vote => "vote",
            Self::Published => "published",
        }
    }

    /// The stage of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }
}

/// What the text says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Its kind, as given or as the title tells.
    pub kind: Kind,
    /// Its stage, as given or as the title tells.
    pub stage: Stage,
    /// What it must call itself (本条例, 本办法 …), where the title ends with a known type.
    pub self_name: Option<&'static str>,
    /// Who makes it, where that is known for sure.
    pub maker: Option<Maker>,
    /// Whether it holds in one place only, and its title says so.
    pub locality: Locality,
}

/// What stands around a text, and tells how it was given out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'t> {
    /// Its enactment notes.
    pub notes: &'t [&'t str],
    /// Lines before the title that name who gives the text out: 某市人民政府令.
    pub orders: &'t [&'t str],
    /// Whether something says that it has been given out: 现予公布, a document's number, an imprint.
    pub issued: bool,
    /// Whether it has come with a notice under an office's number, not with an order.
    pub noticed: bool,
}

/// Reads from title and surroundings what the text is; `local` tells whether it is known that it holds in one place of the
/// country.
pub fn instrument(title: Option<&Title>, around: &Around<'_>, local: bool) -> Instrument {
    let Around { notes, orders, .. } = *around;
    let name = title.map_or("", |title| title.name.as_str());
    let suffix = title.and_then(|title| title.suffix.as_deref()).unwrap_or("");
    let self_name = type_of(name).and_then(|(_, self_name)| self_name);
    let maker = Maker::read(name, notes, orders);
    let ranked = kind(name, self_name, notes, maker, local);
    // What a notice of an office brings is no rule, whatever it is called.
    let kind = if ranked == Kind::LocalRule && around.noticed { Kind::NormativeDocument } else { ranked };
    let locality = Locality::read(name, notes, local || matches!(maker, Some(Maker::LocalCongress)));
    let issued = around.issued || !notes.is_empty();
    Instrument { kind, stage: stage(name, suffix, issued), self_name, maker, locality }
}

fn stage(name: &str, suffix: &str, issued: bool) -> Stage {
    let says = |word: &str| suffix.contains(word) || name.ends_with(word);
    if says("表决") {
        Stage::Vote
    } else if suffix.contains("草案") || suffix.contains('稿') || name.ends_with("草案") || !issued {
        Stage::Draft
    } else {
        Stage::Published
    }
}

fn kind(name: &str, self_name: Option<&str>, notes: &[&str], maker: Option<Maker>, local: bool) -> Kind {
    let about = |verb: &str| name.contains(&format!("关于{verb}"));
    if about("废止") && !name.contains("修改") {
        return Kind::Repeal;
    }
    if self_name == Some("本修正案")
        || ((about("修改") || about("修订") || name.contains("的修正")) && name.ends_with("决定"))
    {
        return Kind::Amendment;
    }
    let by = |who: &str| notes.iter().any(|note| note.contains(who));
    let court = name.contains("人民法院") || name.contains("人民检察院") || by("审判委员会");
    let by_congress = maker == Some(Maker::LocalCongress);
    let by_council = maker == Some(Maker::StateCouncil) || by("国务院");
    let by_executive = maker == Some(Maker::Executive);
    // 实施《…》办法: the region is outside 《》.
    let outside = name.split('《').next().unwrap_or(name);
    let local = local || maker::starts_with_place(outside);
    match self_name {
        Some("本法") if by_congress && local => Kind::LocalRegulation,
        Some("本法" | "本法典" | "本宪法") => Kind::Law,
        Some("本条例") if by_executive => Kind::LocalRule,
        Some("本条例") if by_congress || local && !by_council => Kind::LocalRegulation,
        Some("本条例") => Kind::AdminRegulation,
        Some("本办法" | "本规定" | "本规则" | "本细则") if court => Kind::NormativeDocument,
        Some("本办法" | "本规定" | "本规则" | "本细则") if by_congress => Kind::LocalRegulation,
        Some("本办法" | "本规定" | "本规则" | "本细则") if by_council => Kind::AdminRegulation,
        Some("本办法" | "本规定" | "本规则" | "本细则")
            if by_executive || by("政府") || by("部") || by("令") || !local =>
        {
            Kind::LocalRule
        }
        Some("本办法" | "本规定" | "本规则" | "本细则") => Kind::LocalRegulation,
        Some(_) | None if name.ends_with("通则") || name.ends_with("总则") || name.ends_with('编') => Kind::Law,
        Some(_) | None => Kind::NormativeDocument,
    }
}

#[cfg(test)]
mod tests {
    use super::super::excerpt::Excerpt;
    use super::super::{Hints, Tree};
    use super::*;
    use crate::source::Source;

    fn instrument_of(text: &str) -> Instrument {
        Tree::parse(&Excerpt::of(&Source::from_text("a.txt", text)), &Hints::default()).instrument
    }

    #[test]
    fn kinds_and_stages() {
        for (title, note, kind, stage) in [
            ("中华人民共和国水法", "（2002年8月29日通过）", Kind::Law, Stage::Published),
            ("娱乐场所管理条例", "", Kind::AdminRegulation, Stage::Draft),
            ("某市人民代表大会常务委员会关于修改《某市养犬条例》的决定", "", Kind::Amendment, Stage::Draft),
            ("某市人民代表大会常务委员会关于废止《某市养犬条例》的决定", "", Kind::Repeal, Stage::Draft),
            (
                "江苏省实施《中华人民共和国水法》办法",
                "（2019年5月1日某省人民代表大会常务委员会通过）",
                Kind::LocalRegulation,
                Stage::Published,
            ),
            ("鞍山市养犬管理办法", "（2019年5月1日某市人民政府令第3号公布）", Kind::LocalRule, Stage::Published),
            ("鞍山市养犬管理条例（表决稿）", "", Kind::LocalRegulation, Stage::Vote),
            ("城市绿化条例", "（1992年6月22日国务院令第100号发布）", Kind::AdminRegulation, Stage::Published),
            (
                "市场监督管理投诉举报处理暂行办法",
                "（2019年国家市场监督管理总局令第20号公布）",
                Kind::LocalRule,
                Stage::Published,
            ),
            ("住宅专项维修资金管理办法", "", Kind::LocalRule, Stage::Draft),
        ] {
            let instrument = instrument_of(&format!("{title}\n{note}\n"));
            assert_eq!((instrument.kind, instrument.stage), (kind, stage), "{title}");
        }
    }

    #[test]
    fn kinds_that_the_maker_tells() {
        for (title, note, kind) in [
            ("某市养犬管理条例", "（2019年5月1日某市人民政府令第3号公布）", Kind::LocalRule),
            ("某市养犬管理法", "（2019年5月1日某市第三届人民代表大会通过）", Kind::LocalRegulation),
            ("国务院关于股东出资的规定", "", Kind::AdminRegulation),
            ("上海港口条例", "", Kind::LocalRegulation),
        ] {
            assert_eq!(instrument_of(&format!("{title}\n{note}\n")).kind, kind, "{title}");
        }
    }

    #[test]
    fn what_an_office_has_put_around_a_text() {
        let body = "第一条　为了规范取水，制定本办法。\n第二条　甲。\n";
        for (front, behind, kind, stage) in [
            ("某部令〔2025〕第3号\n《取水管理办法》已经通过，现予公布。\n", "", Kind::LocalRule, Stage::Published),
            (
                "某局文件\n某发〔2025〕3号\n关于印发《取水管理办法》的通知\n各区局：\n现印发给你们。\n",
                "",
                Kind::NormativeDocument,
                Stage::Published,
            ),
            ("", "某局办公室　2025年3月1日印发\n", Kind::LocalRule, Stage::Published),
            ("", "", Kind::LocalRule, Stage::Draft),
        ] {
            let found = instrument_of(&format!("{front}取水管理办法\n{body}{behind}"));
            assert_eq!((found.kind, found.stage), (kind, stage), "{front}");
        }
        let draft = instrument_of(&format!("某发〔2025〕3号\n取水管理办法（征求意见稿）\n{body}"));
        assert_eq!(draft.stage, Stage::Draft);
    }
}
