//! What a text threatens with: warnings, fines, confiscation, closing down, revoked licences, detention, and the means
//! of force that go with them. Only what the text itself lays down for someone, not what it speaks of in passing
//! (`被吊销营业执照的`, `缴纳罚款后`).

use std::ops::Range;

use super::tree::front::Kind;
use super::tree::landmark::Sought;
use super::tree::{Home, Passage, label, numeral};
use super::{Document, Fact};
use crate::diagnostic::Span;
use crate::lexicon::penalties;

/// What is done to someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// 警告
    Warning,
    /// 通报批评
    Criticism,
    /// 罚款
    Fine,
    /// 没收
    Confiscation,
    /// 责令停产停业, 停业整顿
    Closure,
    /// 吊销 of anything but the business licence
    Revocation,
    /// 吊销营业执照
    BusinessLicence,
    /// 拘留
    Detention,
    /// 有期徒刑, 拘役, 罚金
    Crime,
    /// 强制拆除
    Demolition,
    /// 冻结存款
    Freezing,
    /// 查封, 扣押
    Seizure,
}

impl Measure {
    /// Whether it is an administrative penalty (行政处罚法第九条).
    pub const fn is_penalty(self) -> bool {
        match self {
            Self::Warning
            | Self::Criticism
            | Self::Fine
            | Self::Confiscation
            | Self::Closure
            | Self::Revocation
            | Self::BusinessLicence
            | Self::Detention => true,
            Self::Crime | Self::Demolition | Self::Freezing | Self::Seizure => false,
        }
    }

    /// Whether it is administrative compulsion (行政强制法第二条).
    pub const fn is_force(self) -> bool {
        match self {
            Self::Demolition | Self::Freezing | Self::Seizure => true,
            Self::Warning
            | Self::Criticism
            | Self::Fine
            | Self::Confiscation
            | Self::Closure
            | Self::Revocation
            | Self::BusinessLicence
            | Self::Detention
            | Self::Crime => false,
        }
    }

    /// Whether a text of that kind may lay it down on its own. A decision may what the text that it speaks of may.
    pub const fn may_be_laid_down_by(self, kind: Kind) -> bool {
        match kind {
            Kind::Law | Kind::Amendment | Kind::Repeal => true,
            // 行政处罚法第十一条第一款; 行政强制法第十条第二款、第十三条; 立法法第十一条第四项.
            Kind::AdminRegulation => !matches!(self, Self::Detention | Self::Freezing | Self::Demolition | Self::Crime),
            // 行政处罚法第十二条第一款; 行政强制法第十条第三款、第十三条; 立法法第十一条第四项.
            Kind::LocalRegulation => !matches!(
                self,
                Self::Detention | Self::BusinessLicence | Self::Freezing | Self::Demolition | Self::Crime
            ),
            // 行政处罚法第十四条; 行政强制法第十条第四款.
            Kind::LocalRule => matches!(self, Self::Warning | Self::Criticism | Self::Fine),
            // 行政处罚法第十六条; 行政强制法第十条第四款.
            Kind::NormativeDocument => false,
        }
    }
}

/// What a fine is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FineUnit {
    /// 元
    Yuan,
    /// 倍
    Times,
    /// 百分之
    Percent,
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// The number.
    pub value: f64,
    /// What it counts.
    pub unit: FineUnit,
}

/// How a fine's amount is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bounds {
    /// 五百元以上二千元以下, 一至三倍
    Range(Option<Amount>, Option<Amount>),
    /// 二千元以下
    UpTo,
    /// 五百元以上
    AtLeast,
    /// 五百元, or what is told elsewhere: 下列罚款
    Fixed,
    /// Nothing: 处以罚款.
    Unsaid,
}

/// A fine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fine {
    /// 处, 处以
    pub verb: Span,
    /// What stands between the verb and 罚款.
    pub amount: Span,
    /// The 的 before 罚款; empty where there is none.
    pub particle: Span,
    /// What is said of the amount.
    pub bounds: Bounds,
}

