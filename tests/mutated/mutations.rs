//! What copies and typists leave behind in a text, each planted at a place of its kind.
//!
//! On purpose this shares no code with falint's parser: an error there must not hide itself here.

use std::sync::LazyLock;

use falint::diagnostic::Span;
use regex::Regex;

use super::random::Random;

/// A place, and what stands there instead.
pub type Planted = (Span, String);

/// A kind of what is left behind.
#[derive(Debug, Clone, Copy)]
pub struct Mutation {
    pub name: &'static str,
    pub plant: fn(&str, &mut Random) -> Option<Planted>,
}

/// All kinds.
pub const MUTATIONS: &[Mutation] = &[
    Mutation { name: "invisible", plant: invisible },
    Mutation { name: "invisible at label", plant: invisible_at_label },
    Mutation { name: "separator", plant: separator },
    Mutation { name: "separator for gap", plant: separator_for_gap },
    Mutation { name: "look-alike", plant: lookalike },
    Mutation { name: "page number", plant: page_number },
    Mutation { name: "page number inside", plant: page_number_inside },
    Mutation { name: "over-print", plant: overprint },
    Mutation { name: "half-width", plant: half_width },
    Mutation { name: "list of ones", plant: list_of_ones },
    Mutation { name: "footnote", plant: footnote },
    Mutation { name: "code", plant: code },
    Mutation { name: "day in figures", plant: day_in_figures },
    Mutation { name: "gap", plant: gap },
    Mutation { name: "no gap", plant: no_gap },
    Mutation { name: "brackets", plant: brackets },
    Mutation { name: "line break", plant: line_break },
    Mutation { name: "blank at line's end", plant: blank_at_end },
    Mutation { name: "blank", plant: blank },
    Mutation { name: "doubled mark", plant: doubled },
    Mutation { name: "Arabic label", plant: arabic },
    Mutation { name: "label in text", plant: label_in_text },
];

static ARTICLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^[ \u3000#*]*(第[一二三四五六七八九十百]+条)([ \u3000]*)"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?m)^[ \u3000#*]*((?:第[一二三四五六七八九十百]+[条章节])|（[一二三四五六七八九十]+）)([ \u3000]*)")
});
static NUMERAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"第([一二三四五六七八九十百]+)[条款项章]"));
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\n第本](第[一二三四五六七八九十百]+条)"));
static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{4}年\d{1,2}月\d{1,2}日"));
static MARK: LazyLock<Regex> = LazyLock::new(|| pattern("[，。；：、（）《》“”]"));
static INSIDE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\u{4E00}-\u{9FFF}，、][\u{4E00}-\u{9FFF}]"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// One of the places that a pattern, or a group of it, takes.
fn place(text: &str, random: &mut Random, pattern: &Regex, group: usize) -> Option<Span> {
    let all: Vec<Span> = pattern
        .captures_iter(text)
        .filter_map(|found| found.get(group).map(|found| Span::new(found.start(), found.end())))
        .collect();
    random.pick(&all).copied()
}

/// Behind one of the places that a pattern, or a group of it, takes.
fn behind(text: &str, random: &mut Random, pattern: &Regex, group: usize) -> Option<Span> {
    place(text, random, pattern, group).map(|span| Span::new(span.end, span.end))
}

/// A place between two characters of one line.
fn inside(text: &str, random: &mut Random) -> Option<Span> {
    let found = place(text, random, &INSIDE, 0)?;
    let at = found.start + text[found.range()].chars().next()?.len_utf8();
    Some(Span::new(at, at))
}

fn one_of(random: &mut Random, all: &[&str]) -> Option<String> {
    random.pick(all).map(|one| (*one).to_owned())
}

const INVISIBLE: [&str; 9] =
    ["\u{200B}", "\u{FEFF}", "\u{200E}", "\u{AD}", "\u{2060}", "\u{202A}", "\u{FE0F}", "\u{2800}", "\u{3164}"];

fn invisible(text: &str, random: &mut Random) -> Option<Planted> {
    Some((inside(text, random)?, one_of(random, &INVISIBLE)?))
}

/// Before a label, in it, or behind it.
fn invisible_at_label(text: &str, random: &mut Random) -> Option<Planted> {
    let label = place(text, random, &LABEL, 1)?;
    let first = label.start + text[label.range()].chars().next()?.len_utf8();
    let at = *random.pick(&[label.start, first, label.end])?;
    Some((Span::new(at, at), one_of(random, &INVISIBLE)?))
}

fn separator(text: &str, random: &mut Random) -> Option<Planted> {
    Some((behind(text, random, &ARTICLE, 1)?, one_of(random, &["、", "：", ":", "，", ",", ".", "．"])?))
}

fn separator_for_gap(text: &str, random: &mut Random) -> Option<Planted> {
    Some((place(text, random, &ARTICLE, 2)?, one_of(random, &["、", "：", ":", "，", ".", "．"])?))
}

/// A numeral's character that another looks like.
fn lookalike(text: &str, random: &mut Random) -> Option<Planted> {
    const FORMS: [(char, &[&str]); 6] = [
        ('一', &["—", "-", "ー", "⼀", "①", "l"]),
        ('二', &["⼆", "②", "Ⅱ"]),
        ('三', &["③", "Ⅲ", "叁"]),
        ('六', &["陆"]),
        ('八', &["⼋"]),
        ('十', &["⼗", "拾"]),
    ];
    let numeral = place(text, random, &NUMERAL, 1)?;
    let (at, c) = text[numeral.range()].char_indices().next()?;
    let (_, forms) = FORMS.iter().find(|(own, _)| *own == c)?;
    let start = numeral.start + at;
    Some((Span::new(start, start + c.len_utf8()), one_of(random, forms)?))
}

