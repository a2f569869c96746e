//! `layout-inner-space`: a blank between two Chinese characters, inside a date, or just inside 《》 and “”.
//!
//! Blanks beside other marks belong to `punct-space-around`, those that cannot be seen to `layout-invisible-char`.
//! Headings, notes and signatures are no running text; wide blanks wait for something or part columns.

mod meant;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::label::{self, is_blank, is_han};
use crate::document::tree::numeral::is_numeral;
use crate::document::tree::{Passage, Role};
use crate::lexicon::{layout, titles};
use crate::rules::summary::told_once;
use meant::{inside_reference, opens_article, parts_issuers};

/// From this width on, in columns, a blank is left for something, or parts columns.
const WIDE: usize = 4;

/// From so many blanks of two columns on, a paragraph is taken for a row of a table or a list of names.
const COLUMNS: usize = 3;

/// How many times as often as spaced ones, figures must stand close to the text before a spaced date is a slip.
const CLOSE: usize = 4;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    let spaced = spaces_figures(document);
    for passage in document.passages() {
        out.extend(in_passage(document, passage, spaced));
    }
    for block in document.blocks.iter().filter(|block| !matches!(block.role, Role::Quoted | Role::Annex | Role::Table))
    {
        out.extend(inside_marks(document, block.span));
    }
    told_once(out)
}

/// A blank, with the characters before and behind it.
#[derive(Debug, Clone, Copy)]
struct Gap {
    span: Span,
    before: char,
    after: char,
}

/// The blanks inside a stretch; those that hold a character that cannot be seen are left out.
fn gaps(document: &Document, place: Span) -> Vec<Gap> {
    let gap = |span: Span| {
        let before = document.text()[place.start..span.start].chars().next_back()?;
        let after = document.text()[span.end..place.end].chars().next()?;
        let plain = document.str(span).chars().all(|c| matches!(c, ' ' | '\t' | '\u{3000}' | '\u{2000}'..='\u{200A}'));
        (plain && before != '\0').then_some(Gap { span, before, after })
    };
    document.blanks(place).filter_map(gap).collect()
}

/// How wide a blank is, in columns.
fn width(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '\u{3000}' | '\t') { 2 } else { 1 }).sum()
}

fn in_passage(document: &Document, passage: &Passage, spaced: bool) -> Vec<Finding> {
    let gaps = gaps(document, passage.span);
    let columns = gaps.iter().filter(|gap| width(document.str(gap.span)) >= 2).count();
    // A name, a heading, a row.
    let sentence = || document.str(passage.span).contains(['，', '。', '；', '：', ',', ';', ':']);
    if gaps.is_empty() || columns >= COLUMNS || !sentence() || document.is_imprint(passage.span) {
        return Vec::new();
    }
    let stray = |gap: &&Gap| {
        let at = gap.span.start;
        let inside = inside_reference(document, passage, gap);
        let opens = || opens_line(document, passage, gap) || opens_article(document, passage, gap);
        let foot = || layout::LETTER_FEET.iter().any(|label| document.text()[passage.span.start..at].contains(label));
        let place = !document.quotes().in_quotation(at)
            && !foot()
            && !in_other_title(document, at)
            && !parts_issuers(document, passage, gap)
            && (inside || !opens());
        let narrow = width(document.str(gap.span)) < WIDE;
        // The names of several issuers are set apart: （中国人民银行 某委员会令〔2007〕第2号）.
        place
            && narrow
            && !document.names_issuer(gap.span)
            && (between_characters(document, gap) || !spaced && in_date(gap))
    };
    gaps.iter().filter(stray).map(finding).collect()
}

fn finding(gap: &Gap) -> Finding {
    let drawn = Span::new(gap.span.start, gap.span.end);
    Finding::at(drawn).arg("before", gap.before.to_string()).arg("after", gap.after.to_string()).edit(gap.span, "")
}

/// Whether a blank stands between two Chinese characters, and none of them waits for a figure: 第　号, 　年　月.
fn between_characters(document: &Document, gap: &Gap) -> bool {
    const UNITS: &str = "年月日号元";
    let waits =
        gap.before == '第' && !is_numeral(gap.after) || UNITS.contains(gap.after) && width(document.str(gap.span)) >= 2;
    let date = "年月日".contains(gap.after) && ("年月自于".contains(gap.before));
    is_han(gap.before) && is_han(gap.after) && !waits && !date
}

