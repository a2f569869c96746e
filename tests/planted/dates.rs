//! Days of taking effect that are blank, impossible or gone.

use std::sync::LazyLock;

use falint::diagnostic::Span;
use regex::Regex;

use super::draft::{Draft, Planting};
use super::random::Random;

static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"\d{4}年\d{1,2}月\d{1,2}日|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日|(?:公布|发布)之日";
    Regex::new(&format!("本(?:条例|法|办法|规定|细则)自({day})起(?:施行|实施|生效)。")).expect("a pattern")
});
static DAY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d{4}年\d{1,2}月\d{1,2}日").expect("a pattern"));

/// What is left for a day to come.
const BLANKS: [&str; 26] = [
    "2025年  月  日",
    "2025年　月　日",
    "　　年　月　日",
    "    年  月  日",
    "××年×月×日",
    "××××年××月××日",
    "20××年×月×日",
    "XX年XX月XX日",
    "20XX年X月X日",
    "2025年__月__日",
    "____年__月__日",
    "2025年〇月〇日",
    "〇〇年〇月〇日",
    "【】年【】月【】日",
    "2025年【】月【】日",
    "[ ]年[ ]月[ ]日",
    "2025年[  ]月[  ]日",
    "年月日",
    "7月1日",
    "×月×日",
    "2025年7月  日",
    "2025年×月1日",
    "YYYY年MM月DD日",
    "某年某月某日",
    "2025年*月*日",
    "2025年   ",
];

/// Days that no calendar has.
const IMPOSSIBLE: [&str; 8] = [
    "2025年2月30日",
    "2025年13月1日",
    "2024年6月31日",
    "2023年2月29日",
    "2025年4月31日",
    "2025年9月31日",
    "2025年1月32日",
    "2025年0月10日",
];

/// The last clause that says when the text takes effect, and its day.
fn clause(draft: &Draft) -> Option<(Span, Span)> {
    let from = draft.lines[draft.articles.first()?.lines.start].span.start;
    let last = CLAUSE.captures_iter(&draft.text[from..]).last()?;
    let span = |group: usize| last.get(group).map(|found| Span::new(from + found.start(), from + found.end()));
    Some((span(0)?, span(1)?))
}

/// The day is left open.
pub fn blank(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let (_, day) = clause(draft)?;
    Some(Draft::plant(day, *random.pick(&BLANKS)?))
}

/// A day that does not exist, in the clause or elsewhere in the body.
pub fn impossible(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let mut days: Vec<Span> = clause(draft).map(|(_, day)| day).into_iter().collect();
    for line in draft.body_lines() {
        let found = DAY.find_iter(draft.str(line.body));
        days.extend(found.map(|found| Span::new(line.body.start + found.start(), line.body.start + found.end())));
    }
    let day = *random.pick(&days)?;
    Some(Draft::plant(day, *random.pick(&IMPOSSIBLE)?))
}

/// The clause is gone, with its article where it was all of it. A text whose head says when it takes effect says so
/// still, and is left out.
pub fn clause_removed(draft: &Draft, _: &mut Random) -> Option<Planting> {
    let (clause, _) = clause(draft)?;
    let line = draft.line_at(clause.start);
    let head = &draft.text[..draft.lines[draft.articles.first()?.lines.start].span.start];
    if head.contains("施行") {
        return None;
    }
    let article = draft.articles.iter().position(|article| article.lines.contains(&line))?;
    let previous = draft.articles[article.saturating_sub(1)].lines.start;
    let alone = draft.articles[article].lines.len() == 1 && draft.lines[line].body == clause;
    let edit = if alone { draft.lines[line].span } else { clause };
    let mut planting = draft.plant_near(edit, "");
    planting.around.start = draft.lines[previous].span.start;
    Some(planting)
}
