//! Days that are filled in, but not written as a date is: `2026-01-01`, `2026年元月1日`, `2O26年1月1日`, `2020年3月1月`.
//!
//! Knows the marks, units and look-alikes that people take for those of a date, and reads them as what was meant. A day
//! of which a part is missing is a blank, which the module above reads.

use jiff::civil::Date;

use super::{calendar, effective_clauses};
use crate::diagnostic::Span;
use crate::document::tree::Role;
use crate::document::tree::label::is_blank;
use crate::document::tree::landmark::Sought;
use crate::document::tree::numeral::{self, Script};
use crate::document::{Document, Fact};

/// What is odd about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// A letter or another look-alike for a figure: 2O26年l月.
    Lookalike,
    /// 元月, 正月 or 元旦 for 1月, 1月1日.
    FirstMonth,
    /// Other marks than 年月日, or none: 2026-01-01, 2026.1.1, 20260101.
    Marks,
    /// 年月日 twice, in another order or left out, or 号 for 日: 3月1月.
    Units,
    /// A year of two figures: 26年1月1日.
    ShortYear,
    /// All three figures are there, but there is no such day: 2026.13.1, 20026年1月1日.
    Unread,
}

/// A day that is filled in, but not written as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OddDate {
    /// From its first figure to its last figure or unit.
    pub span: Span,
    /// What is odd about it.
    pub oddity: Oddity,
    /// The day that was meant, where there is such a day.
    pub meant: Option<Date>,
}

static ODD_DATES: Fact<Vec<OddDate>> = Fact::read_by(read_all);

impl Document {
    /// The days in the running text and the enactment note that are filled in, but not as a date is written, in order.
    pub fn odd_dates(&self) -> &[OddDate] {
        ODD_DATES.of(self)
    }
}

/// The month, which most of them still have, and the marks that stand for 年 and 月.
const MONTH: Sought<1> = Sought::new(['月']);
const MARKS: Sought<5> = Sought::new(['-', '.', '/', '－', '．']);

fn read_all(document: &Document) -> Vec<OddDate> {
    let mut out: Vec<OddDate> = effective_clauses(document)
        .iter()
        .filter_map(|clause| {
            let (oddity, meant) = read(document.str(clause.day))?;
            Some(OddDate { span: clause.day, oddity, meant })
        })
        .collect();
    let notes = document.blocks.iter().filter(|block| block.role == Role::Note).map(|block| block.span);
    for place in document.passages().iter().map(|passage| passage.span).chain(notes) {
        let text = document.str(place);
        let spans = document.landmarks(place, &MONTH).filter_map(|(at, _)| around(text, at - place.start));
        let marked = document.landmarks(place, &MARKS).filter_map(|(at, c)| marked(text, at - place.start, c));
        for (start, end) in spans.chain(marked) {
            let span = Span::new(place.start + start, place.start + end);
            let told = out.iter().any(|other| other.span.start < span.end && span.start < other.span.end);
            if let Some((oddity, meant)) = read(&text[start..end]).filter(|(_, meant)| !told && meant.is_some()) {
                out.push(OddDate { span, oddity, meant });
            }
        }
    }
    out.sort_by_key(|date| date.span);
    out
}

/// The day that `before` ends with, where it is an odd one, and where it starts.
pub(super) fn at_end(before: &str) -> Option<usize> {
    let start = run_start(before, before.len(), true);
    let written = &before[start..];
    let start = start + (written.len() - written.trim_start_matches(is_blank).len());
    read(&before[start..]).map(|_| start)
}

/// The run around the 月 at byte `at` that starts with a year and ends with a unit.
fn around(text: &str, at: usize) -> Option<(usize, usize)> {
    let start = run_start(text, at, false);
    let behind = &text[at..];
    let len = behind.find(|c| !(is_figure(c) || is_unit(c) || is_blank(c))).unwrap_or(behind.len());
    let end = at + behind[..len].trim_end_matches(|c: char| !is_unit(c)).len();
    let run = text.get(start..end)?;
    let start = start + (run.len() - run.trim_start_matches(is_blank).len());
    let year = &text[start..end][..text[start..end].find('年')?];
    let short = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    (short || year.chars().count() == 4).then_some((start, end))
}