/// Whether a blank stands inside a date: 9月 1日, 1 日.
fn in_date(gap: &Gap) -> bool {
    let figure = |c: char| c.is_ascii_digit();
    figure(gap.before) && "年月日".contains(gap.after) || "年月".contains(gap.before) && figure(gap.after)
}

/// Whether a blank stands inside the name of what is no law. Standards are named in two parts with a blank between
/// them, and the titles of decisions and opinions in two clauses: 《食品安全国家标准　果冻》.
fn in_other_title(document: &Document, at: usize) -> bool {
    let titles = &document.quotes().titles;
    let after = titles.partition_point(|title| title.start <= at);
    let title = titles[..after].last().filter(|title| title.contains(at));
    title.is_some_and(|&title| !titles::KINDS_WITHOUT_BLANKS.iter().any(|ending| document.str(title).ends_with(ending)))
}

/// Whether a blank parts the line's own words from what it is headed with: a name or 条旨, or a heading or an article
/// that was run into the line.
fn opens_line(document: &Document, passage: &Passage, gap: &Gap) -> bool {
    /// No heading inside a line is longer, in characters.
    const HEADING: usize = 10;
    let head = &document.text()[passage.span.start..gap.span.start];
    let rest = &document.text()[gap.span.end..passage.span.end];
    let short = head.len() <= HEADING * 4 && head.chars().count() <= HEADING;
    let titled =
        short && head.chars().all(|c| is_han(c) || is_blank(c) || c == '、') && width(document.str(gap.span)) >= 2;
    // 第三十－条, 笫五十四条: a label that is miswritten.
    let label = short && head.starts_with(['第', '笫']) && head.ends_with('条');
    let marked =
        label::article(rest, 0).is_some() || label::division(rest, 0).is_some() || label::item(rest, 0).is_some();
    titled || label || marked || is_name(head, rest, gap.span)
}

/// Whether a blank widens a name of two characters, as names in a list are: 张　三.
fn is_name(head: &str, rest: &str, gap: Span) -> bool {
    let alone = |side: &mut dyn Iterator<Item = char>| {
        side.next();
        side.next().is_none_or(|c| !is_han(c))
    };
    gap.len() >= '\u{3000}'.len_utf8() && alone(&mut head.chars().rev()) && alone(&mut rest.chars())
}

/// Whether the text keeps figures and characters apart as a matter of style.
fn spaces_figures(document: &Document) -> bool {
    let (mut close, mut spaced) = (0_usize, 0_usize);
    let border = |a: char, b: char| a.is_ascii_digit() && is_han(b) || is_han(a) && b.is_ascii_digit();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (at, c) in document.marks(passage.span, |c| c.is_ascii_digit()) {
            let at = at - passage.span.start;
            let beside = [text[..at].chars().next_back(), text[at + c.len_utf8()..].chars().next()];
            close += beside.into_iter().flatten().filter(|&c| is_han(c)).count();
        }
        spaced += gaps(document, passage.span).iter().filter(|gap| border(gap.before, gap.after)).count();
    }
    close < spaced * CLOSE
}

/// Blanks right behind 《 and “, and right before 》 and ”. A pair that holds nothing but blanks waits for something.
fn inside_marks(document: &Document, span: Span) -> Vec<Finding> {
    let inner = gaps(document, span).into_iter().filter_map(|gap| {
        let opened = matches!(gap.before, '《' | '“') && !matches!(gap.after, '》' | '”');
        let closed = matches!(gap.after, '》' | '”') && !matches!(gap.before, '《' | '“');
        let wide = width(document.str(gap.span)) >= WIDE;
        let mark = if opened { gap.before } else { gap.after };
        let drawn = Span::new(gap.span.start, gap.span.end);
        ((opened || closed) && !wide)
            .then(|| Finding::at(drawn).variant("inside").arg("mark", mark.to_string()).edit(gap.span, ""))
    });
    inner.collect()
}
