//! What becomes of each article of the law, as a decision tells it: which continues which, which are merged, deleted, added,
//! and which stand elsewhere; with the points that say so, in order.

use super::change::{Change, quoted};
use crate::compare::rows::Row;
use crate::compare::{Alignment, Comparison, wording};
use crate::document::Document;
use crate::document::tree::label::{Level, Ordinal};

/// What becomes of the articles.
pub(super) struct Plan<'p> {
    comparison: &'p Comparison<'p>,
    /// For each article of the draft, the one of the law that it continues.
    main: Vec<Option<usize>>,
    /// For each article of the law, the one of the draft that it becomes, or that takes it in.
    becomes: Vec<Option<Fate>>,
    /// For each article of the draft, whether it has left its place.
    moved: Vec<bool>,
}

/// What becomes of an article of the law that is not deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// An article of the draft continues it.
    Continues,
    /// One takes it in beside another.
    Joins(usize),
}

impl<'p> Plan<'p> {
    pub(super) fn of(comparison: &'p Comparison<'p>) -> Self {
        let mut links: Vec<(usize, usize, usize)> =
            comparison.articles.links().map(|(old, new)| (shared(comparison, old, new), old, new)).collect();
        // Those that share most first; of several, the first.
        links.sort_by_key(|&(shared, old, new)| (std::cmp::Reverse(shared), new, old));
        let mut main = vec![None; comparison.draft.articles.len()];
        let mut becomes = vec![None; comparison.current.articles.len()];
        for &(_, old, new) in &links {
            if main[new].is_none() && becomes[old].is_none() {
                main[new] = Some(old);
                becomes[old] = Some(Fate::Continues);
            }
        }
        for &(_, old, new) in &links {
            becomes[old].get_or_insert(Fate::Joins(new));
        }
        let moved = moved(&main);
        Self { comparison, main, becomes, moved }
    }

    /// The article of the law that one of the draft continues.
    pub(super) fn continued(&self, new: usize) -> Option<usize> {
        self.main[new]
    }

    /// The points, each as its paragraphs; `changes` tells what is changed in the text of an article of the draft that
    /// continues one of the law: sentences without the place of the article.
    pub(super) fn points(&self, changes: &dyn Fn(usize) -> Vec<Change>) -> Vec<Vec<String>> {
        let rows = self.comparison.rows();
        rows.iter().flat_map(|row| self.points_of(row, changes)).collect()
    }

    fn points_of(&self, row: &Row, changes: &dyn Fn(usize) -> Vec<Change>) -> Vec<Vec<String>> {
        match row {
            Row::Division { old, new } => self.heading(*old, *new).into_iter().map(|point| vec![point]).collect(),
            Row::Article(row) => match row.new {
                None => row.old.iter().filter_map(|part| self.deleted(part.article)).map(|point| vec![point]).collect(),
                Some(new) => self.article(new, changes).into_iter().collect(),
            },
        }
    }

    fn label(&self, old: usize) -> String {
        self.comparison.current.articles[old].ordinal.label("条")
    }

    fn deleted(&self, old: usize) -> Option<String> {
        self.becomes[old].is_none().then(|| format!("删去{}。", self.label(old)))
    }

    fn article(&self, new: usize, changes: &dyn Fn(usize) -> Vec<Change>) -> Option<Vec<String>> {
        let draft = self.comparison.draft;
        let number = self.number(new);
        let all = || quoted(draft, &wording::lines(draft, draft.articles[new].paragraphs.clone()));
        let Some(old) = self.main[new] else {
            return Some(vec![format!("增加一条，作为{number}：{}", all())]);
        };
        let joined = (0..self.becomes.len()).filter(|&other| self.becomes[other] == Some(Fate::Joins(new)));
        let mut places: Vec<usize> = std::iter::once(old).chain(joined).collect();
        if places.len() > 1 {
            places.sort_unstable();
            let places: Vec<String> = places.into_iter().map(|old| self.label(old)).collect();
            return Some(vec![format!("将{}合并，作为{number}，修改为：{}", places.join("、"), all())]);
        }
        let changes = changes(new);
        let is_elsewhere = self.leaves_heading(old, new);
        let is_renumbered =
            is_elsewhere || self.comparison.current.articles[old].ordinal != draft.articles[new].ordinal;
        let place = self.label(old);
        let head = if is_renumbered { format!("将{place}改为{number}") } else { format!("将{place}") };
        let mut changes = changes.into_iter();
        match changes.next() {
            None if self.moved[new] || is_elsewhere => Some(vec![format!("{head}。")]),
            None => None,
            Some(first) => {
                let first = first.behind(&head, is_renumbered);
                Some(std::iter::once(first).chain(changes.map(|change| change.alone())).collect())
            }
        }
    }