/// One measure that the text lays down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Penalty {
    /// What it is.
    pub measure: Measure,
    /// Its word, with what it takes away: `罚款`, `吊销营业执照`.
    pub word: Span,
    /// The sentence up to a 。 or ；, without it.
    pub sentence: Span,
    /// What a fine says of itself.
    pub fine: Option<Fine>,
    /// Where it stands.
    pub home: Home,
}

/// Words of measures.
const WORDS: [(&str, Measure); 19] = [
    ("警告", Measure::Warning),
    ("通报批评", Measure::Criticism),
    ("罚款", Measure::Fine),
    ("没收", Measure::Confiscation),
    ("停产停业", Measure::Closure),
    ("停业整顿", Measure::Closure),
    ("吊销营业执照", Measure::BusinessLicence),
    ("吊销其营业执照", Measure::BusinessLicence),
    ("吊销企业法人营业执照", Measure::BusinessLicence),
    ("吊销", Measure::Revocation),
    ("拘留", Measure::Detention),
    ("有期徒刑", Measure::Crime),
    ("拘役", Measure::Crime),
    ("罚金", Measure::Crime),
    ("罪论处", Measure::Crime),
    ("强制拆除", Measure::Demolition),
    ("冻结", Measure::Freezing),
    ("查封", Measure::Seizure),
    ("扣押", Measure::Seizure),
];

/// How far before a measure its own words are looked for, in bytes.
const REACH: usize = 240;

/// The stops, and what [`WORDS`] begin with.
const SOUGHT: Sought<21> = Sought::new([
    '。', '；', ';', '，', '：', ',', ':', '、', '警', '通', '罚', '罪', '没', '停', '吊', '拘', '有', '强', '冻',
    '查', '扣',
]);

static PENALTIES: Fact<Vec<Penalty>> = Fact::read_by(read);

impl Document {
    /// All measures that the text lays down for someone: fines, confiscation, detention, in order.
    pub fn penalties(&self) -> &[Penalty] {
        PENALTIES.of(self)
    }
}

/// All measures, in order.
fn read(document: &Document) -> Vec<Penalty> {
    let mut out = Vec::new();
    for passage in document.passages() {
        collect(document, passage, &mut out);
    }
    out
}

fn collect(document: &Document, passage: &Passage, out: &mut Vec<Penalty>) {
    let text = document.str(passage.span);
    let (mut sentence, mut clause, mut part) = (0, 0, 0);
    let first = out.len();
    let mut told = 0;
    for (at, c) in document.landmarks(passage.span, &SOUGHT) {
        let at = at - passage.span.start;
        let behind = at + c.len_utf8();
        match c {
            '。' | '；' | ';' => {
                close(&mut out[first + told..], passage.span.start + at);
                told = out.len() - first;
                (sentence, clause, part) = (behind, behind, behind);
            }
            '，' | '：' | ',' | ':' => (clause, part) = (behind, behind),
            '、' => part = behind,
            _ => {
                let Some((word, measure)) = WORDS.iter().find(|(word, _)| text[at..].starts_with(word)) else {
                    continue;
                };
                let fine = if *measure == Measure::Fine {
                    fine(text, clause, at).map(Some)
                } else {
                    imposes(text, clause..part, at, (word, *measure)).then_some(None)
                };
                let Some(fine) = fine else { continue };
                let origin = passage.span.start;
                let shift = |span: Span| Span::new(span.start + origin, span.end + origin);
                out.push(Penalty {
                    measure: *measure,
                    word: shift(Span::new(at, at + word.len())),
                    sentence: shift(Span::new(sentence, text.len())),
                    fine: fine.map(|fine| Fine {
                        verb: shift(fine.verb),
                        amount: shift(fine.amount),
                        particle: shift(fine.particle),
                        bounds: fine.bounds,
                    }),
                    home: passage.home,
                });
            }
        }
    }
}

/// Tells the measures of a sentence where it ends.
fn close(penalties: &mut [Penalty], end: usize) {
    for penalty in penalties {
        penalty.sentence.end = end;
    }
}

