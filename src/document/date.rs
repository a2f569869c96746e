//! Dates, the blanks that stand in for them, and the clauses that say when the text takes effect.
//!
//! A date is three slots before 年, 月 and 日. A slot is filled, blank (spaces, ×, _, 〇, 【】 and whatever else people
//! leave for a figure to come), or empty. A day that is filled in, but in another way, is read by [`odd`].

pub mod odd;

use std::ops::Range;

use jiff::civil::Date;

use super::tree::label::is_blank;
use super::tree::landmark::{Sought, Words};
use super::tree::{Home, Passage, line, numeral};
use super::{Document, Fact};
use crate::diagnostic::Span;
use crate::lexicon::{dates, titles};

/// What stands in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A figure.
    Filled(u32),
    /// Something that holds the place, or part of a figure: `20××`.
    Blank,
    /// Nothing.
    Empty,
}

impl Slot {
    /// The figure, where there is one.
    pub const fn value(self) -> Option<u32> {
        match self {
            Self::Filled(value) => Some(value),
            Self::Blank | Self::Empty => None,
        }
    }
}

/// A date as written: `2025年7月1日`, `每年3月12日`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    /// From its first figure to 日.
    pub span: Span,
    /// Before 年.
    pub year: Slot,
    /// Before 月.
    pub month: Slot,
    /// Before 日.
    pub day: Slot,
}

impl DateMention {
    /// The day of the calendar, where the year is named and there is such a day.
    pub fn date(&self) -> Option<Date> {
        calendar(self.year.value()?, self.month.value()?, self.day.value()?)
    }
}

/// The day of the calendar, where there is such a day.
fn calendar(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// How an effective clause names its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EffectiveDay {
    /// A full date.
    Dated,
    /// 公布之日 and the like.
    Relative,
    /// A blank, or a date with a part missing.
    Blank,
}

/// 自2025年7月1日起施行
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffectiveClause {
    /// What names the day; for a blank, the blank with its 年月日.
    pub day: Span,
    /// How it names it.
    pub state: EffectiveDay,
    /// The day, where it is dated and the calendar has it.
    pub date: Option<Date>,
    /// 施行, 实施, 生效, 执行 or 试行.
    pub verb: Span,
    /// Whether 起 stands before the verb.
    pub starts: bool,
    /// 自, 从 or 于 before the day, right behind this text's name for itself or at the sentence's start.
    pub lead: Option<Span>,
    /// What takes effect.
    pub subject: Subject,
    /// Where it stands.
    pub home: Home,
}

impl EffectiveClause {
    /// Whether it speaks of this text (本条例自…), or names nothing else that takes effect.
    pub fn own(&self) -> bool {
        self.subject != Subject::Other
    }
}

/// What takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// This text, by its name for itself.
    Named,
    /// Nothing is named before the day.
    Implied,
    /// Something else.
    Other,
}

/// What people type where a figure is to come, blanks aside.
const PLACEHOLDERS: &str =
    "×✕╳xXｘＸ*＊_＿●◯◎□■△▲…·.．—–-－/?？【】[]［］（）(){}〔〕〖〗<>＜＞#＃某NnYMDymd~～\\\u{3164}";

/// Whether a character can hold the place of a figure.
fn is_placeholder(c: char) -> bool {
    is_blank(c) || PLACEHOLDERS.contains(c)
}

fn is_slot(c: char) -> bool {
    numeral::is_numeral(c) || is_placeholder(c)
}

/// Reads a slot's text.
fn slot(text: &str) -> Slot {
    if text.is_empty() {
        return Slot::Empty;
    }
    let figure: String = text.chars().filter(|&c| numeral::is_numeral(c)).collect();
    let marked = text.chars().any(|c| is_placeholder(c) && !is_blank(c));
    let zeros = figure.chars().all(|c| matches!(c, '〇' | '○' | '零'));
    if zeros || marked {
        return Slot::Blank;
    }
    numeral::parse(&figure).map_or(Slot::Blank, |figure| Slot::Filled(figure.value))
}

/// Length of the slot that `text` starts with, brackets left to the text that is no slot: a slot ends before 年月日.
fn slot_len(text: &str) -> usize {
    text.find(|c| !is_slot(c)).unwrap_or(text.len())
}

/// What every date holds.
const MONTH: Sought<1> = Sought::new(['月']);

static DATES: Fact<Vec<DateMention>> = Fact::read_by(read);