/// The run around the mark `c` at byte `at`, where it stands between year and month: 2026-01-01, with the 日 behind it.
fn marked(text: &str, at: usize, c: char) -> Option<(usize, usize)> {
    let start = at.checked_sub(4).filter(|&start| text.is_char_boundary(start))?;
    let year = &text[start..at];
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let month_at = at + c.len_utf8();
    let month = digits(&text[month_at..]);
    let day_at = month_at + month + c.len_utf8();
    let day = digits(text[month_at + month..].strip_prefix(c)?);
    let glued = |c: char| c.is_ascii_alphanumeric() || MARKS.holds(c) || matches!(c, '—' | '–' | '～' | '~');
    // GB/T 2026-1-1
    let code = text[..start].trim_end_matches(is_blank).ends_with(|c: char| c.is_ascii_alphanumeric());
    let end = day_at + day;
    let alone = !code && !text[..start].ends_with(glued) && !text[end..].starts_with(glued);
    let shaped = (1..=2).contains(&month) && (1..=2).contains(&day) && digits(year) == 4;
    let unit = text[end..].chars().next().filter(|c| matches!(c, '日' | '号')).map_or(0, char::len_utf8);
    (alone && shaped && year.starts_with(['1', '2'])).then_some((start, end + unit))
}

/// Where the run of figures and units starts that ends at byte `end`; with the marks that stand for units, if asked for.
fn run_start(text: &str, end: usize, with_marks: bool) -> usize {
    let mut start = end;
    for (at, c) in text[..end].char_indices().rev() {
        let first = matches!(c, '元' | '正') && text[start..].starts_with('月') || text[at..].starts_with("元旦");
        let mark = with_marks && is_mark(c);
        if !(is_figure(c) || is_unit(c) || is_blank(c) || first || mark || c == '旦') {
            break;
        }
        start = at;
    }
    start
}

fn is_figure(c: char) -> bool {
    numeral::is_numeral(c) || lookalike(c).is_some()
}

const fn is_unit(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '号')
}

/// What people write for 年 and 月.
fn is_mark(c: char) -> bool {
    MARKS.holds(c) || matches!(c, '／' | '—' | '–')
}

/// The figure that a character is taken for.
const fn lookalike(c: char) -> Option<char> {
    Some(match c {
        'O' | 'o' | 'Ｏ' | '○' | '〇' => '0',
        'l' | 'I' | '|' | 'ｌ' | 'Ｉ' => '1',
        _ => return None,
    })
}

/// A figure of a day and what stands behind it.
struct Part {
    figure: String,
    behind: Option<char>,
    /// Whether a look-alike stands in it.
    mistaken: bool,
}

/// What is odd about a day, and the day that was meant; `None` for a date as it should be, and for what names no day.
pub(super) fn read(written: &str) -> Option<(Oddity, Option<Date>)> {
    let named = written.replace("元旦", "1月1日").replace("元月", "1月").replace("正月", "1月");
    let parts = parts(&named)?;
    let [year, month, day] = parts.as_slice() else { return undivided(&parts) };
    let value = |part: &Part| numeral::parse(&part.figure).map(|numeral| numeral.value);
    let short = year.figure.len() == 2 && year.figure.bytes().all(|byte| byte.is_ascii_digit());
    let full_year = value(year).map(|value| if short { value + century(value) } else { value });
    let meant = full_year.and_then(|year| in_our_time(calendar(year, value(month)?, value(day)?)?));
    let behind = [year.behind, month.behind, day.behind];
    let regular = behind == [Some('年'), Some('月'), Some('日')];
    let oddity = if meant.is_none() && !(regular && full_year.is_some_and(|year| (1000..10_000).contains(&year))) {
        Oddity::Unread
    } else if parts.iter().any(|part| part.mistaken) {
        Oddity::Lookalike
    } else if named != written {
        Oddity::FirstMonth
    } else if behind.into_iter().flatten().any(is_mark) {
        Oddity::Marks
    } else if !regular {
        Oddity::Units
    } else if short {
        Oddity::ShortYear
    } else {
        return None;
    };
    Some((oddity, meant))
}

/// The century that a year of two figures is taken to be of.
const fn century(year: u32) -> u32 {
    if year < 50 { 2000 } else { 1900 }
}

/// A day of which regulations speak.
fn in_our_time(day: Date) -> Option<Date> {
    (1900..2200).contains(&day.year()).then_some(day)
}

/// 20260101
fn undivided(parts: &[Part]) -> Option<(Oddity, Option<Date>)> {
    let [Part { figure, behind: None, mistaken: false }] = parts else { return None };
    let digits = figure.len() == 8 && figure.bytes().all(|byte| byte.is_ascii_digit());
    let part = |from: usize, to: usize| figure.get(from..to)?.parse().ok();
    let meant = digits.then(|| calendar(part(0, 4)?, part(4, 6)?, part(6, 8)?)).flatten();
    meant.and_then(in_our_time).map(|day| (Oddity::Marks, Some(day)))
}