/// Whether a measure's word is what its clause lays down. `opening` is where the clause and its last part begin.
fn imposes(text: &str, opening: Range<usize>, at: usize, (word, measure): (&str, Measure)) -> bool {
    if at - opening.start > REACH {
        return false;
    }
    let (clause, before) = (&text[opening.start..at], &text[opening.end..at]);
    let rest = &text[at + word.len()..];
    let end = rest.find(['。', '；', '，', '：', ',', ';']).unwrap_or(rest.len());
    let passing = penalties::PASSING.iter().any(|word| clause.contains(word))
        || penalties::CONDITIONS.iter().any(|word| rest[..end].ends_with(word))
        || rest.starts_with(['的', '所', '等'])
        || penalties::PAPERS.iter().any(|word| rest[..end].contains(word));
    if passing {
        return false;
    }
    match measure {
        Measure::Detention => clause.contains('处') && !clause.contains("判处"),
        Measure::Crime if word == "罪论处" => clause.contains('以'),
        Measure::Crime => clause.contains('处') && !clause.contains("判处") && !rest.starts_with("以上"),
        Measure::Warning
        | Measure::Criticism
        | Measure::Fine
        | Measure::Confiscation
        | Measure::Closure
        | Measure::Revocation
        | Measure::BusinessLicence
        | Measure::Demolition
        | Measure::Freezing
        | Measure::Seizure => {
            let leads = |text: &str| text.contains('由') || penalties::LEADS.iter().any(|lead| text.ends_with(lead));
            let listed = opening.end > opening.start && before.is_empty();
            clause.is_empty()
                || leads(before)
                || listed && WORDS.iter().any(|(word, _)| clause.starts_with(word))
                || listed && penalties::LISTING.iter().any(|word| clause.contains(word))
        }
    }
}

/// The fine that ends with the 罚款 at a place.
fn fine(text: &str, clause: usize, at: usize) -> Option<Fine> {
    let before = &text[clause..at];
    if before.len() > REACH {
        return None;
    }
    let verb = before
        .rmatch_indices('处')
        .map(|(place, _)| place)
        .find(|&place| !penalties::NOT_FINING.iter().any(|word| before[place..].starts_with(word)))?;
    let lead = &before[..verb];
    let rest = &text[at + "罚款".len()..];
    let passing = penalties::AFTER_FINES;
    let condition = passing.iter().any(|word| rest.starts_with(word)) && !rest.starts_with("的处罚");
    if condition || penalties::BEFORE_FINES.iter().any(|word| lead.ends_with(word)) {
        return None;
    }
    let behind = &before[verb + "处".len()..];
    let with = behind.starts_with('以') && !behind.starts_with("以上") && !behind.starts_with("以下");
    let verb_end = verb + "处".len() + if with { "以".len() } else { 0 };
    let of = before.ends_with('的') && verb_end + "的".len() <= before.len();
    let amount_end = before.len() - if of { "的".len() } else { 0 };
    let span = |start: usize, end: usize| Span::new(clause + start, clause + end);
    let amount = &before[verb_end..amount_end];
    // 办事处、支行决定的五十万元以上罚款 is spoken of, not laid down.
    if penalties::IMPOSED_ALREADY.iter().any(|word| amount.contains(word)) {
        return None;
    }
    Some(Fine {
        verb: span(verb, verb_end),
        amount: span(verb_end, amount_end),
        particle: span(amount_end, before.len()),
        bounds: bounds(amount),
    })
}

/// What an amount says.
fn bounds(amount: &str) -> Bounds {
    let amount = &label::without_blanks(amount);
    if amount.is_empty() {
        return Bounds::Unsaid;
    }
    if !amount.chars().any(|c| numeral::is_numeral(c) || matches!(c, '等' | '半' | '值')) {
        return Bounds::Fixed;
    }
    if let Some((low, rest)) = amount.split_once("以上") {
        let parted = |words: &[&str]| words.iter().find_map(|word| rest.split_once(word));
        let below = parted(penalties::BELOW).map(|(high, _)| high);
        let high = below.or_else(|| parted(penalties::NOT_AS_MUCH).map(|(_, high)| high));
        return match high {
            Some(high) => range(low, high),
            // Another number tells the upper bound, in whatever words: 以上至五万元, 以上最高五万元.
            None if rest.contains(numeral::is_numeral) => Bounds::UpTo,
            None => Bounds::AtLeast,
        };
    }
    if penalties::ONLY_UPPER_BOUNDS.iter().any(|word| amount.contains(word)) {
        return Bounds::UpTo;
    }
    if let Some((low, high)) = amount.split_once('至').or_else(|| amount.split_once('到')) {
        return range(low, high);
    }
    Bounds::Fixed
}

