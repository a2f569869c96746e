//! Lines that hold two things, as a copy has run them together: a title with its addressees, with its number or date; a
//! title with the first article; a point's heading with its first item; the end of a text with the list of its annexes.
//!
//! They are cut before anything is put together. What was cut is still one line to those who ask for lines.

use crate::diagnostic::Span;
use crate::document::tree::label::{self, MarkForm};
use crate::document::tree::line::{self, Raw, Shape};
use crate::document::tree::{numeral, office, title};
use crate::lexicon::offices;
use crate::source::LineStyle;

/// How many lines may stand before a title.
const BEFORE_TITLE: usize = 30;

/// Cuts the lines.
pub(super) fn part(text: &str, raws: &mut Vec<Raw>) {
    let mut at = 0;
    let mut body = false;
    while at < raws.len() {
        let raw = raws[at];
        body |= matches!(raw.shape, Shape::Article(_) | Shape::Division(_));
        let own = raw.span.of(text);
        let place = match raw.shape {
            Shape::Text if !body && at < BEFORE_TITLE => title_end(own).or_else(|| first_article(text, raws, at)),
            Shape::Item(mark) if mark.form == MarkForm::Bare => heading_end(text, raws, at),
            Shape::Text | Shape::Article(_) | Shape::Item(_) => None,
            Shape::Division(_) | Shape::TocHeading | Shape::Annex | Shape::Table => None,
        };
        let annexes = || match raw.shape {
            Shape::Text | Shape::Article(_) | Shape::Item(_) => annexes(own),
            Shape::Division(_) | Shape::TocHeading | Shape::Annex | Shape::Table => None,
        };
        if let Some(place) = place.or_else(annexes) {
            cut(text, raws, at, place);
        }
        at += 1;
    }
}

/// Cuts a line at a byte of it.
fn cut(text: &str, raws: &mut Vec<Raw>, at: usize, place: usize) {
    let raw = raws[at];
    let own = raw.span.of(text);
    let kept = own[..place].trim_end_matches(label::is_blank).len();
    let start = place + label::blank_len(&own[place..]);
    let rest = Span::new(raw.span.start + start, raw.span.end);
    let style = if matches!(raw.style, LineStyle::Heading(_)) { LineStyle::Plain } else { raw.style };
    raws[at].span = Span::new(raw.span.start, raw.span.start + kept);
    raws.insert(at + 1, Raw { span: rest, shape: line::shape(rest.of(text), rest.start, style), style, ..raw });
}

/// Where a title ends that has something else behind it on its line.
fn title_end(line: &str) -> Option<usize> {
    /// A title that is glued to a text stands in a line longer than any title.
    const LONGEST: usize = 60;
    if let Some(number) = office::number(line) {
        let open = line[..number.start].trim_end_matches(label::is_blank);
        let behind = line[number.end..].trim_matches(label::is_blank);
        // …的通知（银发〔2022〕175号）, 公告〔2020〕第21号（完善…事宜）
        let bracketed = line[..number.start].rfind(['（', '(']);
        if let Some(bracket) = bracketed.filter(|_| matches!(behind, "）" | ")")) {
            return title::is_title(&line[..bracket]).then_some(bracket);
        }
        let subject = behind.starts_with(['（', '(']) && behind.ends_with(['）', ')']);
        return (subject && open.ends_with("公告") && !number.order).then_some(open.len());
    }
    if let Some(date) = office::date_at_end(line).filter(|&date| date > 0 && title::is_title(&line[..date])) {
        return Some(date);
    }
    if !line.contains("关于") {
        return None;
    }
    let behind = |word: &str| {
        let end = line.find(word)? + word.len();
        let rest = line[end..].trim_start_matches(label::is_blank);
        let quoted = line[..end].matches('《').count() > line[..end].matches('》').count();
        let addressed = line.ends_with(line::is_colon);
        let goes_on = line.chars().nth(LONGEST).is_some()
            && offices::OPENING_AFTER_NOTICES.iter().any(|opening| rest.starts_with(opening));
        let parted =
            !rest.starts_with(['》', '）', '，', '、', '。', '”', '的', '；', '(', '（', '和', '及', '精', '要']);
        (!quoted && !rest.is_empty() && parted && (addressed || goes_on)).then_some(end)
    };
    offices::NOTICES.iter().filter_map(|word| behind(word)).min()
}

/// Where the first article begins behind a title on its line: the next label is that of the second.
fn first_article(text: &str, raws: &[Raw], at: usize) -> Option<usize> {
    let own = raws[at].span.of(text);
    let place = own.find("第一条")?;
    let mark = label::article(&own[place..], 0)?;
    let next = raws[at + 1..].iter().find_map(|raw| match raw.shape {
        Shape::Article(mark) => Some(mark.ordinal.number),
        Shape::Division(_) | Shape::Item(_) | Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text => None,
    });
    (!mark.gap.is_empty() && next == Some(2) && title::is_title(&own[..place])).then_some(place)
}

/// Where the first item begins behind a point's heading on its line: 一、工作程序（一）登记, with （二） on a line behind it, or
/// on this one.
fn heading_end(text: &str, raws: &[Raw], at: usize) -> Option<usize> {
    /// No heading is longer, in characters.
    const LONGEST: usize = 45;
    let Shape::Item(own) = raws[at].shape else { return None };
    let line = raws[at].span.of(text);
    let head = own.label.end - raws[at].span.start;
    let heading =
        line[head..].char_indices().take(LONGEST).take_while(|&(_, c)| !line::is_stop(c) && !line::is_colon(c));
    let marks = heading.filter(|&(_, c)| matches!(c, '（' | '(')).map(|(place, _)| head + place);
    let mark = |place: usize| label::item(&line[place..], 0).filter(|mark| mark.form.is_chinese());
    let (place, mark) = marks.filter_map(|place| Some((place, mark(place)?))).next()?;
    let named = line[head..place].trim_matches(label::is_blank).chars().count() >= 2;
    let next = raws[at + 1..].iter().find_map(|raw| match raw.shape {
        Shape::Item(mark) => Some(mark),
        Shape::Article(_) | Shape::Division(_) | Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text => None,
    });
    let counts_on = |next: u32| next == mark.number + 1;
    let below =
        next.is_some_and(|next| next.form.is_chinese() && next.form != MarkForm::Bare && counts_on(next.number));
    let second = format!("（{}）", numeral::format(mark.number + 1));
    (named && (below || line[place..].contains(&second))).then_some(place)
}

/// Where the list of annexes begins behind the end of a sentence: …报告。附件：1.甲2.乙.
fn annexes(line: &str) -> Option<usize> {
    let place = line.match_indices('附').map(|(place, _)| place).find(|&place| {
        let behind = &line[place..];
        let list = ["附件：", "附件:", "附：", "附:"].iter().find_map(|word| behind.strip_prefix(word));
        let before = line[..place].trim_end_matches(label::is_blank).chars().next_back();
        let ended = before.is_some_and(|c| line::is_stop(c) || matches!(c, '）' | ')') || c.is_ascii_digit());
        ended && list.is_some_and(|rest| label::item(rest.trim_start_matches(label::is_blank), 0).is_some())
    });
    place.filter(|&place| place > 0)
}