impl Document {
    /// All dates and what stands in for them, in order.
    pub fn dates(&self) -> &[DateMention] {
        DATES.of(self)
    }
}

/// All dates with a filled month and day.
fn read(document: &Document) -> Vec<DateMention> {
    let mut out = Vec::new();
    for block in &document.blocks {
        let text = document.str(block.span);
        for (at, _) in document.landmarks(block.span, &MONTH) {
            if let Some(date) = date(text, at - block.span.start, block.span.start) {
                out.push(date);
            }
        }
    }
    out
}

/// A figure below is no year.
const FIRST_YEAR: u32 = 1000;

/// The date around the 月 at byte `at` of `text`.
fn date(text: &str, at: usize, origin: usize) -> Option<DateMention> {
    let behind = &text[at + '月'.len_utf8()..];
    let day_len = slot_len(behind);
    let after = behind[day_len..].strip_prefix('日')?;
    let before = &text[..at];
    let month_start =
        before.char_indices().rev().take_while(|&(_, c)| is_slot(c)).last().map_or(at, |(start, _)| start);
    let (month, day) = (slot(&text[month_start..at]), slot(&behind[..day_len]));
    let (Slot::Filled(_), Slot::Filled(_)) = (month, day) else { return None };
    let figure_from = |from: usize| from + text[from..].find(numeral::is_numeral).unwrap_or(0);
    let mut start = figure_from(month_start);
    let mut year = Slot::Empty;
    if let Some(head) = text[..month_start].strip_suffix('年') {
        let from =
            head.char_indices().rev().take_while(|&(_, c)| is_slot(c)).last().map_or(head.len(), |(from, _)| from);
        // （2025年…: what stands before the figures is no part of the year.
        let figures = &head[from..];
        year = slot(&figures[figures.find(numeral::is_numeral).unwrap_or(0)..]);
        // 七万二千零二十五年 is a number, 05年 no year that can be told.
        if head[..from].ends_with(['万', '亿']) || year.value().is_some_and(|year| year < FIRST_YEAR) {
            year = Slot::Empty;
        }
        if year.value().is_some() {
            start = figure_from(from);
        }
    }
    let end = text.len() - after.len();
    Some(DateMention { span: Span::new(origin + start, origin + end), year, month, day })
}

/// What says that a text takes effect.
const EFFECT: Words<5> = Words::new(["施行", "实施", "生效", "执行", "试行"]);

static EFFECTIVE: Fact<Vec<EffectiveClause>> = Fact::read_by(read_effective);

/// All clauses that say when something takes effect, in the body's running text.
pub fn effective_clauses(document: &Document) -> &[EffectiveClause] {
    EFFECTIVE.of(document)
}

fn read_effective(document: &Document) -> Vec<EffectiveClause> {
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (at, word) in document.words(passage.span, &EFFECT) {
            let at = at - passage.span.start;
            read_clause(passage, text, at..at + word.len(), &mut out);
        }
    }
    out.sort_by_key(|clause| clause.day);
    out
}

/// The clause or clauses whose 施行 stands at `verb` of a passage's text.
fn read_clause(passage: &Passage, text: &str, verb: Range<usize>, out: &mut Vec<EffectiveClause>) {
    let origin = passage.span.start;
    let clauses = [clause_before(text, verb.start, origin), clause_behind(text, verb.end, origin)];
    let mut found = clauses.into_iter().flatten().peekable();
    if found.peek().is_none() {
        return;
    }
    let (subject, lead) = subject(text, verb.start, verb.end);
    let before = text[..verb.start].trim_end_matches("正式").trim_end_matches("开始");
    for (day, state) in found {
        let written = &text[day.start - origin..day.end - origin];
        let date = match state {
            EffectiveDay::Dated => match full(written) {
                Some((year, month, day)) => calendar(year, month, day),
                None => odd::read(written).and_then(|(_, day)| day),
            },
            EffectiveDay::Relative | EffectiveDay::Blank => None,
        };
        out.push(EffectiveClause {
            day,
            state,
            date,
            verb: Span::new(origin + verb.start, origin + verb.end),
            starts: before.ends_with('起'),
            lead: lead.map(|at| Span::new(origin + at, origin + at + '自'.len_utf8())),
            subject,
            home: passage.home,
        });
    }
}

/// How far back, in characters, the sentence is read that says when something takes effect.
const SENTENCE: usize = 200;