fn range(low: &str, high: &str) -> Bounds {
    let upper = number(high);
    // 二至五倍: the unit stands once.
    let lower = number(low).or_else(|| Some(Amount { unit: upper?.unit, value: number(&format!("{low}倍"))?.value }));
    Bounds::Range(lower, upper)
}

/// The amount a text ends with: `货值金额三倍`, `二万元`, `百分之十`.
fn number(text: &str) -> Option<Amount> {
    let text = text.trim_end_matches(['、', ' ', '　']);
    let (text, unit) = match (text.strip_suffix('元'), text.strip_suffix('倍')) {
        (Some(text), _) => (text.trim_end_matches("人民币"), FineUnit::Yuan),
        (None, Some(text)) => (text, FineUnit::Times),
        (None, None) => (text, FineUnit::Percent),
    };
    let is_digit = |c: char| numeral::is_numeral(c) || matches!(c, '万' | '亿' | '.' | '．' | '点');
    let start = text.char_indices().rev().take_while(|&(_, c)| is_digit(c)).last().map(|(at, _)| at)?;
    if unit == FineUnit::Percent && !text[..start].ends_with("百分之") {
        return None;
    }
    Some(Amount { value: value(&text[start..])?, unit })
}

fn value(text: &str) -> Option<f64> {
    if let Ok(value) = text.parse::<f64>() {
        return Some(value);
    }
    for (word, size) in [('亿', 1e8), ('万', 1e4)] {
        if let Some((before, behind)) = text.split_once(word) {
            let below = if behind.is_empty() { 0.0 } else { value(behind)? };
            return Some(value(before)?.mul_add(size, below));
        }
    }
    numeral::parse(text).map(|numeral| f64::from(numeral.value))
}

impl Penalty {
    /// Whether its sentence, or the sentence that leads into its list, leaves it to other law: `依照《…法》的规定`,
    /// `提请市场监督管理部门吊销营业执照`.
    pub fn is_referred(&self, document: &Document) -> bool {
        let before = document.str(Span::new(self.sentence.start, self.word.start));
        let lead = self.lead(document).map_or("", |lead| document.str(lead));
        let refers = |text: &str| penalties::REFERRING.iter().any(|word| text.contains(word)) || names_law(text);
        refers(before) || refers(lead)
    }

    /// The paragraph that leads into the list it stands in.
    pub fn lead(&self, document: &Document) -> Option<Span> {
        self.home.item.and(self.home.paragraph).map(|paragraph| document.paragraphs[paragraph].span)
    }
}

/// Whether a text names an article of a law without 《》: `文物保护法第六十六条`, not `本办法第六条`.
fn names_law(text: &str) -> bool {
    text.match_indices("法第").any(|(at, _)| !text[..at].ends_with(['办', '本']))
}

/// Where a text first names an authority that acts, in bytes: `由公安机关`, `由轨道交通企业`, `公安机关可以`, or one that a
/// clause of its own is about: `市场监督管理部门对……处`.
pub fn authority(text: &str) -> Option<usize> {
    let agent = text.match_indices('由').map(|(at, _)| at).find(|&at| {
        !penalties::NOT_BY.iter().any(|word| {
            let from = at.saturating_sub(word.find('由').unwrap_or(0));
            text.get(from..).is_some_and(|rest| rest.starts_with(word))
        })
    });
    let acting = |word: &str| {
        text.match_indices(word).map(|(at, word)| at + word.len()).find(|&end| {
            let rest = &text[end..];
            penalties::ACTS.iter().any(|act| rest.starts_with(act))
        })
    };
    let acts = penalties::AUTHORITIES.iter().filter_map(|word| acting(word)).min();
    agent.into_iter().chain(acts).chain(subject(text)).min()
}

