//! What stands before the body: title and enactment note, and what they tell of the instrument: its kind, its stage,
//! what it calls itself.

use super::label;
use super::line::{self, Raw, Shape};
use super::maker::{self, Locality, Maker};
use crate::diagnostic::Span;
use crate::lexicon::{notes, titles};
use crate::source::LineStyle;

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

/// The title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// From its first line's start to its last line's end.
    pub span: Span,
    /// Without blanks, outer 《》 and a bracket such as （修订草案） at the end.
    pub name: String,
    /// The bracket at the end, without its marks: `修订草案`; or what stands there for it, without a bracket.
    pub suffix: Option<String>,
    /// All that stands behind the name, with its brackets: `（修订草案）`, `修订草案`, `草案（修订）`.
    pub tail: String,
}

impl Title {
    /// Whether the title says that the text is a draft: （修订草案）, （征求意见稿）, 表决稿.
    pub fn is_draft(&self) -> bool {
        let suffix = self.suffix.as_deref().unwrap_or("");
        suffix.contains("草案") || suffix.contains('稿') || self.name.ends_with("草案") || self.name.ends_with("稿")
    }

    /// Whether the title says that the text holds on trial: （试行）.
    pub fn is_trial(&self) -> bool {
        self.name.contains("试行") || self.suffix.as_deref().is_some_and(|suffix| suffix.contains("试行"))
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

/// The front of a text, read.
#[derive(Debug)]
pub struct Front {
    /// The title.
    pub title: Option<Title>,
    /// Which lines are the title's.
    pub title_lines: std::ops::Range<usize>,
}

/// A title's line without blanks and without 《》 around all of it.
fn bare(text: &str) -> String {
    let letters = label::without_blanks(text);
    let inner = letters.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
    match inner {
        Some(inner) if !inner.contains('》') => inner.to_owned(),
        Some(_) | None => letters,
    }
}

/// A name and the words of a draft that stand behind its type without a bracket: 某条例修订草案.
fn split_draft_words(name: &str) -> (&str, &str) {
    let mut head = name;
    while let Some(rest) = titles::STAGES.iter().find_map(|word| head.strip_suffix(word)) {
        head = rest;
    }
    let tail = &name[head.len()..];
    let drafted = tail.contains("草案") || tail.contains('稿');
    if drafted && type_of(head).is_some_and(|(_, own)| own.is_some()) { (head, tail) } else { (name, "") }
}

/// A title without the stop that should not close it.
fn without_stop(title: &str) -> &str {
    title.trim_end_matches(|c: char| line::is_terminal(c) || line::is_comma(c) || c == '、')
}

/// Name and bracket of a title.
fn split_suffix(title: &str) -> (&str, Option<&str>) {
    let open = title.rfind(['（', '(']);
    if let (Some(open), true) = (open, title.ends_with(['）', ')'])) {
        let inner = title[open..].trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
        if titles::SUFFIXES.iter().any(|word| inner.contains(word)) {
            return (title[..open].trim_end_matches('》').trim_start_matches('《'), Some(inner));
        }
    }
    (title, None)
}

/// The type a name ends with, behind which a bracket may stand: 刑法修正案（九）; and what such a text calls itself.
fn type_of(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    let bracket = name.ends_with(['）', ')']).then(|| name.rfind(['（', '('])).flatten();
    let name = &name[..bracket.unwrap_or(name.len())];
    let (ending, own) = titles::KINDS.iter().find(|(ending, _)| name.ends_with(ending))?;
    Some((ending, own.first().copied()))
}

fn is_candidate(text: &str) -> bool {
    let letters = bare(text);
    let stopped = letters.ends_with('。');
    let letters = if stopped { without_stop(&letters) } else { &letters };
    if letters.chars().count() > 90 || letters.contains(['。', '；', ';']) || letters.starts_with(['（', '(']) {
        return false;
    }
    let (name, suffix) = split_suffix(letters);
    let (name, _) = split_draft_words(name);
    let typed = type_of(name);
    if stopped {
        // A title, not a sentence that ends with the name of a text.
        return typed.is_some_and(|(_, own)| own.is_some())
            && letters.chars().count() <= 30
            && !letters
                .contains(|c| line::is_comma(c) || line::is_colon(c) || matches!(c, '《' | '本' | '按' | '照' | '据'));
    }
    suffix.is_some_and(|suffix| suffix.contains(['草', '稿'])) || typed.is_some()
}

/// Finds the title among the lines before the body.
pub fn read(text: &str, raws: &[Raw]) -> Front {
    let heading =
        raws.iter().position(|raw| matches!(raw.style, LineStyle::Heading(1)) && matches!(raw.shape, Shape::Text));
    let plain = |raw: &Raw| matches!(raw.shape, Shape::Text);
    let candidate = raws.iter().rposition(|raw| plain(raw) && is_candidate(raw.span.of(text)));
    let Some(found) = heading.or(candidate).or_else(|| raws.iter().position(plain)) else {
        return Front { title: None, title_lines: 0..0 };
    };
    let short = |raw: &Raw| {
        let line = raw.span.of(text);
        plain(raw) && line.chars().count() <= 40 && !line.contains(['。', '；', '，', '：', ';', ',', ':', '》'])
    };
    let mut first = found;
    let mut last = found + 1;
    if heading.is_none() {
        // 关于修改…的决定 below the name of who decides; （修订草案） below the name.
        let opens = raws[found].span.of(text).trim_start_matches('《');
        let goes_on =
            opens.starts_with("关于") || type_of(&bare(opens)).is_some_and(|(ending, _)| ending == bare(opens));
        if goes_on && first > 0 && short(&raws[first - 1]) {
            first -= 1;
        }
        if let Some(next) = raws.get(last) {
            let line = bare(next.span.of(text));
            if line.starts_with(['（', '('])
                && split_suffix(&line).1.is_some()
                && line.chars().count() <= 20
                && line.contains(['草', '稿', '试'])
            {
                last += 1;
            }
        }
    }
    let joined: String = raws[first..last].iter().map(|raw| bare(raw.span.of(text))).collect();
    let joined = bare(without_stop(&joined));
    let (named, bracket) = split_suffix(&joined);
    let (name, words) = split_draft_words(named);
    let tail = joined.rfind(name).map_or("", |at| &joined[at + name.len()..]).trim_start_matches('》').to_owned();
    let suffix = if words.is_empty() { bracket.map(str::to_owned) } else { Some(tail.clone()) };
    let span = Span::new(raws[first].span.start, raws[last - 1].span.end);
    Front { title: Some(Title { span, name: bare(name), suffix, tail }), title_lines: first..last }
}

/// Whether a line before the body may open the enactment note: in brackets, or led by a date. A sentence that begins
/// with a date and a comma is none, nor one that leads on to the body: 根据2010年4月29日修正的《…》，规定如下：
fn opens_note(line: &str) -> bool {
    let bracketed = line.starts_with(['（', '(']);
    let dated = line.starts_with(|c: char| c.is_ascii_digit()) || line.starts_with("根据") || line.starts_with("自");
    bracketed
        || dated
            && !line.ends_with(['：', ':'])
            && !(line.ends_with('。') && (line.contains("日，") || line.contains("日,")))
}

/// Whether a line before the body belongs to the enactment note: it may open one and tells who passed or published the
/// text.
pub fn is_note(line: &str) -> bool {
    opens_note(line) && names_event(line)
}

/// Whether a line tells who passed or published the text.
fn names_event(line: &str) -> bool {
    notes::EVENTS.iter().any(|event| line.contains(event))
}

/// How many lines a note may take whose brackets stay open: behind that, they were never closed.
const NOTE_LINES: usize = 12;

/// Which of the lines before the body, from line `from` on, are the enactment note's. A note goes on until its brackets
/// and title marks close.
pub fn note_lines(text: &str, raws: &[Raw], from: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = from;
    while let Some(raw) = raws.get(at) {
        let line = raw.span.of(text);
        let mut level = if opens_note(line) { depth(line) } else { 0 };
        let behind = raws[at + 1..].iter().take(NOTE_LINES).position(|raw| {
            level += depth(raw.span.of(text));
            level <= 0
        });
        let end = match behind {
            Some(behind) if opens_note(line) && depth(line) > 0 => at + behind + 2,
            Some(_) | None => at + 1,
        };
        if opens_note(line) && raws[at..end].iter().any(|raw| names_event(raw.span.of(text))) {
            out.extend(at..end);
        }
        at = end;
    }
    out
}

/// How many brackets and title marks a line leaves open.
fn depth(line: &str) -> i32 {
    line.chars().fold(0, |depth, c| match c {
        '（' | '(' | '《' => depth + 1,
        '）' | ')' | '》' => depth - 1,
        _ => depth,
    })
}

/// Reads from title and notes what the text is; `orders` are lines before the title that name who gives the text out,
/// and `local` tells whether it is known that it holds in one place of the country.
pub fn instrument(title: Option<&Title>, notes: &[&str], orders: &[&str], local: bool) -> Instrument {
    let name = title.map_or("", |title| title.name.as_str());
    let suffix = title.and_then(|title| title.suffix.as_deref()).unwrap_or("");
    let self_name = type_of(name).and_then(|(_, self_name)| self_name);
    let maker = Maker::read(name, notes, orders);
    let kind = kind(name, self_name, notes, maker, local);
    let locality = Locality::read(name, notes, local || matches!(maker, Some(Maker::LocalCongress)));
    Instrument { kind, stage: stage(name, suffix, notes), self_name, maker, locality }
}

fn stage(name: &str, suffix: &str, notes: &[&str]) -> Stage {
    let says = |word: &str| suffix.contains(word) || name.ends_with(word);
    if says("表决") {
        Stage::Vote
    } else if suffix.contains("草案") || suffix.contains('稿') || name.ends_with("草案") || notes.is_empty() {
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
    use super::*;
    use crate::source::Source;

    fn front(text: &str) -> (Front, Instrument) {
        let source = Source::from_text("a.txt", text);
        let raws = super::super::line::read(source.prose(), source.prose_lines());
        let front = read(text, &raws);
        let notes = note_lines(text, &raws, front.title_lines.end);
        let notes: Vec<&str> = notes.iter().map(|&at| raws[at].span.of(text)).collect();
        let instrument = instrument(front.title.as_ref(), &notes, &[], false);
        (front, instrument)
    }

    #[test]
    fn title_in_marks_with_a_stage() {
        let (front, instrument) = front("《鞍山市科学技术进步条例（修订草案）》\n");
        let title = front.title.expect("a title");
        assert_eq!((title.name.as_str(), title.suffix.as_deref()), ("鞍山市科学技术进步条例", Some("修订草案")));
        assert_eq!(instrument.kind, Kind::LocalRegulation);
        assert_eq!(instrument.stage, Stage::Draft);
        assert_eq!(instrument.self_name, Some("本条例"));
    }

    #[test]
    fn title_below_an_announcement_and_over_two_lines() {
        let text = "某市人民代表大会常务委员会公告\n第12号\n现予公布，自公布之日起施行。\n某市人民代表大会常务委员会\n2024年5月1日\n\
                    某市养犬管理条例\n（草案）\n";
        let (front, instrument) = front(text);
        let title = front.title.expect("a title");
        assert_eq!((title.name.as_str(), title.suffix.as_deref()), ("某市养犬管理条例", Some("草案")));
        assert_eq!(instrument.stage, Stage::Draft);
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
            let (_, instrument) = front(&format!("{title}\n{note}\n"));
            assert_eq!((instrument.kind, instrument.stage), (kind, stage), "{title}");
        }
    }

    #[test]
    fn words_of_a_draft_without_a_bracket_and_a_stop_behind_the_title() {
        for (title, name, tail) in [
            ("某市养犬管理条例修订草案", "某市养犬管理条例", "修订草案"),
            ("某市养犬管理条例草案（修订）", "某市养犬管理条例", "草案（修订）"),
            ("某市养犬管理条例征求意见稿", "某市养犬管理条例", "征求意见稿"),
            ("某市养犬管理条例(草案)", "某市养犬管理条例", "(草案)"),
            ("《某市养犬管理条例》（草案）", "某市养犬管理条例", "（草案）"),
            ("某市养犬管理条例。", "某市养犬管理条例", ""),
            ("某市养犬管理条例修正案（草案）", "某市养犬管理条例修正案", "（草案）"),
        ] {
            let (front, instrument) = front(&format!("{title}\n第一条　甲。\n"));
            let found = front.title.expect("a title");
            assert_eq!((found.name.as_str(), found.tail.as_str()), (name, tail), "{title}");
            assert_eq!(instrument.stage, Stage::Draft);
            assert!(instrument.self_name.is_some(), "{title}");
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
            assert_eq!(front(&format!("{title}\n{note}\n")).1.kind, kind, "{title}");
        }
    }
}