/// What the sentence says takes effect whose 施行 stands from byte `at` up to `end`, and where the 自 of its day is:
/// behind this text's name for itself or at the sentence's start. 自…起施行的《…》 is another text.
fn subject(text: &str, at: usize, end: usize) -> (Subject, Option<usize>) {
    // A sentence that says it is short.
    let near = text[..at].char_indices().rev().take(SENTENCE).last().map_or(at, |(from, _)| from);
    let sentence =
        text[near..at].rfind(line::is_stop).map_or(near, |stop| near + stop + line::len_at(&text[near..], stop));
    let before = &text[sentence..at];
    let named = titles::SELF_NAMES.iter().filter_map(|name| before.rfind(name).map(|at| at + name.len())).max();
    let rest = before[named.unwrap_or(0)..].trim_start_matches(|c| is_blank(c) || line::is_comma(c));
    let lead = rest.starts_with(['自', '从', '于']).then_some(at - rest.len());
    let subject = if text[end..].starts_with('的') {
        Subject::Other
    } else if named.is_some() {
        Subject::Named
    } else if rest.starts_with(['自', '从', '本']) {
        Subject::Implied
    } else {
        Subject::Other
    };
    (subject, lead)
}

/// 自……起施行, read backwards from 施行.
fn clause_before(text: &str, at: usize, origin: usize) -> Option<(Span, EffectiveDay)> {
    let before = text[..at].trim_end_matches("正式").trim_end_matches("开始");
    let (before, starts) = before.strip_suffix('起').map_or((before, false), |rest| (rest, true));
    let is_day = |c: char| is_slot(c) || matches!(c, '年' | '月' | '日');
    let run = |before: &str| before.trim_end_matches(is_day).len();
    // 2026年元月: what stands before 元 is part of the day.
    let from = run(before);
    let run = before[..from].strip_suffix('元').filter(|_| before[from..].starts_with('月')).map_or(from, run);
    let lead = before[..run].chars().next_back();
    let day = &before[run..];
    let span = |from: usize, to: usize| Span::new(origin + from, origin + to);
    let from_word = matches!(lead, Some('自' | '从' | '于'));
    if let Some(from) = odd::at_end(before).filter(|_| starts || from_word) {
        return Some((span(from, before.len()), EffectiveDay::Dated));
    }
    // 每年11月1日, 次年1月1日: the year is named.
    if day.starts_with('年') && matches!(lead, Some('每' | '次' | '当' | '同' | '翌' | '下' | '上' | '本')) {
        return None;
    }
    if day.contains(['年', '月', '日']) {
        let state = if is_complete(day) { EffectiveDay::Dated } else { EffectiveDay::Blank };
        // 公布之日, 五日 and 三十日 name no calendar day.
        let dated = day.contains('年') || day.contains('月');
        if !(dated && (starts || from_word)) {
            // 自公布之日施行
            let relative = starts || before.ends_with("布之日") || before.ends_with("批准之日");
            return (relative && !dated).then_some((span(run, before.len()), EffectiveDay::Relative));
        }
        return Some((trim(text, run, before.len(), origin), state));
    }
    let words = dates::BLANK_DAYS;
    let inner = before.trim_end_matches(is_placeholder);
    let word = words.iter().filter(|word| inner.ends_with(**word)).max_by_key(|word| word.len());
    if let (Some(word), true) = (word, starts) {
        let from = inner.len() - word.len();
        let from = inner[..from].trim_end_matches(is_placeholder).len();
        let lead = before[..from].chars().next_back();
        return matches!(lead, Some('自' | '从')).then(|| (span(from, before.len()), EffectiveDay::Blank));
    }
    if starts && from_word {
        let end = if day.is_empty() { before.len() + '起'.len_utf8() } else { before.len() };
        let run = if day.is_empty() { run - lead.map_or(0, char::len_utf8) } else { run };
        return Some((span(run, end), EffectiveDay::Blank));
    }
    starts.then_some((span(run, before.len()), EffectiveDay::Relative))
}

/// 施行日期为……, read forwards from behind 施行.
fn clause_behind(text: &str, at: usize, origin: usize) -> Option<(Span, EffectiveDay)> {
    let rest = &text[at..];
    let words = dates::DAY_FOLLOWS;
    let word = words.iter().find(|word| rest.starts_with(**word))?;
    let from = at + word.len();
    let is_day = |c: char| is_slot(c) || matches!(c, '年' | '月' | '日');
    let len = text[from..].find(|c| !is_day(c)).unwrap_or(text.len() - from);
    let day = &text[from..from + len];
    if len == 0 || !day.contains(['年', '月', '日']) {
        return Some((Span::new(origin + at, origin + from), EffectiveDay::Relative));
    }
    let state = if is_complete(day) { EffectiveDay::Dated } else { EffectiveDay::Blank };
    Some((trim(text, from, from + len, origin), state))
}

