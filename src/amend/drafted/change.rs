//! What has to be changed in an article for its text to be the draft's: words, 款, or all of it.

use crate::compare::{Comparison, wording};
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::label::Ordinal;

/// Something that is changed in an article, without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// 修改为：“…”
    Whole(String),
    /// 第二款修改为：“…”, 增加一款，作为第三款：“…”, 删去第二款
    Part(String),
    /// 中的“甲”修改为“乙”
    Words(String),
}

impl Change {
    /// Behind the place of the article.
    pub(super) fn behind(self, head: &str, is_renumbered: bool) -> String {
        match self {
            Self::Whole(text) if is_renumbered => format!("{head}，修改为：{text}"),
            Self::Whole(text) => format!("{head}修改为：{text}"),
            Self::Part(text) if is_renumbered => format!("{head}，{text}"),
            Self::Part(text) => match text.strip_prefix("删去") {
                Some(rest) => format!("删去{}{rest}", head.trim_start_matches('将')),
                None if text.starts_with("增加") => format!("{}{text}", head.trim_start_matches('将')),
                None => format!("{head}{text}"),
            },
            Self::Words(text) if is_renumbered => format!("{head}，将其中的{text}"),
            Self::Words(text) => format!("{head}中的{text}"),
        }
    }

    /// In a paragraph of its own.
    pub(super) fn alone(self) -> String {
        match self {
            Self::Whole(text) => format!("修改为：{text}"),
            Self::Part(text) => text,
            Self::Words(text) => format!("将其中的{text}"),
        }
    }
}

/// What has to be changed in an article of the law that one of the draft continues; `moved` is the law after what moves
/// articles, in which references have followed.
pub(super) fn of_article(comparison: &Comparison<'_>, old: Option<usize>, new: usize, moved: &Document) -> Vec<Change> {
    let draft = comparison.draft;
    let Some(old) = old.filter(|_| new < moved.articles.len()) else { return Vec::new() };
    let (before, after) = (paragraphs(moved, new), paragraphs(draft, new));
    let same = |one: &[Span], other: &[Span]| {
        let bare = |document: &Document, lines: &[Span]| {
            lines.iter().map(|&line| wording::bare(document.str(line))).collect::<Vec<_>>()
        };
        bare(moved, one) == bare(draft, other)
    };
    if before.len() == after.len() && before.iter().zip(&after).all(|(one, other)| same(one, other)) {
        return Vec::new();
    }
    if let Some(words) = words(comparison, old, new) {
        return vec![Change::Words(words)];
    }
    let all: Vec<Span> = after.iter().flatten().copied().collect();
    let whole = || vec![Change::Whole(quoted(draft, &all))];
    if before.len() < 2 && after.len() < 2 {
        return whole();
    }
    parts(draft, &before, &after, same).unwrap_or_else(whole)
}

/// The lines of each paragraph of an article.
fn paragraphs(document: &Document, article: usize) -> Vec<Vec<Span>> {
    let lines = |paragraph| wording::lines(document, paragraph..paragraph + 1);
    document.articles[article].paragraphs.clone().map(lines).collect()
}

/// What is changed, paragraph by paragraph; `None` where it is more than what stays.
fn parts(
    draft: &Document,
    before: &[Vec<Span>],
    after: &[Vec<Span>],
    same: impl Fn(&[Span], &[Span]) -> bool,
) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    let (mut from, mut to, mut kept) = (0, 0, 0);
    while from < before.len() || to < after.len() {
        // The nearest paragraph that both have.
        let next = (from..=before.len()).find_map(|old| {
            let new = (to..after.len()).find(|&new| old < before.len() && same(&before[old], &after[new]));
            new.map(|new| (old, new))
        });
        let (old_end, new_end) = next.unwrap_or((before.len(), after.len()));
        if old_end - from == new_end - to {
            for (old, new) in (from..old_end).zip(to..new_end) {
                let (was, is) = (number(old)?, number(new)?);
                let place = if was == is { was } else { format!("{was}改为{is}，") };
                changes.push(Change::Part(format!("{place}修改为：{}", quoted(draft, &after[new]))));
            }
        } else if from == old_end {
            for (new, lines) in after.iter().enumerate().take(new_end).skip(to) {
                changes.push(Change::Part(format!("增加一款，作为{}：{}", number(new)?, quoted(draft, lines))));
            }
        } else if to == new_end {
            for old in from..old_end {
                changes.push(Change::Part(format!("删去{}。", number(old)?)));
            }
        } else {
            return None;
        }
        kept += usize::from(next.is_some());
        (from, to) = (old_end + 1, new_end + 1);
    }
    (kept > 0 && changes.len() <= kept + 1).then_some(changes)
}

/// 第二款, of a paragraph's position from 0.
fn number(paragraph: usize) -> Option<String> {
    Some(Ordinal::plain(u32::try_from(paragraph + 1).ok()?).label("款"))
}

/// The longest words that are quoted to be replaced, in characters.
const LONGEST: usize = 24;

/// “甲”修改为“乙”, where that is all that is changed in the article and 甲 stands in it once.
fn words(comparison: &Comparison<'_>, old: usize, new: usize) -> Option<String> {
    let (current, draft) = (comparison.current, comparison.draft);
    let lines =
        |document: &Document, article: usize| wording::lines(document, document.articles[article].paragraphs.clone());
    let (from, to) = (lines(current, old), lines(draft, new));
    if from.len() != to.len() {
        return None;
    }
    let bare = |document: &Document, line: Span| wording::bare(document.str(line));
    let mut differing = from.iter().zip(&to).filter(|&(&one, &other)| bare(current, one) != bare(draft, other));
    let (Some((&one, &other)), None) = (differing.next(), differing.next()) else { return None };
    let (before, after) = (bare(current, one), bare(draft, other));
    // From the first character that differs to the last, each with what parts it from its neighbours.
    let common = |a: &mut dyn Iterator<Item = (char, char)>| a.take_while(|(a, b)| a == b).count();
    let (before, after): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = common(&mut before.iter().copied().zip(after.iter().copied()));
    let rest = before.len().min(after.len()) - head;
    let tail = common(&mut before.iter().rev().copied().zip(after.iter().rev().copied()).take(rest));
    let article: String = from.iter().map(|&line| bare(current, line)).collect();
    let text = |side: &[char], more: usize| -> String {
        let (start, end) = (head.saturating_sub(more), (side.len() - tail + more).min(side.len()));
        side[start..end].iter().collect()
    };
    let quotable = |words: &str| {
        let marks = ['“', '”', '‘', '’', '（', '）', '第'];
        !words.is_empty() && !words.contains(marks) && words.chars().count() <= LONGEST
    };
    let unique = |words: &str| article.matches(words).count() == 1;
    // At least a word on either side, so that a reader sees what is meant.
    (1..LONGEST / 2).find_map(|more| {
        let (was, is) = (text(&before, more), text(&after, more));
        let fits = quotable(&was) && quotable(&is) && unique(&was) && was.chars().count() > 3;
        fits.then(|| format!("“{was}”修改为“{is}”。"))
    })
}

/// Lines as a decision quotes them: each opens with “, only the last closes; “” in them become ‘’.
pub(super) fn quoted(document: &Document, lines: &[Span]) -> String {
    let inner = |line: &Span| {
        let text = document.str(*line).trim();
        text.chars()
            .map(|c| match c {
                '“' => '‘',
                '”' => '’',
                c => c,
            })
            .collect::<String>()
    };
    let lines: Vec<String> = lines.iter().map(|line| format!("“{}", inner(line))).collect();
    lines.join("\n\n") + "”"
}