const PAGES: [&str; 6] = ["— 3 —", "- 12 -", "第 3 页 共 20 页", "－5－", "7", "— 2 —"];

/// On a line of its own, between two lines.
fn page_number(text: &str, random: &mut Random) -> Option<Planted> {
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let at = *random.pick(&ends)?;
    Some((Span::new(at, at), format!("{}\n", random.pick(&PAGES)?)))
}

fn page_number_inside(text: &str, random: &mut Random) -> Option<Planted> {
    let page = random.pick(&["— 3 —", "- 12 -", " — 4 — "])?;
    Some((inside(text, random)?, (*page).to_owned()))
}

fn overprint(text: &str, random: &mut Random) -> Option<Planted> {
    let label = place(text, random, &LABEL, 1)?;
    Some((Span::new(label.end, label.end), text[label.range()].repeat(1 + random.below(2))))
}

fn half_width(text: &str, random: &mut Random) -> Option<Planted> {
    const FORMS: [(&str, &str); 10] = [
        ("，", ","),
        ("。", "."),
        ("；", ";"),
        ("：", ":"),
        ("、", ","),
        ("（", "("),
        ("）", ")"),
        ("《", "<"),
        ("“", "\""),
        ("”", "\""),
    ];
    let span = place(text, random, &MARK, 0)?;
    let (_, narrow) = FORMS.iter().find(|(wide, _)| *wide == &text[span.range()])?;
    Some((span, (*narrow).to_owned()))
}

fn list_of_ones(text: &str, random: &mut Random) -> Option<Planted> {
    let ends: Vec<usize> = text.match_indices("：\n").map(|(at, found)| at + found.len()).collect();
    let at = *random.pick(&ends)?;
    let mark = random.pick(&["1. ", "1.", "1) ", "1、"])?;
    let list = format!("{mark}制定方案；\n{mark}组织实施；\n{mark}报告情况。\n");
    Some((Span::new(at, at), list))
}

fn footnote(text: &str, random: &mut Random) -> Option<Planted> {
    Some((inside(text, random)?, one_of(random, &["[^1]", "[1]", "①", "[^注,1]"])?))
}

fn code(text: &str, random: &mut Random) -> Option<Planted> {
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let at = *random.pick(&ends)?;
    let block = random.pick(&["\n```\n第六条,第七条 (2026-1-1日)\n```\n\n", "\n    第六条,第七条 1.5\n\n"])?;
    Some((Span::new(at, at), (*block).to_owned()))
}

fn day_in_figures(text: &str, random: &mut Random) -> Option<Planted> {
    let days = [
        "2026-01-01",
        "2026-1-1日",
        "2026/1/1",
        "2026.1.1",
        "2026-1-1",
        "2026年1-1日",
        "2026年01月01日",
        "二〇二六年1月1日",
    ];
    Some((place(text, random, &DAY, 0)?, one_of(random, &days)?))
}

const GAPS: [&str; 9] =
    ["  ", " \u{3000}", "\u{3000}\u{3000}", "\t", "\u{A0}", "\u{202F}", "\u{2002}", " ", "\u{3000} \u{3000}"];

fn gap(text: &str, random: &mut Random) -> Option<Planted> {
    Some((place(text, random, &LABEL, 2)?, one_of(random, &GAPS)?))
}

fn no_gap(text: &str, random: &mut Random) -> Option<Planted> {
    Some((place(text, random, &LABEL, 2)?, String::new()))
}

fn brackets(text: &str, random: &mut Random) -> Option<Planted> {
    let label = place(text, random, &ARTICLE, 1)?;
    let (open, close) = *random.pick(&[("【", "】"), ("〖", "〗"), ("[", "]")])?;
    Some((label, format!("{open}{}{close}", &text[label.range()])))
}

fn line_break(text: &str, random: &mut Random) -> Option<Planted> {
    Some((inside(text, random)?, one_of(random, &["\n", "\r\n", "\n\u{3000}\u{3000}", "\n\n"])?))
}

fn blank_at_end(text: &str, random: &mut Random) -> Option<Planted> {
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let at = *random.pick(&ends)?;
    Some((Span::new(at, at), one_of(random, &GAPS)?))
}

fn blank(text: &str, random: &mut Random) -> Option<Planted> {
    Some((inside(text, random)?, one_of(random, &GAPS)?))
}

fn doubled(text: &str, random: &mut Random) -> Option<Planted> {
    let mark = place(text, random, &MARK, 0)?;
    Some((Span::new(mark.end, mark.end), one_of(random, &["，", "。", "；", ",", ".", ";"])?))
}

/// 第3条, 第３条, 第 三 条, 第三條.
fn arabic(text: &str, random: &mut Random) -> Option<Planted> {
    let label = place(text, random, &ARTICLE, 1)?;
    let number =
        falint::document::tree::numeral::parse(text[label.range()].strip_prefix('第')?.strip_suffix('条')?)?.value;
    let wide: String = number.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect();
    let numeral = &text[label.start + '第'.len_utf8()..label.end - '条'.len_utf8()];
    let forms = [format!("第{number}条"), format!("第{wide}条"), format!("第 {numeral} 条"), format!("第{numeral}條")];
    Some((label, random.pick(&forms)?.clone()))
}

/// A reference that begins its sentence, with a mark behind it.
fn label_in_text(text: &str, random: &mut Random) -> Option<Planted> {
    let found = place(text, random, &REFERENCE, 1)?;
    Some((Span::new(found.end, found.end), one_of(random, &["、", ",", " ", "，"])?))
}