/// The figures of a day, each with the unit or mark behind it; `None` where anything else stands in it.
fn parts(written: &str) -> Option<Vec<Part>> {
    let mut out: Vec<Part> = Vec::new();
    let mut open = false;
    for c in written.chars().filter(|&c| !is_blank(c)) {
        if is_unit(c) || is_mark(c) {
            out.last_mut().filter(|_| open)?.behind = Some(c);
            open = false;
            continue;
        }
        if !open {
            out.push(Part { figure: String::new(), behind: None, mistaken: false });
            open = true;
        }
        out.last_mut()?.figure.push(c);
    }
    out.iter_mut().try_for_each(settle)?;
    Some(out)
}

/// Puts figures for the look-alikes in a part; `None` where no number comes of it.
fn settle(part: &mut Part) -> Option<()> {
    let chinese = matches!(numeral::parse(&part.figure), Some(numeral) if numeral.script == Script::Chinese);
    if chinese {
        // 〇月: nothing but what holds the place.
        return part.figure.chars().any(|c| !matches!(c, '零' | '〇' | '○')).then_some(());
    }
    let plain = part.figure.chars().all(numeral::is_numeral) && !part.figure.contains(['〇', '○']);
    if plain {
        return Some(());
    }
    let arabic = part.figure.chars().all(|c| c.is_ascii_digit() || lookalike(c).is_some());
    let zero = if arabic { '0' } else { '〇' };
    let put = |c: char| match lookalike(c) {
        Some('0') => zero,
        Some(figure) => figure,
        None => c,
    };
    let letters = part.figure.chars().any(|c| lookalike(c).is_some() && !numeral::is_numeral(c));
    let mixed = arabic && part.figure.chars().any(|c| c.is_ascii_digit());
    part.mistaken = letters || mixed;
    part.figure = part.figure.chars().map(put).collect();
    part.figure.chars().all(numeral::is_numeral).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Oddity::{FirstMonth, Lookalike, Marks, ShortYear, Units};

    #[test]
    fn what_was_meant() {
        for (written, oddity, meant) in [
            ("2026-01-01", Marks, "2026-01-01"),
            ("2026.1.1", Marks, "2026-01-01"),
            ("2026/1/1日", Marks, "2026-01-01"),
            ("2026年1.1", Marks, "2026-01-01"),
            ("20260101", Marks, "2026-01-01"),
            ("2026年元月1日", FirstMonth, "2026-01-01"),
            ("二〇二六年元月一日", FirstMonth, "2026-01-01"),
            ("2026年元旦", FirstMonth, "2026-01-01"),
            ("2O26年1月1日", Lookalike, "2026-01-01"),
            ("2○26年1月1日", Lookalike, "2026-01-01"),
            ("二O二六年一月一日", Lookalike, "2026-01-01"),
            ("2026年l月I2日", Lookalike, "2026-01-12"),
            ("2020年3月1月", Units, "2020-03-01"),
            ("2026年1月1号", Units, "2026-01-01"),
            ("2026年1月1", Units, "2026-01-01"),
            ("26年1月1日", ShortYear, "2026-01-01"),
            ("98年1月1日", ShortYear, "1998-01-01"),
        ] {
            let day = meant.parse().expect("a day");
            assert_eq!(read(written), Some((oddity, Some(day))), "{written}");
        }
    }

    #[test]
    fn the_unit_behind_a_date_with_marks_is_part_of_it() {
        for (text, date) in [
            ("于2026-1-1日前登记", "2026-1-1日"),
            ("于2026.1.1号前登记", "2026.1.1号"),
            ("于2026-1-1前登记", "2026-1-1"),
        ] {
            let (at, mark) = text.char_indices().find(|&(_, c)| MARKS.holds(c)).expect("a mark");
            let (start, end) = marked(text, at, mark).expect("a date");
            assert_eq!(&text[start..end], date);
        }
    }

    #[test]
    fn filled_but_no_day() {
        for written in ["2026-13-01", "2026.13.1", "20026年1月1日", "202年7月1日"] {
            assert_eq!(read(written), Some((Oddity::Unread, None)), "{written}");
        }
    }

    #[test]
    fn dates_and_blanks_are_left_alone() {
        for written in [
            "2026年1月1日",
            "二〇二六年一月一日",
            "二○二六年一月一日",
            "2026 年 1 月 1 日",
            "2026年X月X日",
            "202×年×月×日",
            "2025年〇月〇日",
            "○○年○月○日",
            "2026年13月1日",
            "2025年--月--日",
            "2025年7月",
            "1日",
            "",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
