//! Text that stands twice, labels without text, and neighbours that changed places.

use falint::diagnostic::Span;

use super::draft::{Article, Draft, Line, Look, Planting};
use super::random::Random;

/// Shorter passages may recur.
const LONG: usize = 16;

fn is_long(text: &str) -> bool {
    text.chars().nth(LONG).is_some()
}

/// What an article says, from behind its label to the end of its last line with text.
fn said(draft: &Draft, article: &Article) -> Span {
    let lines = &draft.lines[article.lines.clone()];
    let last = lines.iter().rev().find(|line| line.look != Look::Blank).unwrap_or(&lines[0]);
    Span::new(lines[0].body.start, last.body.end)
}

/// An article says what the one before it says.
pub fn article(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let end = draft.articles.len().checked_sub(2).filter(|&end| end > 0)?;
    let at = 1 + random.below(end);
    let copied = draft.str(said(draft, &draft.articles[at - 1]));
    is_long(copied).then(|| Draft::plant(said(draft, &draft.articles[at]), copied))
}

/// A paragraph that is not the last of the text stands twice.
pub fn paragraph(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let last = draft.articles.last()?.lines.start;
    let is_paragraph = |line: &&Line| line.look == Look::Paragraph && is_long(draft.str(line.body));
    let all: Vec<&Line> = draft.lines[..last].iter().filter(is_paragraph).collect();
    let line = *random.pick(&all)?;
    Some(double(draft, line, draft.str(line.body)))
}

/// An item stands twice, under its own number or, in the place of the next one, under that.
pub fn item(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let long: Vec<&Vec<usize>> = draft.lists.iter().filter(|list| list.len() >= 2).collect();
    let list = random.pick(&long)?;
    let at = random.below(list.len() - 1);
    let (line, next) = (draft.lines[list[at]], draft.lines[list[at + 1]]);
    let body = draft.str(line.body);
    if body.chars().count() < 6 {
        return None;
    }
    Some(match random.below(2) {
        0 => double(draft, &line, &draft.text[line.label.start..line.body.end]),
        _ => Draft::plant(next.body, body),
    })
}

/// A heading stands twice, or bears the name of the one before it.
pub fn heading(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let first = draft.articles.first()?.lines.start;
    let level = |line: &Line| draft.str(line.label).chars().next_back();
    let all: Vec<&Line> = draft.lines[first..].iter().filter(|line| line.look == Look::Heading).collect();
    let pairs: Vec<&[&Line]> =
        all.windows(2).filter(|pair| level(pair[0]) == level(pair[1]) && pair[1].number > 1).collect();
    let pair = random.pick(&pairs)?;
    Some(match random.below(2) {
        0 => double(draft, pair[1], &draft.text[pair[1].label.start..pair[1].body.end]),
        _ => Draft::plant(pair[1].body, draft.str(pair[0].body)),
    })
}

/// Five to twelve characters of a line written twice.
pub fn words(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let length = 5 + random.below(8);
    let lines: Vec<&Line> = draft.body_lines().collect();
    let line = *random.pick(&lines)?;
    let chars: Vec<(usize, char)> = draft.str(line.body).char_indices().collect();
    let chinese = |&(_, c): &(usize, char)| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let runs: Vec<&[(usize, char)]> = chars.windows(length).filter(|run| run.iter().all(chinese)).collect();
    let run = random.pick(&runs)?;
    let start = line.body.start + run[0].0;
    let span = Span::new(start, start + 3 * length);
    Some(Draft::plant(span, draft.str(span).repeat(2)))
}

/// A clause written twice.
pub fn clause(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let commas = draft.places("，");
    let pairs: Vec<&[Span]> = commas
        .windows(2)
        .filter(|pair| {
            let clause = &draft.text[pair[0].end..pair[1].start];
            clause.chars().count() >= 5 && !clause.contains(|c: char| !matches!(c, '\u{4E00}'..='\u{9FFF}'))
        })
        .collect();
    let pair = random.pick(&pairs)?;
    let span = Span::new(pair[0].end, pair[1].end);
    Some(Draft::plant(span, draft.str(span).repeat(2)))
}

/// Two articles that stand next to each other have changed places.
pub fn exchanged(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let end = draft.articles.len().checked_sub(1).filter(|&end| end > 0)?;
    let at = random.below(end);
    let (first, second) = (&draft.articles[at], &draft.articles[at + 1]);
    let between = &draft.lines[first.lines.end..second.lines.start];
    let next_to = between.iter().all(|line| line.look == Look::Blank) && first.number + 1 == second.number;
    let from = |article: &Article| draft.lines[article.lines.start].label.start;
    let whole = |article: &Article| Span::new(from(article), said(draft, article).end);
    let (a, b) = (whole(first), whole(second));
    let between = &draft.text[a.end..b.start];
    next_to.then(|| Draft::plant(Span::new(a.start, b.end), format!("{}{between}{}", draft.str(b), draft.str(a))))
}

/// An article or an item has lost its text.
pub fn text_lost(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let articles = draft.articles.iter().filter(|article| {
        let lines = &draft.lines[article.lines.clone()];
        lines.iter().filter(|line| line.look != Look::Blank).count() == 1
    });
    let articles = articles.map(|article| draft.lines[article.lines.start]);
    let items = draft.lists.iter().flatten().map(|&line| draft.lines[line]);
    let all: Vec<Line> = articles.chain(items).collect();
    let line = *random.pick(&all)?;
    let mut planting = Draft::plant(line.body, "");
    planting.around = Span::new(line.label.start, line.body.end);
    Some(planting)
}

/// A line, and what is said again behind it.
fn double(draft: &Draft, line: &Line, again: &str) -> Planting {
    let end = draft.line_end();
    let gap = if draft.is_markdown() { end.repeat(2) } else { end.to_owned() };
    let indent = &draft.text[line.span.start..line.label.start];
    Draft::plant(Span::new(line.body.end, line.body.end), format!("{gap}{indent}{again}"))
}