    /// The number of an article of the draft, with the headings that it stands under where the articles around it do not
    /// tell those.
    fn number(&self, new: usize) -> String {
        let draft = self.comparison.draft;
        let own = draft.articles[new].division;
        let label = draft.articles[new].ordinal.label("条");
        let is_told = match self.main[new] {
            Some(old) if !self.is_merged(new) => !self.leaves_heading(old, new),
            Some(_) | None => {
                // Those that stay tell it to those between them.
                let stays =
                    |&at: &usize| self.main[at].is_some_and(|old| !self.is_merged(at) && !self.leaves_heading(old, at));
                let before = (0..new).rev().find(stays);
                let behind = (new + 1..draft.articles.len()).find(stays);
                [before, behind].into_iter().flatten().all(|at| draft.articles[at].division == own)
            }
        };
        match own.filter(|_| !is_told) {
            Some(own) => place(draft, own) + &label,
            None => label,
        }
    }

    /// Whether an article of the draft takes in another one beside that which it continues.
    fn is_merged(&self, new: usize) -> bool {
        self.becomes.contains(&Some(Fate::Joins(new)))
    }

    /// Whether an article stands under another heading than the one that continues its old one.
    fn leaves_heading(&self, old: usize, new: usize) -> bool {
        let Some(own) = self.comparison.draft.articles[new].division else { return false };
        let before = self.comparison.current.articles[old].division;
        !before.is_some_and(|before| self.comparison.divisions.new_of(before).contains(&own))
    }

    /// What is done to a heading.
    fn heading(&self, old: Option<usize>, new: Option<usize>) -> Option<String> {
        let (current, draft) = (self.comparison.current, self.comparison.draft);
        match (old, new) {
            (Some(old), Some(new)) => {
                let (before, now) = (name(current, old), name(draft, new));
                (before != now).then(|| {
                    let unit = current.divisions[old].level.unit();
                    format!("将{}{unit}名修改为“{now}”。", place(current, old))
                })
            }
            (None, Some(new)) => {
                let division = &draft.divisions[new];
                let unit = division.level.unit();
                let own = division.numeral.map_or(String::new(), |numeral| Ordinal::plain(numeral.value).label(unit));
                // 节 are added to their 章, which has its old number there.
                let within = division.parent.and_then(|parent| self.comparison.divisions.old_of(parent).first());
                let within = within.map_or(String::new(), |&parent| place(current, parent));
                Some(format!("{within}增加一{unit}“{}”，作为{own}。", name(draft, new)))
            }
            (Some(old), None) => {
                let division = &current.divisions[old];
                let before = current.divisions[..old].iter().rposition(|other| other.level == division.level);
                let is_kept = |&before: &usize| {
                    let stays = !self.comparison.divisions.new_of(before).is_empty();
                    stays && current.divisions[before].parent == division.parent
                };
                Some(match before.filter(is_kept) {
                    Some(before) => format!("将{}并入{}。", place(current, old), place(current, before)),
                    None => format!("删去{}{}名。", place(current, old), division.level.unit()),
                })
            }
            (None, None) => None,
        }
    }
}

/// What a heading is called in a decision: 第三章, 第二章第一节.
fn place(document: &Document, division: usize) -> String {
    let own = &document.divisions[division];
    let label = own.numeral.map_or(String::new(), |numeral| Ordinal::plain(numeral.value).label(own.level.unit()));
    // 章 are counted through the 编 of a law; 节 and 分编 are not.
    match own.parent.filter(|_| matches!(own.level, Level::Section | Level::Subpart)) {
        Some(parent) => place(document, parent) + &label,
        None => label,
    }
}

fn name(document: &Document, division: usize) -> String {
    wording::bare(document.str(document.divisions[division].name))
}

/// How much of an article of the law one of the draft has, in bytes.
fn shared(comparison: &Comparison<'_>, old: usize, new: usize) -> usize {
    let lines =
        |document: &Document, article: usize| wording::lines(document, document.articles[article].paragraphs.clone());
    let (current, draft) = (comparison.current, comparison.draft);
    let (from, to) = (lines(current, old), lines(draft, new));
    let (stretches, _) = wording::compare((current, &from), (draft, &to));
    stretches.iter().flatten().filter(|stretch| !stretch.changed).map(|stretch| stretch.span.len()).sum()
}

/// Which articles of the draft are no part of the longest row that keeps the order of the law.
fn moved(main: &[Option<usize>]) -> Vec<bool> {
    let mut alignment = Alignment::empty(main.iter().flatten().max().map_or(0, |&last| last + 1), main.len());
    for (new, old) in main.iter().enumerate().filter_map(|(new, old)| Some((new, (*old)?))) {
        alignment.link(old, new);
    }
    alignment.moved()
}