/// The span without blanks at its ends, unless it is all blank.
fn trim(text: &str, from: usize, to: usize, origin: usize) -> Span {
    let day = &text[from..to];
    let start = from + (day.len() - day.trim_start_matches(is_blank).len());
    let end = from + day.trim_end_matches(is_blank).len();
    if start < end { Span::new(origin + start, origin + end) } else { Span::new(origin + from, origin + to) }
}

/// Whether a run of slots and 年月日 names a day in full. A year written by two texts' drafts (2025年1月1日) has four
/// figures.
fn is_complete(day: &str) -> bool {
    full(day).is_some()
}

/// Year, month and day of a run that names all three.
fn full(day: &str) -> Option<(u32, u32, u32)> {
    let (year, rest) = day.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (date, _) = rest.split_once('日')?;
    let year = slot(year).value().filter(|&year| year >= FIRST_YEAR)?;
    Some((year, slot(month).value()?, slot(date).value()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blank(text: &str) -> Option<&str> {
        let at = EFFECT.0.iter().find_map(|word| text.find(word)).expect("施行");
        let clause = clause_before(text, at, 0).or_else(|| clause_behind(text, at + 6, 0))?;
        (clause.1 == EffectiveDay::Blank).then(|| clause.0.of(text))
    }

    #[test]
    fn every_blank_that_people_type() {
        for (text, day) in [
            ("本条例自2025年  月  日起施行。", "2025年  月  日"),
            ("本条例自2025年　　月　　日起施行。", "2025年　　月　　日"),
            ("本条例自　　年　月　日起施行。", "年　月　日"),
            ("本条例自××年×月×日起施行。", "××年×月×日"),
            ("本条例自20××年X月X日起施行。", "20××年X月X日"),
            ("本条例自2025年__月__日起施行。", "2025年__月__日"),
            ("本条例自2025年〇月〇日起施行。", "2025年〇月〇日"),
            ("本条例自二〇二五年　月　日起施行。", "二〇二五年　月　日"),
            ("本条例自【2025】年【】月【】日起施行。", "【2025】年【】月【】日"),
            ("本条例自2025年[ ]月[ ]日起施行。", "2025年[ ]月[ ]日"),
            ("本条例自2025年7月  日起施行。", "2025年7月  日"),
            ("本条例自年月日起施行。", "年月日"),
            ("本条例自  月  日起施行。", "月  日"),
            ("本条例自2025年   起施行。", "2025年"),
            ("本条例自　　　　起施行。", "　　　　"),
            ("本条例自【待定】起施行。", "【待定】"),
            ("本条例自起施行。", "自起"),
            ("本条例施行日期为2025年 月 日。", "2025年 月 日"),
        ] {
            assert_eq!(blank(text), Some(day), "{text}");
        }
    }

    #[test]
    fn full_and_relative_days_are_no_blanks() {
        for text in [
            "本条例自2025年7月1日起施行。",
            "本条例自2025 年 7 月 1 日起施行。",
            "本条例自二〇二五年七月一日起施行。",
            "本条例自二○○五年一月一日起施行。",
            "本条例自公布之日起施行。",
            "本条例自公布之日起三十日后施行。",
            "自本条例施行之日起六个月内",
            "本条例施行日期由国务院规定。",
            "应当按照规定执行。",
        ] {
            assert_eq!(blank(text), None, "{text}");
        }
    }

    #[test]
    fn reads_dates() {
        let text = "每年3月12日，2025年2月30日，二〇〇六年一月一日，2025年 月 日，七万二千年3月1日";
        let found: Vec<_> = text.match_indices('月').filter_map(|(at, _)| date(text, at, 0)).collect();
        let shown: Vec<_> =
            found.iter().map(|d| (d.span.of(text), d.year.value(), d.month.value(), d.day.value())).collect();
        assert_eq!(
            shown,
            [
                ("3月12日", None, Some(3), Some(12)),
                ("2025年2月30日", Some(2025), Some(2), Some(30)),
                ("二〇〇六年一月一日", Some(2006), Some(1), Some(1)),
                ("3月1日", None, Some(3), Some(1)),
            ]
        );
    }
}
