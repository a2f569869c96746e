//! Numbers of articles, items and chapters gone wrong.

use falint::diagnostic::Span;
use falint::document::tree::numeral::format;

use super::draft::{Draft, Line, Look, Planting};
use super::random::Random;

/// An article that another one follows, as a position.
fn inner_article(draft: &Draft, random: &mut Random) -> Option<usize> {
    let end = draft.articles.len().checked_sub(1).filter(|&end| end > 0)?;
    Some(random.below(end))
}

fn label_line(draft: &Draft, article: usize) -> &Line {
    &draft.lines[draft.articles[article].lines.start]
}

/// The label with the blank behind it is lost, the text stays.
pub fn label_dropped(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let at = inner_article(draft, random)?;
    let line = label_line(draft, at);
    let mut planting = Draft::plant(Span::new(line.label.start, line.body.start), "");
    planting.around = Span::new(line.span.start, label_line(draft, at + 1).label.end);
    Some(planting)
}

/// The whole article is lost.
pub fn article_dropped(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let at = inner_article(draft, random)?;
    let lines = &draft.articles[at].lines;
    let from = draft.lines[lines.start].span.start;
    let behind = draft.lines[draft.neighbour(lines.end - 1, true)].span.start;
    let mut planting = Draft::plant(Span::new(from, behind), "");
    planting.around.end = label_line(draft, at + 1).label.end;
    Some(planting)
}

/// An article bears the number of the one before it.
pub fn article_repeated(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let at = inner_article(draft, random)? + 1;
    let label = format!("第{}条", format(draft.articles[at - 1].number));
    Some(Draft::plant(label_line(draft, at).label, label))
}

/// What people write for a number that is not how it is written.
fn malformed(number: u32) -> Vec<String> {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (hundreds, tens, ones) = ((number / 100) as usize, (number / 10 % 10) as usize, (number % 10) as usize);
    let digit = |at: usize| DIGITS[at];
    match number {
        0..=9 => vec![format!("零{}", digit(ones)), format!("〇{}", digit(ones))],
        10 => vec!["一十".into(), "十零".into(), "一零".into()],
        11..=19 => vec![format!("一十{}", digit(ones)), format!("一{}", digit(ones)), format!("十{0}{0}", digit(ones))],
        20..=99 if ones == 0 => vec![format!("{}十零", digit(tens)), format!("{}〇", digit(tens)), "十".repeat(tens)],
        20..=99 => {
            let (tens, ones) = (digit(tens), digit(ones));
            vec![
                format!("{tens}{ones}"),
                format!("{tens}十零{ones}"),
                format!("{tens}十{ones}{ones}"),
                format!("{tens}十十{ones}"),
            ]
        }
        100 => vec!["百".into(), "一〇〇".into(), "一百零".into()],
        _ => {
            let (hundreds, ten, one) = (digit(hundreds), digit(tens), digit(ones));
            match (tens, ones) {
                (0, _) => {
                    vec![format!("{hundreds}百〇{one}"), format!("{hundreds}〇{one}"), format!("{hundreds}百零零{one}")]
                }
                (1, 0) => vec![format!("{hundreds}百十"), format!("{hundreds}一〇")],
                (1, _) => vec![format!("{hundreds}百十{one}"), format!("{hundreds}一{one}")],
                (_, 0) => vec![format!("{hundreds}百{ten}"), format!("{hundreds}{ten}〇")],
                _ => vec![format!("{hundreds}百零{ten}十{one}"), format!("{hundreds}{ten}{one}")],
            }
        }
    }
}

/// A number that is not written as numbers are.
pub fn article_malformed(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let at = random.below(draft.articles.len());
    let forms = malformed(draft.articles[at].number);
    let form = random.pick(&forms)?;
    Some(Draft::plant(label_line(draft, at).label, format!("第{form}条")))
}

/// An article numbered in figures.
pub fn article_arabic(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let at = random.below(draft.articles.len());
    let figures = draft.articles[at].number.to_string();
    let wide = figures.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).expect("a full-width figure")).collect();
    let form = if random.below(2) == 0 { figures } else { wide };
    Some(Draft::plant(label_line(draft, at).label, format!("第{form}条")))
}

/// An item is lost, the first one or one in the middle.
pub fn item_dropped(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let long: Vec<&Vec<usize>> = draft.lists.iter().filter(|list| list.len() >= 3).collect();
    let list = random.pick(&long)?;
    let at = if random.below(2) == 0 { 0 } else { 1 + random.below(list.len() - 2) };
    let next = &draft.lines[list[at + 1]];
    let mut planting = Draft::plant(Span::new(draft.lines[list[at]].span.start, next.span.start), "");
    planting.around.end = next.label.end;
    Some(planting)
}

/// An item bears the number of the one before it.
pub fn item_repeated(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let long: Vec<&Vec<usize>> = draft.lists.iter().filter(|list| list.len() >= 2).collect();
    let list = random.pick(&long)?;
    let at = 1 + random.below(list.len() - 1);
    let line = &draft.lines[list[at]];
    Some(Draft::plant(line.label, format!("（{}）", format(line.number - 1))))
}

/// A chapter or section bears another's number.
pub fn chapter_wrong(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let first = draft.articles.first()?.lines.start;
    let headings: Vec<&Line> =
        draft.lines[first..].iter().filter(|line| line.look == Look::Heading && line.number > 1).collect();
    let line = random.pick(&headings)?;
    let wrong =
        if random.below(2) == 0 { line.number - 1 } else { line.number + 1 + u32::try_from(random.below(2)).ok()? };
    let level = draft.str(line.label).chars().next_back()?;
    Some(Draft::plant(line.label, format!("第{}{level}", format(wrong))))
}