/// Where the first clause that is about an authority names it. A clause that ends with 的 tells the case, and there the
/// authority is who is reported to, or who is obstructed.
fn subject(text: &str) -> Option<usize> {
    let mut start = 0;
    for clause in text.split_inclusive(['，', '；', '。', '：', ',', ';', ':', '\n']) {
        let told = clause.trim_end_matches(|c: char| !label::is_han(c));
        let found = penalties::AUTHORITIES.iter().filter_map(|word| clause.find(word)).min();
        if let Some(at) = found
            && !told.ends_with('的')
            && !penalties::DONE_TO.iter().any(|word| clause[..at].contains(word))
        {
            return Some(start + at);
        }
        start += clause.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    #[test]
    fn each_kind_may_lay_down_what_the_law_leaves_to_it() {
        let all = [
            Measure::Warning,
            Measure::Criticism,
            Measure::Fine,
            Measure::Confiscation,
            Measure::Closure,
            Measure::Revocation,
            Measure::BusinessLicence,
            Measure::Detention,
            Measure::Crime,
            Measure::Demolition,
            Measure::Freezing,
            Measure::Seizure,
        ];
        let beyond =
            |kind: Kind| all.into_iter().filter(|measure| !measure.may_be_laid_down_by(kind)).collect::<Vec<Measure>>();
        assert_eq!(beyond(Kind::Law), []);
        assert_eq!(beyond(Kind::Amendment), []);
        assert_eq!(beyond(Kind::AdminRegulation), all[7..11]);
        assert_eq!(beyond(Kind::LocalRegulation), all[6..11]);
        assert_eq!(beyond(Kind::LocalRule), all[3..]);
        assert_eq!(beyond(Kind::NormativeDocument), all);
        let count = |is: fn(Measure) -> bool| all.into_iter().filter(|&measure| is(measure)).count();
        assert_eq!((count(Measure::is_penalty), count(Measure::is_force)), (8, 3));
    }

    fn shown(body: &str) -> Vec<String> {
        let source = Source::from_text("a.txt", &format!("某市条例\n第一条　{body}\n"));
        let document = Document::parse(&source, &Hints::default());
        let show = |penalty: &Penalty| {
            let fine = penalty.fine.map_or(String::new(), |fine| {
                format!("[{}|{}|{:?}]", document.str(fine.verb), document.str(fine.amount), fine.bounds)
            });
            format!("{:?}{fine}", penalty.measure)
        };
        document.penalties().iter().map(show).collect()
    }

    #[test]
    fn all_words_are_sought() {
        assert!(WORDS.iter().all(|(word, _)| word.starts_with(|c| SOUGHT.holds(c))));
    }

    #[test]
    fn measures_that_are_laid_down() {
        let found = shown(
            "违反规定的，由公安机关给予警告，没收违法所得；情节严重的，责令停产停业，吊销营业执照，处十日以下拘留。",
        );
        assert_eq!(found, ["Warning", "Confiscation", "Closure", "BusinessLicence", "Detention"]);
        assert!(shown("被吊销营业执照的，受到警告、罚款处罚的，强制拆除违法建筑的，应当登记。").is_empty());
    }

    #[test]
    fn fines_with_their_bounds() {
        let found = shown("处五百元以上二千元以下的罚款；可以并处以违法所得一至三倍罚款；处五千元以上罚款；并处罚款。");
        let range = |low: f64, high: f64, unit: FineUnit| {
            Bounds::Range(Some(Amount { value: low, unit }), Some(Amount { value: high, unit }))
        };
        assert_eq!(
            found,
            [
                format!("Fine[处|五百元以上二千元以下|{:?}]", range(500.0, 2000.0, FineUnit::Yuan)),
                format!("Fine[处以|违法所得一至三倍|{:?}]", range(1.0, 3.0, FineUnit::Times)),
                "Fine[处|五千元以上|AtLeast]".to_owned(),
                "Fine[处||Unsaid]".to_owned(),
            ]
        );
    }

    #[test]
    fn amounts_with_units() {
        assert_eq!(number("二十五万元"), Some(Amount { value: 250_000.0, unit: FineUnit::Yuan }));
        assert_eq!(number("工程造价百分之十"), Some(Amount { value: 10.0, unit: FineUnit::Percent }));
        assert_eq!(number("1.5万元"), Some(Amount { value: 15_000.0, unit: FineUnit::Yuan }));
        assert_eq!(number("价款"), None);
    }
}
